/**
 * Brings what waits to the store: in turns, again after a pause, and nothing when the store knows us no more. It comes after the first page:
 * before that one statement waits at the most, the beginning of the visit, and `parts/lrs` sends it.
 */

import type { Host, Kept, LrsConnection, LrsDelivery, LrsDeliveryPart, StoreAnswer } from "../../contract";
import { isUrgent, nextBatch, outcomesFirst, type Statement } from "./batches";

/** Seconds before the next try, at most. */
const LONGEST_PAUSE = 60;

class Delivery implements LrsDelivery {
  private round: Promise<Kept> | null = null;
  /** A pause between tries is on; the timer ends it, not the clock, which may jump. */
  private resting = false;
  private closed = false;
  private failures = 0;

  constructor(private readonly host: Host, private readonly connection: LrsConnection) {}

  private get waiting(): LrsConnection["waiting"] {
    return this.connection.waiting;
  }

  private get activity(): string {
    return this.connection.launched.activity;
  }

  flush(): Promise<Kept> {
    this.round = this.round || this.run();
    return this.round;
  }

  async goOn(rows: Statement[], answer: StoreAnswer | null): Promise<Kept> {
    // A round that began before this turn may have told them meanwhile.
    const left = (): Statement[] => rows.filter((row) => this.waiting.list().some(({ id }) => id === row["id"]));
    return (await this.connection.takeTurn(async () => !left().length || this.take(left(), answer))) ? this.flush() : this.endRound();
  }

  /** What is queued while the round is on goes with it. It takes its first turn at once, so that outcomes go before a document that is written after. */
  private async run(): Promise<Kept> {
    for (;;) {
      const kept = await this.connection.takeTurn(() => this.deliverNext());
      if (kept) return kept;
    }
  }

  /** One turn: every outcome, each alone and awaited; where there is none, a batch of the rest. Null: there is more. */
  private async deliverNext(): Promise<Kept | null> {
    const next = (): Statement[] => (this.connection.denied || this.resting ? [] : nextBatch(this.waiting.list(), this.activity));
    let batch = next(), urgent = true;
    while (batch.length && urgent) {
      urgent = isUrgent(batch, this.activity);
      if (!(await this.deliver(batch))) return this.endRound();
      batch = next();
      urgent = urgent && isUrgent(batch, this.activity);
    }
    return batch.length ? null : this.endRound();
  }

  /** At once, not in a later turn: what is queued from now on needs a round of its own. */
  private endRound(): Kept {
    this.round = null;
    return this.waiting.list().length ? this.rest() : "kept";
  }

  private rest(): Kept {
    return this.waiting.safe ? "waiting" : "lost";
  }

  /** Sends some rows; false ends this round. */
  private async deliver(rows: Statement[]): Promise<boolean> {
    return this.take(rows, await this.connection.post(rows, false));
  }

  /** What an answer to some rows means. Every row is dropped only when the LRS has it or will never take it. */
  private async take(rows: Statement[], answer: StoreAnswer | null): Promise<boolean> {
    const status = answer ? answer.status : 0;
    if (status >= 200 && status < 300) return this.settle(rows);
    if (status === 401 || status === 403) return this.connection.deny();
    if (status === 409 || status === 412) return this.deliverSingly(rows, status);
    if (status === 400 || status === 413) {
      const half = Math.ceil(rows.length / 2);
      return rows.length > 1 ? this.deliverEach([rows.slice(0, half), rows.slice(half)]) : this.setAside(rows);
    }
    return this.pause(answer ? answer.retryAfter : 0);
  }

  /** A conflict says nothing of the others in its batch. One alone is there already (409), or a proxy speaks for the store (412). */
  private async deliverSingly(rows: Statement[], status: number): Promise<boolean> {
    if (rows.length > 1) return this.deliverEach(rows.map((row) => [row]));
    return status === 409 ? this.settle(rows) : this.settleWhatIsThere(rows);
  }

  /** No store answers a statement so; a proxy says it in place of most other answers (ILIAS-eLearning/ILIAS#12026), so the store is asked. */
  private async settleWhatIsThere(rows: Statement[]): Promise<boolean> {
    const answer = await this.connection.requests.send({ method: "GET", path: "statements", query: { statementId: String(rows[0]?.["id"]) } });
    return answer && answer.status === 200 ? this.settle(rows) : this.pause(0);
  }

  async knows(verb: string, activity: string): Promise<boolean | null> {
    const { actor, registration } = this.connection.launched;
    const query = { agent: JSON.stringify(actor), verb, activity, ...(registration ? { registration } : {}), limit: "1" };
    const answer = await this.connection.requests.send({ method: "GET", path: "statements", query });
    return answer && answer.status === 200 ? countStatements(answer.text) : null;
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

  private pause(retryAfter: number): false {
    this.failures += 1;
    this.resting = true;
    const seconds = Math.max(retryAfter, Math.min(LONGEST_PAUSE, 2 ** this.failures));
    void this.host.wait(1000 * seconds).then(() => {
      this.resting = false;
      if (!this.closed) void this.flush();
    });
    return false;
  }

  /** What fits is sent in one request that outlives the page; the rest stays queued. */
  async sendLast(): Promise<Kept> {
    const rows: Statement[] = [];
    let size = 2;
    for (const row of this.connection.denied ? [] : outcomesFirst(this.waiting.list(), this.activity)) {
      size += new TextEncoder().encode(JSON.stringify(this.connection.named(row))).length + 1;
      if (size > this.connection.requests.room) break;
      rows.push(row);
    }
    if (rows.length) {
      const answer = await this.connection.post(rows, true);
      if (answer && answer.status >= 200 && answer.status < 300) this.settle(rows);
    }
    return this.waiting.list().length ? this.rest() : "kept";
  }

  /** Sends what is left, and no more after it: the last statement in a request that outlives the page. */
  async finish(): Promise<Kept> {
    if (this.waiting.list().length === 1 && !this.resting) await this.connection.takeTurn(() => this.sendLast());
    const kept = await this.flush();
    this.closed = true;
    this.connection.requests.close();
    if (!this.waiting.list().length) this.waiting.tidy();
    return kept;
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

const part: LrsDeliveryPart = { open: (host, connection) => new Delivery(host, connection) };

export default part;
