/** A world whose clock, chance, storage and network belong to the test. No real timer anywhere. */

import cmi5_results from "../../../builder/standards/cmi5/results";
import type { Answered, Change, Host, Parts, Response as Reply, Scored, Store, Tables } from "../../../templates/runtime/contract";
import duration from "../../../templates/runtime/parts/duration";
import languages from "../../../templates/runtime/parts/languages";
import translations from "../../../templates/runtime/parts/translations";
import lrs from "../../../templates/runtime/parts/lrs";
import lrs_delivery from "../../../templates/runtime/parts/lrs_delivery";
import notation from "../../../templates/runtime/parts/notation";
import record from "../../../templates/runtime/parts/record";
import record_reading from "../../../templates/runtime/parts/record_reading";
import record_results from "../../../templates/runtime/parts/record_results";
import scorm from "../../../templates/runtime/parts/scorm";
import scorm_results from "../../../templates/runtime/parts/scorm_results";
import { seeded } from "../vectors";

export const MONDAY = Date.parse("2026-01-05T10:42:00.129Z");

export class Device implements Store {
  readonly held: Map<string, string>;
  full = false;
  /** Called when something was written or removed. */
  changed: () => void = () => undefined;

  constructor(held: Iterable<[string, string]> = []) {
    this.held = new Map(held);
  }

  get(key: string): string | null { return this.held.get(key) ?? null; }
  set(key: string, value: string): boolean {
    if (!this.full) this.held.set(key, value);
    this.changed();
    return !this.full;
  }
  remove(key: string): void {
    this.held.delete(key);
    this.changed();
  }
  keys(): string[] { return Array.from(this.held.keys()); }
  get text(): string { return JSON.stringify(Array.from(this.held)); }
}

export interface Request { method: string; url: URL; headers: Record<string, string>; body: string; keepalive: boolean }

/** What a store answers: null is silence for ever. */
export type Answering = (request: Request) => { status: number; body?: string; headers?: Record<string, string>; redirected?: boolean } | null | Error;

const LATE: (keyof Parts)[] = ["cmi5_results", "lrs_delivery", "notation", "record_reading", "record_results", "scorm_results"];

export class World {
  now = MONDAY;
  readonly notes: string[] = [];
  /** What was filled into the sentences of the notes, where anything was. */
  readonly values: Record<string, string | number>[] = [];
  /** Keeps the store's answer back until what it returns is done; null lets it go at once. */
  gate: (request: Request) => Promise<void> | null = () => null;
  readonly requests: Request[] = [];
  device: Device | null = new Device();
  /** What lives as long as the window. */
  window: Device | null = null;
  reloaded = false;
  private isEarly = false;
  private waitingForRest: (() => void)[] = [];
  answering: Answering = () => ({ status: 204 });
  private sleepers: { until: number; wake: () => void }[] = [];
  private readonly chance: () => number;

  constructor(readonly page: Record<string, unknown> = {}, seed = 1) {
    this.chance = seeded(seed);
  }

  /** What comes after the first page has not come yet. */
  get early(): boolean {
    return this.isEarly;
  }

  set early(isEarly: boolean) {
    this.isEarly = isEarly;
    if (!isEarly) this.waitingForRest.splice(0).forEach((done) => { done(); });
  }

  get host(): Host {
    const parts: Parts = { cmi5_results, duration, languages, translations, lrs, lrs_delivery, notation, record, record_reading, record_results, scorm, scorm_results };
    return {
      window: { fetch: (address: string, init: RequestInit) => this.fetch(address, init), ...this.page } as unknown as Window,
      now: () => this.now, uuid: () => this.uuid(), reloaded: () => this.reloaded, deviceStore: this.device, windowStore: this.window,
      wait: (ms) => new Promise<void>((wake) => { this.sleepers.push({ until: this.now + ms, wake }); }),
      part: (name) => {
        if (this.early && LATE.includes(name)) throw new Error(`${name} is not here yet`);
        return parts[name];
      },
      late: () => (this.isEarly ? new Promise<void>((done) => { this.waitingForRest.push(done); }) : null),
      notify: (name, values) => {
        this.notes.push(name);
        if (values) this.values.push(values);
      },
    };
  }

