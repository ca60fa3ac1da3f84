/** What the player itself shows: contents, ends of a session and of the course, the completion record. */

import type { AnsweringAttempt } from "./answers";
import type { Place } from "./course";
import { box, fill, find, make, makeBullets, show } from "./dom";
import { learned, learnedInAll, missing, pageStatus, sessionStatus, type Learned, type Missing, type Status } from "./progress";
import { isFinal, rawOf } from "./state";
import { sessionTitle } from "./shell";
import { tally, tellTally } from "./tally";
import { counted, type Words } from "./words";
import type { InteractionTable, SessionTable } from "./contract";

// ---------------------------------------------------------------- lists

/** A list of links to what is still to do. */
export function listMissing(items: Missing[], attempt: AnsweringAttempt, words: Words): HTMLElement {
  const { mark } = attempt.course.tables.pass;
  const raw = rawOf(attempt.state.outcome) ?? 0;
  return makeBullets({}, ...items.map(({ what, title, page }) =>
    make("li", {}, make("a", { href: `#${page}` }, words(`still-${what}`, { title, mark: mark ?? 0, raw })))));
}

function stillToDo(items: Missing[], attempt: AnsweringAttempt, words: Words): HTMLElement | null {
  return items.length ? make("div", {}, make("h2", {}, words("still-to-do")), listMissing(items, attempt, words)) : null;
}

function listLearned(outcomes: Learned[], attempt: AnsweringAttempt, words: Words): HTMLElement {
  const together = outcomes.reduce<InteractionTable[]>((all, { asked }) => all.concat(asked), []);
  return make("ul", { class: "nhsuk-list copack-learned" }, ...outcomes.map(({ text, asked, questions, right, open, unseen }) => {
    const result = !questions ? words(unseen ? "outcome-unread" : "outcome-read") : open ? counted(words, "outcome-open", "questions", open) : tellTally(words, "outcome-right", "outcome-points", tally(attempt, asked, together));
    return make("li", { class: "copack-learned__item", "data-state": questions && !open && right === questions ? "right" : "open" },
      text, " ", make("span", { class: "copack-learned__result" }, result));
  }));
}

// ---------------------------------------------------------------- contents

const TAGS: Record<Status, string> = {
  done: "nhsuk-task-list__status copack-status copack-status--done",
  "in-progress": "nhsuk-task-list__status copack-status copack-status--going",
  "not-started": "nhsuk-task-list__status copack-status copack-status--new",
};

export function showContents(attempt: AnsweringAttempt, words: Words, current: string): void {
  const { tables, places } = attempt.course;
  fill("contents", ...tables.sessions.map((session, at) => {
    const status = sessionStatus(attempt, session);
    const heading = make("h2", { class: "copack-contents__session" }, sessionTitle(attempt, words, session), " ",
      make("span", { class: TAGS[status] }, words(`status-${status}`)));
    const pages = places.filter((place) => place.session === session);
    return make("section", {}, tables.sessions.length > 1 && heading,
      make("ul", { class: "nhsuk-task-list" }, ...pages.map((place, number) => contentsItem(attempt, words, place, current, `status-${at}-${number}`))));
  }));
}

function contentsItem(attempt: AnsweringAttempt, words: Words, place: Place, current: string, id: string): HTMLElement {
  const { page } = place, status = pageStatus(attempt, place);
  const link = make("a", { class: "nhsuk-link nhsuk-task-list__link", href: `#${page.id}`, "aria-describedby": `${id}-hint ${id}` }, page.title);
  if (page.id === current) link.setAttribute("aria-current", "page");
  const hint = counted(words, "minutes", "minutes", page.minutes) + (page.core ? "" : `. ${words("page-optional")}`);
  return make("li", { class: "nhsuk-task-list__item nhsuk-task-list__item--with-link" },
    make("div", { class: "nhsuk-task-list__name-and-hint" }, link, make("div", { class: "nhsuk-task-list__hint", id: `${id}-hint` }, hint)),
    make("div", { class: TAGS[status], id }, words(`status-${status}`)));
}

// ---------------------------------------------------------------- ends

export function showSessionEnd(attempt: AnsweringAttempt, words: Words, session: SessionTable): void {
  const { sessions } = attempt.course.tables;
  const open = missing(attempt, session), next = sessions[sessions.indexOf(session) + 1];
  fill("session-end-caption", sessionTitle(attempt, words, session));
  fill("session-end-heading", words(open.length ? "session-end-open" : "session-end-done"));
  fill("session-end-missing", stillToDo(open, attempt, words));
  fill("session-end-outcomes", listLearned(learned(attempt, session), attempt, words));
  fill("session-end-next", next
    ? words("next-is", { title: next.title, minutes: next.pages.reduce((sum, page) => sum + page.minutes, 0) }) : words("next-is-end"));
}

export function showCourseEnd(attempt: AnsweringAttempt, words: Words): void {
  const outcome = attempt.outcome(), { final } = attempt.course;
  const open = outcome.kind === "failed" ? [] : missing(attempt);
  const done = outcome.kind === "complete" || outcome.kind === "passed";
  fill("course-end-heading", words(done ? "course-end-done" : outcome.kind === "failed" ? "course-end-failed" : "course-end-open"));
  const result = words(isFinal(outcome) ? `result-${outcome.kind}` : "result-open", { raw: rawOf(outcome) ?? 0, mark: attempt.course.tables.pass.mark ?? 0, title: final ? final.title : "" });
  fill("course-end-result", done ? `${result} ${finishedOn(attempt, words)}` : result);
  fill("course-end-missing", stillToDo(open, attempt, words));
  fill("course-end-outcomes", listLearned(learnedInAll(attempt), attempt, words));
  show(find(document, '[data-view="course-end"] [data-action="record"]'), done);
}

const DAY = { day: "numeric", month: "long", year: "numeric" } as const;

/** The day on which the course came to its outcome, by the learner's calendar then; "" where a state of an earlier version holds none. */
function finishedOn({ state: { finished }, course: { tables } }: AnsweringAttempt, words: Words): string {
  return finished === null ? "" : words("finished-on", { date: new Date(86400000 * finished).toLocaleDateString(tables.course.language, { ...DAY, timeZone: "UTC" }) });
}

// ---------------------------------------------------------------- completion record

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
