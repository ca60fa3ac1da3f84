/** One line on a scale: radio buttons. A rating has a widget for each of its lines. */

import type { Widget } from "../../../templates/runtime/contract";

const widget: Widget = (root, _table, _words, changed) => {
  const inputs = Array.from(root.querySelectorAll<HTMLInputElement>("input"));
  let locked = false;
  const chosen = (): HTMLInputElement | undefined => inputs.find((input) => input.checked);
  const read = (): { type: "likert"; code: string } | null => {
    const input = chosen();
    return input ? { type: "likert", code: input.value } : null;
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
      if (response.type === "likert") for (const input of inputs) input.checked = input.value === response.code;
    },
    // No step of a scale is right or wrong.
    show: () => undefined,
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
