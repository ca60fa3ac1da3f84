/** SCORM 1.2 in the browser: its names, words and notations. What it shares with SCORM 2004 is `templates/runtime/parts/scorm/`. */

import type { MakeDriver, ScormDialect, ScormTable } from "../../../templates/runtime/contract";

const STATUS = "cmi.core.lesson_status";

const DIALECT: ScormDialect = {
  api: "API",
  calls: { initialize: "LMSInitialize", finish: "LMSFinish", get: "LMSGetValue", set: "LMSSetValue", commit: "LMSCommit", error: "LMSGetLastError" },
  names: {
    exit: "cmi.core.exit", status: STATUS, mode: "cmi.core.lesson_mode", credit: "cmi.core.credit", entry: "cmi.core.entry",
    state: "cmi.suspend_data", location: "cmi.core.lesson_location", seconds: "cmi.core.session_time", score: "cmi.core.score",
    moment: "time", response: "student_response", completion: "status",
  },
  order: ["type", "objectives", "patterns", "moment", "weighting", "response", "result", "latency"],
  scaled: false,
  gap: "201",
  outages: ["101", "301"],
  // Not initialized, though it was: there is no code of its own for an API that was finished (RTE 3.3).
  ended: ["301"],
  timespan,
  moment: clock,
  status: (read) => read(STATUS),
  say: (status) => [[STATUS, status]],
  done: [],
  navigation: null,
};

/** 9999 hours, 59 minutes, 59 seconds, in hundredths of a second. */
const LONGEST = 3599999900;

function two(number: number): string {
  return `0${number}`.slice(-2);
}

/** `00HH:MM:SS` with four digits of hours and at most two of a fraction (RT-11). */
function timespan(seconds: number): string {
  const hundredths = Math.min(Math.max(0, Math.round(seconds * 100)), LONGEST);
  const whole = Math.floor(hundredths / 100), rest = hundredths % 100;
  const hours = `000${Math.floor(whole / 3600)}`.slice(-4);
  return `${hours}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}${rest ? `.${two(rest)}` : ""}`;
}

/** Time of day, `HH:MM:SS`. */
function clock(at: number): string {
  const time = new Date(at);
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

const makeDriver: MakeDriver = (host, table, tables) => host.part("scorm").driver(host, DIALECT, table as ScormTable, tables);

export default makeDriver;
