/** Goes to a page: fetches its session where that is not here yet, and shows it with its questions as they were left. */

import { announce } from "./announce";
import type { Stop } from "./browser_history";
import { openChecks, restoreCheck } from "./checks";
import type { Player } from "./context";
import type { SessionTable } from "./contract";
import { box, fill, findAll, show } from "./dom";
import { sessionAfter, type View } from "./position";
import { restorePractice } from "./practice";
import { openCards } from "./questions";
import { openView } from "./shell";

/** ms that a page has to itself before more is fetched. */
const IDLE = 500;

/** Shows a page by its id, when its session is here; otherwise fetches that first. `moved`: the learner asked for it. Resolves when it shows. */
export async function goToPage(player: Player, id: string, moved = true): Promise<void> {
  const { attempt, firstPage, library, position, words } = player;
  const place = attempt.course.place(id);
  if (!place) return;
  position.place = place;
  if (moved) fill("welcome");
  const { session } = place;
  const read = (): string | null => (id === firstPage.id ? firstPage.html : library.page(session.id, id));
  if (read() === null) {
    await library.fetch(session.id);
    // Meanwhile the learner may have gone elsewhere.
    if (position.place !== place) return;
  }
  const html = read();
  position.failures = html === null ? position.failures + 1 : 0;
  show(box("problem"), html === null);
  fill("problem", html === null && words(problemOf(player)));
  showPage(player, html, moved || html === null);
  if (html !== null) void fetchAhead(player, session);
}

/** The rest of this session, then the next one, while nothing else is to do. */
async function fetchAhead({ attempt, host, library, position }: Player, session: SessionTable): Promise<void> {
  await host.wait(IDLE);
  const next = sessionAfter(attempt.course, position);
  if ((await library.fetch(session.id)) && next) await library.fetch(next.id);
}

/** Opens a view at the learner's place. A page that is drawn already is shown as it was left. */
export async function openPlace(player: Player, view: View): Promise<void> {
  const article = box("page"), { id } = player.position.place.page;
  if (view === "page" && (!article || article.dataset["page"] !== id)) await goToPage(player, id);
  else openView(player, view);
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
  const { host, words, attempt, saver } = player;
  const article = box("page") as HTMLElement, { id } = player.position.place.page;
  article.dataset["page"] = id;
  article.innerHTML = html || "";
  player.blocks.forEach((enhance) => { enhance(article, { host, words, announce: (sentence) => { announce(host, sentence); } }); });
  // The page counts as seen before its check is shown: the final check must not wait for its own page.
  const seen = html !== null && attempt.see(id, host.now());
  player.cards = openCards(article, player);
  player.checks = openChecks(article, player.cards, player);
  for (const card of player.cards) if (!card.table.check) restorePractice(card, player);
  for (const check of player.checks) restoreCheck(check, player);
  showNotes(player);
  openView(player, "page", moved);
  if (!seen || player.silent) return;
  if (moved || seen.sessions.length || seen.reached) saver.record(seen);
  else saver.hold(seen);
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
