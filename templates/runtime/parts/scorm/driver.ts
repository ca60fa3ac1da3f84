/**
 * A SCORM driver but for its dialect (tracking contract 1 and 2; RT rules of the platforms).
 *
 * One save is: progress, score, interactions, objectives, session time, status last, Commit. What the platform already
 * holds is not written again. Everything runs without waiting, since a page that goes away gets no second turn.
 */

import type { Change, Driver, Host, Kept, Launch, Left, ScormApi, ScormDialect, ScormResults, ScormStatus, ScormTable, Tables } from "../../contract";
import { CmiCache } from "./cmi_cache";
import { type Held, isFirst, readHeld } from "./held";
import { readNumber, readState, readWord, saysSomething } from "./reading";
import { find } from "./search";

const SUSPEND = "suspend";
const STARTED = "incomplete";
/** A status is never lowered: only one further right may replace another. */
const RANKS = ["failed", "completed", "passed"];
/** Lower than "incomplete"; `browsed`, by an earlier visit that was only for looking, too. */
const UNBEGUN = ["unknown", "not attempted", "browsed"];

/** One session at a platform: what is read and written there. */
interface Session { cache: CmiCache; results: ScormResults | null }

export class ScormDriver implements Driver {
  private session: Session | null = null;
  private status = "";
  private writes = false;
  private grades = false;
  private finished = false;
  /** A write is under way, and whether the window went away in the middle of it. */
  private writing = false;
  private goes = false;

  constructor(private readonly host: Host, private readonly dialect: ScormDialect, private readonly table: ScormTable, private readonly tables: Tables) {}

  // -------------------------------------------------------------- launch

  async launch(): Promise<Partial<Launch>> {
    const { host, dialect, table } = this;
    const api = await find(host, dialect.api, dialect.calls, table.patience);
    const connection = api && this.connect(api);
    if (!api || connection !== "open") return connection === "ended" ? { notice: "notice-ended" } : {};
    const cache = new CmiCache(api, dialect);
    const held = await readHeld(host, dialect, cache);
    // Nothing may be written over what could not be read.
    if (!held) return {};
    this.session = { cache, results: null };
    return this.begin(cache, held);
  }

  /** A platform that was initialised by its own frame, or by the page before a reload, says no and works all the same. */
  private connect(api: ScormApi): "open" | "ended" | "dead" {
    const { ended, names } = this.dialect, isEnded = (): boolean => ended.indexOf(api.error()) >= 0;
    if (api.initialize()) return "open";
    if (isEnded()) return "ended";
    const status = readWord(api.get(names.status));
    return isEnded() ? "ended" : [STARTED, ...RANKS, ...UNBEGUN].indexOf(status) >= 0 ? "open" : "dead";
  }

  /**
   * The record must exist from the first moment, and never stay "not attempted" (RT-04). A platform that tells no status, but hands
   * our progress back, has a record: what it does not tell may be better than "incomplete".
   */
  private begin(cache: CmiCache, held: Held): Partial<Launch> {
    const { status, mode, location, interactions } = held, state = readState(held.state);
    this.status = status;
    this.writes = mode !== "review" && mode !== "browse";
    this.grades = this.writes && held.credit !== "no-credit";
    // Before anything else is written: without it some platforms forget everything when the window dies.
    cache.put(this.dialect.names.exit, SUSPEND);
    const begins = isFirst(held) || (status === "" && state === "");
    if (this.grades && begins && RANKS.indexOf(status) < 0) this.putStatus(cache, STARTED);
    if (this.writes) cache.commit();
    return {
      connection: "connected", mode: mode === "review" ? "review" : this.grades ? "normal" : "browse",
      finished: RANKS.indexOf(status) >= 0, states: state ? [state] : isRemnant(held) ? [held.state] : [], location, interactions,
    };
  }

  // -------------------------------------------------------------- saving

  save(change: Change): Promise<Kept> {
    return Promise.resolve(this.write(change));
  }

  leave(change: Change, how: "exit" | "unload" | "hidden"): Promise<Left> {
    const kept = this.write(change);
    // After a failed Commit the learner who leaves by the button may try again; a window that goes away cannot.
    const ended = how === "unload" ? this.finish() : how === "hidden" || kept === "lost" || this.exit();
    return Promise.resolve(ended || kept === "lost" ? kept : "open");
  }

