/** What a platform holds of this learner when the course opens: read before anything is written. */

import type { Host, ScormDialect } from "../../contract";
import type { CmiCache } from "./cmi_cache";
import { readWord, saysSomething } from "./reading";

/** ms. An API that speaks across windows answers the first reads with nothing, and fills itself a moment later. */
const PAUSES = [200, 400, 800, 1600];

/** Words of SCORM in lower case, "" where nothing is said. */
export interface Held {
  status: string;
  mode: string;
  credit: string;
  entry: string;
  /** As it came. */
  state: string;
  location: string;
  /** How many interactions there are. */
  interactions: number;
}

/**
 * Reads again and again while nothing at all is said, and then until two readings agree.
 *
 * @returns null where the platform fails when it is asked for our progress
 */
export async function readHeld(host: Host, dialect: ScormDialect, cache: CmiCache): Promise<Held | null> {
  let held = readOnce(dialect, cache), settled = isTold(held);
  for (const pause of PAUSES) {
    if (settled) break;
    await host.wait(pause);
    const again = readOnce(dialect, cache);
    // What is asked for the first time is answered late as well.
    cache.read(`${dialect.names.score}.raw`);
    settled = isTold(again) && JSON.stringify(again) === JSON.stringify(held);
    held = again;
  }
  return held.state === null ? null : { ...held, state: held.state };
}

type Reading = Omit<Held, "state"> & { state: string | null };

function readOnce(dialect: ScormDialect, cache: CmiCache): Reading {
  const { names } = dialect;
  const status = dialect.status((element) => readWord(cache.read(element)));
  const [mode, credit, entry] = [names.mode, names.credit, names.entry].map((name) => readWord(cache.api.get(name))) as [string, string, string];
  const state = cache.read(names.state);
  // Where nobody has begun, there is nothing to lose. A platform whose code stays behind after an answer to something else has not failed here.
  const failed = state === "" && !isFirst({ status, entry }) && cache.fails() && !(cache.api.get(names.status) !== "" && cache.fails());
  return { status, mode, credit, entry, state: failed ? null : state, location: cache.readText(names.location), interactions: cache.count("cmi.interactions") };
}

function isTold({ status, mode, entry, state }: Reading): boolean {
  return state !== null && (status !== "" || mode !== "" || entry !== "" || saysSomething(state));
}

/** Nobody has begun the course here, as far as the platform tells. */
export function isFirst({ entry, status }: Pick<Held, "entry" | "status">): boolean {
  return entry === "ab-initio" || status === "unknown" || status === "not attempted";
}
