/** What a learner typed, as it is compared: blanks, case and quotes make no difference, and a few letters may be wrong where the author says so. */

/** Blanks as Python's `str.split` knows them: `gap_key` of builder/course/cmi.py is the other half. */
const BLANKS = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** The form in which a typed answer is compared. tests/vectors/gap_keys.json holds both halves to the same. */
export function gapKey(text: string): string {
  return text.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"').split(BLANKS).filter(Boolean).join(" ").toLowerCase();
}

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
