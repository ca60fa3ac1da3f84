/** A number, typed as people type numbers: with a unit, marks between thousands, a comma or a point before decimals. */

import type { Widget } from "../../../../templates/runtime/contract";
import { isAmbiguous, parseNumber } from "./typed_number";

const widget: Widget = (root, table, words, changed, tools) => {
  const row = root.querySelector("[data-number]") as HTMLElement, field = row.querySelector("input") as HTMLInputElement;
  const unit = tools.comparable(row.dataset["unit"] || "");
  const accepted = table.correct.map((right) => (right.type === "numeric" ? right.value : ""));
  const ambiguous = (): boolean => isAmbiguous(tools.comparable(field.value), unit, accepted);
  const read = (): { type: "numeric"; value: string } | null => {
    const value = ambiguous() ? "" : parseNumber(tools.comparable(field.value), unit);
    return value ? { type: "numeric", value } : null;
  };
  field.addEventListener("input", changed);
  return {
    read,
    draft: read,
    problem: () => (ambiguous() ? "number-unclear" : field.value.trim() ? "number-needed" : ""),
    write: (response) => { if (response.type === "numeric") field.value = response.value; },
    show: (marking) => {
      const [right] = table.correct;
      const state = !marking ? undefined : marking.right ? "right" : "wrong";
      const answer = marking && marking.revealed && right && right.type === "numeric" ? right.value : "";
      tools.showPart(row, [field], state, answer ? words("part-wrong-answer", { answer }) : undefined);
    },
    lock: (locked) => { field.readOnly = locked === true; },
    first: () => field,
  };
};

export default widget;
