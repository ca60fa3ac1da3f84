/** The end of a launch by the learner's button. With the window it ends in `leaving`. */

import type { AnsweringPlayer, Player } from "./context";
import { box, fill, showAll } from "./dom";
import { writeNotes } from "./export_text";
import { forgetWindow } from "./notes_store";
import { tellStaying } from "./recording_status";
import { openView } from "./shell";

/** The platform may take the page away with the end of the visit, so own words that are kept nowhere else are offered before. */
export async function saveAndExit(player: AnsweringPlayer): Promise<void> {
  // The window also holds ticks and ratings, which are nothing to take along.
  if (!player.attempt.notes.kept() && writeNotes(player.attempt)) showClosed(player, "closed-notes", ["download-notes", "leave", "return"]);
  else await leave(player);
}

export async function leave(player: Player): Promise<void> {
  const { host, saver, driver, attempt, launch, silent } = player, { window } = host;
  showClosed(player, "closing");
  const left = await saver.leave("exit"), kept = silent || left !== "lost";
  if (!kept || left === "open") {
    showClosed(player, kept ? "closed-open" : "closed-lost", ["save-again", "return"]);
    return;
  }
  forgetWindow(host, attempt.course.tables.course);
  const sentence = silent ? "closed-nothing" : left === "waiting" ? "closed-waiting" : player.onDevice ? "closed-device" : "closed-saved";
  showClosed(player, sentence, launch.connection === "connected" ? [] : ["reopen"], true);
  const address = driver.returnAddress();
  if (address) window.location.assign(address);
  // Only a window that a script opened may be closed by one (RT-09).
  else if (left === "kept" && window.opener && window.parent === window) window.close();
}

/** The last views that tell of answers that were saved. */
const SAVED = ["closed-saved", "closed-device", "closed-waiting"];

/** The last view. `actions`: what may be done from it. `gone`: nothing may but to go on elsewhere, and it is said where. */
export function showClosed(player: Player, name: string, actions: string[] = [], gone = false): void {
  const { words } = player;
  fill("closed-heading", words(name));
  fill("closed-text", [words(`${name}-text`), SAVED.includes(name) && tellStaying(words), gone && words(whereToGo(player))].filter(Boolean).join(" "));
  showAll(box("closed") as HTMLElement, "[data-action]", ({ dataset }) => actions.includes(dataset["action"] || ""));
  // What failed stays told where the course goes on.
  if (gone) fill("notice");
  openView(player, "closed");
}

/** Only a window that another one opened is known to be there for the course alone. A tab may be the platform's own, and a frame stands in a page of the platform. */
function whereToGo({ host: { window }, onDevice }: Player): string {
  if (window.top && window.top.opener) return "closed-text";
  return onDevice || window.parent === window ? "closed-text-page" : "closed-text-frame";
}
