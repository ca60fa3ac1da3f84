/**
 * xAPI with a Tin Can launch in the browser (tracking contract 4; requirements 3.1).
 *
 * Statements are shapes of the plan, filled in. Progress is one state document, which holds the latest of each window of
 * the attempt: whoever launches next merges them.
 */

import type { Answered, Change, Driver, Host, Kept, Launch, Lrs, MakeDriver, NotationRow, Scored, Tables } from "../../../templates/runtime/contract";
import { readLaunch } from "./launch";

type Shape = Record<string, unknown>;
interface About { id: string }

export interface XapiTable {
  base: string;
  /** Suffix of the course's own activity. */
  course: string;
  versions: string[];
  keepDays: number;
  /** Id of the state document. */
  state: string;
  notation: NotationRow;
  shapes: Record<string, Shape>;
  /** Activities by id of session, check and question; ids in them are suffixes of the base. */
  sessions: Record<string, About>;
  checks: Record<string, About>;
  questions: Record<string, { session: string; object: About; outcomes: string[] }>;
  outcomes: Record<string, About>;
  /** Ids of outcomes by id of session. */
  sessionOutcomes: Record<string, string[]>;
  /** What stands in `category`: the version of the course's profile. */
  category: Shape[];
}

/** How far a window of the attempt has come; `at` is ms of the clock. */
interface Reached { state: string; location: string; at: number }

/** What the state document holds. */
interface Progress {
  v: 1;
  windows: Record<string, Reached>;
  /** Names of statements that are sent once a registration, and were. */
  told: string[];
  /** ms of the last time stamp: later launches go on from there, whatever their clock says. */
  last: number;
}

const FINAL = ["passed", "failed", "completed"];
/** Two windows may write at the same moment, and a third; more tries than that mean something else is wrong. */
const TRIES = 4;
const MOST_WINDOWS = 4;

class XapiDriver implements Driver {
  private lrs: Lrs | null = null;
  private launched: { actor: Shape; registration: string | null; activity: string } | null = null;
  private readonly me: string;
  private readonly told: Record<string, boolean> = {};
  /** Submissions of this launch that are in the queue already: a change that was lost comes again. */
  private readonly queued: Record<string, boolean> = {};
  private others: Progress["windows"] = {};
  /** States that this launch started from: they are in ours, and need not be kept beside it. */
  private merged: string[] = [];
  /** What earlier windows left on this device: it is in our state, and stays there until the store has that. */
  private left: [string, string][] = [];
  /** Of the document as we know it; "*": there is none; null: not known. */
  private etag: string | null = null;
  /** A write of the document is under way, and its answer is not here yet. */
  private writing = false;
  private last = 0;
  private saved = "";
  private closed = false;

  constructor(private readonly host: Host, private readonly table: XapiTable, private readonly tables: Tables) {
    this.me = host.uuid().slice(0, 8);
  }

  // -------------------------------------------------------------- launch

  async launch(): Promise<Launch> {
    const none: Launch = {
      connection: "untracked", notice: null, mode: "normal", finished: false, states: [], location: "", interactions: 0, ask: false,
    };
    const given = readLaunch(this.host.window.location.search);
    if (!given) return none;
    const activity = given.activity || this.table.base + this.table.course;
    this.launched = { actor: given.actor, registration: given.registration, activity };
    this.lrs = this.host.part("lrs").open(this.host, {
      ...this.launched, endpoint: given.endpoint, auth: given.auth, versions: this.table.versions, course: this.tables.course.id, keepDays: this.table.keepDays,
    });
    await this.lrs.negotiate();
    const { progress } = await this.fetchProgress();
    this.left = this.lrs.held();
    const windows = this.left.map(([, text]) => readReached(text)).filter((one) => one !== null).concat(Object.values(progress ? progress.windows : {}))
      .sort((one, other) => other.at - one.at);
    this.merged = windows.map((window) => window.state);
    this.others = {};
    this.lrs.queue([this.make("initialized", {}, Math.max(this.host.now(), this.last + 10))]);
    void this.lrs.flush(false);
    return {
      ...none, connection: "connected", states: this.merged, location: windows[0] ? windows[0].location : "",
      finished: FINAL.some((name) => this.told[name]),
    };
  }

  // -------------------------------------------------------------- saving

  async save(change: Change): Promise<Kept> {
    return this.lrs && !this.closed ? this.write(this.lrs, change) : "kept";
  }

  leave(change: Change, how: "exit" | "unload" | "hidden"): Promise<Kept> {
    if (!this.lrs || this.closed) return Promise.resolve("kept");
    return how === "exit" ? this.exit(this.lrs, change) : this.writeLast(this.lrs, change, how === "unload");
  }

  returnAddress(): string | null {
    return null;
  }

  private async write(lrs: Lrs, change: Change): Promise<Kept> {
    const mine = this.hold(lrs, change);
    const { statements, once } = this.compose(change);
    const safe = lrs.queue(statements);
    // What only this window has is not called told before the store has it.
    if (safe) this.mark(once);
    const flushing = lrs.flush(false);
    if (!safe && (await flushing) === "kept") this.mark(once);
    const kept = await this.saveProgress(lrs, change);
    if (!kept) return "lost";
    this.release(lrs, mine);
    return flushing;
  }

