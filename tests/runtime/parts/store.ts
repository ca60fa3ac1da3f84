/** A learning record store in memory, as far as the driver meets one: statements by id, one state document with an ETag. */

import type { Answering, Request } from "./world";

export class RecordStore {
  readonly statements = new Map<string, Record<string, unknown>>();
  readonly documents = new Map<string, string>();
  versions: string[] | null = ["1.0.3", "2.0.0"];
  showsEtag = true;
  /** Its ETags are weak ones, and compared as texts. */
  weak = false;
  /** What a gateway makes of an ETag on its way. */
  marksEtag: (etag: string) => string = (etag) => etag;
  /** Documents by the part of their address that matters, as a platform wrote them: `LMS.LaunchData`. */
  readonly given = new Map<string, string>();
  /** Answers before the store does; undefined lets it. */
  fault: (request: Request) => ReturnType<Answering> | undefined = () => undefined;
  /** The store did its work, and the answer is lost on the way. */
  losesAnswers = false;
  private edition = 0;
  private readonly etags = new Map<string, string>();

  readonly answering: Answering = (request) => {
    const overridden = this.fault(request);
    if (overridden !== undefined) return overridden;
    const answer = this.answer(request);
    return this.losesAnswers ? new TypeError("Failed to fetch") : answer;
  };

  /** What it would hold for whoever comes now. */
  copy(): RecordStore {
    const copied = new RecordStore();
    this.statements.forEach((statement, id) => copied.statements.set(id, statement));
    this.documents.forEach((body, key) => { copied.put(key, body); });
    return copied;
  }

  get told(): string[] {
    return Array.from(this.statements.values()).map((one) => {
      const verb = (one["verb"] as { id: string }).id.split("/").pop();
      return `${verb} ${(one["object"] as { id: string }).id.replace("https://courses.nhs.test/small/", "")}`;
    });
  }

  /** Somebody else writes the document. */
  put(key: string, body: string): void {
    this.documents.set(key, body);
    this.etags.set(key, `${this.weak ? "W/" : ""}"${(this.edition += 1)}"`);
  }

  private answer(request: Request): NonNullable<ReturnType<Answering>> {
    const { pathname, search } = request.url;
    if (pathname.endsWith("/about")) return this.versions ? { status: 200, body: JSON.stringify({ version: this.versions }) } : { status: 404 };
    const { stateId, profileId, verb } = Object.fromEntries(request.url.searchParams) as Record<string, string | undefined>;
    const given = this.given.get(stateId ?? profileId ?? "");
    if (given !== undefined && request.method === "GET") return { status: 200, body: given };
    if (pathname.endsWith("/agents/profile")) return { status: 404 };
    if (pathname.endsWith("/statements") && request.method === "GET") {
      const found = Array.from(this.statements.values()).filter((one) => (one["verb"] as { id: string }).id === verb && (one["object"] as { id: string }).id === request.url.searchParams.get("activity"));
      return { status: 200, body: JSON.stringify({ statements: found.slice(0, 1), more: "" }) };
    }
    if (pathname.endsWith("/activities/state")) return this.state(request, search);
    return this.accept(JSON.parse(request.body) as Record<string, unknown>[]);
  }

  private state({ method, headers, body }: Request, key: string): NonNullable<ReturnType<Answering>> {
    const etag = this.etags.get(key), held = this.documents.get(key);
    if (method === "GET") {
      const shown: Record<string, string> = this.showsEtag && etag ? { ETag: this.marksEtag(etag) } : {};
      return held === undefined ? { status: 404 } : { status: 200, body: held, headers: shown };
    }
    const { "If-Match": match, "If-None-Match": noneMatch } = headers;
    if ((noneMatch === "*" && etag) || (match && match !== etag)) return { status: 412 };
    if (method === "POST") return this.merge(key, held ?? "{}", body);
    // As stores do that follow 2.0 to the letter.
    if (held !== undefined && !match && !noneMatch) return { status: 409 };
    this.put(key, body);
    return { status: 204 };
  }

  private merge(key: string, held: string, body: string): { status: number } {
    const [there, sent] = [readObject(held), readObject(body)];
    if (!there || !sent) return { status: 400 };
    this.put(key, JSON.stringify({ ...there, ...sent }));
    return { status: 204 };
  }

  private accept(batch: Record<string, unknown>[]): { status: number } {
    const known = batch.map((one) => this.statements.get(String(one["id"])));
    if (known.some((one, at) => one && JSON.stringify(one) !== JSON.stringify(batch[at]))) return { status: 409 };
    for (const one of batch) this.statements.set(String(one["id"]), one);
    return { status: 200 };
  }
}

function readObject(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}
