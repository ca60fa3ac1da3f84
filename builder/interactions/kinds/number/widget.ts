/** A number, typed as people type numbers: with a unit, commas between thousands, blanks or a plus. */

import type { Widget } from "../../../../templates/runtime/contract";

/** The most digits that can be compared exactly. */
const MOST_DIGITS = 15;

/** Without blanks and capitals; every dash is a minus. */
const bare = (text: string): string => text.toLowerCase().replace(/\s+/g, "").replace(/[\u2212\u2013]/g, "-");

/** A typed number without the unit before or behind it. */
function withoutUnit(typed: string, unit: string): string {
  if (unit && typed.startsWith(unit)) return typed.slice(unit.length);
  return unit && typed.endsWith(unit) ? typed.slice(0, -unit.length) : typed;
}

/** `1,234.50` -> `1234.50`, `.5` -> `0.5`; empty where it is not a number. */
function plainDigits(text: string): string {
  const parts = /^(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?$/.exec(text);
  if (!parts) return "";
  const whole = (parts[1] ?? "").replace(/,/g, "").replace(/^0+(?=\d)/, "") || "0";
  return parts[2] ? `${whole}.${parts[2]}` : whole;
}

/** `+£1,234.50` -> `1234.50`; empty where it is not a number. */
function plain(typed: string, unit: string): string {
  const text = bare(typed), mark = /^[+-]?/.exec(text)?.[0] ?? "";
  const number = withoutUnit(text.slice(mark.length), bare(unit));
  if (!/\d/.test(number) || number.replace(/\D/g, "").length > MOST_DIGITS) return "";
  // The sign may stand behind the unit: £-5.
  const signed = mark ? number : number.replace(/^\+/, ""), inner = !mark && /^[+-]/.test(signed) ? signed.charAt(0) : "";
  const value = plainDigits(signed.slice(inner.length));
  return (mark || inner) === "-" && Number(value) ? `-${value}` : value;
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
      const [right] = table.correct;
      const state = !marking ? undefined : marking.right ? "right" : "wrong";
      const answer = marking && marking.revealed && right && right.type === "numeric" ? right.value : "";
      tools.showPart(row, [field], state, answer ? words("part-wrong-answer", { answer }) : undefined);
    },
    lock: (now) => { field.readOnly = now; },
    first: () => field,
  };
};

export default widget;
