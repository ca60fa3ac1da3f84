/** Is it right? Generic by CMI type, from the table's accepted responses alone; never from a kind. tests/vectors/marking.json. */

import type { Code, InteractionTable, Marking, Response } from "./contract";

type Question = Pick<InteractionTable, "type" | "correct" | "variants" | "tolerance" | "codes" | "points" | "partial">;
type Parts = Marking["parts"];

/** Blanks as Python's `str.split` knows them: builder/course/cmi.py is the other half. */
const BLANKS = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** The form in which a typed answer is compared. tests/vectors/gap_keys.json holds both halves to the same. */
export function gapKey(text: string): string {
  return text.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"').split(BLANKS).filter(Boolean).join(" ").toLowerCase();
}

/** `floor(100 x points / max)` in whole numbers (tracking contract 1). */
export function percent(points: number, max: number): number {
  return max > 0 ? (100 * points - ((100 * points) % max)) / max : 0;
}

/** All points or none, save where a part earns its share. Where no answer is right or wrong, every answer is taken. */
export function mark(table: Question, response: Response): Marking {
  const parts = markParts(table, response);
  const right = table.correct.length === 0 && !table.variants ? true : isRight(table, response, parts);
  return { right, points: right ? table.points : table.partial ? share(table.points, parts) : 0, parts };
}

/** Each right part earns its share, each wrong one takes a share away; whole points, and never below nothing. */
function share(points: number, parts: Parts): number {
  const count = (state: Parts[Code]): number => Object.keys(parts).filter((code) => parts[code] === state).length;
  const right = count("right"), of = right + count("missed"), earned = points * Math.max(0, right - count("wrong"));
  return of ? (earned - (earned % of)) / of : 0;
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

function isRight(table: Question, response: Response, parts: Parts): boolean {
  if (response.type === "fill-in" && table.variants) return table.codes.every((code) => parts[code] === "right");
  return table.correct.some((accepted) => same(accepted, response));
}

function same(accepted: Response, given: Response): boolean {
  if (accepted.type === "choice" && given.type === "choice") return list(accepted.codes) === list(given.codes);
  if (accepted.type === "matching" && given.type === "matching") return list(accepted.pairs.map(String)) === list(given.pairs.map(String));
  if (accepted.type === "numeric" && given.type === "numeric") return within(accepted.value, given.value);
  if (accepted.type === "fill-in" && given.type === "fill-in") return String(accepted.texts.map(gapKey)) === String(given.texts.map(gapKey));
  return JSON.stringify(accepted) === JSON.stringify(given);
}

/** Without regard to order or repetition. */
const list = (items: string[]): string => Array.from(new Set(items)).sort().join(" ");

/** `5`, `5[:]7`, `[:]7`: the ends belong to the range. */
function within(accepted: string, given: string): boolean {
  const ends = accepted.split("[:]");
  const low = ends[0], high = ends[ends.length - 1], number = Number(given);
  return /\d/.test(given) && (!low || number >= Number(low)) && (!high || number <= Number(high));
}

function markParts(table: Question, response: Response): Parts {
  const parts: Parts = {};
  const nearest = table.correct.find((accepted) => same(accepted, response)) || table.correct[0];
  if (response.type === "true-false" && nearest && nearest.type === "true-false") {
    for (const value of [true, false]) markPart(parts, value ? "t" : "f", response.value === value, nearest.value === value);
  } else if (response.type === "choice" && nearest && nearest.type === "choice") {
    for (const code of table.codes) markPart(parts, code, response.codes.includes(code), nearest.codes.includes(code));
  } else if (response.type === "matching" && nearest && nearest.type === "matching") {
    const wanted = pairsOf(nearest.pairs), given = pairsOf(response.pairs);
    for (const code of table.codes) parts[code] = !given[code] ? "missed" : given[code] === wanted[code] ? "right" : "wrong";
  } else if (response.type === "sequencing" && nearest && nearest.type === "sequencing") {
    response.codes.forEach((code, at) => { parts[code] = nearest.codes[at] === code ? "right" : "wrong"; });
  } else if (response.type === "fill-in" && table.variants) {
    table.variants.forEach((variants, at) => {
      const key = gapKey(response.texts[at] || "");
      parts[table.codes[at] || ""] = !key ? "missed" : isTyped(key, variants.map(gapKey), table.tolerance || 0) ? "right" : "wrong";
    });
  }
  return parts;
}

function markPart(parts: Parts, code: Code, chosen: boolean, wanted: boolean): void {
  if (chosen || wanted) parts[code] = !chosen ? "missed" : wanted ? "right" : "wrong";
}

function pairsOf(pairs: [Code, Code][]): Record<Code, Code> {
  const found: Record<Code, Code> = {};
  for (const [source, target] of pairs) found[source] = target;
  return found;
}
