/**
 * A SCORM driver but for its dialect (tracking contract 1 and 2; RT rules of the platforms).
 *
 * One save is: progress, score, interactions, objectives, session time, status last, Commit. What the platform already
 * holds is not written again. Everything runs without waiting, since a page that goes away gets no second turn.
 */

import type { Change, Driver, Host, Kept, Launch, ScormApi, ScormDialect, ScormStatus, ScormTable, Tables } from "../../contract";
import { Answers } from "./answers";
import { Objectives } from "./objectives";
import { CmiCache } from "./cmi_cache";
import { find } from "./search";

const SUSPEND = "suspend";
const STARTED = "incomplete";
/** A status is never lowered: only one further right may replace another. */
const RANKS = ["failed", "completed", "passed"];

/** One session at a platform: what is read and written there. */
interface Session { cache: CmiCache; answers: Answers; objectives: Objectives }

export class ScormDriver implements Driver {
  private session: Session | null = null;
  private status = "";
  private writes = false;
  private grades = false;
  private finished = false;

  constructor(private readonly host: Host, private readonly dialect: ScormDialect, private readonly table: ScormTable, private readonly tables: Tables) {}

  // -------------------------------------------------------------- launch

  async launch(): Promise<Partial<Launch>> {
    const { host, dialect, table } = this;
    const { names } = dialect;
    const api = await find(host, dialect.api, dialect.calls, table.patience);
    if (!api || !this.connect(api)) return {};
    const cache = new CmiCache(api, dialect);
    const answers = new Answers(host, dialect, table, this.tables, cache);
    this.session = { cache, answers, objectives: new Objectives(dialect, table, cache) };
    // Before anything else: without it some platforms forget everything when the window dies.
    cache.put(names.exit, SUSPEND);
    this.status = dialect.status((element) => cache.read(element).toLowerCase());
    const [mode, credit, entry] = [names.mode, names.credit, names.entry].map((name) => api.get(name).toLowerCase());
    const state = cache.read(names.state), location = cache.read(names.location);
    const interactions = answers.count();
    const finished = RANKS.indexOf(this.status) >= 0;
    this.writes = mode !== "review" && mode !== "browse";
    this.grades = this.writes && credit !== "no-credit";
    if (this.writes) this.begin(cache, entry === "ab-initio", state !== "");
    return {
      connection: "connected", mode: mode === "review" ? "review" : this.grades ? "normal" : "browse",
      finished, states: state ? [state] : [], location, interactions,
    };
  }

  /** A platform that was initialised by its own frame, or by the page before a reload, says no and works all the same. */
  private connect(api: ScormApi): boolean {
    if (api.initialize()) return true;
    return api.get(this.dialect.names.status) !== "" && Number(api.error()) === 0;
  }

  /**
   * The record must exist from the first moment, and never stay "not attempted" (RT-04). A platform that tells no status, but hands
   * our progress back, has a record: what it does not tell may be better than "incomplete".
   */
  private begin(cache: CmiCache, first: boolean, known: boolean): void {
    const untouched = first || (this.status === "" ? !known : ["unknown", "not attempted"].indexOf(this.status) >= 0);
    if (this.grades && untouched && RANKS.indexOf(this.status) < 0) this.putStatus(cache, STARTED);
    cache.commit();
  }

  // -------------------------------------------------------------- saving

  save(change: Change): Promise<Kept> {
    return Promise.resolve(this.write(change));
  }

  leave(change: Change, how: "exit" | "unload" | "hidden"): Promise<Kept> {
    const kept = this.write(change);
    // After a failed Commit the learner who leaves by the button may try again; a window that goes away cannot.
    if (this.session && !this.finished && (how === "unload" || (how === "exit" && kept !== "lost"))) {
      this.finished = true;
      this.session.cache.api.finish();
    }
    return Promise.resolve(kept);
  }

  returnAddress(): string | null {
    return null;
  }

  private write(change: Change): Kept {
    if (!this.session || !this.writes || this.finished) return "kept";
    const { cache, answers, objectives } = this.session;
    const { names } = this.dialect;
    cache.put(names.exit, statusOf(change) === null ? SUSPEND : this.table.exit);
    const state = cache.put(names.state, change.state);
    cache.put(names.location, change.location.slice(0, this.table.location));
    const score = this.writeScore(cache, change);
    for (const answered of change.answered) answers.write(answered);
    if (this.grades) objectives.write(change);
    cache.put(names.seconds, this.dialect.timespan(change.seconds));
    const status = this.writeStatus(cache, change);
    return cache.commit() && state && score && status ? "kept" : "lost";
  }

  private writeScore(cache: CmiCache, change: Change): boolean {
    const { outcome } = change;
    if (!this.table.score || !this.raises(change) || (outcome.kind !== "passed" && outcome.kind !== "failed")) return true;
    // Never lowered: an earlier go may have left a better one that our state no longer knows of.
    const { score } = this.dialect.names;
    const before = cache.known(`${score}.raw`) ?? cache.api.get(`${score}.raw`);
    return (before !== "" && Number(before) > outcome.raw) || cache.putScore(score, outcome.raw);
  }

  private writeStatus(cache: CmiCache, change: Change): boolean {
    if (this.raises(change)) return this.putStatus(cache, statusOf(change) as ScormStatus);
    return !this.grades || this.status !== STARTED || this.putStatus(cache, STARTED);
  }

  /** Whether the outcome is final and at least as good as what the platform holds. */
  private raises(change: Change): boolean {
    const status = statusOf(change);
    return this.grades && status !== null && RANKS.indexOf(status) >= RANKS.indexOf(this.status);
  }

  private putStatus(cache: CmiCache, status: ScormStatus): boolean {
    // A platform that keeps no progress has lost nothing: the status says it all.
    if (status !== STARTED) for (const [element, value] of this.dialect.done) cache.put(element, value);
    const said = this.dialect.say(status, (element) => cache.known(element) ?? "").map(([element, value]) => cache.put(element, value));
    const accepted = said.every(Boolean);
    if (accepted) this.status = status;
    return accepted;
  }
}

/** Tracking contract 1; null while the course goes on. */
function statusOf({ outcome }: Change): ScormStatus | null {
  return outcome.kind === "complete" ? "completed" : outcome.kind === "passed" || outcome.kind === "failed" ? outcome.kind : null;
}
