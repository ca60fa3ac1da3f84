/** A turn of the page takes one click (tracking contract 6): what stands under the second click of a double click is another control by then. */

import type { Host } from "./contract";
import { findAll, setOrRemove } from "./dom";

export interface ClickGuard {
  isResting(control: Element): boolean;
  /**
   * Lets the controls that lead on take no click until `done`. After a click of a mouse or finger (`pointed`) also for a moment longer;
   * those who use the keyboard have moved on with the focus by then.
   */
  rest(pointed: boolean, done?: Promise<void>): Promise<void>;
}

/** ms. Systems take two clicks within 500 for one double click; hardly any are further apart than this. */
const DOUBLE_CLICK = 400;
const LEADING_ON = ["next", "back", "check-answer", "submit-check", "try-again"].map((action) => `[data-action="${action}"]`).join();

export function makeClickGuard(host: Host): ClickGuard {
  let latest = 0;
  const mark = (value: string): void => {
    for (const control of findAll(document, LEADING_ON)) setOrRemove(control, "aria-disabled", value);
  };
  return {
    isResting: (control) => control.getAttribute("aria-disabled") === "true",
    rest: async (pointed, done) => {
      const mine = (latest += 1);
      mark("true");
      await done;
      if (pointed && mine === latest) {
        // The controls of a page that has come meanwhile as well.
        mark("true");
        await host.wait(DOUBLE_CLICK);
      }
      if (mine === latest) mark("");
    },
  };
}
