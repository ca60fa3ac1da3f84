/** The half of the player that comes after the first page; the script `runtime-late.js`. It takes what it shares with the first half from there. */

import { takeAnswers } from "./answers";
import { nothing } from "./attempt";
import { offerRecord, showRecord } from "./completion_record";
import { showContents } from "./contents";
import type { AnsweringPlayer, Player } from "./context";
import { makeTools } from "./controls";
import { openDisplayChoices } from "./display_choices";
import { announce } from "./announce";
import { box, fill, show } from "./dom";
import { openView } from "./shell";
import { showCourseEnd, showSessionEnd } from "./endings";
import { act } from "./late_actions";
import { completeTables } from "./late_tables";
import { enliven } from "./live_page";
import { makeNotes, type Notes } from "./notes";
import { arrive, drawAgain, fetchAhead, goOn, goToPage } from "./pages";
import type { View } from "./position";
import { checkPractice } from "./practice";
import { watchPrinting } from "./printing";
import { rewriteCards } from "./questions";
import { showRecorded } from "./recording_status";
import { watchServing } from "./serving";
import { readStates } from "./state_reading";
import { nameOnward, stepToKeep } from "./steps";

let ready: AnsweringPlayer | null = null;

/** The player, which takes answers from the first call on. */
function complete(player: Player): AnsweringPlayer {
  const { saver, silent, words, host } = player;
  if (!ready) {
    openDisplayChoices(host);
    watchPrinting(host.window);
    watchServing(player);
  }
  const noteStep = (): void => { player.position.question = stepToKeep(ready && ready.steps); };
  ready = ready || Object.assign(player, {
    attempt: takeAnswers(player.attempt, player.launch.interactions, openNotes(player)),
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
  if (box("languages")?.hidden) openLanguages(ready);
  return ready;
}

function openLanguages(player: AnsweringPlayer): void {
  const { host, words, attempt, firstPage, library: { files }, position } = player;
  host.part("translations")(host, attempt.course.tables, {
    words, firstPage, files,
    chosen: () => attempt.state.language,
    choose: (language) => {
      attempt.state.language = language;
      player.drafted();
    },
    draw: async () => {
      const article = box("page");
      fill("welcome");
      // What is drawn in the other language is drawn anew when the learner comes back to it.
      if (article) article.dataset["page"] = "";
      if (position.view === "page") await drawAgain(player);
      else openView(player, position.view, false);
    },
    tell: (name) => { announce(host, words(name)); },
  });
}

function openNotes({ host, attempt: { course, state }, launch, startsAnew }: Player): Notes {
  const notes = makeNotes(host, course.tables.course, launch.connection === "untracked" ? null : launch.states, state.seed || 0);
  if (startsAnew) notes.clear();
  return notes;
}

/** The learner may be on the first page for long. */
function takeOver(player: AnsweringPlayer): void {
  if (player.isLive) return;
  enliven(player);
  void fetchAhead(player, player.position.place.session);
}

function enter(player: AnsweringPlayer, form: EventTarget | null): void {
  const card = player.cards.find(({ root }) => root === form);
  // Enter in a field of a practice question means its button; within a check it must not submit the whole.
  if (card && !card.table.check && !card.root.dataset["state"]) checkPractice(card, document.activeElement || card.root, player);
}

/** What is written into a view when it opens. */
const FILLERS: Partial<Record<View, (player: AnsweringPlayer) => void>> = {
  page: (player) => { nameOnward(player.steps, player); },
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
  completeTables, readStates,
  takeOver: (player) => { takeOver(complete(player)); },
  open: (player, isBack) => goToPage(complete(player), player.position.place.page.id, player.launch.ask).then(() => { if (isBack) goOn(complete(player)); }),
  arrive: (player, stop) => { arrive(complete(player), stop); },
  act: (player, action, target) => act(complete(player), action, target),
  enter: (player, form) => { enter(complete(player), form); },
  fillView: (player, view) => {
    const answering = complete(player);
    offerRecord(answering.attempt);
    FILLERS[view]?.(answering);
    showRecorded(player);
  },
  tellRecorded: showRecorded,
  rewriteCards: (player) => { rewriteCards(complete(player).cards); },
});
