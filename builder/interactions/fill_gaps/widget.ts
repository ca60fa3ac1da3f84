/** Missing words, typed where they are missing. */

import type { Widget } from "../../../templates/runtime/contract";

const widget: Widget = (root, table, words, changed) => {
  const gaps = Array.from(root.querySelectorAll<HTMLElement>("[data-part]"));
  const fields = gaps.map((gap) => gap.querySelector("input") as HTMLInputElement);
  const texts = (): string[] => fields.map((field) => field.value.trim());
  for (const field of fields) field.addEventListener("input", changed);
  return {
    read: () => (texts().every(Boolean) ? { type: "fill-in", texts: texts() } : null),
    draft: () => (texts().some(Boolean) ? { type: "fill-in", texts: texts() } : null),
    write: (response) => {
      if (response.type === "fill-in") fields.forEach((field, at) => { field.value = response.texts[at] || ""; });
    },
    show: (marking) => {
      gaps.forEach((gap, at) => {
        const field = fields[at] as HTMLInputElement, mark = gap.querySelector<HTMLElement>("[data-mark]");
        if (!mark) return;
        const state = marking && marking.parts[gap.dataset["part"] || ""];
        mark.hidden = !state;
        const answer = marking && marking.revealed && state === "wrong" && ((table.variants || [])[at] || [])[0];
        mark.textContent = !state ? "" : answer ? words("part-wrong-answer", { answer }) : words(`part-${state}`);
        if (state) {
          gap.dataset["state"] = state;
          field.setAttribute("aria-describedby", mark.id);
        } else {
          delete gap.dataset["state"];
          field.removeAttribute("aria-describedby");
        }
      });
    },
    lock: (now) => { for (const field of fields) field.readOnly = now; },
    first: () => fields.find((field) => !field.value.trim()) || fields[0] || root,
  };
};

export default widget;
