/** Places in a picture: checkboxes, and buttons on the picture that tick them for those who point. */

import type { Widget } from "../../../templates/runtime/contract";

const widget: Widget = (root, _table, words, changed) => {
  const inputs = Array.from(root.querySelectorAll<HTMLInputElement>("input"));
  const spots = Array.from(root.querySelectorAll<HTMLElement>("[data-spot]"));
  const spotOf = (input: HTMLInputElement): HTMLElement | undefined => spots.find((spot) => spot.dataset["spot"] === input.value);
  let locked = false;
  const read = (): { type: "choice"; codes: string[] } | null => {
    const codes = inputs.filter((input) => input.checked).map((input) => input.value);
    return codes.length ? { type: "choice", codes } : null;
  };
  /** The picture shows what the list says. */
  const follow = (): void => {
    for (const input of inputs) {
      const spot = spotOf(input);
      if (spot) spot.setAttribute("aria-pressed", String(input.checked));
    }
  };
  place(root, spots);
  for (const input of inputs) {
    const spot = spotOf(input);
    // A locked answer stays reachable, but does not change.
    input.addEventListener("click", (event) => { if (locked) event.preventDefault(); });
    input.addEventListener("change", () => {
      follow();
      changed();
    });
    // Which place in the picture the box under the finger stands for.
    input.addEventListener("focus", () => { if (spot) spot.dataset["here"] = ""; });
    input.addEventListener("blur", () => { if (spot) delete spot.dataset["here"]; });
    if (!spot) continue;
    // The focus stays where it is: it must not go to what a screen reader does not know.
    spot.addEventListener("mousedown", (event) => event.preventDefault());
    spot.addEventListener("click", () => input.click());
  }
  follow();
  return {
    read,
    draft: read,
    write: (response) => {
      if (response.type !== "choice") return;
      for (const input of inputs) input.checked = response.codes.indexOf(input.value) >= 0;
      follow();
    },
    show: (marking) => {
      for (const input of inputs) {
        const row = input.closest<HTMLElement>("[data-part]"), mark = row && row.querySelector<HTMLElement>("[data-mark]"), spot = spotOf(input);
        if (!row || !mark) continue;
        const state = marking && marking.parts[input.value];
        mark.hidden = !state;
        mark.textContent = state ? words(`part-${state}`) : "";
        for (const one of spot ? [row, spot] : [row]) {
          if (state) one.dataset["state"] = state;
          else delete one.dataset["state"];
        }
        const feedback = state && state !== "missed" && row.querySelector("[data-feedback-for]");
        if (state) input.setAttribute("aria-describedby", feedback ? `${mark.id} ${feedback.id}` : mark.id);
        else input.removeAttribute("aria-describedby");
      }
    },
    lock: (now) => {
      locked = now;
      for (const input of inputs) {
        if (now) input.setAttribute("aria-disabled", "true");
        else input.removeAttribute("aria-disabled");
      }
      for (const spot of spots) spot.classList.toggle("copack-spot--locked", now);
    },
    first: () => inputs[0] || root,
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
