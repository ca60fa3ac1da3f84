/** A learning record store behind one face (tracking contract 4): state documents, and a queue that outlives the page. */

import type { Host, Kept, Lrs, LrsConnection, LrsDelivery, LrsLaunch, LrsPart, LrsState, StoreAnswer } from "../../contract";
import { isMissing } from "./answers";
import { mergeContext } from "./context";
import { sha256 } from "./digest";
import { Documents, type Written } from "./documents";
import { reading } from "./launch_parameters";
import { Queue, type Statement } from "./queue";
import { Requests } from "./requests";
import { fillShape } from "./shapes";

type Properties = Record<string, unknown>;

class Connection implements Lrs, LrsConnection {
  readonly requests: Requests;
  readonly waiting: Queue;
  denied = false;
  private echo: Record<string, string> | undefined;
  private template: Properties;
  private readonly documents: Documents;
  /** What delivers statements, once it is here. */
  private delivery: LrsDelivery | null = null;
  private readonly owner: string;
  /** The write that is under way, or the last one: the next waits for its answer. */
  private writing: Promise<unknown> = Promise.resolve();
  private last = 0;

  constructor(private readonly host: Host, readonly launched: LrsLaunch) {
    this.template = launched.template || {};
    this.echo = launched.echo;
    this.requests = new Requests(host, launched);
    this.owner = JSON.stringify([identity(launched.actor), launched.registration, launched.endpoint]);
    this.waiting = new Queue(host, launched.course, this.owner, launched.keepDays, launched.launch);
    this.documents = new Documents(this.requests, launched, (write) => this.takeTurn(write), () => void this.deny());
    const late = host.late();
    if (late) void late.then(() => this.openDelivery());
    else this.openDelivery();
    for (const row of this.waiting.list()) this.last = Math.max(this.last, Date.parse(String(row["timestamp"])) || 0);
  }

  private openDelivery(): LrsDelivery {
    return (this.delivery = this.delivery || this.host.part("lrs_delivery").open(this.host, this));
  }

  private async awaitDelivery(): Promise<LrsDelivery> {
    await this.host.late();
    return this.openDelivery();
  }

  /** One write at a time (tracking contract 3). No write rejects. */
  takeTurn<T>(write: () => Promise<T>): Promise<T> {
    const mine = this.writing.then(write);
    this.writing = mine;
    return mine;
  }

  negotiate(): Promise<void> {
    this.waiting.expire();
    return this.requests.negotiate();
  }

  // -------------------------------------------------------------- documents

  getState(id: string): Promise<LrsState> {
    return this.documents.get(id);
  }

  putState(id: string, compose: () => string, etag: string | null, leaving: boolean, going = false): Promise<Written> {
    return this.documents.put(id, compose, etag, leaving, going);
  }

  async getProfile(id: string): Promise<string | null> {
    const query = { agent: JSON.stringify(this.launched.actor), profileId: id };
    const answer = await this.requests.send({ method: "GET", path: "agents/profile", query });
    return answer && answer.status === 200 && !isMissing(answer) ? answer.text : null;
  }

  // -------------------------------------------------------------- statements

  async knows(verb: string, activity: string): Promise<boolean | null> {
    return (await this.awaitDelivery()).knows(verb, activity);
  }

  setContextTemplate(template: Record<string, unknown>): void {
    this.template = template;
  }

  queue(statements: Statement[]): boolean {
    let taken = true;
    for (const statement of statements) taken = this.waiting.add(statement) && taken;
    if (!taken) this.host.notify("notice-storage-blocked");
    return this.waiting.safe;
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
    if (this.delivery) return leaving ? this.delivery.sendLast() : this.delivery.flush();
    return leaving ? this.sendBeginning(true).then((rest) => (rest ? this.keptHere() : "kept")) : this.begin();
  }

  /** Before all is here: what begins a visit goes at once, all else waits for what knows its order. */
  private async begin(): Promise<Kept> {
    const rest = await this.takeTurn(() => this.sendBeginning(false));
    if (!rest) return "kept";
    return (await this.awaitDelivery()).goOn(rest.rows, rest.answer);
  }

  /** Sends the one statement that waits, if it is one. Null: nothing waits any more; else what was sent, if anything was, and how it was answered. */
  private async sendBeginning(leaving: boolean): Promise<{ rows: Statement[]; answer: StoreAnswer | null } | null> {
    const rows = this.denied ? [] : this.waiting.list(), [only] = rows;
    if (rows.length !== 1 || !only) return this.waiting.list().length ? { rows: [], answer: null } : null;
    const answer = await this.post(rows, leaving);
    if (!answer || answer.status < 200 || answer.status >= 300) return { rows, answer };
    this.waiting.drop(only);
    return null;
  }

  private keptHere(): Kept {
    return this.waiting.safe ? "waiting" : "lost";
  }

  // -------------------------------------------------------------- for what delivers

  /**
   * Stores refuse parameters that they do not know (Communication 3.2), and the launcher may have meant its own store: then the same goes
   * again without, before anything else takes a turn, so that no other request is refused for them.
   */
  async post(rows: Statement[], leaving: boolean): Promise<StoreAnswer | null> {
    const query = this.echo, body = JSON.stringify(rows.map((row) => this.named(row)));
    const answer = await this.requests.send({ method: "POST", path: "statements", query, body, leaving });
    this.echo = answer && answer.status === 400 ? undefined : query;
    return query && !this.echo ? this.post(rows, leaving) : answer;
  }

  deny(): false {
    if (!this.denied) this.host.notify("notice-sign-in");
    this.denied = true;
    return false;
  }

  /** A row as it is sent: with the actor, the registration and the context of this launch. */
  named(row: Statement): Statement {
    const { actor, registration } = this.launched;
    const context = row["context"] as Properties | undefined;
    return { ...row, actor, ...(context ? { context: mergeContext(this.template, registration ? { ...context, registration } : context) } : {}) };
  }

  // -------------------------------------------------------------- making statements

  fill(shape: unknown, values: Record<string, unknown>): Record<string, unknown> {
    return fillShape(shape, values) as Record<string, unknown>;
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

  async finish(): Promise<Kept> {
    return (await this.awaitDelivery()).finish();
  }
}

/** What tells one learner from another; names and the order of properties may change between launches. */
function identity(actor: unknown): unknown {
  const { mbox, mbox_sha1sum, openid, account } = actor as Record<string, Record<string, unknown> | undefined>;
  return [mbox, mbox_sha1sum, openid, account && account["homePage"], account && account["name"]];
}

const lrs: LrsPart = { open: (host, launch) => new Connection(host, launch), reading };

export default lrs;
