/** What a learner typed, as it is compared: what counts as the same is in a table, and a few letters may be wrong where the author says so. */

import { AS_FOLDED, AS_TYPED, ZEROS } from "../../builder/_assets/layout";

const replaced = (text: string, rows: typeof AS_TYPED): string => rows.reduce((done, [pattern, put]) => done.replace(pattern, put), text);

/** A digit of another script as ours. */
function asDigit(character: string): string {
  const value = ZEROS.map((zero) => character.charCodeAt(0) - zero).find((digit) => digit >= 0 && digit < 10);
  return value === undefined ? character : String(value);
}

/** The form in which a typed answer is compared. `gap_key` of builder/course/typed_answer.py is the other half; tests/vectors/typed_answers.json. */
export const gapKey = (text: string): string =>
  replaced(replaced(text, AS_TYPED).normalize("NFKC").replace(/[\u0660-\u0bef]/g, asDigit).toLowerCase().toUpperCase().toLowerCase(), AS_FOLDED);

/** Whether a typed answer is as close to an accepted one as the author allows. Three letters and fewer must be exact. */
export function isTyped(key: string, accepted: string[], tolerance: number): boolean {
  return accepted.some((one) => one === key || (tolerance > 0 && one.length > EXACT && differ(one, key) <= tolerance));
}

const EXACT = 3;

/** Letters that are wrong, missing, too many or swapped with their neighbour (optimal string alignment). */
function differ(one: string, other: string): number {
  const a = Array.from(one), b = Array.from(other);
  let before: number[] = [], row = b.map((_, at) => at).concat(b.length);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1], swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const plain = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + (same ? 0 : 1));
      next.push(swapped ? Math.min(plain, (before[j - 2] as number) + 1) : plain);
    }
    before = row;
    row = next;
  }
  return row[b.length] as number;
}
