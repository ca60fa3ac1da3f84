/** The shell around pages and views: shows one of them, and fills the bar, the pager and the title for where the learner is. */

import type { Player } from "./context";
import { act, box, fill, findAll, focus, show, showAll, textOf } from "./dom";
import { changeView, placeBefore, sessionAfter, type View } from "./position";
import { showRecorded } from "./saving_status";
import { sessionTitle } from "./views";
import { counted } from "./words";

/** Shows one view and hides the others; the focus goes to its heading when the learner moved. */
export function openView(player: Player, view: View, moved = true): void {
  const { words, attempt, host } = player;
  changeView(player.position, view);
  showAll(document, "[data-view]", ({ dataset }) => dataset["view"] === view);
  showRecorded(player);
  fillBar(player);
  fillPager(player);
  const heading = findAll(document, `[data-view="${view}"] h1`).find((title) => !title.closest("[hidden]")) || null;
  document.title = words("title", { page: textOf(heading), course: attempt.course.tables.course.title });
  if (!moved) return;
  host.window.scrollTo(0, 0);
  focus(heading);
}

function fillBar({ position, attempt, words }: Player): void {
  const { place: { session, at }, view } = position;
  const minutes = session.pages.slice(at).reduce((sum, page) => sum + page.minutes, 0);
  fill("session", sessionTitle(attempt, words, session));
  fill("place", view === "page" && counted(words, "place-minutes", "minutes", minutes, { page: at + 1, pages: session.pages.length }));
  show(box("bar"), view !== "closed");
  show(box("footer"), view !== "closed");
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
