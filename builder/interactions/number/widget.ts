/** A number, typed as people type numbers: with a unit, commas between thousands, blanks or a plus. */

import type { Widget } from "../../../templates/runtime/contract";

/** The most digits that can be compared exactly. */
const MOST_DIGITS = 15;

/** `+£1,234.50` -> `1234.50`; empty where it is not a number. */
function plain(typed: string, unit: string): string {
  const bare = (text: string): string => text.toLowerCase().replace(/\s+/g, "").replace(/[\u2212\u2013]/g, "-");
  const sign = bare(unit), [, mark = "", rest = ""] = /^([+-]?)(.*)$/.exec(bare(typed)) || [];
  let number = rest;
  if (sign && number.startsWith(sign)) number = number.slice(sign.length);
  else if (sign && number.endsWith(sign)) number = number.slice(0, -sign.length);
  // The sign may stand behind the unit: £-5.
  const found = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?$/.exec(mark ? number : number.replace(/^\+/, ""));
  if (!found || (mark && found[1]) || !/\d/.test(number) || number.replace(/\D/g, "").length > MOST_DIGITS) return "";
  const whole = (found[2] || "").replace(/,/g, "").replace(/^0+(?=\d)/, "") || "0";
  const value = found[3] ? `${whole}.${found[3]}` : whole;
  return (mark === "-" || found[1] === "-") && Number(value) ? `-${value}` : value;
}

const widget: Widget = (root, table, words, changed, tools) => {
  const row = root.querySelector("[data-number]") as HTMLElement, field = row.querySelector("input") as HTMLInputElement;
  const unit = row.dataset["unit"] || "";
  const read = (): { type: "numeric"; value: string } | null => {
    const value = plain(field.value, unit);
    return value ? { type: "numeric", value } : null;
  };
  field.addEventListener("input", changed);
  return {
    read,
    draft: read,
    problem: () => (field.value.trim() ? "number-needed" : ""),
    write: (response) => { if (response.type === "numeric") field.value = response.value; },
    show: (marking) => {
      const right = table.correct && table.correct[0];
      const state = !marking ? undefined : marking.right ? "right" : "wrong";
      const answer = marking && marking.revealed && right && right.type === "numeric" ? right.value : "";
      tools.showPart(row, [field], state, answer ? words("part-wrong-answer", { answer }) : undefined);
    },
    lock: (now) => { field.readOnly = now; },
    first: () => field,
  };
};

export default widget;
