/** What a launch brings back, and whether this window may write. */

import type { Launch } from "./contract";
import { merge, newState, unpack, type State } from "./state";

export interface Restored {
  state: State;
  /** What must be left as it is; null in the ordinary case. */
  kept: string | null;
  /** Name of a sentence. */
  notice: string;
}

/** Everything found, merged; and whether this window may write (tracking contract 1 and 3). */
export function restore(launch: Launch): Restored {
  let state = newState(), damaged = false, newer = "";
  const texts = launch.states.filter(Boolean);
  for (const [at, text] of texts.entries()) {
    const unpacked = unpack(text);
    if (unpacked.condition === "newer") newer = text;
    if (unpacked.condition === "damaged") damaged = true;
    state = at ? merge(state, unpacked.state) : unpacked.state;
  }
  if (newer || launch.readOnly) return { state, kept: newer || texts[0] || "", notice: "notice-newer" };
  if (launch.mode !== "normal") return { state, kept: texts[0] || "", notice: `notice-${launch.mode}` };
  if (launch.finished && !texts.length) return { state, kept: "", notice: "notice-finished" };
  return { state, kept: null, notice: damaged ? "notice-damaged" : "" };
}