  /** Before it is sent: a page that is killed, or comes back before its last request arrived, finds it here. */
  private hold(lrs: Lrs, { state, location }: Change): string {
    const mine = JSON.stringify({ state, location, at: this.host.now() });
    lrs.hold(this.me, mine);
    return mine;
  }

  private release(lrs: Lrs, mine: string): void {
    for (const [window, text] of this.left.concat([[this.me, mine]])) lrs.release(window, text);
    this.left = [];
  }

  /**
   * Runs to its requests without waiting: a page that goes away gets no second turn.
   *
   * While an earlier write is under way nobody knows which ETag is the latest, and a guess would be refused. A page that
   * goes then writes without a condition: what it has is in no other place.
   */
  private async writeLast(lrs: Lrs, change: Change, going: boolean): Promise<Kept> {
    const mine = this.hold(lrs, change);
    const { statements, once } = this.compose(change);
    if (lrs.queue(statements)) this.mark(once);
    const { body, key } = this.document(change);
    const putting = key === this.saved || !this.reached ? null : lrs.putState(this.table.state, body, going && this.writing ? null : this.etag, true);
    const flushing = lrs.flush(true);
    const put = await putting;
    if (put) this.etag = put.ok ? put.etag : null;
    if (put && put.ok) this.saved = key;
    // Only hidden, and refused: there is a second turn after all.
    const safe = put && put.conflict && !going ? await this.saveProgress(lrs, change) : key === this.saved;
    if (safe) this.release(lrs, mine);
    const kept = await flushing;
    return safe ? kept : "lost";
  }

  private async exit(lrs: Lrs, change: Change): Promise<Kept> {
    const kept = await this.write(lrs, change);
    if (kept === "lost") return kept;
    this.closed = true;
    lrs.queue([this.make("terminated", { $duration: duration(change.seconds) }, this.host.now())]);
    const last = await lrs.flush(false);
    lrs.close();
    return last;
  }

  private mark(names: string[]): void {
    names.forEach((name) => { this.told[name] = true; });
  }

  // -------------------------------------------------------------- statements

  private compose(change: Change): { statements: Shape[]; once: string[] } {
    const answers = change.answered.filter((one) => this.isNew("answered", `${ANSWER}${one.interaction}/${one.count}`, this.table.questions[one.interaction]));
    const scores = change.scored.filter((one) => this.isNew("outcome-scored", `${SCORE}${one.check}/${one.outcome}/${one.count}`, this.table.outcomes[one.outcome]));
    const statements = answers.map((one) => this.answered(one)).concat(scores.map((one) => this.scored(one)));
    const { outcome } = change;
    const final = outcome.kind === "complete" ? ["completed"] : outcome.kind === "passed" || outcome.kind === "failed" ? [outcome.kind, "completed"] : [];
    const once = change.sessions.filter((id) => this.table.sessions[id]).map((id) => `session-completed/${id}`).concat(final)
      .filter((name) => !this.told[name] && !this.queued[name]);
    for (const name of once) {
      this.queued[name] = true;
      const [event, session] = name.split("/") as [string, string | undefined];
      const raw = "raw" in outcome ? { $raw: outcome.raw, $scaled: outcome.raw / 100 } : {};
      const about = session === undefined ? { ...raw, $duration: duration(change.seconds) } : { $object: this.whole(this.table.sessions[session] as About), $outcomes: this.outcomes(this.table.sessionOutcomes[session]) };
      const id = (this.lrs as Lrs).onceId(name);
      statements.push(this.make(event, { ...about, $id: id }, this.host.now()));
    }
    // Names that are in the queue of this window only, and were not called told yet, count again.
    return { statements, once: Object.keys(this.queued).filter((name) => name.indexOf(ANSWER) !== 0 && name.indexOf(SCORE) !== 0 && !this.told[name]) };
  }

  private isNew(event: string, name: string, about: unknown): boolean {
    if (!this.table.shapes[event] || !about || this.queued[name]) return false;
    this.queued[name] = true;
    return true;
  }

  private scored(one: Scored): Shape {
    return this.make("outcome-scored", {
      $object: this.whole(this.table.outcomes[one.outcome] as About), $parent: this.whole(this.table.checks[one.check] as About),
      $points: one.points, $of: one.of, $scaled: Math.round((10000 * one.points) / one.of) / 10000,
    }, one.at);
  }

  private outcomes(ids: string[] = []): About[] | undefined {
    const found = ids.map((id) => this.table.outcomes[id]).filter((one) => one !== undefined).map((one) => this.whole(one));
    return found.length ? found : undefined;
  }

  private answered(one: Answered): Shape {
    const question = this.table.questions[one.interaction] as XapiTable["questions"][string];
    const table = this.tables.interactions.find((row) => row.id === one.interaction);
    const holder = (table && table.check && this.table.checks[table.check]) || this.table.sessions[question.session];
    return this.make("answered", {
      $object: this.whole(question.object), $parent: holder && this.whole(holder), $outcomes: this.outcomes(question.outcomes),
      $response: this.host.part("notation").write(one.response, this.table.notation),
      $success: table && table.correct.length ? one.right : undefined, $duration: duration(one.latency),
    }, one.at);
  }

