/** Goes to a page: fetches its session where that is not here yet, and shows it with its questions as they were left. */

import { announce } from "./announce";
import type { Stop } from "./browser_history";
import { openChecks, restoreCheck } from "./checks";
import type { Player } from "./context";
import type { SessionTable } from "./contract";
import { box, fill, find, findAll, focus, show } from "./dom";
import { sessionAfter, type View } from "./position";
import { restorePractice } from "./practice";
import { CHECK, openCards } from "./questions";
import { openView } from "./shell";

/** ms that a page has to itself before more is fetched. */
const IDLE = 500;

/** Shows a page by its id, when its session is here; otherwise fetches that first. `moved`: the learner asked for it. Resolves when it shows. */
export async function goToPage(player: Player, id: string, moved = true): Promise<void> {
  const { attempt, firstPage, library, late, position, words } = player;
  const place = attempt.course.place(id);
  if (!place) return;
  position.place = place;
  if (moved) fill("welcome");
  const { session } = place, { view } = position;
  const read = (): string | null => (id === firstPage.id ? firstPage.html : library.page(session.id, id));
  if (read() === null || !isReady(player, id)) {
    await Promise.all([library.fetch(session.id), late.fetch()]);
    // Meanwhile the learner may have gone elsewhere, or out.
    if (position.place !== place || position.view !== view) return;
  }
  const html = isReady(player, id) ? read() : null;
  position.failures = html === null ? position.failures + 1 : 0;
  show(box("problem"), html === null);
  fill("problem", html === null && words(problemOf(player)));
  showPage(player, html, moved || html === null);
  if (html === null) return;
  if (!late.isHere()) void late.fetch().then((here) => { if (here && position.place === place) enliven(player); });
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
  else if (view === "page" || player.late.isHere() || (await waitForLate(player))) openView(player, view);
}

/** Resolves to whether what comes after the first page is here and the learner is still where they were. Where it does not come, that is said. */
export async function waitForLate(player: Player): Promise<boolean> {
  const { late, position, words, host } = player, { place, view } = position;
  if (late.isHere()) return true;
  const isHere = await late.fetch();
  if (!isHere) {
    fill("notice", words("page-problem"));
    announce(host, words("page-problem"));
  }
  return isHere && position.place === place && position.view === view;
}

/** The browser's Back or Forward leads to a view that was open before. After an exit nothing is opened. */
export function arrive(player: Player, { view, page }: Stop): void {
  const place = player.attempt.course.place(page);
  if (!place || player.position.view === "closed") return;
  player.position.place = place;
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
  article.dataset["page"] = id;
  article.innerHTML = html || "";
  // The page counts as seen before its check is shown: the final check must not wait for its own page.
  const seen = html !== null && attempt.see(id, host.now());
  player.isLive = false;
  player.cards = [];
  player.checks = [];
  if (player.late.isHere()) enliven(player);
  openView(player, "page", moved);
  if (!seen || player.silent) return;
  if (moved || seen.sessions.length || seen.reached) saver.record(seen);
  else saver.hold(seen);
}

/** Gives blocks and questions of the page that is drawn their life, once, with what was answered put back. */
function enliven(player: Player): void {
  if (player.isLive) return;
  player.isLive = true;
  const { host, words } = player, article = box("page") as HTMLElement;
  player.blocks.forEach((enhance) => { enhance(article, { host, words, announce: (sentence) => { announce(host, sentence); } }); });
  player.cards = openCards(article, player);
  player.checks = openChecks(article, player.cards, player);
  for (const card of player.cards) if (!card.table.check) restorePractice(card, player);
  for (const check of player.checks) restoreCheck(check, player);
  showNotes(player);
}

/** The page that came with the document can be read before all else is here, unless it asks something. */
const isReady = ({ late, firstPage }: Player, id: string): boolean => late.isHere() || (id === firstPage.id && !/data-(?:interaction|check|question)=/.test(firstPage.html));

/**
 * Brings whoever comes back to where they were: on a page of which something is answered, to the first question that waits, else to the page's
 * heading. What was read out meanwhile is not lost: the greeting is announced.
 */
export function goOn({ attempt, cards, position }: Player): void {
  if (position.view !== "page") return;
  const isBegun = cards.some(({ fields }) => fields.some(({ table }) => attempt.filledIn(table)));
  const waiting = isBegun && cards.find((card) => (card.table.check ? !card.view.read() : findAll(card.root, CHECK).some((button) => !button.hidden)));
  focus((waiting && find(waiting.root, ".copack-question__title")) || findAll(document, '[data-view="page"] h1').find((title) => !title.closest("[hidden]")) || null);
}

/** Says where own words are kept, on every page that asks for some. */
export function showNotes({ attempt, words }: Player): void {
  const kept = attempt.notes.kept();
  for (const button of findAll(document, '[data-action="keep-notes"]')) {
    button.hidden = kept === null;
    button.textContent = words(kept ? "notes-forget" : "notes-keep");
  }
  fill("notes", words(kept ? "notes-on-device" : "notes-in-window"));
}
