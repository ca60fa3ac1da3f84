/** The completion record: one sheet that learners print or save for themselves. */

import type { AnsweringAttempt } from "./answers";
import type { Outcome } from "./contract";
import { minutesInAll } from "./contents";
import { box, fill, find, make, show, textOf } from "./dom";
import { weighEvidence, type Evidence } from "./evidence";
import { learnedInAll } from "./progress";
import { rawOf } from "./state";
import { tellTally } from "./tally";
import { counted, type Words } from "./words";

export const DAY = { day: "numeric", month: "long", year: "numeric" } as const;

/** The day on which the course came to its outcome, by the learner's calendar then; "" where a state of an earlier version holds none. */
export function finishedOn({ state: { finished }, course: { tables } }: AnsweringAttempt, words: Words): string {
  return finished === null ? "" : words("finished-on", { date: new Date(86400000 * finished).toLocaleDateString(tables.course.language, { ...DAY, timeZone: "UTC" }) });
}

/** Whether there is something to have a record of. */
export const isDone = ({ kind }: Outcome): boolean => kind === "complete" || kind === "passed";

/** Puts the record into the menu once the course is finished. */
export function offerRecord(attempt: AnsweringAttempt): void {
  const exit = find(document, '#copack-menu [data-action="save-and-exit"]'), done = isDone(attempt.outcome());
  let item = find(document, '#copack-menu [data-action="record"]');
  if (!item && done && exit && exit.parentElement) {
    item = make("button", { type: "button", class: "copack-menu__item", "data-action": "record" }, textOf(find(document, '[data-view="record"] h1')));
    exit.parentElement.before(make("li", {}, item));
  }
  show(item && item.parentElement, done);
}

/** The name is read from its field while it is typed and goes nowhere but onto this page (tracking contract 5). */
export function showRecord(attempt: AnsweringAttempt, words: Words, now: number): void {
  const outcome = attempt.outcome(), raw = rawOf(outcome), { course, sessions } = attempt.course.tables;
  const field = box("record-name") as HTMLInputElement | null;
  const name = (): void => fill("record-name", (field && field.value.trim()) || words("record-no-name"));
  if (field) {
    field.value = "";
    field.oninput = name;
  }
  name();
  fill("record-result", words(!isDone(outcome) ? "record-not-yet" : outcome.kind === "passed" ? "record-passed" : "record-complete"));
  fill("record-score", raw === null || !isDone(outcome) ? null : words("record-score", { raw }));
  fill("record-sessions", sessions.length > 1 ? words("record-sessions", { list: sessions.map(({ title }) => title).join("; ") }) : null);
  fill("record-time", counted(words, "record-time", "minutes", minutesInAll(sessions)));
  fill("record-outcomes", listOutcomes(words, weighEvidence(attempt, learnedInAll(attempt))));
  fill("record-digest", words("record-digest", { digest: document.body.dataset["content"] || "" }));
  const date = new Date(now).toLocaleDateString(course.language, DAY);
  fill("record-date", `${finishedOn(attempt, words)} ${words("record-date", { date, version: course.version })}`.trim());
}

/** From so many outcomes on, they stand in two columns with their results in the same line, so that the record is one sheet. */
const MANY = 9;

function listOutcomes(words: Words, outcomes: Evidence[]): HTMLElement {
  return make("ul", { class: "copack-record__outcomes", ...outcomes.length >= MANY && { "data-many": "" } }, ...outcomes.map((evidence) =>
    make("li", {}, evidence.learned.text, " ", make("span", { class: "copack-record__result" }, tellOutcome(words, evidence)))));
}

function tellOutcome(words: Words, { learned: { questions }, standing, count }: Evidence): string {
  return standing === "open" ? words("record-open") : questions ? tellTally(words, "record-right", "record-points", count) : words("learned-read");
}