  private make(event: string, values: Record<string, unknown>, at: number): Shape {
    const lrs = this.lrs as Lrs, { actor, registration, activity } = this.launched as NonNullable<XapiDriver["launched"]>;
    const timestamp = lrs.stamp(at);
    this.last = Date.parse(timestamp);
    return lrs.fill(this.table.shapes[event], {
      $id: this.host.uuid(), $timestamp: timestamp, $actor: actor, $registration: registration === null ? undefined : registration, $activity: activity,
      // Without a registration no profile is claimed: its patterns are about one (XP-09).
      $category: registration === null ? undefined : this.table.category,
      $object: undefined, $parent: undefined, $outcomes: undefined, $response: undefined, $success: undefined, $raw: undefined, $points: undefined, $of: undefined,
      $scaled: undefined, $duration: undefined,
      ...values,
    });
  }

  private whole(about: About): About {
    return { ...about, id: this.table.base + about.id };
  }

  // -------------------------------------------------------------- progress

  private document(change: Change): { body: string; key: string } {
    const told = Object.keys(this.told).sort();
    const mine = { state: change.state, location: change.location, at: this.host.now() };
    const progress: Progress = { v: 1, windows: { ...this.others, [this.me]: mine }, told, last: this.last };
    return { body: JSON.stringify(progress), key: JSON.stringify([change.state, change.location, told, this.others]) };
  }

  private async saveProgress(lrs: Lrs, change: Change): Promise<boolean> {
    for (let left = TRIES; left > 0; left -= 1) {
      const { key } = this.document(change);
      if (key === this.saved) return true;
      // Somebody else may have written since; a store that shows no ETag is asked each time.
      if (this.etag === null && !(await this.fetchProgress()).ok) return false;
      const { body } = this.document(change);
      this.writing = true;
      const put = await lrs.putState(this.table.state, body, this.etag, false);
      this.writing = false;
      this.etag = put.ok ? put.etag : null;
      if (put.ok) this.saved = this.document(change).key;
      // Most stores do not tell the new ETag. It is asked for now: a page that goes away cannot wait, and without it is refused.
      if (put.ok && put.etag === null) await this.fetchProgress();
      if (put.ok || !put.conflict) return put.ok;
    }
    return false;
  }

  /** Whether the document was ever read, found or not: before that, nothing may be written over it. */
  private reached = false;

  /** Reads the document and takes in what other windows of this attempt left there. */
  private async fetchProgress(): Promise<{ ok: boolean; progress: Progress | null }> {
    const { ok, found, etag } = await (this.lrs as Lrs).getState(this.table.state);
    if (!ok) return { ok, progress: null };
    this.reached = true;
    this.etag = found === null ? "*" : etag;
    const progress = found === null ? null : readProgress(found);
    if (!progress) return { ok, progress };
    this.mark(progress.told);
    this.last = Math.max(this.last, progress.last);
    const others = Object.entries(progress.windows).filter(([id, window]) => id !== this.me && this.merged.indexOf(window.state) < 0);
    this.others = {};
    for (const [id, window] of others.sort(([, one], [, other]) => other.at - one.at).slice(0, MOST_WINDOWS)) this.others[id] = window;
    return { ok, progress };
  }
}

const ANSWER = "answered/";
const SCORE = "outcome-scored/";

/** A document of ours, or null: a stranger's, or a damaged one, is not built upon. */
function readProgress(text: string): Progress | null {
  try {
    const { v, windows, told, last } = JSON.parse(text);
    if (v !== 1 || typeof windows !== "object") return null;
    const whole: Progress = { v: 1, windows: {}, told: Array.isArray(told) ? told.map(String) : [], last: Number(last) || 0 };
    for (const [id, window] of Object.entries(windows as Progress["windows"])) {
      const reached = takeReached(window);
      if (reached) whole.windows[id] = reached;
    }
    return whole;
  } catch (_) {
    return null;
  }
}

function takeReached(window: Partial<Reached> | null): Reached | null {
  return window && typeof window.state === "string" ? { state: window.state, location: String(window.location || ""), at: Number(window.at) || 0 } : null;
}

function readReached(text: string): Reached | null {
  try {
    return takeReached(JSON.parse(text));
  } catch (_) {
    return null;
  }
}

/** `PT1H2M3.5S`: at most two fraction digits, never days (RT-11). */
function duration(seconds: number): string {
  const hundredths = Math.max(0, Math.round(seconds * 100));
  const hours = Math.floor(hundredths / 360000), minutes = Math.floor(hundredths / 6000) % 60, rest = (hundredths % 6000) / 100;
  return `PT${hours ? `${hours}H` : ""}${minutes ? `${minutes}M` : ""}${rest || !(hours || minutes) ? `${rest}S` : ""}`;
}

const makeDriver: MakeDriver = (host, table, tables) => new XapiDriver(host, table as XapiTable, tables);

export default makeDriver;
