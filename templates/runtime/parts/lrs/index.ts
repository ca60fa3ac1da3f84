/** A learning record store behind one face (tracking contract 4): state documents, and a queue that outlives the page. */

import type { Host, Kept, Lrs, LrsLaunch, LrsPart, LrsState } from "../../contract";
import { mergeContext } from "./context";
import { sha256 } from "./digest";
import { Queue, type Statement } from "./queue";
import { byteLength, Requests, type Answer } from "./requests";

const BATCH = 25;
/** Seconds before the next try, at most. */
const LONGEST_PAUSE = 60;

class Connection implements Lrs {
  private readonly requests: Requests;
  private readonly waiting: Queue;
  private readonly owner: string;
  private flushing: Promise<Kept> | null = null;
  /** A pause between tries is on; the timer ends it, not the clock, which may jump. */
  private resting = false;
  /** The LRS knows us no more: nothing is sent in this launch. */
  private stopped = false;
  private closed = false;
  /** The store lets us write documents without a condition only. */
  private plain = false;
  private failures = 0;
  private last = 0;
  private template: Record<string, unknown>;
  /** Goes with each statement until the store refuses it. */
  private echo: Record<string, string>;

  constructor(private readonly host: Host, private readonly launched: LrsLaunch) {
    this.requests = new Requests(host, launched);
    this.owner = JSON.stringify([identity(launched.actor), launched.registration, launched.endpoint]);
    this.waiting = new Queue(host, launched.course, this.owner, launched.keepDays, launched.launch);
    this.template = launched.template || {};
    this.echo = launched.echo || {};
    for (const row of this.waiting.list()) this.last = Math.max(this.last, Date.parse(String(row["timestamp"])) || 0);
  }

  negotiate(): Promise<void> {
    this.waiting.expire();
    return this.requests.negotiate();
  }

  // -------------------------------------------------------------- state

  async getState(id: string): Promise<LrsState> {
    const answer = await this.requests.send({ method: "GET", path: "activities/state", query: this.stateQuery(id) });
    if (answer && (answer.status === 401 || answer.status === 403)) this.stop();
    if (answer && answer.status === 200) return { ok: true, found: answer.text, etag: answer.etag };
    return { ok: !!answer && answer.status === 404, found: null, etag: null };
  }

  /**
   * Without an ETag the document is POSTed: stores merge it by its properties and ask for no condition, while one that follows
   * 2.0 to the letter refuses a PUT without (Communication 3.1; adlnet/lrs-conformance-test-suite#282).
   */
  async putState(id: string, body: string, etag: string | null, leaving: boolean): Promise<{ ok: boolean; conflict: boolean; etag: string | null }> {
    const write = (method: "PUT" | "POST", headers = {}): Promise<Answer | null> => (
      this.requests.send({ method, path: "activities/state", query: this.stateQuery(id), body, leaving, headers })
    );
    const condition = etag === null || this.plain ? null : { [etag === "*" ? "If-None-Match" : "If-Match"]: etag };
    let answer = await (condition ? write("PUT", condition) : write("POST"));
    if (!answer && condition && !leaving) {
      // Some stores let no page of another origin send the condition: then the last one to write wins.
      answer = await write("POST");
      this.plain = !!answer;
    }
    const status = answer ? answer.status : 0;
    if (status === 401 || status === 403) this.stop();
    return { ok: status >= 200 && status < 300, conflict: status === 412 || status === 409, etag: (answer && answer.etag) || null };
  }

  async getProfile(id: string): Promise<string | null> {
    const query = { agent: JSON.stringify(this.launched.actor), profileId: id };
    const answer = await this.requests.send({ method: "GET", path: "agents/profile", query });
    return answer && answer.status === 200 ? answer.text : null;
  }

  private stateQuery(id: string): Record<string, string> {
    const { activity, actor, registration } = this.launched;
    return { activityId: activity, agent: JSON.stringify(actor), stateId: id, ...(registration ? { registration } : {}) };
  }

  // -------------------------------------------------------------- statements

  async knows(verb: string, activity: string): Promise<boolean | null> {
    const { actor, registration } = this.launched;
    const query = { agent: JSON.stringify(actor), verb, activity, ...(registration ? { registration } : {}), limit: "1" };
    const answer = await this.requests.send({ method: "GET", path: "statements", query });
    return answer && answer.status === 200 ? countStatements(answer.text) : null;
  }

  setContextTemplate(template: Record<string, unknown>): void {
    this.template = template;
  }

  queue(statements: Statement[]): boolean {
    let safe = true;
    for (const statement of statements) safe = this.waiting.add(statement) && safe;
    if (!safe) this.host.notify("notice-storage-blocked");
    return safe;
  }

  cacheProgress(window: string, progress: string): void {
    this.waiting.cacheProgress(window, progress);
  }

  dropProgress(window: string, progress: string): void {
    this.waiting.dropProgress(window, progress);
  }

  cachedProgress(): [string, string][] {
    return this.waiting.cachedProgress();
  }

  forget(): Statement[] {
    return this.waiting.forget();
  }

  flush(leaving: boolean): Promise<Kept> {
    if (leaving) return this.sendLast();
    this.flushing = this.flushing || this.run();
    return this.flushing;
  }

