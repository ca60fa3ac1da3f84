/**
 * SCORM 2004 in the browser, 3rd and 4th Edition: names, words and notations of RTE chapter 4. What it shares with SCORM 1.2
 * is `templates/runtime/parts/scorm/`.
 *
 * `cmi.scaled_passing_score` is not read: the pass rule is the course's (tracking contract 1), and our manifests set no measure
 * that a platform could hand back there.
 */

import type { MakeDriver, ScormDialect, ScormTable } from "../../../templates/runtime/contract";

const COMPLETION = "cmi.completion_status";
const SUCCESS = "cmi.success_status";
const UNKNOWN = "unknown";

const DIALECT: Omit<ScormDialect, "timespan"> = {
  api: "API_1484_11",
  calls: { initialize: "Initialize", finish: "Terminate", get: "GetValue", set: "SetValue", commit: "Commit", error: "GetLastError" },
  names: {
    exit: "cmi.exit", status: COMPLETION, mode: "cmi.mode", credit: "cmi.credit", entry: "cmi.entry",
    state: "cmi.suspend_data", location: "cmi.location", seconds: "cmi.session_time", score: "cmi.score",
    moment: "timestamp", response: "learner_response", completion: "completion_status",
  },
  // S04-28: what a later part depends on comes before it.
  order: ["type", "objectives", "moment", "patterns", "weighting", "response", "result", "latency", "description"],
  scaled: true,
  // General set failure: RTE 3.1.7.6 names the index out of order as its example.
  gap: "351",
  // General exception; retrieve and store data before Initialize, after Terminate.
  outages: ["101", "122", "123", "132", "133"],
  // Initialize, Terminate, GetValue, SetValue, Commit after Terminate (RTE 3.1.7).
  ended: ["104", "113", "123", "133", "143"],
  moment: (at) => `${new Date(at).toISOString().slice(0, 22)}Z`,
  status: (read) => {
    const completion = read(COMPLETION), success = read(SUCCESS);
    return isMarked(success) ? success : completion;
  },
  // Both words are always said: a platform that is left to guess one may guess from the other.
  say: (status, known) => isMarked(status)
    ? [[COMPLETION, "completed"], [SUCCESS, status]]
    : isMarked(known(SUCCESS)) ? [[COMPLETION, status]] : [[COMPLETION, status], [SUCCESS, UNKNOWN]],
  done: [["cmi.progress_measure", "1"]],
  // SN 5.6: suspendAll keeps the attempt for the next launch; exitAll would end it.
  navigation: ["adl.nav.request", "suspendAll", "_none_"],
};

function isMarked(status: string): boolean {
  return status === "passed" || status === "failed";
}

const makeDriver: MakeDriver = (host, table, tables) => (
  host.part("scorm").driver(host, { ...DIALECT, timespan: host.part("duration") }, table as ScormTable, tables)
);

export default makeDriver;
