/**
 * SCORM 1.2 in the browser (tracking contract 1 and 2; RT rules of the platforms).
 *
 * One save is: progress, score, interactions, objectives, session time, status last, Commit. What the platform already
 * holds is not written again. Everything runs without waiting, since a page that goes away gets no second turn.
 */

import type { Answered, Change, Driver, Host, Kept, Launch, MakeDriver, NotationRow, ScormApi, Tables } from "../../../templates/runtime/contract";

interface Row extends NotationRow { type: string }

export interface Scorm12Table {
  /** ms in which the API is looked for. */
  patience: number;
  /** Most characters of a location. */
  location: number;
  /** `cmi.core.exit` once the course is finished. */
  exit: string;
  /** Whether scores are sent. */
  score: boolean;
  right: string;
  wrong: string;
  /** By CMI type. */
  notation: Record<string, Row>;
  /** By question id: those whose answers are sent. */
  interactions: Record<string, { id: string; patterns: string[]; weight: string; objectives: string[] }>;
  objectives: { id: string; outcome: string; sessions: string[] }[];
}

const CALLS = {
  initialize: "LMSInitialize", finish: "LMSFinish", get: "LMSGetValue", set: "LMSSetValue", commit: "LMSCommit", error: "LMSGetLastError",
};
const EXIT = "cmi.core.exit";
const SUSPEND = "suspend";
const STATUS = "cmi.core.lesson_status";
const LOCATION = "cmi.core.lesson_location";
const STATE = "cmi.suspend_data";
const INTERACTIONS = "cmi.interactions";
const OBJECTIVES = "cmi.objectives";
const STARTED = "incomplete";
/** A status is never lowered: only one further right may replace another. */
const RANKS = ["failed", "completed", "passed"];
/** An index that leaves a gap: the platform did not hand back what it was told before. */
const INDEX_REFUSED = "201";
/** The platform as a whole fails; every other refusal of an id means that it has no interactions (or no objectives). */
const OUTAGES = ["101", "301"];

class Scorm12Driver implements Driver {
  private api: ScormApi | null = null;
  /** What the platform holds, by element: read at launch or accepted since, and committed. */
  private held: Record<string, string> = {};
  /** Accepted, not committed yet. */
  private fresh: Record<string, string> = {};
  private status = "";
  private writes = false;
  private grades = false;
  private finished = false;
  private takesInteractions = true;
  private takesObjectives = true;
  /** Where each question of this launch stands at the platform, and which question holds an index. */
  private readonly places: Record<string, number> = {};
  private readonly holders: Record<number, string> = {};
  /** Index of each objective at the platform; null until the first write. */
  private found: Record<string, number> | null = null;
  private readonly doneSessions: Record<string, boolean> = {};
  /** Per cent of each outcome's questions, once all of them were submitted. */
  private readonly marks: Record<string, number> = {};

  constructor(private readonly host: Host, private readonly table: Scorm12Table, private readonly tables: Tables) {}

  // -------------------------------------------------------------- launch

  async launch(): Promise<Launch> {
    const untracked: Launch = {
      connection: "untracked", notice: null, mode: "normal", finished: false, states: [], location: "", interactions: 0, ask: false,
    };
    const api = await this.host.part("scorm").find(this.host, "API", CALLS, this.table.patience);
    if (!api || !this.connect(api)) return untracked;
    this.api = api;
    // Before anything else: without it some platforms forget everything when the window dies.
    this.put(EXIT, SUSPEND);
    const status = api.get(STATUS).toLowerCase();
    const mode = api.get("cmi.core.lesson_mode").toLowerCase();
    const graded = api.get("cmi.core.credit").toLowerCase() !== "no-credit";
    const entry = api.get("cmi.core.entry").toLowerCase();
    const state = api.get(STATE), location = api.get(LOCATION);
    const count = this.count(INTERACTIONS);
    this.status = status;
    this.held = { [STATE]: state, [LOCATION]: location, [STATUS]: status };
    this.writes = mode !== "review" && mode !== "browse";
    this.grades = this.writes && graded;
    if (this.writes) this.begin(status, entry);
    return {
      ...untracked, connection: "connected", mode: mode === "review" ? "review" : this.grades ? "normal" : "browse",
      finished: RANKS.indexOf(status) >= 0, states: state ? [state] : [], location, interactions: count,
    };
  }

  /** A platform that was initialised by its own frame, or by the page before a reload, says no and works all the same. */
  private connect(api: ScormApi): boolean {
    if (api.initialize()) return true;
    return api.get(STATUS) !== "" && Number(api.error()) === 0;
  }

