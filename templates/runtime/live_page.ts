/** Gives the page that is drawn its life: blocks and questions at work, with what was answered put back. */

import { announce } from "./announce";
import { openChecks, restoreCheck } from "./checks";
import type { AnsweringPlayer } from "./context";
import { box, fill, find, findAll } from "./dom";
import { restorePractice } from "./practice";
import { CHECK, openCards } from "./questions";
import { openForm, stepHeading, stepToKeep } from "./steps";

export function enliven(player: AnsweringPlayer): void {
  player.isLive = true;
  const { host, words } = player, article = box("page") as HTMLElement;
  player.blocks.forEach((enhance) => { enhance(article, { host, words, announce: (sentence) => { announce(host, sentence); } }); });
  player.cards = openCards(article, player);
  player.checks = openChecks(article, player.cards, player);
  for (const card of player.cards) if (!card.table.check) restorePractice(card, player);
  for (const check of player.checks) restoreCheck(check, player);
  player.steps = player.checks[0]?.steps ?? openForm(article, player.cards, player);
  player.position.question = stepToKeep(player.steps);
  showNotes(player);
}

/** Says where own words are kept, on every page that asks for some. */
export function showNotes({ attempt, words }: AnsweringPlayer): void {
  const kept = attempt.notes.kept();
  for (const button of findAll(document, '[data-action="keep-notes"]')) {
    button.hidden = kept === null;
    button.textContent = words(kept ? "notes-forget" : "notes-keep");
  }
  fill("notes", words(kept ? "notes-on-device" : "notes-in-window"));
}

/** The heading of the first question that waits on a page of which something is answered; null elsewhere. */
export function waitingQuestion({ attempt, cards, steps }: AnsweringPlayer): HTMLElement | null {
  if (!cards.some(({ fields }) => fields.some(({ table }) => attempt.filledIn(table)))) return null;
  if (steps && steps.at >= 0) return stepHeading(steps);
  const waiting = cards.find((card) => (card.table.check ? !card.view.read() : findAll(card.root, CHECK).some((button) => !button.hidden)));
  return waiting ? find(waiting.root, ".copack-question__title") : null;
}
