/** One opinion or several: radio buttons or checkboxes. */

import type { Widget } from "../../../templates/runtime/contract";

const widget: Widget = (root, _table, _words, changed) => {
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
    // No opinion is right or wrong.
    show: () => undefined,
    lock: (now) => {
      locked = now;
      for (const input of inputs) {
        if (now) input.setAttribute("aria-disabled", "true");
        else input.removeAttribute("aria-disabled");
      }
    },
    first: () => inputs.find((input) => input.checked) || inputs[0] || root,
  };
};

export default widget;