  /** The record must exist from the first moment, and never stay "not attempted" (RT-04). */
  private begin(status: string, entry: string): void {
    const untouched = entry === "ab-initio" || ["", "unknown", "not attempted"].indexOf(status) >= 0;
    if (this.grades && untouched && RANKS.indexOf(status) < 0) this.putStatus(STARTED);
    this.commit();
  }

  // -------------------------------------------------------------- saving

  save(change: Change): Promise<Kept> {
    return Promise.resolve(this.write(change));
  }

  leave(change: Change, how: "exit" | "unload" | "hidden"): Promise<Kept> {
    const kept = this.write(change);
    // After a failed Commit the learner who leaves by the button may try again; a window that goes away cannot.
    if (this.api && !this.finished && (how === "unload" || (how === "exit" && kept !== "lost"))) {
      this.finished = true;
      this.api.finish();
    }
    return Promise.resolve(kept);
  }

  returnAddress(): string | null {
    return null;
  }

  private write(change: Change): Kept {
    if (!this.api || !this.writes || this.finished) return "kept";
    this.put(EXIT, statusOf(change) === null ? SUSPEND : this.table.exit);
    const state = this.put(STATE, change.state);
    this.put(LOCATION, change.location.slice(0, this.table.location));
    const score = this.writeScore(change);
    for (const answered of change.answered) this.writeInteraction(answered);
    this.writeObjectives(change);
    this.put("cmi.core.session_time", timespan(change.seconds));
    const status = this.writeStatus(change);
    return this.commit() && state && score && status ? "kept" : "lost";
  }

  private writeScore(change: Change): boolean {
    const { outcome } = change;
    if (!this.table.score || !this.grades || !this.raises(change) || (outcome.kind !== "passed" && outcome.kind !== "failed")) return true;
    // Never lowered: an earlier go may have left a better one that our state no longer knows of.
    const before = this.held["cmi.core.score.raw"] ?? (this.api as ScormApi).get("cmi.core.score.raw");
    if (before !== "" && Number(before) > outcome.raw) return true;
    this.put("cmi.core.score.min", "0");
    this.put("cmi.core.score.max", "100");
    return this.put("cmi.core.score.raw", String(outcome.raw));
  }

  private writeStatus(change: Change): boolean {
    if (this.raises(change)) return this.putStatus(statusOf(change) as string);
    return !this.grades || this.status !== STARTED || this.put(STATUS, STARTED);
  }

  /** Whether the outcome is final and at least as good as what the platform holds. */
  private raises(change: Change): boolean {
    const status = statusOf(change);
    return this.grades && status !== null && RANKS.indexOf(status) >= RANKS.indexOf(this.status);
  }

  private putStatus(status: string): boolean {
    const put = this.put(STATUS, status);
    if (put) this.status = status;
    return put;
  }

  // -------------------------------------------------------------- interactions and objectives

  private writeInteraction(answered: Answered): void {
    const row = this.table.interactions[answered.interaction];
    const question = this.tables.interactions.find((one) => one.id === answered.interaction);
    const notation = question && this.table.notation[question.type];
    if (!row || !question || !notation || !this.takesInteractions) return;
    const index = this.claim(answered, row.id);
    if (index === null) return;
    const at = `${INTERACTIONS}.${index}`;
    this.put(`${at}.type`, notation.type);
    row.objectives.forEach((id, nth) => this.put(`${at}.objectives.${nth}.id`, id));
    row.patterns.forEach((pattern, nth) => this.put(`${at}.correct_responses.${nth}.pattern`, pattern));
    this.put(`${at}.time`, clock(answered.at));
    this.put(`${at}.weighting`, row.weight);
    this.put(`${at}.student_response`, this.host.part("notation").write(answered.response, notation));
    if (question.correct.length) this.put(`${at}.result`, answered.right ? this.table.right : this.table.wrong);
    this.put(`${at}.latency`, timespan(answered.latency));
  }

