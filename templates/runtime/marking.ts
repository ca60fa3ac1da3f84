/** Is it right? Generic by CMI type, from the table's accepted responses alone; never from a kind. tests/vectors/marking.json. */

import type { Code, InteractionTable, Marking, Response } from "./contract";
import { rowOf, type PartStates } from "./responses";

type Question = Pick<InteractionTable, "type" | "correct" | "variants" | "tolerance" | "codes" | "points" | "partial">;

/** `floor(100 x points / max)` in whole numbers (tracking contract 1). */
export function percent(points: number, max: number): number {
  return max > 0 ? (100 * points - ((100 * points) % max)) / max : 0;
}

/** All points or none, save where a part earns its share. Where no answer is right or wrong, every answer is taken. */
export function mark(table: Question, response: Response): Marking {
  const row = rowOf(response.type), accepted = table.correct.filter(({ type }) => type === response.type);
  const same = accepted.find((each) => row.isSame(each, response));
  const parts = row.mark(response, same || accepted[0], table);
  const right = table.variants ? table.codes.every((code) => parts[code] === "right") : !table.correct.length || !!same;
  return { right, points: right ? table.points : table.partial ? share(table.points, parts) : 0, parts };
}

/** Each right part earns its share, each wrong one takes a share away; whole points, and never below nothing. */
function share(points: number, parts: PartStates): number {
  const count = (state: PartStates[Code]): number => Object.keys(parts).filter((code) => parts[code] === state).length;
  const right = count("right"), of = right + count("missed"), earned = points * Math.max(0, right - count("wrong"));
  return of ? (earned - (earned % of)) / of : 0;
}
