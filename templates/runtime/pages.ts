/**
 * Goes to a page: fetches its session where that is not here yet, and shows it with its questions as they were left. It comes after the first page, which
 * `first_page` shows to whoever is new.
 */

import type { Stop } from "./browser_history";
import type { AnsweringPlayer } from "./context";
import type { SessionTable } from "./contract";
import { box, fill, find, findAll, focus, show } from "./dom";
import { IDLE } from "./first_page";
import { enliven, waitingQuestion } from "./live_page";
import { moveTo, sessionAfter, type View } from "./position";
import { openView } from "./shell";

/** Shows a page by its id, when its session is here; otherwise fetches that first. `moved`: the learner asked for it. Resolves when it shows. */
export async function goToPage(player: AnsweringPlayer, id: string, moved = true): Promise<void> {
  const { attempt, firstPage, library, position, words } = player;
  const place = attempt.course.place(id);
  if (!place) return;
  moveTo(position, place);
  if (moved) fill("welcome");
  const { session } = place, { view } = position;
  const read = (): string | null => (id === firstPage.id ? firstPage.html : library.page(session.id, id));
  if (read() === null) {
    await library.fetch(session.id);
    // Meanwhile the learner may have gone elsewhere, or out.
    if (position.place !== place || position.view !== view) return;
  }
  const html = read();
  position.failures = html === null ? position.failures + 1 : 0;
  show(box("problem"), html === null);
  fill("problem", html === null && words(problemOf(player)));
  showPage(player, html, moved || html === null);
  if (html !== null) void fetchAhead(player, session);
}

/** Draws the page that is open in the words that the library has now. What was answered, and which question of a check is in view, stays. */
export async function drawAgain(player: AnsweringPlayer): Promise<void> {
  const { firstPage, library, position } = player, { place } = position, { page, session } = place;
  const read = (): string | null => (page.id === firstPage.id ? firstPage.html : library.page(session.id, page.id));
  // A session that is on its way in other words comes first; then this one is asked for.
  for (let again = 0; again < 2 && read() === null; again += 1) await library.fetch(session.id);
  if (position.place !== place || position.view !== "page") return;
  const html = read();
  position.failures = html === null ? position.failures + 1 : 0;
  show(box("problem"), html === null);
  fill("problem", html === null && player.words(problemOf(player)));
  showPage(player, html, false);
}

/** The rest of this session, then the next one, while nothing else is to do. */
export async function fetchAhead({ attempt, host, library, position }: AnsweringPlayer, session: SessionTable): Promise<void> {
  await host.wait(IDLE);
  const next = sessionAfter(attempt.course, position);
  if ((await library.fetch(session.id)) && next) await library.fetch(next.id);
}

/** Opens a view at the learner's place. A page that is drawn already is shown as it was left. */
export async function openPlace(player: AnsweringPlayer, view: View): Promise<void> {
  const article = box("page"), { id } = player.position.place.page;
  if (view === "page" && (!article || article.dataset["page"] !== id)) await goToPage(player, id);
  else openView(player, view);
}

/** The browser's Back or Forward leads to a view that was open before. After an exit nothing is opened. */
export function arrive(player: AnsweringPlayer, { view, page }: Stop): void {
  const place = player.attempt.course.place(page);
  if (!place || player.position.view === "closed") return;
  moveTo(player.position, place);
  void openPlace(player, view);
}

/** Name of the sentence for a page that does not arrive. Nothing is loaded anew by itself: the platform has been called. */
function problemOf({ position, library, saver, silent }: AnsweringPlayer): string {
  if (position.failures < 2) return "page-problem";
  if (library.isMistaken(position.place.session.id) || saver.failing()) return "page-problem-again";
  return silent ? "page-problem-updated-unrecorded" : "page-problem-updated";
}

/** @param html null: the page did not arrive */
function showPage(player: AnsweringPlayer, html: string | null, moved: boolean): void {
  const { host, attempt, saver } = player;
  const article = box("page") as HTMLElement, { id } = player.position.place.page;
  // Who already reads the page that came with the document goes on where they are in it.
  const isRead = !player.isLive && article.dataset["page"] === id && html === player.firstPage.html && article.hasChildNodes();
  article.dataset["page"] = id;
  if (!isRead) article.innerHTML = html || "";
  // The page counts as seen before its check is shown: the final check must not wait for its own page.
  const seen = html !== null && attempt.see(id, host.now());
  enliven(player);
  showCover(player, article);
  openView(player, "page", moved);
  if (!seen || player.silent) return;
  if (moved || seen.sessions.length || seen.reached) saver.record(seen);
  else saver.hold(seen);
}

/** The cover opens a session: whoever has been on another page of it, and comes back, does not see it again. */
function showCover({ attempt, position: { place: { page, session } } }: AnsweringPlayer, article: HTMLElement): void {
  show(find(article, "[data-cover]"), !session.pages.some((other) => other !== page && attempt.state.pages.has(other.key)));
}

/**
 * Brings whoever comes back to where they were: on a page of which something is answered, to the first question that waits, else to the page's
 * heading. What was read out meanwhile is not lost: the greeting is announced.
 */
export function goOn(player: AnsweringPlayer): void {
  if (player.position.view !== "page") return;
  focus(waitingQuestion(player) || findAll(document, '[data-view="page"] h1').find((title) => !title.closest("[hidden]")) || null);
}
