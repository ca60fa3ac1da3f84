/** Sentences above the page that stand until they are no longer true: what a driver, the launch and the packed state have to say. */

import { fill, make } from "./dom";
import type { Words } from "./words";

/** `place`: who says it, each one sentence. `name`: that of the sentence; empty: nothing any more. */
export type Tell = (place: string, name: string, values?: Record<string, string | number>) => void;

/**
 * The sentences themselves come after the first page. Until then what is told is remembered.
 *
 * @param announce reads out what a driver tells, once each time it is something else
 */
export function makeNotices(words: Words, announce: (sentence: string) => void): { tell: Tell; show: () => void } {
  const told = new Map<string, () => string>();
  let announced = "";
  const show = (): void => {
    const sentences = Array.from(told.values(), (say) => say()).filter(Boolean);
    fill("notice", ...Array.from(new Set(sentences)).map((sentence) => make("p", {}, sentence)));
    const ofDriver = (told.get("driver") || String)();
    if (ofDriver && ofDriver !== announced) announce(ofDriver);
    announced = ofDriver;
  };
  return {
    show,
    tell: (place, name, values) => {
      told.set(place, () => name && words(name, values));
      show();
    },
  };
}
