/** Plays the course: opens it where the learner left off. What follows is decided by `position`, drawn by `shell`, `pages`, `contents` and `endings`, saved by `saving`. */

import { listen } from "./actions";
import { announce } from "./announce";
import type { Attempt } from "./attempt";
import { makeBrowserHistory } from "./browser_history";
import type { Player, PlayerSetup } from "./context";
import { fill, findAll } from "./dom";
import { openFirstPage } from "./first_page";
import { makeClickGuard } from "./double_clicks";
import { watchWindow } from "./leaving";
import { isAside, locationOf, startPosition } from "./position";
import { makeSaver } from "./saving";
import { showSaved, showSavedAt } from "./saving_status";

/** Seconds. A window that was forgotten over night is no learning. */
const LONGEST_LAUNCH = 10 * 3600;

/** @param kept the packed state as it was found, when nothing may be written over it; null in the ordinary case */
export function play(setup: PlayerSetup, attempt: Attempt, kept: string | null): void {
  const { words, launch } = setup;
  const player = makePlayer(setup, attempt, kept);
  listen(player);
  watchWindow(player);
  if (player.silent) {
    for (const button of findAll(document, '[data-action="save-and-exit"]')) button.textContent = words("exit");
    showSaved(player, kept === null ? "not-recorded" : "looking-back");
  }
  const { page } = player.position.place, isBack = launch.location.split("/")[0] === page.id && attempt.state.pages.size > 0;
  const welcome = isBack ? words("welcome-back", { page: page.title }) : "";
  const half = player.late.half();
  if (half) void half.open(player, isBack);
  else openFirstPage(player);
  fill("welcome", welcome);
  announce(setup.host, welcome);
}

function makePlayer(setup: PlayerSetup, attempt: Attempt, kept: string | null): Player {
  const { host, words, driver, launch } = setup, started = host.now();
  const onDevice = launch.connection === "web";
  const silent = kept !== null || launch.connection === "untracked" || (onDevice && !host.deviceStore);
  const saver = makeSaver(driver, host, {
    compose: () => ({
      state: kept ?? followed(attempt), location: kept === null ? locationOf(player.position) : launch.location, outcome: attempt.outcome(),
      seconds: Math.min(Math.max(Math.floor((host.now() - started) / 1000), 1), LONGEST_LAUNCH),
    }),
    show: (safe, at) => { showSavedAt(player, safe, at); },
    tell: (failing) => { announce(host, words(failing ? "told-not-saved" : "told-saved-again")); },
  });
  const player: Player = {
    ...setup, attempt, saver, onDevice, silent,
    browserHistory: makeBrowserHistory(host.window, { arrive: (stop) => { player.late.half()?.arrive(player, stop); }, isAside }),
    clickGuard: makeClickGuard(host),
    position: startPosition(attempt.course, launch.location), isLive: false,
  };
  return player;
}

/** The state as it is written now, which own words follow. */
function followed({ pack, follow }: Attempt): string {
  const state = pack();
  follow(state);
  return state;
}
