/** The shell around pages and views: shows one of them, and fills the bar, the pager and the title for where the learner is. */

import type { Attempt } from "./attempt";
import type { Player } from "./context";
import type { SessionTable } from "./contract";
import { minutesOf } from "./outline";
import { act, box, fill, find, findAll, focus, make, show, showAll, textOf } from "./dom";
import { showMenu } from "./menu";
import { changeView, placeBefore, sessionAfter, type View } from "./position";
import { pageStatus } from "./page_status";
import { showTask } from "./task";
import { counted, type Words } from "./words";

/**
 * Shows one view and hides the others. When the learner moved, the focus goes to its heading; where the browser led back to it,
 * to the control and the height at which it was left.
 */
export function openView(player: Player, view: View, moved = true): void {
  const { words, attempt, host: { window }, browserHistory, position } = player;
  changeView(position, view);
  showAll(document, "[data-view]", ({ dataset }) => dataset["view"] === view);
  fillBar(player);
  fillPager(player);
  player.late.half()?.fillView(player, view);
  showTask();
  const heading = findAll(document, `[data-view="${view}"] h1`).find((title) => !title.closest("[hidden]")) || null;
  document.title = words("title", { page: textOf(heading), course: attempt.course.tables.course.title });
  // After an exit nothing leads back into the course.
  const left = view === "closed" ? undefined : browserHistory.enter(view, position.place.page.id, moved);
  if (!moved) return;
  if (!left) window.scrollTo(0, 0);
  const cover = view === "page" ? find(document, "[data-cover]:not([hidden]) [tabindex]") : null;
  focus(left && left.control && left.control.offsetParent ? left.control : cover || heading);
  if (left) window.scrollTo(0, left.top);
}

function fillBar({ position, attempt, words }: Player): void {
  const { place: { session, at }, view } = position, onPage = view === "page";
  // The end of the course counts all of it; everywhere else it is the session.
  const pages = attempt.course.places.filter((place) => place.session === session || view === "course-end"), count = pages.length;
  const done = pages.map((place) => pageStatus(attempt, place) === "done");
  const minutes = minutesOf(session.pages.slice(at));
  fill("session", sessionTitle(attempt, words, session));
  fill("place", onPage && words("place", { page: at + 1, pages: count }));
  fill("left", onPage && counted(words, "minutes-left", "minutes", minutes));
  fillRail(view === "course-end" ? [] : done, onPage ? at : null, counted(words, "pages-done", "pages", count, { done: done.filter(Boolean).length }));
  show(box("bar"), view !== "closed");
  showMenu(false);
  // Leaving stands once a page; at the ends it is on them.
  showAll(document, '#copack-menu [data-action="save-and-exit"]', () => view !== "course-end" && view !== "session-end");
  showAll(document, '[data-slot="trouble"]', (line) => view !== "closed" && line.hasChildNodes());
}

/** A segment for each page of the session: as many are full as the sentence counts. @param here the page that is open, from 0; null: none is */
function fillRail(done: boolean[], here: number | null, sentence: string): void {
  fill("done", sentence);
  fill("rail", ...done.map((isDone, at) => make("span", { ...isDone && { "data-done": "" }, ...at === here && { "data-here": "" } })));
  for (const rail of findAll(document, '[data-slot="rail"]')) rail.setAttribute("aria-label", sentence);
}

function fillPager({ position, attempt, words }: Player): void {
  const { course } = attempt, { view } = position, onPage = view === "page";
  const following = sessionAfter(course, position), previous = placeBefore(course, position);
  show(box("pager"), onPage || view === "session-end" || view === "course-end");
  const next = act("next"), back = act("back");
  if (next) {
    next.hidden = view === "course-end" || position.failures > 0;
    next.textContent = onPage ? words("next") : following ? words("next-session", { title: following.title }) : words("finish");
  }
  if (back) {
    back.hidden = !previous;
    back.setAttribute("href", `#${(previous || position.place).page.id}`);
  }
}

export function sessionTitle(attempt: Attempt, words: Words, session: SessionTable): string {
  const { sessions } = attempt.course.tables;
  return sessions.length > 1 ? words("session-of", { number: sessions.indexOf(session) + 1, title: session.title }) : session.title;
}
