/** What learners read of saving: whether and when it was done. */

import type { Kept } from "./contract";
import type { Player } from "./context";
import { fill, findAll } from "./dom";

/** Sentences that stay in view at every size, in a line of their own (tracking contract 6). */
const TROUBLE = ["not-saved", "not-recorded", "looking-back"];

/** The line that says whether this is saved. `name` is that of its sentence. */
export function showSaved(player: Player, name: string, time = ""): void {
  const inTrouble = TROUBLE.includes(name), sentence = player.words(name, { time });
  fill("saved", !inTrouble && sentence);
  fill("trouble", inTrouble && sentence);
  for (const slot of findAll(document, '[data-slot="trouble"]')) slot.dataset["state"] = name;
  player.late.half()?.tellRecorded(player);
}

/** @param at ms of the clock */
export function showSavedAt(player: Player, kept: Kept, at: number): void {
  const time = new Date(at), two = (number: number): string => `0${number}`.slice(-2);
  showSaved(player, kept === "kept" ? "saved-at" : kept === "waiting" ? "waiting-at" : "not-saved", `${two(time.getHours())}:${two(time.getMinutes())}`);
}
