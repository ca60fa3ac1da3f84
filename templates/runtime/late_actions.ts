/** What each control of a question, a check or a view beside the course does, by the name in `data-action`. */

import { hideSummary, retryCheck, submitCheck } from "./checks";
import type { AnsweringPlayer } from "./context";
import { chooseDisplay, forgetDisplay } from "./display_choices";
import { act as control, box, fill, findAll, focus, show } from "./dom";
import { download, writeNotes, writePage } from "./export_text";
import { showClosed } from "./leaving";
import { checkPractice, retryPractice } from "./practice";
import { newState } from "./state";
import { takeStep } from "./steps";

export function act(player: AnsweringPlayer, action: string, target: Element): void {
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
};

/** Says where own words are kept, on every page that asks for some. */
export function showNotes({ attempt, words }: AnsweringPlayer): void {
  const kept = attempt.notes.kept();
  for (const button of findAll(document, '[data-action="keep-notes"]')) {
    button.hidden = kept === null;
    button.textContent = words(kept ? "notes-forget" : "notes-keep");
  }
  fill("notes", words(kept ? "notes-on-device" : "notes-in-window"));
}

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
