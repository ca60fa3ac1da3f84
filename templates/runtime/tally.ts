/**
 * How questions went, counted in one way wherever it is told: in questions, or in points where those that are counted together differ in them,
 * or where a part of an answer earns its share. So the count and the mark in per cent never contradict each other.
 */

import type { AnsweringAttempt } from "./answers";
import type { InteractionTable } from "./contract";
import { counted, type Words } from "./words";

export interface Tally {
  right: number;
  /** The most there can be. */
  of: number;
  unit: "questions" | "points";
}

/**
 * @param attempt what was submitted last counts, drafts left aside
 * @param together all questions of the list in which this count stands, so that its lines have one unit
 */
export function tally(attempt: AnsweringAttempt, asked: InteractionTable[], together = asked): Tally {
  const unit = together.some(({ points, partial }) => partial || points !== (together[0] as InteractionTable).points) ? "points" : "questions";
  let right = 0, of = 0;
  for (const table of asked) {
    const marking = attempt.marking(table);
    right += !marking ? 0 : unit === "points" ? marking.points : Number(marking.right);
    of += unit === "points" ? table.points : 1;
  }
  return { right, of, unit };
}

/** @param questions name of the sentence where questions are counted, and `points` of that where points are */
export const tellTally = (words: Words, questions: string, points: string, { right, of, unit }: Tally): string =>
  counted(words, unit === "points" ? points : questions, "of", of, { right });
