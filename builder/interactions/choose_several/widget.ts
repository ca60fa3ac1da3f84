/** All that are right: checkboxes. */

import type { Widget } from "../../../templates/runtime/contract";

const widget: Widget = (root, _table, words, changed) => {
  const inputs = Array.from(root.querySelectorAll<HTMLInputElement>("input"));
  let locked = false;
  const read = (): { type: "choice"; codes: string[] } | null => {
    const codes = inputs.filter((input) => input.checked).map((input) => input.value);
    return codes.length ? { type: "choice", codes } : null;
  };
  for (const input of inputs) {
    // A locked answer stays reachable, but does not change.
    input.addEventListener("click", (event) => { if (locked) event.preventDefault(); });
    input.addEventListener("change", changed);
  }
  return {
    read,
    draft: read,
    write: (response) => {
      if (response.type === "choice") for (const input of inputs) input.checked = response.codes.indexOf(input.value) >= 0;
    },
    show: (marking) => {
      for (const input of inputs) {
        const row = input.closest<HTMLElement>("[data-part]"), mark = row && row.querySelector<HTMLElement>("[data-mark]");
        if (!row || !mark) continue;
        const state = marking && marking.parts[input.value];
        mark.hidden = !state;
        mark.textContent = state ? words(`part-${state}`) : "";
        if (state) {
          row.dataset["state"] = state;
          const feedback = state !== "missed" && row.querySelector("[data-feedback-for]");
          input.setAttribute("aria-describedby", feedback ? `${mark.id} ${feedback.id}` : mark.id);
        } else {
          delete row.dataset["state"];
          input.removeAttribute("aria-describedby");
        }
      }
    },
    lock: (now) => {
      locked = now;
      for (const input of inputs) {
        if (now) input.setAttribute("aria-disabled", "true");
        else input.removeAttribute("aria-disabled");
      }
    },
    first: () => inputs[0] || root,
  };
};

export default widget;