  private async run(): Promise<Kept> {
    await Promise.resolve();
    let kept: Kept | null = null;
    while (!kept) {
      const rows = this.waiting.list();
      if (!rows.length) kept = "kept";
      else if (this.stopped || this.resting || !(await this.deliver(rows.slice(0, BATCH)))) kept = this.rest();
    }
    // At once, not in a later turn: what is queued from now on needs a round of its own.
    this.flushing = null;
    return kept;
  }

  private rest(): Kept {
    return this.waiting.safe ? "waiting" : "lost";
  }

  /** Sends some rows; false ends this round. Every row is dropped only when the LRS has it or will never take it. */
  private async deliver(rows: Statement[]): Promise<boolean> {
    const answer = await this.post(rows, false);
    const status = answer ? answer.status : 0;
    if (status >= 200 && status < 300) return this.settle(rows);
    if (status === 401 || status === 403) return this.stop();
    if (status === 409) return rows.length > 1 ? this.deliverEach(rows.map((row) => [row])) : this.settle(rows);
    if (status === 400 && Object.keys(this.echo).length) {
      // Stores refuse parameters that they do not know (Communication 3.2), and the launcher may have meant its own store.
      this.echo = {};
      return this.deliver(rows);
    }
    if (status === 400 || status === 413) {
      const half = Math.ceil(rows.length / 2);
      return rows.length > 1 ? this.deliverEach([rows.slice(0, half), rows.slice(half)]) : this.setAside(rows);
    }
    return this.pause(answer ? answer.retryAfter : 0);
  }

  private post(rows: Statement[], leaving: boolean): Promise<Answer | null> {
    return this.requests.send({ method: "POST", path: "statements", query: this.echo, body: JSON.stringify(rows.map((row) => this.named(row))), leaving });
  }

  private async deliverEach(parts: Statement[][]): Promise<boolean> {
    for (const part of parts) if (!(await this.deliver(part))) return false;
    return true;
  }

  private settle(rows: Statement[]): true {
    rows.forEach((row) => this.waiting.drop(row));
    this.failures = 0;
    return true;
  }

  private setAside(rows: Statement[]): true {
    this.host.notify("notice-refused");
    return this.settle(rows);
  }

  private stop(): false {
    if (!this.stopped) this.host.notify("notice-sign-in");
    this.stopped = true;
    return false;
  }

  private pause(retryAfter: number): false {
    this.failures += 1;
    this.resting = true;
    const seconds = Math.max(retryAfter, Math.min(LONGEST_PAUSE, 2 ** this.failures));
    void this.host.wait(1000 * seconds).then(() => {
      this.resting = false;
      if (!this.closed) void this.flush(false);
    });
    return false;
  }

  /** What fits is sent in one request that outlives the page; the rest stays queued. */
  private async sendLast(): Promise<Kept> {
    const rows: Statement[] = [];
    let size = 2;
    for (const row of this.stopped ? [] : this.waiting.list()) {
      size += byteLength(JSON.stringify(this.named(row))) + 1;
      if (size > this.requests.room) break;
      rows.push(row);
    }
    if (rows.length) {
      const answer = await this.post(rows, true);
      if (answer && answer.status >= 200 && answer.status < 300) this.settle(rows);
    }
    return this.waiting.list().length ? this.rest() : "kept";
  }

  private named(row: Statement): Statement {
    const { actor, registration } = this.launched;
    const context = row["context"] as Record<string, unknown> | undefined;
    return { ...row, actor, ...(context ? { context: mergeContext(this.template, registration ? { ...context, registration } : context) } : {}) };
  }

  // -------------------------------------------------------------- making statements

  fill(shape: unknown, values: Record<string, unknown>): Record<string, unknown> {
    return put(shape, values) as Record<string, unknown>;
  }

  stamp(at: number): string {
    this.last = Math.max(Math.floor(at / 10) * 10, this.last + 10);
    return `${new Date(this.last).toISOString().slice(0, 22)}Z`;
  }

  onceId(name: string): string {
    if (!this.launched.registration) return this.host.uuid();
    const hex = sha256(JSON.stringify([this.owner, this.launched.activity, name]));
    // Name-based, as version 5 is, in its form: strict stores take no newer version.
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  close(): void {
    this.closed = true;
    if (!this.waiting.list().length) this.waiting.tidy();
  }
}

/** Whether a list of statements holds one, or null when the text is no such list. */
function countStatements(text: string): boolean | null {
  try {
    const { statements } = JSON.parse(text) as { statements?: unknown };
    return Array.isArray(statements) ? statements.length > 0 : null;
  } catch {
    return null;
  }
}

/** What tells one learner from another; names and the order of properties may change between launches. */
function identity(actor: unknown): unknown {
  const { mbox, mbox_sha1sum, openid, account } = actor as Record<string, Record<string, unknown> | undefined>;
  return [mbox, mbox_sha1sum, openid, account && account["homePage"], account && account["name"]];
}

function put(shape: unknown, values: Record<string, unknown>): unknown {
  if (typeof shape === "string") return shape[0] === "$" && Object.prototype.hasOwnProperty.call(values, shape) ? values[shape] : shape;
  if (Array.isArray(shape)) return shape.map((entry) => put(entry, values)).filter((entry) => entry !== undefined);
  if (typeof shape !== "object" || shape === null) return shape;
  const filled: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(shape)) {
    const inner = put(value, values);
    if (inner !== undefined) filled[key] = inner;
  }
  return Object.keys(filled).length ? filled : undefined;
}

const lrs: LrsPart = { open: (host, launch) => new Connection(host, launch) };

export default lrs;
