/** What each control of the shell and of a page does, by the name in `data-action`. */

import { retryCheck, submitCheck } from "./checks";
import type { Player } from "./context";
import { act, box, focus, show } from "./dom";
import { writeNotes, writePage } from "./export_text";
import { leave, saveAndExit, showClosed } from "./leaving";
import { download } from "./notes";
import { goToPage, showNotes } from "./pages";
import { nextStop, placeBefore } from "./position";
import { checkPractice, retryPractice } from "./practice";
import { openView } from "./shell";
import { newState } from "./state";
import { showContents, showCourseEnd, showRecord, showSessionEnd } from "./views";

/** Hands clicks, and Enter in a field, to what they mean. */
export function listen(player: Player): void {
  document.addEventListener("click", (event) => { click(player, event); });
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    const card = player.cards.find(({ root }) => root === event.target);
    // Enter in a field of a practice question means its button; within a check it must not submit the whole.
    if (card && !card.table.check && !card.root.dataset["state"]) checkPractice(card, document.activeElement || card.root, player);
  });
}

function click(player: Player, event: Event): void {
  const target = event.target as Element;
  const button = target.closest<HTMLElement>("[data-action]");
  const action = (button && button.dataset["action"]) || "";
  const link = target.closest<HTMLAnchorElement>('a[href^="#"]');
  const page = action.startsWith("go:") ? action.slice(3) : !action && link ? link.hash.slice(1) : "";
  if (!button && !player.attempt.course.place(page)) return;
  // A link goes nowhere by itself, and a button of a form does not submit it as well.
  event.preventDefault();
  if (page) void goToPage(player, page);
  else if (!answer(player, action, target)) ACTIONS[action]?.(player);
}

/** What a button of a question or check does; false where it is none. */
function answer(player: Player, action: string, target: Element): boolean {
  const card = player.cards.find(({ root }) => root.contains(target)), check = player.checks.find(({ root }) => root.contains(target));
  if (action === "check-answer" && card) checkPractice(card, target, player);
  else if (action === "submit-check" && check) submitCheck(check, player);
  else if (action === "try-again" && card && !card.table.check) retryPractice(card, player);
  else if (action === "try-again" && check) retryCheck(check, player);
  else return false;
  return true;
}

const ACTIONS: Record<string, (player: Player) => void> = {
  next,
  back: (player) => {
    const previous = placeBefore(player.attempt.course, player.position);
    if (previous) void goToPage(player, previous.page.id);
  },
  retry: (player) => void goToPage(player, player.position.place.page.id),
  contents: (player) => {
    showContents(player.attempt, player.words, player.position.place.page.id);
    openView(player, "contents");
  },
  recorded: (player) => {
    show(box("confirm"), false);
    openView(player, "recorded");
  },
  help: (player) => { openView(player, "help"); },
  glossary: (player) => { openView(player, "glossary"); },
  record: (player) => {
    showRecord(player.attempt, player.words, player.host.now());
    openView(player, "record");
  },
  return: (player) => { openView(player, player.position.returnView); },
  print: ({ host }) => { host.window.print(); },
  "download-notes": (player) => { handOver(player, "notes", writeNotes(player.attempt)); },
  "download-page": (player) => { handOver(player, player.position.place.page.id, writePage(box("page") as HTMLElement, player.words)); },
  "keep-notes": (player) => {
    const { notes } = player.attempt;
    notes.keep(!notes.kept());
    showNotes(player);
  },
  "save-and-exit": (player) => void saveAndExit(player),
  "save-again": (player) => void leave(player),
  leave: (player) => void leave(player),
  reopen: ({ host }) => { host.window.location.reload(); },
  clear: () => {
    show(box("confirm"), true);
    focus(box("confirm"));
  },
  "clear-not": () => {
    show(box("confirm"), false);
    focus(act("clear"));
  },
  "clear-now": clear,
};

function next(player: Player): void {
  const { attempt, words, position } = player, stop = nextStop(attempt.course, position);
  if (typeof stop === "object") return void goToPage(player, stop.page);
  if (stop === "session-end") showSessionEnd(attempt, words, position.place.session);
  else showCourseEnd(attempt, words);
  openView(player, stop);
}

/** A text as a file, where there is one. */
function handOver({ host, attempt }: Player, name: string, text: string): void {
  if (text) download(host.window as Window & typeof globalThis, `${attempt.course.tables.course.id}-${name}.txt`, text);
}

/** Forgets everything on this device. */
function clear(player: Player): void {
  const { saver, attempt, driver } = player;
  saver.close();
  attempt.state = newState();
  attempt.notes.clear();
  if (driver.clear) driver.clear();
  showClosed(player, "closed-cleared", ["reopen"], true);
}
