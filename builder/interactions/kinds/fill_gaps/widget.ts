/** Missing words, typed where they are missing. */

import type { Widget } from "../../../../templates/runtime/contract";

const widget: Widget = (root, table, words, changed, tools) => {
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
        const state = marking ? marking.parts[gap.dataset["part"] || ""] : undefined;
        const answer = marking && marking.revealed && state === "wrong" && ((table.shown || [])[at] || ((table.variants || [])[at] || [])[0]);
        tools.showPart(gap, [fields[at] as HTMLInputElement], state, answer ? words("part-wrong-answer", { answer }) : undefined);
      });
    },
    lock: (locked) => fields.forEach((field, at) => { field.readOnly = tools.isLocked(locked, (gaps[at] as HTMLElement).dataset["part"] || ""); }),
    first: () => fields.find((field) => !field.value.trim()) || fields.find((field) => !field.readOnly) || fields[0] || root,
  };
};

export default widget;
