/** What leads to other pages and to views beside the course, by the name in `data-action`. */

import type { AnsweringPlayer } from "./context";
import { nextStop } from "./next_stop";
import { goToPage, openPlace } from "./pages";
import { placeBefore } from "./position";

/** False where an action is none of these; a promise of the page that it leads to; true where it leads to a view. */
export function turnPage(player: AnsweringPlayer, action: string): Promise<void> | boolean {
  const own = action.startsWith("go:") ? (): Promise<void> => goToPage(player, action.slice(3)) : ACTIONS[action];
  return own ? own(player) || true : false;
}

const ACTIONS: Record<string, (player: AnsweringPlayer) => Promise<void> | void> = {
  next: (player) => {
    const stop = nextStop(player.attempt.course, player.position);
    return typeof stop === "object" ? goToPage(player, stop.page) : openPlace(player, stop);
  },
  back: (player) => {
    const previous = placeBefore(player.attempt.course, player.position);
    return previous && goToPage(player, previous.page.id);
  },
  retry: (player) => goToPage(player, player.position.place.page.id),
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
};
