/** The completion record: one sheet that learners print or save for themselves. */

import type { AnsweringAttempt } from "./answers";
import { box, fill, make, makeBullets } from "./dom";
import { rawOf } from "./state";
import type { Words } from "./words";

export const DAY = { day: "numeric", month: "long", year: "numeric" } as const;

/** The day on which the course came to its outcome, by the learner's calendar then; "" where a state of an earlier version holds none. */
export function finishedOn({ state: { finished }, course: { tables } }: AnsweringAttempt, words: Words): string {
  return finished === null ? "" : words("finished-on", { date: new Date(86400000 * finished).toLocaleDateString(tables.course.language, { ...DAY, timeZone: "UTC" }) });
}

/** The name is read from its field while it is typed and goes nowhere but onto this page (tracking contract 5). */
export function showRecord(attempt: AnsweringAttempt, words: Words, now: number): void {
  const outcome = attempt.outcome(), { course } = attempt.course.tables;
  const field = box("record-name") as HTMLInputElement | null;
  const name = (): void => fill("record-name", (field && field.value.trim()) || words("record-no-name"));
  if (field) {
    field.value = "";
    field.oninput = name;
  }
  name();
  const raw = rawOf(outcome);
  fill("record-result", words(outcome.kind === "passed" ? "record-passed" : "record-complete"));
  fill("record-score", raw === null ? null : words("record-score", { raw }));
  fill("record-outcomes", makeBullets({}, ...attempt.course.tables.outcomes.map(({ text }) => make("li", {}, text))));
  const date = new Date(now).toLocaleDateString(course.language, DAY);
  fill("record-date", `${finishedOn(attempt, words)} ${words("record-date", { date, version: course.version })}`.trim());
}
