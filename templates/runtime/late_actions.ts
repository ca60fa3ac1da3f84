/** What each control does that comes after the first page, by the name in `data-action`. */

import { hideSummary, retryCheck, submitCheck } from "./checks";
import type { AnsweringPlayer } from "./context";
import { chooseDisplay, forgetDisplay } from "./display_choices";
import { act as control, box, focus, show } from "./dom";
import { leave, saveAndExit, showClosed } from "./exit";
import { download, writeNotes, writePage } from "./export_text";
import { showNotes } from "./live_page";
import { turnPage } from "./page_actions";
import { checkPractice, retryPractice } from "./practice";
import { newState } from "./state";
import { takeStep } from "./steps";

/** What leads to another page gives a promise of it. */
export function act(player: AnsweringPlayer, action: string, target: Element): Promise<void> | void {
  const turned = turnPage(player, action);
  if (turned) return turned === true ? undefined : turned;
  if (!answer(player, action, target)) ACTIONS[action]?.(player, target);
}

/** What a button of a question or check does; false where it is none. */
function answer(player: AnsweringPlayer, action: string, target: Element): boolean {
  const card = player.cards.find(({ root }) => root.contains(target)), check = player.checks.find(({ root }) => root.contains(target));
  if (player.steps && takeStep(player.steps, action, target, player)) {
    if (check) hideSummary(check);
    return true;
  }
  if (action === "check-answer" && card) checkPractice(card, target, player);
  else if (action === "submit-check" && check) submitCheck(check, player);
  else if (action === "try-again" && card && !card.table.check) retryPractice(card, player);
  else if (action === "try-again" && check) retryCheck(check, player);
  else return false;
  return true;
}

const ACTIONS: Record<string, (player: AnsweringPlayer, target: Element) => void> = {
  display: ({ host }, target) => { chooseDisplay(host, target); },
  "download-notes": (player) => { handOver(player, "notes", writeNotes(player.attempt)); },
  "download-page": (player) => { handOver(player, player.position.place.page.id, writePage(box("page") as HTMLElement, player.words)); },
  "keep-notes": (player) => {
    const { notes } = player.attempt;
    notes.keep(!notes.kept());
    showNotes(player);
  },
  clear: () => {
    show(box("confirm"), true);
    focus(box("confirm"));
  },
  "clear-not": () => {
    show(box("confirm"), false);
    focus(control("clear"));
  },
  "clear-now": clear,
  // Pressed before the page was at work, a word waits here until its block is (`actions.ts`).
  word: (_, target) => { target.closest('[data-action="word"]')?.dispatchEvent(new Event("copack-word")); },
  "save-and-exit": (player) => void saveAndExit(player),
  "save-again": (player) => void leave(player),
  leave: (player) => void leave(player),
  reopen: ({ host }) => { host.window.location.reload(); },
};

/** A text as a file, where there is one. */
function handOver({ host, attempt }: AnsweringPlayer, name: string, text: string): void {
  if (text) download(host.window as Window & typeof globalThis, `${attempt.course.tables.course.id}-${name}.txt`, text);
}

/** Forgets everything on this device. */
function clear(player: AnsweringPlayer): void {
  const { saver, attempt, driver } = player;
  saver.close();
  attempt.state = newState();
  attempt.notes.clear();
  forgetDisplay(player.host);
  if (driver.clear) driver.clear();
  showClosed(player, "closed-cleared", ["reopen"], true);
}
