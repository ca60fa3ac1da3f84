/** What a launch brings back, and whether this window may write. */

import type { Launch } from "./contract";
import { newState, type State } from "./state";
import type { FoundStates } from "./state_reading";

export interface Restored {
  state: State;
  /** What must be left as it is; null in the ordinary case. */
  kept: string | null;
  /** Name of a sentence. */
  notice: string;
}

/** What was found before this launch; "" says nothing. */
export const foundIn = ({ states }: Launch): string[] => states.filter(Boolean);

/**
 * Everything found, merged; and whether this window may write (tracking contract 1 and 3).
 *
 * @param found what `readStates` made of `foundIn(launch)`; null where there is nothing
 */
export function restore(launch: Launch, found: FoundStates | null): Restored {
  const texts = foundIn(launch), { state, newer, damaged } = found || { state: newState(), newer: "", damaged: false };
  if (newer || launch.readOnly) return { state, kept: newer || texts[0] || "", notice: "notice-newer" };
  if (launch.mode !== "normal") return { state, kept: texts[0] || "", notice: `notice-${launch.mode}` };
  if (launch.finished && !texts.length) return { state, kept: "", notice: "notice-finished" };
  return { state, kept: null, notice: damaged ? "notice-damaged" : "" };
}