  /** Writes the id where the question belongs and returns that index; null when the platform takes none. */
  private claim(answered: Answered, id: string): number | null {
    const wanted = this.places[answered.interaction] ?? answered.index;
    const holder = this.holders[wanted];
    let index = holder === undefined || holder === answered.interaction ? wanted : this.count(INTERACTIONS);
    let accepted = this.put(`${INTERACTIONS}.${index}.id`, id);
    if (!accepted && this.refusal === INDEX_REFUSED) {
      index = this.count(INTERACTIONS);
      accepted = this.put(`${INTERACTIONS}.${index}.id`, id);
    }
    if (!accepted) {
      // Anything but an outage means that this platform takes none; that is never shown as "not saved".
      this.takesInteractions = OUTAGES.indexOf(this.refusal) >= 0;
      return null;
    }
    this.places[answered.interaction] = index;
    this.holders[index] = answered.interaction;
    return index;
  }

  /** An outcome is completed when every session about it is; at the latest when the course is finished. */
  private writeObjectives(change: Change): void {
    for (const session of change.sessions) this.doneSessions[session] = true;
    for (const { outcome, whole } of change.scored) if (whole) this.marks[outcome] = Math.floor((100 * whole.points) / whole.of);
    if (!this.grades || (!change.sessions.length && !change.scored.length && !change.reached)) return;
    const all = change.outcome.kind === "complete" || change.outcome.kind === "passed";
    for (const objective of this.table.objectives) this.writeObjective(objective, all);
  }

  private writeObjective({ id, outcome, sessions }: Scorm12Table["objectives"][number], all: boolean): void {
    const mark = this.marks[outcome];
    const touched = sessions.some((session) => this.doneSessions[session]) || (all && sessions.length > 0);
    if (!this.takesObjectives || (!touched && mark === undefined)) return;
    const index = this.resolve(id);
    if (index === null) return;
    const at = `${OBJECTIVES}.${index}`;
    if (mark !== undefined) {
      this.put(`${at}.score.min`, "0");
      this.put(`${at}.score.max`, "100");
      this.put(`${at}.score.raw`, String(mark));
    }
    const done = touched && (all || sessions.every((session) => this.doneSessions[session]));
    if (done || !this.held[`${at}.status`]) this.put(`${at}.status`, done ? "completed" : "incomplete");
  }

  /** Objectives may be there already, in any order: their ids are read once, at the first write. */
  private resolve(id: string): number | null {
    const known = this.found || this.readObjectives();
    this.found = known;
    const index = known[id] ?? Object.keys(known).length;
    if (!this.put(`${OBJECTIVES}.${index}.id`, id)) {
      this.takesObjectives = OUTAGES.indexOf(this.refusal) >= 0;
      return null;
    }
    known[id] = index;
    return index;
  }

  private readObjectives(): Record<string, number> {
    const api = this.api as ScormApi;
    const known: Record<string, number> = {};
    for (let index = 0, count = this.count(OBJECTIVES); index < count; index += 1) {
      // A blank or doubled id still takes its index.
      const id = api.get(`${OBJECTIVES}.${index}.id`) || `#${index}`;
      known[known[id] === undefined ? id : `#${index}`] = index;
      this.held[`${OBJECTIVES}.${index}.id`] = id;
      this.held[`${OBJECTIVES}.${index}.status`] = api.get(`${OBJECTIVES}.${index}.status`);
    }
    return known;
  }

  // -------------------------------------------------------------- calls

  /** Error code of the last refused set. */
  private refusal = "";

  private put(element: string, value: string): boolean {
    if ((this.fresh[element] ?? this.held[element]) === value) return true;
    const api = this.api as ScormApi;
    const accepted = api.set(element, value);
    if (accepted) this.fresh[element] = value;
    else this.refusal = api.error();
    return accepted;
  }

  /** What was accepted counts as held only now: after a refused Commit all of it is written again. */
  private commit(): boolean {
    const committed = (this.api as ScormApi).commit();
    if (committed) Object.keys(this.fresh).forEach((element) => { this.held[element] = this.fresh[element] as string; });
    this.fresh = {};
    return committed;
  }

  private count(array: string): number {
    const count = Number((this.api as ScormApi).get(`${array}._count`));
    return count > 0 && count < Infinity ? Math.floor(count) : 0;
  }
}

/** Tracking contract 1; null while the course goes on. */
function statusOf({ outcome }: Change): string | null {
  return outcome.kind === "complete" ? "completed" : outcome.kind === "passed" || outcome.kind === "failed" ? outcome.kind : null;
}

/** 9999 hours, 59 minutes, 59 seconds, in hundredths of a second. */
const LONGEST = 3599999900;

const two = (number: number): string => `0${number}`.slice(-2);

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

const makeDriver: MakeDriver = (host, table, tables) => new Scorm12Driver(host, table as Scorm12Table, tables);

export default makeDriver;