  /** By the learner's button: a course of one unit asks the platform to close it, too. A refusal of that counts for nothing. */
  private exit(): boolean {
    const { navigation } = this.dialect;
    if (!this.session || this.finished || !navigation || !this.writes || !this.table.whole) return this.finish();
    const { api } = this.session.cache, [element, ask, withdraw] = navigation;
    api.set(element, ask);
    const ended = this.finish();
    if (!ended) api.set(element, withdraw);
    return ended;
  }

  /** Ends the visit; false where the platform refused, and everything goes on as before. */
  private finish(): boolean {
    if (!this.session || this.finished) return true;
    this.goes = this.writing;
    if (this.writing) return true;
    const { api } = this.session.cache;
    this.finished = api.finish() || this.dialect.ended.indexOf(api.error()) >= 0;
    return this.finished;
  }

  returnAddress(): string | null {
    return null;
  }

  /** One write at a time: a platform that opens a dialogue, or sends the page away, in the middle of a call must not start a second. */
  private write(change: Change): Kept {
    if (!this.session || !this.writes || this.finished) return "kept";
    if (this.writing) return "lost";
    const results = this.resultsOf(this.session, change);
    this.writing = true;
    const accepted = this.writeAll(this.session.cache, results, change), { cache } = this.session, stands = cache.api.stands();
    this.writing = false;
    if (!stands) this.host.notify("notice-way-gone");
    else if (!accepted && cache.ended()) this.host.notify("notice-ended-since");
    if (this.goes) this.finish();
    return accepted && stands ? "kept" : "lost";
  }

  /** True when the platform has all of it, but for what it takes from nobody. */
  private writeAll(cache: CmiCache, results: ScormResults | null, change: Change): boolean {
    const { names } = this.dialect;
    cache.put(names.exit, statusOf(change) === null ? SUSPEND : this.table.exit);
    const state = cache.put(names.state, change.state);
    cache.put(names.location, change.location.slice(0, this.table.location));
    const score = this.writeScore(cache, change);
    if (results) results.write(change, this.grades);
    cache.put(names.seconds, this.dialect.timespan(change.seconds));
    const status = this.writeStatus(cache, change);
    const saved = cache.commit() && state && score && status;
    if (results) results.settle(saved);
    return saved;
  }

  /** What tells of answers and outcomes, from the first of them on: it comes after the first page, and so do they. */
  private resultsOf(session: Session, { answered, scored, completed }: Change): ScormResults | null {
    if (answered.length || scored.length || completed.length) {
      session.results = session.results || this.host.part("scorm_results").open(this.host, this.dialect, this.table, this.tables, session.cache);
    }
    return session.results;
  }

  private writeScore(cache: CmiCache, change: Change): boolean {
    const { outcome } = change;
    if (!this.table.score || !this.raises(change) || (outcome.kind !== "passed" && outcome.kind !== "failed")) return true;
    // Never lowered: an earlier go may have left a better one that our state no longer knows of.
    const { score } = this.dialect.names;
    const before = readNumber(cache.known(`${score}.raw`) ?? cache.api.get(`${score}.raw`));
    return (before !== null && before > outcome.raw) || cache.putScore(score, outcome.raw);
  }

  private writeStatus(cache: CmiCache, change: Change): boolean {
    if (this.raises(change)) return this.putStatus(cache, statusOf(change) as ScormStatus);
    const begun = this.status === STARTED;
    if (!this.grades || (!begun && UNBEGUN.indexOf(this.status) < 0)) return true;
    // A platform that never took "incomplete" has lost nothing.
    return this.putStatus(cache, STARTED) || !begun;
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

/** Whether a text that is no state of ours may be all that became of one: the learner was here before. Any other was left by a stranger. */
function isRemnant(held: Held): boolean {
  return !isFirst(held) && held.status !== "" && saysSomething(held.state);
}

/** Tracking contract 1; null while the course goes on. */
function statusOf({ outcome }: Change): ScormStatus | null {
  return outcome.kind === "complete" ? "completed" : outcome.kind === "passed" || outcome.kind === "failed" ? outcome.kind : null;
}
