/** Contents: where to go on, and every page of the course with how far the learner is. All sessions are folded but the one to go on in. */

import type { AnsweringAttempt } from "./answers";
import { minutesOf, type Place } from "./outline";
import { fill, make } from "./dom";
import { pageStatus, type Status } from "./page_status";
import { missing, sessionStatus } from "./progress";
import { sessionTitle } from "./shell";
import { counted, type Words } from "./words";
import type { SessionTable } from "./contract";

const TAGS: Record<Status, string> = {
  done: "nhsuk-task-list__status copack-status copack-status--done",
  "in-progress": "nhsuk-task-list__status copack-status copack-status--going",
  "not-started": "nhsuk-task-list__status copack-status copack-status--new",
};

export function showContents(attempt: AnsweringAttempt, words: Words, current: string): void {
  const { tables, places } = attempt.course;
  fill("contents-length", tellLength(tables.sessions, words));
  const onward = findOnward(attempt, current), going = (onward || attempt.course.place(current))?.session;
  fill("contents-continue", onward ? makeContinue(onward, words) : null);
  fill("contents", ...tables.sessions.map((session, at) => {
    const pages = places.filter((place) => place.session === session);
    const list = make("ul", { class: "nhsuk-task-list" }, ...pages.map((place, number) => contentsItem(attempt, words, place, current, `status-${at}-${number}`)));
    return tables.sessions.length > 1 ? contentsSession(attempt, words, session, list, session === going) : make("section", {}, list);
  }));
}

/** How long it all takes, in pages' minutes, which authors state or the build estimates. */
function tellLength(sessions: SessionTable[], words: Words): string {
  const minutes = minutesInAll(sessions);
  const time = minutes < LONG ? counted(words, "contents-minutes", "minutes", minutes) : counted(words, "contents-hours", "hours", Math.round(minutes / 60));
  return sessions.length > 1 ? `${counted(words, "contents-sessions", "sessions", sessions.length)} ${time}` : time;
}

/** Minutes from which on hours are told. */
const LONG = 90;

export const minutesInAll = (sessions: SessionTable[]): number => sessions.reduce((sum, session) => sum + minutesOf(session.pages), 0);

/** Where to go on: the page that is open while something on it is to do, else the next that was not seen, else whatever is missing. */
function findOnward(attempt: AnsweringAttempt, current: string): Place | undefined {
  const { places } = attempt.course, here = attempt.course.place(current);
  const isOpen = (place: Place): boolean => pageStatus(attempt, place) !== "done";
  const after = here ? places.slice(places.indexOf(here)) : places;
  return after.find((place) => isOpen(place) && place.page.core) ?? after.find(isOpen) ?? attempt.course.place(missing(attempt)[0]?.page ?? "");
}

function makeContinue({ page }: Place, words: Words): HTMLElement {
  const time = counted(words, "minutes", "minutes", page.minutes);
  return make("button", { type: "button", class: "nhsuk-button", "data-action": `go:${page.id}` }, `${words("contents-continue", { title: page.title })}, ${time}`);
}

/** What a folded session is about is one tap away: a course of eight sessions would be ten screens of links on a phone. */
function contentsSession(attempt: AnsweringAttempt, words: Words, session: SessionTable, list: HTMLElement, isOpen: boolean): HTMLElement {
  const status = sessionStatus(attempt, session), tag = make("span", { class: TAGS[status] }, words(`status-${status}`));
  const title = sessionTitle(attempt, words, session);
  if (isOpen) return make("section", {}, make("h2", { class: "copack-contents__session" }, title, " ", tag), list);
  const time = make("span", { class: "nhsuk-task-list__hint" }, counted(words, "minutes", "minutes", minutesInAll([session])));
  const summary = make("summary", { class: "nhsuk-details__summary copack-contents__summary" }, make("span", { class: "nhsuk-details__summary-text" }, title), " ", time, " ", tag);
  return make("section", {}, make("details", { class: "nhsuk-details copack-contents__folded" }, summary, list));
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
