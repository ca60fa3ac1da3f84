/** The end of a launch: by the learner's button, or with the window. */

import type { Player } from "./context";
import { act, fill, show, showAll } from "./dom";
import { openView } from "./shell";

export async function saveAndExit(player: Player): Promise<void> {
  const { host: { window }, saver, driver, attempt, launch, silent } = player;
  showClosed(player, "closing", false);
  const kept = await saver.leave("exit");
  const lost = kept === "lost" && !silent;
  const sentence = lost ? "closed-lost" : silent ? "closed-nothing" : kept === "waiting" ? "closed-waiting" : player.onDevice ? "closed-device" : "closed-saved";
  showClosed(player, sentence, launch.connection !== "connected" && !lost);
  show(act("save-again"), lost);
  if (lost) return;
  attempt.notes.close();
  const address = driver.returnAddress();
  if (address) window.location.assign(address);
  // Only a window that a script opened may be closed by one (RT-09).
  else if (kept === "kept" && window.opener && window.parent === window) window.close();
}

/** The last view. `again`: the course may be opened anew from it. */
export function showClosed(player: Player, name: string, again: boolean): void {
  const { words, attempt } = player;
  fill("closed-heading", words(name));
  fill("closed-text", words(`${name}-text`) || (name !== "closing" && words("closed-text")));
  show(act("save-again"), false);
  show(act("reopen"), again);
  // The last moment to take own words along: the window is about to forget them.
  showAll(document, "[data-notes-closing]", () => !attempt.notes.empty() && !attempt.notes.kept());
  fill("notice");
  openView(player, "closed");
}

/** Saves when the window goes away, or may. */
export function watchWindow({ host: { window }, saver, silent }: Player): void {
  const hide = (): void => { if (!silent) void saver.leave("hidden"); };
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") hide(); });
  window.addEventListener("pagehide", (event) => {
    // Kept for the way back by the browser: the course goes on when the learner returns.
    if (event.persisted) hide();
    else void saver.leave("unload");
  });
}
