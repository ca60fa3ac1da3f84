/** What each control of the shell and of a page does, by the name in `data-action`. */

import type { Player } from "./context";
import { find, focus } from "./dom";
import { leave, saveAndExit } from "./leaving";
import { lastingControl, toggleMenu, watchMenu } from "./menu";
import { goToPage, openPlace, waitForLate } from "./pages";
import { nextStop, placeBefore } from "./position";

/** Hands clicks, and Enter in a field, to what they mean. */
export function listen(player: Player): void {
  watchMenu();
  document.addEventListener("click", (event) => { click(player, event); });
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    player.late.half()?.enter(player, event.target);
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
  const turned = page ? goToPage(player, page) : act(player, action, target);
  // The keyboard and assistive technology click with no pointer: `detail` counts the presses of one.
  void clickGuard.rest(event.detail > 0, turned || undefined);
}

/** What turns pages or ends a visit works at once; all else waits for what comes after the first page. */
function act(player: Player, action: string, target: Element): Promise<void> | void {
  const own = ACTIONS[action], half = player.late.half();
  if (own) return own(player);
  if (half) half.act(player, action, target);
  else void waitForLate(player).then((come) => { if (come) come.act(player, action, target); });
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
  start: () => { focus(find(document, "[data-page] > h1")); },
  contents: (player) => { void openPlace(player, "contents"); },
  recorded: (player) => { void openPlace(player, "recorded"); },
  help: (player) => { void openPlace(player, "help"); },
  glossary: (player) => { void openPlace(player, "glossary"); },
  record: (player) => { void openPlace(player, "record"); },
  return: (player) => {
    const { place, returnView } = player.position;
    return player.browserHistory.backTo(returnView, place.page.id) ? undefined : openPlace(player, returnView);
  },
  print: ({ host }) => { host.window.print(); },
  "save-and-exit": (player) => void saveAndExit(player),
  "save-again": (player) => void leave(player),
  leave: (player) => void leave(player),
  reopen: ({ host }) => { host.window.location.reload(); },
};

function next(player: Player): Promise<void> | void {
  const stop = nextStop(player.attempt.course, player.position);
  if (typeof stop === "object") return goToPage(player, stop.page);
  return openPlace(player, stop);
}
