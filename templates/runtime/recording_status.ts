/** What learners read at an end of what is recorded of them. */

import type { Player } from "./context";
import { fill } from "./dom";
import { isFinal } from "./state";
import type { Words } from "./words";

/** What of the answers is not among what was saved; the tables carry each sentence where it is true. */
export const tellStaying = (words: Words): string => [words("recorded-stays"), words("recorded-stays-form")].filter(Boolean).join(" ");

/** What is recorded, at the end of the course. */
export function showRecorded({ silent, saver, onDevice, attempt, words }: Player): void {
  const name = silent ? "recorded-nothing" : saver.failing() ? "recorded-not-yet" : onDevice ? "recorded-web"
    : isFinal(attempt.outcome()) ? "recorded-done" : "recorded-normal";
  fill("end-recorded", [words(name), !silent && tellStaying(words)].filter(Boolean).join(" "));
}
