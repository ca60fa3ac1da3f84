/** Goes to a page: fetches its session where that is not here yet, and shows it with its questions as they were left. */

import { announce } from "./announce";
import type { Stop } from "./browser_history";
import type { Player } from "./context";
import type { SessionTable } from "./contract";
import { box, fill, find, findAll, focus, show } from "./dom";
import type { LateHalf } from "./late";
import { moveTo, sessionAfter, type View } from "./position";
import { openView } from "./shell";

/** ms that a page has to itself before more is fetched. */
const IDLE = 500;

/** Shows a page by its id, when its session is here; otherwise fetches that first. `moved`: the learner asked for it. Resolves when it shows. */
export async function goToPage(player: Player, id: string, moved = true): Promise<void> {
  const { attempt, firstPage, library, late, position, words } = player;
  const place = attempt.course.place(id);
  if (!place) return;
  moveTo(position, place);
  if (moved) fill("welcome");
  const { session } = place, { view } = position;
  const read = (): string | null => (id === firstPage.id ? firstPage.html : library.page(session.id, id));
  if (read() === null || !isReady(player, id)) {
    await Promise.all([read() === null && library.fetch(session.id), late.fetch()]);
    // Meanwhile the learner may have gone elsewhere, or out.
    if (position.place !== place || position.view !== view) return;
  }
  const html = isReady(player, id) ? read() : null;
  position.failures = html === null ? position.failures + 1 : 0;
  show(box("problem"), html === null);
  fill("problem", html === null && words(problemOf(player)));
  showPage(player, html, moved || html === null);
  if (html === null) return;
  if (!late.half()) void late.fetch().then(() => { if (position.place === place) enliven(player); });
  void fetchAhead(player, session);
}

/** The rest of this session, then the next one, while nothing else is to do. */
async function fetchAhead({ attempt, host, library, position }: Player, session: SessionTable): Promise<void> {
  await host.wait(IDLE);
  const next = sessionAfter(attempt.course, position);
  if ((await library.fetch(session.id)) && next) await library.fetch(next.id);
}

/** Opens a view at the learner's place. A page that is drawn already is shown as it was left; every other view comes after the first page. */
export async function openPlace(player: Player, view: View): Promise<void> {
  const article = box("page"), { id } = player.position.place.page;
  if (view === "page" && (!article || article.dataset["page"] !== id)) await goToPage(player, id);
  else if (view === "page" || player.late.half() || (await waitForLate(player))) openView(player, view);
}

/** What comes after the first page; null where it does not come, which is said, or where the learner has gone elsewhere meanwhile. */
export async function waitForLate({ late, position, tell, words, host }: Player): Promise<LateHalf | null> {
  const { place, view } = position, half = await late.fetch();
  tell("late", half ? "" : "page-problem");
  if (!half) announce(host, words("page-problem"));
  return position.place === place && position.view === view ? half : null;
}

/** The browser's Back or Forward leads to a view that was open before. After an exit nothing is opened. */
export function arrive(player: Player, { view, page }: Stop): void {
  const place = player.attempt.course.place(page);
  if (!place || player.position.view === "closed") return;
  moveTo(player.position, place);
  void openPlace(player, view);
}

/** Name of the sentence for a page that does not arrive. Nothing is loaded anew by itself: the platform has been called. */
function problemOf({ position, library, saver, silent }: Player): string {
  if (position.failures < 2) return "page-problem";
  if (library.isMistaken(position.place.session.id) || saver.failing()) return "page-problem-again";
  return silent ? "page-problem-updated-unrecorded" : "page-problem-updated";
}

/** @param html null: the page did not arrive */
function showPage(player: Player, html: string | null, moved: boolean): void {
  const { host, attempt, saver } = player;
  const article = box("page") as HTMLElement, { id } = player.position.place.page;
  // Who already reads the page that came with the document goes on where they are in it.
  const isRead = !player.isLive && article.dataset["page"] === id && html === player.firstPage.html && article.hasChildNodes();
  article.dataset["page"] = id;
  if (!isRead) article.innerHTML = html || "";
  // The page counts as seen before its check is shown: the final check must not wait for its own page.
  const seen = html !== null && attempt.see(id, host.now());
  player.isLive = false;
  enliven(player);
  showCover(player, article);
  openView(player, "page", moved);
  if (!seen || player.silent) return;
  if (moved || seen.sessions.length || seen.reached) saver.record(seen);
  else saver.hold(seen);
}

/** The cover opens a session: whoever has been on another page of it, and comes back, does not see it again. */
function showCover({ attempt, position: { place: { page, session } } }: Player, article: HTMLElement): void {
  show(find(article, "[data-cover]"), !session.pages.some((other) => other !== page && attempt.state.pages.has(other.key)));
}

/** Gives the page that is drawn its life, once. */
function enliven(player: Player): void {
  const half = player.late.half();
  if (!half || player.isLive) return;
  player.isLive = true;
  half.enliven(player);
}

/** The page that came with the document can be read before all else is here, unless it asks something. */
const isReady = ({ late, firstPage }: Player, id: string): boolean => !!late.half() || (id === firstPage.id && !/data-(?:interaction|check|question)=/.test(firstPage.html));

/**
 * Brings whoever comes back to where they were: on a page of which something is answered, to the first question that waits, else to the page's
 * heading. What was read out meanwhile is not lost: the greeting is announced.
 */
export function goOn(player: Player): void {
  if (player.position.view !== "page") return;
  const waiting = player.late.half()?.waitingQuestion(player);
  focus(waiting || findAll(document, '[data-view="page"] h1').find((title) => !title.closest("[hidden]")) || null);
}
