/**
 * Runs the player's readers on cases from Python: a line of JSON in, `[reader, [case, ...]]`, a line of JSON out, an answer for each case.
 * An answer is what was read, or `{"thrown": ...}`.
 */

import { createInterface } from "node:readline";
import { readLaunch as readCmi5, readLaunchData } from "../../builder/standards/cmi5/launch";
import { readLaunch as readTinCan } from "../../builder/standards/xapi/launch";
import lrs from "../../templates/runtime/parts/lrs";
import { pack } from "../../templates/runtime/state";
import { merge, unpack } from "../../templates/runtime/state_reading";

const kept = (text: string): string => pack(unpack(text).state);

/** The address of a page on a platform's server, with these parameters. */
const launched = (search: string): Location => ({ search, origin: "https://lms.nhs.test", href: "https://lms.nhs.test/course/index.html" }) as Location;

const READERS: Record<string, (text: string) => unknown> = {
  state: (text) => {
    const { state, condition } = unpack(text), written = pack(state), again = unpack(written);
    return { condition, written, settled: again.condition === "fine" && pack(again.state) === written, merged: kept(pack(merge(state, unpack(written).state))) };
  },
  cmi5: (text) => readCmi5(launched(text), lrs.reading),
  tincan: (text) => readTinCan(launched(text), lrs.reading),
  data: readLaunchData,
};

function answer(read: (text: string) => unknown, text: string): unknown {
  try {
    return read(text) ?? null;
  } catch (fault) {
    return { thrown: String(fault) };
  }
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const [reader, cases] = JSON.parse(line) as [string, string[]], read = READERS[reader];
  if (!read) throw new Error(`no reader ${reader}`);
  process.stdout.write(`${JSON.stringify(cases.map((text) => answer(read, text)))}\n`);
});