  private uuid(): string {
    const digit = (): string => Math.floor(this.chance() * 16).toString(16);
    return "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replace(/x/g, digit);
  }

  private async fetch(address: string, init: RequestInit): Promise<Response> {
    const request: Request = {
      method: init.method ?? "GET", url: new URL(address), headers: init.headers as Record<string, string>,
      body: (init.body as string | undefined) ?? "", keepalive: init.keepalive ?? false,
    };
    this.requests.push(request);
    const answer = this.answering(request);
    await this.gate(request);
    if (answer === null) return new Promise(() => undefined);
    if (answer instanceof Error) throw answer;
    const response = new Response(answer.status === 204 ? null : answer.body ?? "", { status: answer.status, headers: answer.headers ?? {} });
    return Object.defineProperty(response, "redirected", { value: answer.redirected ?? false });
  }

  /** Lets time go by, and everything that waited for it happen in order. */
  async pass(seconds: number): Promise<void> {
    const end = this.now + seconds * 1000;
    for (;;) {
      await rest();
      const next = this.sleepers.filter((one) => one.until <= end).sort((one, other) => one.until - other.until)[0];
      if (!next) break;
      this.sleepers.splice(this.sleepers.indexOf(next), 1);
      this.now = Math.max(this.now, next.until);
      next.wake();
    }
    this.now = end;
    await rest();
  }

  /** Waits for a promise while time goes by. */
  async until<T>(promise: Promise<T>, seconds = 120): Promise<T> {
    let done = false;
    void promise.then(() => { done = true; }, () => { done = true; });
    for (let passed = 0; !done && passed < seconds; passed += 1) {
      await rest();
      if (!done) await this.pass(1);
    }
    return promise;
  }
}

/** Bodies of answers are read in turns of the event loop, not of the microtask queue alone. */
async function rest(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await new Promise((done) => { setImmediate(done); });
}

export const option = (...codes: string[]): Reply => ({ type: "choice", codes });

export function answered(interaction: string, parts: Partial<Answered> = {}): Answered {
  return { interaction, response: option("a"), right: true, points: 1, index: 0, count: 1, at: MONDAY, latency: 12.5, ...parts };
}

export const scored = (outcome: string, points: number, of: number): Scored => ({
  check: "quick-check", outcome, points, of, whole: { points, of }, count: 1, at: MONDAY,
});

export function change(parts: Partial<Change> = {}): Change {
  return {
    state: "1~gAA~p11~~", location: "hello", answered: [], scored: [], sessions: [], completed: [], outcome: { kind: "going-on" }, reached: false, seconds: 65, ...parts,
  };
}

export function makeTables(driver: Tables["driver"]): Tables {
  const question = (id: string, parts: Partial<Tables["interactions"][0]> = {}): Tables["interactions"][0] => ({
    id, key: id.slice(0, 3), kind: "choose-one", page: "hello", check: "quick-check", type: "choice", correct: [option("a")], codes: ["a", "b"], points: 1,
    recorded: true, outcomes: ["1.1"], ...parts,
  });
  const page = (id: string): Tables["sessions"][0]["pages"][0] => ({ id, key: id.slice(0, 3), title: id, core: true, minutes: 2 });
  return {
    course: { id: "small", unit: "small", title: "A small course", version: "1.0", language: "en-GB", spoken: "en-GB" }, outcomes: [{ id: "1.1", text: "Say one thing", pages: ["hello"] }],
    sessions: [
      { id: "one", title: "One", outcomes: ["1.1"], pages: [page("hello")] },
      { id: "two", title: "Two", outcomes: ["1.1", "1.2"], pages: [page("after")] },
    ],
    checks: [{ id: "quick-check", key: "c01", title: "Quick check", final: true, page: "hello", interactions: ["several", "pairs", "gaps"] }],
    interactions: [
      question("practice", { check: null, recorded: false }), question("several", { correct: [option("a", "c")] }),
      question("pairs", { type: "matching", correct: [{ type: "matching", pairs: [["a", "x"]] }] }),
      question("gaps", { type: "fill-in", correct: [{ type: "fill-in", texts: ["ethics"] }] }), question("poll", { correct: [] }),
    ],
    pass: { mark: null, tries: null }, limits: { state: 4096 }, words: {}, driver,
  };
}
