/** A learning record store behind one face (tracking contract 4): state documents, and a queue that outlives the page. */

import type { Host, Kept, Lrs, LrsLaunch, LrsPart, LrsState } from "../../contract";
import { countStatements, isMissing } from "./answers";
import { Delivery } from "./delivery";
import { sha256 } from "./digest";
import { Documents, type Written } from "./documents";
import { reading } from "./launch_parameters";
import { Queue, type Statement } from "./queue";
import { Requests } from "./requests";
import { fillShape } from "./shapes";

class Connection implements Lrs {
  private readonly requests: Requests;
  private readonly waiting: Queue;
  private readonly documents: Documents;
  private readonly delivery: Delivery;
  private readonly owner: string;
  /** The write that is under way, or the last one: the next waits for its answer. */
  private writing: Promise<unknown> = Promise.resolve();
  private last = 0;

  constructor(private readonly host: Host, private readonly launched: LrsLaunch) {
    this.requests = new Requests(host, launched);
    this.owner = JSON.stringify([identity(launched.actor), launched.registration, launched.endpoint]);
    this.waiting = new Queue(host, launched.course, this.owner, launched.keepDays, launched.launch);
    const turn = <T>(write: () => Promise<T>): Promise<T> => this.takeTurn(write);
    this.delivery = new Delivery(host, launched, this.requests, this.waiting, turn);
    this.documents = new Documents(this.requests, launched, turn, () => void this.delivery.stop());
    for (const row of this.waiting.list()) this.last = Math.max(this.last, Date.parse(String(row["timestamp"])) || 0);
  }

  /** One write at a time (tracking contract 3). No write rejects. */
  private takeTurn<T>(write: () => Promise<T>): Promise<T> {
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
    const { actor, registration } = this.launched;
    const query = { agent: JSON.stringify(actor), verb, activity, ...(registration ? { registration } : {}), limit: "1" };
    const answer = await this.requests.send({ method: "GET", path: "statements", query });
    return answer && answer.status === 200 ? countStatements(answer.text) : null;
  }

  setContextTemplate(template: Record<string, unknown>): void {
    this.delivery.template = template;
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
    return leaving ? this.delivery.sendLast() : this.delivery.flush();
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
    const kept = await this.delivery.finish();
    if (!this.waiting.list().length) this.waiting.tidy();
    return kept;
  }
}

/** What tells one learner from another; names and the order of properties may change between launches. */
function identity(actor: unknown): unknown {
  const { mbox, mbox_sha1sum, openid, account } = actor as Record<string, Record<string, unknown> | undefined>;
  return [mbox, mbox_sha1sum, openid, account && account["homePage"], account && account["name"]];
}

const lrs: LrsPart = { open: (host, launch) => new Connection(host, launch), reading };

export default lrs;
