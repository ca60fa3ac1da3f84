/**
 * What the drivers of a record store share (tracking contract 3 and 4): statements out of changes, and progress as one state
 * document, which holds the latest of each window of the attempt. Whoever launches next merges them.
 */

import type { Change, Host, Kept, LaunchRecord, Lrs, RecordPart, RecordRules, RecordTable } from "../../contract";
import { readProgress, readReached, type Progress } from "./progress";
import { StatementMaker } from "./statements";

/** Two windows may write at the same moment, and a third; more tries than that mean something else is wrong. */
const TRIES = 4;
const MOST_WINDOWS = 4;

class Recording implements LaunchRecord {
  private readonly lrs: Lrs;
  private readonly table: RecordTable;
  private readonly statements: StatementMaker;
  private readonly me: string;
  private others: Progress["windows"] = {};
  /** States that this launch started from: they are in ours, and need not be kept beside it. */
  private merged: string[] = [];
  /** What earlier windows left on this device: it is in our state, and stays there until the store has that. */
  private left: [string, string][] = [];
  /** Of the document as we know it; "*": there is none; null: not known. */
  private etag: string | null = null;
  /** Whether the document was ever read, found or not: before that, nothing may be written over it. */
  private reached = false;
  /** A write of the document is under way, and its answer is not here yet. */
  private writing = false;
  private saved = "";

  constructor(private readonly host: Host, private readonly rules: RecordRules) {
    this.lrs = rules.lrs;
    this.table = rules.table;
    this.statements = new StatementMaker(host, rules);
    this.me = host.uuid().slice(0, 8);
  }

  async read(): Promise<{ states: string[]; location: string }> {
    const { progress } = await this.fetchProgress();
    this.left = this.lrs.cachedProgress();
    const windows = this.left.map(([, text]) => readReached(text)).filter((reached) => reached !== null).concat(Object.values(progress ? progress.windows : {}))
      .sort((first, second) => second.at - first.at);
    this.merged = windows.map((window) => window.state);
    this.others = {};
    return { states: this.merged, location: windows[0] ? windows[0].location : "" };
  }

  told(name: string): boolean {
    return this.statements.has(name);
  }

  mark(names: string[]): void {
    this.statements.mark(names);
  }

  tell(event: string, values: Record<string, unknown>): { safe: boolean; stamp: string } {
    const statement = this.statements.make(event, values, this.host.now());
    return { safe: this.lrs.queue([statement]), stamp: String(statement["timestamp"]) };
  }

  duration(seconds: number): string {
    return this.host.part("notation").duration(seconds);
  }

  follow(stamp: string): void {
    this.statements.last = Math.max(this.statements.last, Date.parse(stamp) || 0);
  }

  // -------------------------------------------------------------- saving

  async save(change: Change): Promise<Kept> {
    const mine = this.cacheProgress(change);
    const safe = this.queue(change);
    const flushing = this.lrs.flush(false);
    if (!(await this.saveProgress(change))) return "lost";
    this.dropProgress(mine);
    // What another launch could not send is not called told before the store has it.
    if (!safe && (await flushing) === "kept" && this.statements.mark(this.statements.untold())) await this.saveProgress(change);
    return flushing;
  }

  /**
   * While an earlier write is under way nobody knows which ETag is the latest, and a guess would be refused. A page that
   * goes then writes without a condition: what it has is in no other place.
   */
  async saveLast(change: Change, going: boolean): Promise<Kept> {
    const mine = this.cacheProgress(change);
    this.queue(change);
    const { body, key } = this.document(change);
    const putting = key === this.saved || !this.reached ? null : this.lrs.putState(this.table.state, body, going && this.writing ? null : this.etag, true);
    const flushing = this.lrs.flush(true);
    const put = await putting;
    if (put) this.etag = put.ok ? put.etag : null;
    if (put && put.ok) this.saved = key;
    // Only hidden, and refused: there is a second turn after all.
    const safe = put && put.conflict && !going ? await this.saveProgress(change) : key === this.saved;
    if (safe) this.dropProgress(mine);
    const kept = await flushing;
    return safe ? kept : "lost";
  }

  /** Before it is sent: a page that is killed, or comes back before its last request arrived, finds it here. */
  private cacheProgress({ state, location }: Change): string {
    const mine = JSON.stringify({ state, location, at: this.host.now() });
    this.lrs.cacheProgress(this.me, mine);
    return mine;
  }

  private dropProgress(mine: string): void {
    for (const [window, text] of this.left.concat([[this.me, mine]])) this.lrs.dropProgress(window, text);
    this.left = [];
  }

  /** True when what is told once counts as told already. */
  private queue(change: Change): boolean {
    const safe = this.lrs.queue(this.statements.compose(change)) && this.rules.resendAcrossLaunches;
    if (safe) this.statements.mark(this.statements.untold());
    return safe;
  }

  // -------------------------------------------------------------- progress

  private document(change: Change): { body: string; key: string } {
    const told = Object.keys(this.statements.told).sort();
    const mine = { state: change.state, location: change.location, at: this.host.now() };
    const progress: Progress = { v: 1, windows: { ...this.others, [this.me]: mine }, told, last: this.statements.last };
    return { body: JSON.stringify(progress), key: JSON.stringify([change.state, change.location, told, this.others]) };
  }

  private async saveProgress(change: Change): Promise<boolean> {
    for (let left = TRIES; left > 0; left -= 1) {
      const { key } = this.document(change);
      if (key === this.saved) return true;
      // Somebody else may have written since; a store that shows no ETag is asked each time.
      if (this.etag === null && !(await this.fetchProgress()).ok) return false;
      const { body } = this.document(change);
      this.writing = true;
      const put = await this.lrs.putState(this.table.state, body, this.etag, false);
      this.writing = false;
      this.etag = put.ok ? put.etag : null;
      if (put.ok) this.saved = this.document(change).key;
      // Most stores do not tell the new ETag. It is asked for now: a page that goes away cannot wait, and without it is refused.
      if (put.ok && put.etag === null) await this.fetchProgress();
      if (put.ok || !put.conflict) return put.ok;
    }
    return false;
  }

  /** Reads the document and takes in what other windows of this attempt left there. */
  private async fetchProgress(): Promise<{ ok: boolean; progress: Progress | null }> {
    const { ok, found, etag } = await this.lrs.getState(this.table.state);
    if (!ok) return { ok, progress: null };
    this.reached = true;
    this.etag = found === null ? "*" : etag;
    const progress = found === null ? null : readProgress(found);
    if (!progress) return { ok, progress };
    this.statements.mark(progress.told);
    this.statements.last = Math.max(this.statements.last, progress.last);
    const others = Object.entries(progress.windows).filter(([id, window]) => id !== this.me && this.merged.indexOf(window.state) < 0);
    this.others = {};
    for (const [id, window] of others.sort(([, first], [, second]) => second.at - first.at).slice(0, MOST_WINDOWS)) this.others[id] = window;
    return { ok, progress };
  }
}

const record: RecordPart = { open: (host, rules) => new Recording(host, rules) };

export default record;
