/** What learners read of saving: whether and when it was done, and what is recorded of them. */

import type { Kept } from "./contract";
import type { Player } from "./context";
import { fill, findAll } from "./dom";
import { isFinal } from "./state";
import type { Words } from "./words";

/** Sentences that stay in view at every size, in a line of their own (tracking contract 6). */
const TROUBLE = ["not-saved", "not-recorded", "looking-back"];

/** The line that says whether this is saved. `name` is that of its sentence. */
export function showSaved(player: Player, name: string, time = ""): void {
  const inTrouble = TROUBLE.includes(name), sentence = player.words(name, { time });
  fill("saved", !inTrouble && sentence);
  fill("trouble", inTrouble && sentence);
  for (const slot of findAll(document, '[data-slot="trouble"]')) slot.dataset["state"] = name;
  showRecorded(player);
}

/** @param at ms of the clock */
export function showSavedAt(player: Player, kept: Kept, at: number): void {
  const time = new Date(at), two = (number: number): string => `0${number}`.slice(-2);
  showSaved(player, kept === "kept" ? "saved-at" : kept === "waiting" ? "waiting-at" : "not-saved", `${two(time.getHours())}:${two(time.getMinutes())}`);
}

/** What of the answers is not among what was saved; the tables carry each sentence where it is true. */
export const tellStaying = (words: Words): string => [words("recorded-stays"), words("recorded-stays-form")].filter(Boolean).join(" ");

/** What is recorded, at the end of the course. */
export function showRecorded({ silent, saver, onDevice, attempt, words }: Player): void {
  const name = silent ? "recorded-nothing" : saver.failing() ? "recorded-not-yet" : onDevice ? "recorded-web"
    : isFinal(attempt.outcome()) ? "recorded-done" : "recorded-normal";
  fill("end-recorded", [words(name), !silent && tellStaying(words)].filter(Boolean).join(" "));
}
