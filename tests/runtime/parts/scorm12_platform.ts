import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import makeDriver from "../../../builder/standards/scorm12/driver";
import type { Driver, Launch, ScormTable } from "../../../templates/runtime/contract";
import { launch } from "../../../templates/runtime/launch";
import { World, makeTables } from "./world";

/** The strict platform of the browser tests: a table of SCORM 1.2's rules, written without looking at this driver. */
const lms = (path: string): URL => new URL(`../../browser/lms/${path}`, import.meta.url);
const strict: { StrictScorm12?: (given: unknown) => Record<string, (...given: string[]) => unknown> } = {};
runInNewContext(readFileSync(lms("strict.js"), "utf8"), Object.assign(strict, { globalThis: strict }));
const rules = JSON.parse(readFileSync(lms("scorm12_table.json"), "utf8")) as unknown;
const quirks = (name: string): unknown => JSON.parse(readFileSync(lms(`quirks/${name}.json`), "utf8"));

export const TABLE: ScormTable = {
  patience: 5000, location: 255, exit: "suspend", whole: true, score: true, right: "correct", wrong: "wrong",
  notation: {
    choice: { type: "choice", item: ",", pair: ".", limit: 255, true: "t", false: "f" },
    matching: { type: "matching", item: ",", pair: ".", limit: 255, true: "t", false: "f" },
    "fill-in": { type: "fill-in", item: "[,]", pair: ".", limit: 255, true: "t", false: "f" },
  },
  interactions: {
    several: { id: "several", patterns: ["a,c"], weight: "1", objectives: ["outcome_1.1"] },
    pairs: { id: "pairs", patterns: ["a.x"], weight: "2", objectives: [] },
    gaps: { id: "gaps", patterns: ["ethics", "ethical"], weight: "1", objectives: [] },
    poll: { id: "poll", patterns: [], weight: "1", objectives: [] },
  },
  objectives: [{ id: "outcome_1.1", outcome: "1.1", completes: true }, { id: "outcome_1.2", outcome: "1.2", completes: true }],
};

export type Call = [name: string, given: string, value: string, answer: unknown];

export interface Overrides { quirks?: string; initial?: Record<string, string>; table?: Partial<ScormTable>; answer?: (call: Call) => unknown; place?: (api: unknown) => Record<string, unknown> }

export class Platform {
  readonly calls: Call[] = [];
  readonly world: World;
  readonly driver: Driver;
  committed: Record<string, string> = {};
  serverWorks = true;
  readonly api: Record<string, (...given: string[]) => unknown>;

  constructor({ quirks: named = "plain", initial = {}, table = {}, answer, place }: Overrides = {}) {
    const values = {
      "cmi.core.lesson_status": "not attempted", "cmi.core.entry": "ab-initio", "cmi.core.lesson_mode": "normal", "cmi.core.credit": "credit", ...initial,
    };
    const store = (_kind: string, now: Record<string, string>): boolean => {
      if (this.serverWorks) this.committed = { ...now };
      return this.serverWorks;
    };
    if (!strict.StrictScorm12) throw new Error("the strict platform did not load");
    this.api = strict.StrictScorm12({ table: rules, quirks: quirks(named), initial: values, store });
    const logged = Object.fromEntries(Object.entries(this.api).map(([name, call]) => [name, (...given: string[]): unknown => {
      const real = call(...given);
      const entry: Call = [name, given[0] ?? "", given[1] ?? "", real];
      const overridden = answer ? answer(entry) : undefined;
      if (name !== "LMSGetLastError") this.calls.push(entry);
      return overridden === undefined ? real : overridden;
    }]));
    const page: Record<string, unknown> = place ? place(logged) : { API: logged };
    page["parent"] ??= page;
    this.world = new World(page);
    this.driver = makeDriver(this.world.host, { ...TABLE, ...table }, makeTables({ name: "scorm12", table: null }));
  }

  launch(): Promise<Launch> {
    return this.world.until(launch(this.driver));
  }

  /** (element, value) of every set since the last look, and "commit" and "finish" by name. */
  writes(): string[] {
    const found = this.calls.filter(([name]) => /SetValue|Commit|Finish/.test(name))
      .map(([name, element, value]) => (name === "LMSSetValue" ? `${element}=${value}` : name.slice(3).toLowerCase()));
    this.calls.length = 0;
    return found;
  }

  refused(): Call[] {
    return this.calls.filter(([name, , , answer]) => name === "LMSSetValue" && String(answer) === "false");
  }

  count(name: string): number {
    return this.calls.filter(([called]) => called === name).length;
  }
}

export async function launched(overrides: Overrides = {}): Promise<Platform> {
  const platform = new Platform(overrides);
  await platform.launch();
  platform.calls.length = 0;
  return platform;
}
