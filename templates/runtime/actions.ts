/** What each control of the shell and of a page does, by the name in `data-action`. */

import { retryCheck, submitCheck } from "./checks";
import type { Player } from "./context";
import { act, box, focus, show } from "./dom";
import { writeNotes, writePage } from "./export_text";
import { leave, saveAndExit, showClosed } from "./leaving";
import { lastingControl, toggleMenu, watchMenu } from "./menu";
import { download } from "./notes";
import { goToPage, openPlace, showNotes, waitForLate } from "./pages";
import { nextStop, placeBefore } from "./position";
import { checkPractice, retryPractice } from "./practice";
import { openView } from "./shell";
import { newState } from "./state";

/** Hands clicks, and Enter in a field, to what they mean. */
export function listen(player: Player): void {
  watchMenu();
  document.addEventListener("click", (event) => { click(player, event); });
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    const card = player.cards.find(({ root }) => root === event.target);
    // Enter in a field of a practice question means its button; within a check it must not submit the whole.
    if (card && !card.table.check && !card.root.dataset["state"]) checkPractice(card, document.activeElement || card.root, player);
  });
}

function click(player: Player, event: MouseEvent): void {
  const target = event.target as Element;
  const button = target.closest<HTMLElement>("[data-action]");
  const action = (button && button.dataset["action"]) || "";
  const link = target.closest<HTMLAnchorElement>('a[href^="#"]');
  const page = action.startsWith("go:") ? action.slice(3) : !action && link ? link.hash.slice(1) : "";
  if (!button && !player.attempt.course.place(page)) return;
  // A link goes nowhere by itself, and a button of a form does not submit it as well.
  event.preventDefault();
  const control = (button || link) as Element, { browserHistory, clickGuard } = player;
  if (clickGuard.isResting(control)) return;
  browserHistory.leave(lastingControl(control));
  const turned = page ? goToPage(player, page) : answer(player, action, target) ? undefined : perform(player, action);
  // The keyboard and assistive technology click with no pointer: `detail` counts the presses of one.
  void clickGuard.rest(event.detail > 0, turned || undefined);
}

/** What turns pages or ends a visit works at once, and what else is wanted waits for its view and its sentences. */
const AT_ONCE = ["menu", "next", "back", "retry", "return", "leave", "save-again", "reopen"];

function perform(player: Player, action: string): Promise<void> | void {
  const act = ACTIONS[action];
  if (!act || AT_ONCE.includes(action) || player.late.isHere()) return act?.(player);
  void waitForLate(player).then((here) => { if (here) void act(player); });
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

/** What leads to another page gives a promise of it. */
const ACTIONS: Record<string, (player: Player) => Promise<void> | void> = {
  next,
  back: (player) => {
    const previous = placeBefore(player.attempt.course, player.position);
    return previous && goToPage(player, previous.page.id);
  },
  retry: (player) => goToPage(player, player.position.place.page.id),
  menu: toggleMenu,
  contents: (player) => { openView(player, "contents"); },
  recorded: (player) => { openView(player, "recorded"); },
  help: (player) => { openView(player, "help"); },
  glossary: (player) => { openView(player, "glossary"); },
  record: (player) => { openView(player, "record"); },
  return: (player) => {
    const { place, returnView } = player.position;
    return player.browserHistory.backTo(returnView, place.page.id) ? undefined : openPlace(player, returnView);
  },
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

function next(player: Player): Promise<void> | void {
  const stop = nextStop(player.attempt.course, player.position);
  if (typeof stop === "object") return goToPage(player, stop.page);
  return openPlace(player, stop);
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
