/** True or false: two radio buttons. */

import type { Widget } from "../../../templates/runtime/contract";

const TRUE = "t";

const widget: Widget = (root, _table, words, changed) => {
  const inputs = Array.from(root.querySelectorAll<HTMLInputElement>("input"));
  let locked = false;
  const chosen = (): HTMLInputElement | undefined => inputs.find((input) => input.checked);
  const read = (): { type: "true-false"; value: boolean } | null => {
    const input = chosen();
    return input ? { type: "true-false", value: input.value === TRUE } : null;
  };
  for (const input of inputs) {
    // A locked answer stays reachable; refusing the click also refuses the arrow keys, which click what they reach.
    input.addEventListener("click", (event) => { if (locked) event.preventDefault(); });
    input.addEventListener("change", changed);
  }
  return {
    read,
    draft: read,
    write: (response) => {
      if (response.type === "true-false") for (const input of inputs) input.checked = (input.value === TRUE) === response.value;
    },
    show: (marking) => {
      for (const input of inputs) {
        const row = input.closest<HTMLElement>("[data-part]"), mark = row && row.querySelector<HTMLElement>("[data-mark]");
        if (!row || !mark) continue;
        const state = marking && marking.parts[input.value];
        mark.hidden = !state;
        mark.textContent = state ? words(state === "missed" ? "part-answer" : `part-${state}`) : "";
        if (state) {
          row.dataset["state"] = state;
          input.setAttribute("aria-describedby", mark.id);
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
    first: () => chosen() || inputs[0] || root,
  };
};

export default widget;
