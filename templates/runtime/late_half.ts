/** The half of the player that comes after the first page; the script `runtime-late.js`. It takes what it shares with the first half from there. */

import { announce } from "./announce";
import { takeAnswers } from "./answers";
import { openChecks, restoreCheck } from "./checks";
import { offerRecord, showRecord } from "./completion_record";
import { showContents } from "./contents";
import type { AnsweringPlayer, Player } from "./context";
import { makeTools } from "./controls";
import { openDisplayChoices } from "./display_choices";
import { box, find, findAll, show } from "./dom";
import { showCourseEnd, showSessionEnd } from "./endings";
import { writeNotes } from "./export_text";
import { act, showNotes } from "./late_actions";
import type { View } from "./position";
import { checkPractice, restorePractice } from "./practice";
import { watchPrinting } from "./printing";
import { CHECK, openCards, rewriteCards } from "./questions";
import { nothing } from "./saving";
import { openForm, stepHeading, stepToKeep } from "./steps";

let ready: AnsweringPlayer | null = null;

/** The player, which takes answers from the first call on. */
function complete(player: Player): AnsweringPlayer {
  const { saver, silent, words, host } = player;
  if (!ready) {
    openDisplayChoices(host);
    watchPrinting(host.window);
  }
  const noteStep = (): void => { player.position.question = stepToKeep(ready && ready.steps); };
  ready = ready || Object.assign(player, {
    attempt: takeAnswers(player.attempt, player.launch.interactions),
    tools: makeTools(words), cards: [], checks: [], steps: null,
    record: (result: Parameters<typeof saver.record>[0]) => {
      if (ready) offerRecord(ready.attempt);
      if (!silent) saver.record(result);
    },
    drafted: () => {
      noteStep();
      if (!silent) saver.later();
    },
    stepped: () => {
      noteStep();
      if (!silent) saver.record(nothing());
    },
  });
  return ready;
}

function enliven(player: AnsweringPlayer): void {
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

function enter(player: AnsweringPlayer, form: EventTarget | null): void {
  const card = player.cards.find(({ root }) => root === form);
  // Enter in a field of a practice question means its button; within a check it must not submit the whole.
  if (card && !card.table.check && !card.root.dataset["state"]) checkPractice(card, document.activeElement || card.root, player);
}

function waitingQuestion({ attempt, cards, steps }: AnsweringPlayer): HTMLElement | null {
  if (!cards.some(({ fields }) => fields.some(({ table }) => attempt.filledIn(table)))) return null;
  if (steps && steps.at >= 0) return stepHeading(steps);
  const waiting = cards.find((card) => (card.table.check ? !card.view.read() : findAll(card.root, CHECK).some((button) => !button.hidden)));
  return waiting ? find(waiting.root, ".copack-question__title") : null;
}

/** What is written into a view when it opens. */
const FILLERS: Partial<Record<View, (player: AnsweringPlayer) => void>> = {
  contents: ({ attempt, words, position }) => { showContents(attempt, words, position.place.page.id); },
  "session-end": showSessionEnd,
  "course-end": showCourseEnd,
  record: ({ attempt, words, host }) => { showRecord(attempt, words, host.now()); },
  recorded: ({ onDevice }) => {
    show(box("device"), onDevice);
    show(box("confirm"), false);
  },
};

window.copack.tools = makeTools;
window.copack.late({
  enliven: (player) => { enliven(complete(player)); },
  act: (player, action, target) => { act(complete(player), action, target); },
  enter: (player, form) => { enter(complete(player), form); },
  fillView: (player, view) => {
    const answering = complete(player);
    offerRecord(answering.attempt);
    FILLERS[view]?.(answering);
  },
  waitingQuestion: (player) => waitingQuestion(complete(player)),
  rewriteCards: (player) => { rewriteCards(complete(player).cards); },
  writeNotes: (player) => writeNotes(player.attempt),
});
