/** Documents of the State resource: missing in every form, and written under whatever condition the store understands. */

import type { LrsLaunch, LrsState } from "../../contract";
import { isMissing, type Answer } from "./answers";
import type { Requests } from "./requests";

export interface Written { ok: boolean; conflict: boolean; etag: string | null }

/** How a condition is written. `bare`: without what a gateway put to the ETag; `none`: the last one to write wins. */
type Form = "given" | "bare" | "none";

export class Documents {
  private form: Form = "given";
  /** The document as it was last read, and whether a write was refused since. */
  private seen: string | null = "";
  private refused = false;

  /** @param turn takes a write when those before it were answered; @param denied the store knows us no more */
  constructor(
    private readonly requests: Requests, private readonly launched: LrsLaunch,
    private readonly turn: <T>(write: () => Promise<T>) => Promise<T>, private readonly denied: () => void,
  ) {}

  async get(id: string): Promise<LrsState> {
    const answer = await this.requests.send({ method: "GET", path: "activities/state", query: this.query(id) });
    this.note(answer);
    if (!answer || !(isMissing(answer) || answer.status === 200)) return { ok: false, found: null, etag: null };
    const state: LrsState = isMissing(answer) ? { ok: true, found: null, etag: null } : { ok: true, found: answer.text, etag: answer.etag };
    this.compare(state);
    return state;
  }

  /**
   * A store that refuses the very condition that it gave is asked in another form: a gateway that compresses marks the ETag
   * (RFC 9110 8.8.3.3: `W/"7"`, `"7-gzip"`), and an If-Match with such a mark can never be met (13.1.1). Some give each answer an ETag of
   * its own, so it is the content that tells whether anybody else has written.
   */
  private compare({ found, etag }: LrsState): void {
    const shown = etag ?? "*";
    if (this.refused && found === this.seen) this.form = this.form === "given" && bare(shown) !== shown ? "bare" : "none";
    this.refused = false;
    this.seen = found;
  }

  /**
   * Without an ETag the document is POSTed: stores merge it by its properties and ask for no condition, while one that follows
   * 2.0 to the letter refuses a PUT without (Communication 3.1; adlnet/lrs-conformance-test-suite#282).
   *
   * @param compose the content as it is when a request is made: a write may wait for its turn while a newer one goes
   * @param leaving the page may go away, and its request must outlive it
   * @param going it surely does: nobody's answer is waited for
   */
  put(id: string, compose: () => string, etag: string | null, leaving: boolean, going: boolean): Promise<Written> {
    return going ? this.write(id, compose, etag, true) : this.turn(() => this.write(id, compose, etag, leaving));
  }

  private async write(id: string, compose: () => string, etag: string | null, leaving: boolean): Promise<Written> {
    const send = (method: "PUT" | "POST", headers = {}): Promise<Answer | null> => (
      this.requests.send({ method, path: "activities/state", query: this.query(id), body: compose(), leaving, headers })
    );
    const condition = etag === null || this.form === "none" ? null : { [etag === "*" ? "If-None-Match" : "If-Match"]: this.form === "bare" ? bare(etag) : etag };
    let answer = await (condition ? send("PUT", condition) : send("POST"));
    if (!answer && condition && !leaving) {
      // Some stores let no page of another origin send the condition: then the last one to write wins.
      answer = await send("POST");
      if (answer) this.form = "none";
    }
    this.note(answer);
    const written = readWritten(answer);
    this.refused = this.refused || written.conflict;
    return written;
  }

  private note(answer: Answer | null): void {
    if (answer && (answer.status === 401 || answer.status === 403)) this.denied();
  }

  private query(id: string): Record<string, string> {
    const { activity, actor, registration } = this.launched;
    return { activityId: activity, agent: JSON.stringify(actor), stateId: id, ...(registration ? { registration } : {}) };
  }
}

function readWritten(answer: Answer | null): Written {
  const { status, etag } = answer || { status: 0, etag: null };
  return { ok: status >= 200 && status < 300, conflict: [409, 412, 428].includes(status), etag: etag || null };
}

/** The ETag as the store wrote it, before a gateway that compresses. */
const bare = (etag: string): string => etag.replace(/^W\//i, "").replace(/[-;]+(gzip|br|deflate|zstd|df)"$/i, '"');
