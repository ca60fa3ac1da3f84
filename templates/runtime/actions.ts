/** Hears the learner. What opens the menu works at once; all else waits for what comes after the first page (`late_actions`). */

import type { Player } from "./context";
import { find, focus } from "./dom";
import { waitForLate } from "./first_page";
import { lastingControl, toggleMenu, watchMenu } from "./menu";

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
  const turned = act(player, page ? `go:${page}` : action, target);
  // The keyboard and assistive technology click with no pointer: `detail` counts the presses of one.
  void clickGuard.rest(event.detail > 0, turned || undefined);
}

/** What leads to another page gives a promise of it. */
function act(player: Player, action: string, target: Element): Promise<void> | void {
  const own = ACTIONS[action], half = player.late.half();
  if (own) own(player);
  else if (half) return half.act(player, action, target);
  else return waitForLate(player).then((come) => (come ? come.act(player, action, target) : undefined));
}

const ACTIONS: Record<string, (player: Player) => void> = {
  menu: toggleMenu,
  start: () => { focus(find(document, "[data-page] > h1")); },
};
