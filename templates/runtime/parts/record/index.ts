/**
 * What the drivers of a record store share (tracking contract 3 and 4): statements out of changes, and progress as one state
 * document, which holds the latest of each window of the attempt. Whoever launches next merges them.
 */

import type { Change, FoundProgress, Host, Kept, Launch, LaunchRecord, Lrs, Progress, RecordPart, RecordReadingPart, RecordRules, RecordTable } from "../../contract";
import { Statements } from "./statements";

/** Two windows may write at the same moment, and a third; more tries than that mean something else is wrong. */
const TRIES = 4;
const MOST_WINDOWS = 4;
/** ms before a document that could not be read at launch is asked for again. */
const PAUSE = 2000;

class Recording implements LaunchRecord {
  private readonly lrs: Lrs;
  private readonly table: RecordTable;
  private readonly statements: Statements;
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
  /** The newest change that was given: each try of a write is made of it, so that no older one follows a newer (tracking contract 3). */
  private latest: Change | null = null;
  private saved = "";
  /** The save that runs, or the last one. */
  private saving: Promise<unknown> = Promise.resolve();
  /** A newer version of the course wrote the document: it stays as it is (tracking contract 3). */
  private newer = false;
  /** It was so at launch, and the learner knows that nothing is recorded. */
  private readOnly = false;

  constructor(private readonly host: Host, private readonly rules: RecordRules) {
    this.lrs = rules.lrs;
    this.table = rules.table;
    this.statements = new Statements(host, rules);
    this.me = host.uuid().slice(0, 8);
  }

  async read(): Promise<Pick<Launch, "states" | "location" | "readOnly">> {
    let { ok, progress } = await this.fetchProgress();
    // What is there must be shown, not only kept: a store that could not say it, or not to its end, is asked once more.
    if (!ok || (progress && progress.damaged)) ({ ok, progress } = await this.host.wait(PAUSE).then(() => this.fetchProgress()));
    if (!ok) this.host.notify("notice-unread");
    this.left = this.lrs.cachedProgress();
    const reading = this.left.length ? await this.reading() : null;
    const windows = this.left.map(([, text]) => reading && reading.readReached(text)).filter((reached) => reached !== null).concat(Object.values(progress ? progress.windows : {}))
      .sort((first, second) => second.at - first.at);
    this.merged = windows.map((window) => window.state);
    this.others = {};
    this.readOnly = this.newer;
    return { states: this.merged, location: windows[0] ? windows[0].location : "", ...(this.newer ? { readOnly: true } : {}) };
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

  end(seconds: number): Promise<Kept> {
    this.tell("terminated", { $duration: this.host.part("duration")(seconds) });
    return this.lrs.finish();
  }

  follow(stamp: string): void {
    this.statements.last = Math.max(this.statements.last, Date.parse(stamp) || 0);
  }

  // -------------------------------------------------------------- saving

  save(change: Change, hidden = false): Promise<Kept> {
    this.latest = change;
    return this.saveAgain(hidden);
  }

  keepOnDevice(change: Change): void {
    this.latest = change;
    if (!this.readOnly) this.keep(change);
  }

  saveAgain(hidden = false): Promise<Kept> {
    const change = this.latest;
    if (this.readOnly || !change) return Promise.resolve("kept");
    const { mine, safe } = this.keep(change);
    const saved = this.saving.then(() => this.send(mine, safe, hidden));
    this.saving = saved;
    return saved;
  }

  private async send(mine: string, safe: boolean, hidden: boolean): Promise<Kept> {
    // Not what is queued meanwhile: of that, nobody knows yet whether it was sent.
    const queued = this.statements.untold(), flushing = this.lrs.flush(false);
    if (!(await this.saveProgress(hidden))) return "lost";
    this.dropProgress(mine);
    // What another launch could not send is not called told before the store has it.
    if (!safe && (await flushing) === "kept" && this.statements.mark(queued)) await this.saveProgress(hidden);
    return flushing;
  }

  /**
   * While an earlier write is under way nobody knows which ETag is the latest, and a guess would be refused: then the document is
   * written without a condition, for what this page has is in no other place.
   */
  async saveLast(change: Change): Promise<Kept> {
    if (this.readOnly) return "kept";
    this.latest = change;
    const { mine } = this.keep(change);
    const { body, key } = this.document(change);
    const putting = key === this.saved || !this.reached || this.newer ? null : this.lrs.putState(this.table.state, () => body, this.writing ? null : this.etag, true, true);
    const flushing = this.lrs.flush(true);
    const put = await putting;
    if (put) this.etag = put.ok ? put.etag : null;
    if (put && put.ok) this.saved = key;
    if (key === this.saved) this.dropProgress(mine);
    const kept = await flushing;
    return key === this.saved ? kept : "lost";
  }

  /** Before it is sent: a page that is killed, or comes back before its last request arrived, finds it here. */
  private keep(change: Change): { mine: string; safe: boolean } {
    return { mine: this.cacheProgress(change), safe: this.queue(change) };
  }

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

  private async saveProgress(leaving: boolean): Promise<boolean> {
    const newest = (): { body: string; key: string } => this.document(this.latest as Change);
    for (let left = TRIES; left > 0; left -= 1) {
      if (newest().key === this.saved) return true;
      // Somebody else may have written since; a store that shows no ETag is asked each time.
      if (this.etag === null && !(await this.fetchProgress()).ok) return false;
      if (this.newer) return false;
      let sent = newest();
      this.writing = true;
      const put = await this.lrs.putState(this.table.state, () => (sent = newest()).body, this.etag, leaving);
      this.writing = false;
      this.etag = put.ok ? put.etag : null;
      if (put.ok) this.saved = sent.key;
      // Most stores do not tell the new ETag. It is asked for now: a page that goes away cannot wait, and without it is refused.
      if (put.ok && put.etag === null) await this.fetchProgress();
      if (put.ok || !put.conflict) return put.ok;
    }
    return false;
  }

  /** Who is new has nothing to be read. */
  private async reading(): Promise<RecordReadingPart> {
    await this.host.late(true);
    return this.host.part("record_reading");
  }

  /** Reads the document and takes in what other windows of this attempt left there. */
  private async fetchProgress(): Promise<{ ok: boolean; progress: FoundProgress | null }> {
    const { ok, found, etag } = await this.lrs.getState(this.table.state);
    if (!ok) return { ok, progress: null };
    this.reached = true;
    this.etag = found === null ? "*" : etag;
    const progress = found === null ? null : (await this.reading()).readProgress(found);
    if (!progress) return { ok, progress };
    if (progress.newer && !this.newer) this.host.notify("notice-newer");
    this.newer = progress.newer;
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
