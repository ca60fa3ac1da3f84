/** Places in a picture: checkboxes, and buttons on the picture that tick them for those who point. */

import type { Widget } from "../../../../templates/runtime/contract";

const widget: Widget = (root, _table, _words, changed, tools) => {
  const spots = Array.from(root.querySelectorAll<HTMLElement>("[data-spot]"));
  const inputs = Array.from(root.querySelectorAll<HTMLInputElement>("input"));
  const boxOf = (spot: HTMLElement): HTMLInputElement | undefined => inputs.find((input) => input.value === spot.dataset["spot"]);
  /** The picture shows what the list says. */
  const follow = (): void => { for (const spot of spots) spot.setAttribute("aria-pressed", String(!!boxOf(spot)?.checked)); };
  const view = tools.choosing(root, () => {
    follow();
    changed();
  });
  place(root, spots);
  for (const spot of spots) {
    const input = boxOf(spot);
    if (!input) continue;
    // Which place in the picture the box under the finger stands for.
    input.addEventListener("focus", () => { spot.dataset["here"] = ""; });
    input.addEventListener("blur", () => { delete spot.dataset["here"]; });
    // The focus stays where it is: it must not go to what a screen reader does not know.
    spot.addEventListener("mousedown", (event) => event.preventDefault());
    spot.addEventListener("click", () => input.click());
  }
  follow();
  return {
    ...view,
    write: (response) => {
      view.write(response);
      follow();
    },
    show: (marking) => {
      view.show(marking);
      for (const spot of spots) {
        const state = marking && marking.parts[spot.dataset["spot"] || ""];
        if (state) spot.dataset["state"] = state;
        else delete spot.dataset["state"];
      }
    },
    lock: (locked) => {
      view.lock(locked);
      for (const spot of spots) spot.classList.toggle("copack-spot--locked", tools.isLocked(locked, spot.dataset["spot"] || ""));
    },
  };
};

/** Lays the places over the image alone, whatever stands under it. Through the script, since platforms forbid `style=`. */
function place(root: HTMLElement, spots: HTMLElement[]): void {
  const image = root.querySelector("[data-picture] img"), places = root.querySelector<HTMLElement>("[data-places]");
  if (!image || !places) return;
  const whole = image.closest("picture") || image, frame = document.createElement("div");
  frame.className = "copack-spots__frame";
  whole.before(frame);
  frame.append(whole, places);
  for (const spot of spots) {
    for (const side of ["left", "top", "width", "height"] as const) spot.style[side] = `${spot.dataset[side] || "0"}%`;
  }
  places.hidden = false;
}

export default widget;
