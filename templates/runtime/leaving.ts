/** The end of a launch with the window. By the learner's button it ends in `exit`, which comes after the first page. */

import type { Player } from "./context";

/** Saves when the window goes away, or may; and puts its cards right when the browser brings it back. */
export function watchWindow(player: Player): void {
  const { host, saver, silent } = player;
  const rewrite = (): void => player.late.half()?.rewriteCards(player);
  const hide = (): void => { if (!silent) void saver.leave("hidden"); };
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") hide(); });
  host.window.addEventListener("pagehide", (event) => {
    // Kept for the way back by the browser: the course goes on when the learner returns.
    if (event.persisted) hide();
    else void saver.leave("unload");
  });
  host.window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    rewrite();
    // WebKit empties forms in a task of its own, which may come after this event.
    void host.wait(0).then(rewrite);
  });
}
