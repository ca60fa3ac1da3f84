/** Requests to the LRS: headers, time limits, the version both sides speak, and what still fits when the page goes away. */

import type { Host, LrsLaunch } from "../../contract";
import { listVersions, readAnswer, SIGN_IN_NEEDED, type Answer } from "./answers";

export interface Ask {
  method: "GET" | "PUT" | "POST";
  /** Below the endpoint, `statements`. */
  path: string;
  query?: Record<string, string> | undefined;
  body?: string;
  headers?: Record<string, string>;
  leaving?: boolean;
  patience?: number;
}

/** Bytes that browsers carry for pages that are gone, a little less than the 64 KB that they share among requests. */
const KEEPALIVE = 60 * 1024;
const PATIENCE = 20000;
const PATIENCE_ABOUT = 2000;
const VERSION = "X-Experience-API-Version";

export class Requests {
  private version: string;
  private changed = false;
  private carried = 0;
  private closed = false;
  /** The endpoint's address, with a slash at its end, and its own parameters, which go with each request. */
  private readonly base: string;
  private readonly own: string;

  constructor(private readonly host: Host, private readonly launch: LrsLaunch) {
    this.version = launch.versions[0] || "";
    const [, base, own] = /^([^?#]*)\??([^#]*)/.exec(launch.endpoint) as unknown as [string, string, string];
    this.base = base.replace(/\/*$/, "/");
    this.own = own;
  }

  /** From now on nothing is sent. */
  close(): void {
    this.closed = true;
  }

  /** The newest version that both know; the oldest of ours where the LRS does not say. */
  async negotiate(): Promise<void> {
    if (this.launch.versions.length < 2) return;
    const answer = await this.once({ method: "GET", path: "about", patience: PATIENCE_ABOUT });
    const theirs = answer && answer.status === 200 ? listVersions(answer.text) : [];
    this.version = this.launch.versions.slice().reverse().find((version) => theirs.indexOf(version) >= 0) || this.version;
  }

  /** The answer, or null when there was none. */
  async send(ask: Ask): Promise<Answer | null> {
    const answer = await this.once(ask);
    if (!answer || answer.status !== 400 || this.changed || ask.leaving || this.launch.versions.length < 2 || !/version/i.test(answer.text)) return answer;
    this.changed = true;
    const before = this.version;
    this.version = this.launch.versions.find((version) => version !== before) || before;
    const again = await this.once(ask);
    // The other version helped nothing: the fault lies in what was sent, and that is the caller's.
    if (!again || again.status === 400) this.version = before;
    return again && again.status !== 400 ? again : answer;
  }

  /** Bytes that can still be sent for a page that goes away. */
  get room(): number {
    return KEEPALIVE - this.carried;
  }

  private async once(ask: Ask): Promise<Answer | null> {
    if (this.closed) return null;
    const size = ask.body ? byteLength(ask.body) : 0;
    const carried = !!ask.leaving && size <= this.room;
    const controller = typeof AbortController === "function" && !ask.leaving ? new AbortController() : null;
    if (carried) this.carried += size;
    try {
      const request = this.fetch(ask, carried, controller).then((response) => readAnswer(response, ask.method !== "GET", this.host.now()));
      // A request that is given up may still fail later; nobody waits for it then.
      request.catch(() => null);
      const answer = await Promise.race([request, this.host.wait(ask.patience ?? PATIENCE).then(() => null)]);
      if (!answer && controller) controller.abort();
      if (answer && answer.status === SIGN_IN_NEEDED) this.host.notify("notice-sign-in-page");
      return answer;
    } catch {
      return null;
    } finally {
      if (carried) this.carried -= size;
    }
  }

  private fetch({ method, path, query, body, headers }: Ask, keepalive: boolean, controller: AbortController | null): Promise<Response> {
    const hasBody = body !== undefined;
    return this.host.window.fetch(this.address(path, query), {
      method, cache: "no-store", credentials: "omit", ...(hasBody ? { body } : {}), ...(keepalive ? { keepalive } : {}), ...(controller ? { signal: controller.signal } : {}),
      headers: { Authorization: this.launch.auth, [VERSION]: this.version, ...(hasBody ? { "Content-Type": "application/json" } : {}), ...headers },
    });
  }

  private address(path: string, query: Record<string, string> | undefined): string {
    const pairs = Object.entries(query || {}).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).concat(this.own || []);
    return this.base + path + (pairs.length ? `?${pairs.join("&")}` : "");
  }
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
