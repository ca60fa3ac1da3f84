/** How a platform launches a unit of cmi5: five parameters, one token, one document of launch data (cmi5 8 and 10). */

import type { Host, LaunchReading } from "../../../templates/runtime/contract";

type Properties = Record<string, unknown>;

export interface Given { endpoint: string; fetch: string; actor: Properties; registration: string; activity: string }

/** Names of sentences in `words`. */
export type Refusal =
  | "notice-launch-incomplete" | "notice-launch-insecure" | "notice-launch-used" | "notice-launch-refused" | "notice-launch-fault" | "notice-launch-silent" | "notice-launch-over";

/** The launch's parameters in any order, further ones let be (8.1.0.0-7). "none": no launch at all. */
export function readLaunch({ search, href, origin }: Location, reading: LaunchReading): Given | "none" | Refusal {
  const { isAddress, isIri, uuid } = reading, get = reading.parameters(search);
  const actorText = get(["actor"], (text) => readActor(text) !== null), registrationText = get(["registration"], (text) => uuid(text) !== null);
  const addresses = ["endpoint", "fetch"].map((name) => get([name], isAddress)), activity = get(["activityid"], isIri);
  if (![...addresses, actorText, registrationText, activity].some(Boolean)) return "none";
  const actor = readActor(actorText), registration = uuid(registrationText);
  if (!actor || !registration || !isIri(activity) || !addresses.every(isAddress)) return "notice-launch-incomplete";
  const [endpoint, fetch] = addresses.map((address) => reading.resolve(address, href)) as [string, string];
  return [endpoint, fetch].every((address) => reading.isReachable(address, origin)) ? { endpoint, fetch, actor, registration, activity } : "notice-launch-insecure";
}

/** The actor unchanged (9.2.0.0-1), or null when it is no agent with an account (9.2.0.0-2, 9.2.0.0-3). */
function readActor(text: string): Properties | null {
  const actor = readObject(text), account = actor && (actor["account"] as Properties | null);
  return actor && (actor["objectType"] || "Agent") === "Agent" && account && account["homePage"] && account["name"] ? actor : null;
}

// ---------------------------------------------------------------- the token

const PATIENCE = 20000;
/** What the error codes of the fetch address mean (8.2.3.2). */
const CODES: Record<string, Refusal> = { "1": "notice-launch-used", "2": "notice-launch-refused", "3": "notice-launch-fault" };

/** Asks the fetch address for the token: one POST without a body, never a second one. */
async function fetchToken(host: Host, address: string): Promise<{ token: string } | Refusal> {
  const asking = host.window.fetch(address, { method: "POST", cache: "no-store" }).then(async (answer) => ({ ok: answer.ok, status: answer.status, text: await answer.text() }));
  const answer = await Promise.race([asking, host.wait(PATIENCE).then(() => null)]).catch(() => null);
  if (!answer) return "notice-launch-silent";
  const answered = readObject(answer.text.trim()) || {}, given = answered["auth-token"];
  // Some platforms put the scheme before it, which is ours to write (8.2.1.0-2).
  const token = typeof given === "string" ? given.trim().replace(/^(basic\s+)+/i, "") : "";
  if (answer.ok && token) return { token };
  return CODES[String(answered["error-code"])] || (answer.status === 401 || answer.status === 403 ? "notice-launch-refused" : "notice-launch-fault");
}

// ---------------------------------------------------------------- one launch in this window

/** What a reload must know of its launch; it lives as long as the window. */
interface Kept {
  /** null: asked for, and never received. */
  token: string | null;
  /** Time stamp of `initialized`, or "". */
  initialized: string;
  /** What this session has been judged, or "". */
  judged: string;
  /** `terminated` was told: nothing may follow it. */
  over: boolean;
}

const FAMILY = "copack.visit.";

/** One session of cmi5: a launch and its reloads, told from others by the fetch address, which is used once. */
export class Visit {
  private kept: Kept | null;

  constructor(private readonly host: Host, private readonly fetch: string) {
    const { windowStore } = host;
    const found = windowStore && windowStore.get(FAMILY + fetch);
    this.kept = found ? ({ token: null, initialized: "", judged: "", over: false, ...readObject(found) }) : null;
    // An earlier launch in this window, perhaps of somebody else: its token is nobody's business any more. That it was asked for, and whether it is
    // over, is kept: the way back must not ask a second time, nor tell anything after `terminated`.
    if (windowStore) {
      for (const key of windowStore.keys().filter((name) => name.indexOf(FAMILY) === 0 && name !== FAMILY + fetch)) {
        windowStore.set(key, JSON.stringify({ token: null, initialized: "", judged: "", over: !!(readObject(windowStore.get(key) ?? "") || {})["over"] }));
      }
    }
  }

  get initialized(): string {
    return this.kept ? this.kept.initialized : "";
  }

  get judged(): string {
    return this.kept ? this.kept.judged : "";
  }

  /** The token, asked for at most once whatever becomes of the window (8.2.3.0-1). */
  async token(): Promise<{ token: string } | Refusal> {
    if (this.kept && this.kept.over) return "notice-launch-over";
    if (this.kept) return this.kept.token === null ? "notice-launch-used" : { token: this.kept.token };
    this.note({ token: null });
    const found = await fetchToken(this.host, this.fetch);
    if (typeof found === "object") this.note(found);
    return found;
  }

  note(change: Partial<Kept>): void {
    this.kept = { token: null, initialized: "", judged: "", over: false, ...this.kept, ...change };
    if (this.host.windowStore) this.host.windowStore.set(FAMILY + this.fetch, JSON.stringify(this.kept));
  }

  /** The session is over; the token goes, the word that it is over stays. */
  end(): void {
    this.note({ token: null, over: true });
  }
}

// ---------------------------------------------------------------- launch data

export interface LaunchData {
  template: Properties;
  mode: "normal" | "review" | "browse";
  /** 0 to 1, or null. It may differ from the package's. */
  mastery: number | null;
  returnAddress: string | null;
}

/** The document that the platform wrote before the launch (10.2), or null when it is none. */
export function readLaunchData(text: string): LaunchData | null {
  const found = readObject(text);
  if (!found) return null;
  const { contextTemplate, launchMode, masteryScore, returnURL } = found;
  const mode = String(launchMode).toLowerCase(), mastery = typeof masteryScore === "number" || typeof masteryScore === "string" ? Number(masteryScore) : NaN;
  return {
    template: typeof contextTemplate === "object" && contextTemplate && !Array.isArray(contextTemplate) ? (contextTemplate as Properties) : {},
    mode: mode === "review" || mode === "browse" ? mode : "normal",
    mastery: mastery >= 0 && mastery <= 1 && masteryScore !== "" ? mastery : null,
    // A stranger's document must not make the page run a script.
    returnAddress: /^https?:\/\/[^/?#\s]/i.test(String(returnURL)) ? String(returnURL) : null,
  };
}

function readObject(text: string): Properties | null {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" && found !== null && !Array.isArray(found) ? (found as Properties) : null;
  } catch {
    return null;
  }
}
