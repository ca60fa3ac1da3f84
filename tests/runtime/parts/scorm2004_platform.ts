import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import makeDriver from "../../../builder/standards/scorm2004/driver";
import type { Driver, Launch, ScormTable } from "../../../templates/runtime/contract";
import { launch } from "../../../templates/runtime/launch";
import { World, makeTables } from "./world";

/** The strict platform of the browser tests: a table of SCORM 2004's rules, written without looking at this driver. */
const lms = (path: string): URL => new URL(`../../browser/lms/${path}`, import.meta.url);
const strict: { StrictScorm?: (given: unknown) => Record<string, (...given: string[]) => unknown> } = {};
runInNewContext(readFileSync(lms("strict.js"), "utf8"), Object.assign(strict, { globalThis: strict }));
const rules = JSON.parse(readFileSync(lms("scorm2004_table.json"), "utf8")) as unknown;
const quirks = (name: string): unknown => JSON.parse(readFileSync(lms(`quirks/${name}.json`), "utf8"));

const codes = { item: "[,]", pair: "[.]", limit: 4000, true: "true", false: "false" };
export const TABLE: ScormTable = {
  patience: 5000, location: 1000, exit: "suspend", whole: true, score: true, right: "correct", wrong: "incorrect",
  notation: { choice: codes, matching: codes, "fill-in": codes },
  interactions: {
    several: { id: "several", patterns: ["a[,]c"], weight: "1", objectives: ["outcome_1.1"], description: "Which of these?" },
    pairs: { id: "pairs", patterns: ["a[.]x"], weight: "2", objectives: [] },
    gaps: { id: "gaps", patterns: ["ethics", "ethical"], weight: "1", objectives: [] },
    poll: { id: "poll", patterns: [], weight: "1", objectives: [] },
  },
  objectives: [{ id: "outcome_1.1", outcome: "1.1", completes: true }, { id: "outcome_1.2", outcome: "1.2", completes: true }],
};
export const SET = "SetValue", GET = "GetValue";

export type Call = [name: string, given: string, value: string, answer: unknown];

export interface Overrides { quirks?: string; initial?: Record<string, string>; table?: Partial<ScormTable>; answer?: (call: Call) => unknown; place?: (api: unknown) => Record<string, unknown> }

export class Platform {
  readonly calls: Call[] = [];
  readonly world: World;
  readonly driver: Driver;
  committed: Record<string, string> = {};
  serverWorks = true;
  /** How many times the server will not end the visit. */
  endsRefused = 0;
  readonly api: Record<string, (...given: string[]) => unknown>;

  constructor({ quirks: named = "plain-2004", initial = {}, table = {}, answer, place }: Overrides = {}) {
    const store = (kind: string, now: Record<string, string>): boolean => {
      if (kind === "finish" && this.endsRefused-- > 0) return false;
      if (this.serverWorks) this.committed = { ...this.committed, ...now };
      return this.serverWorks;
    };
    if (!strict.StrictScorm) throw new Error("the strict platform did not load");
    this.api = strict.StrictScorm({ table: rules, quirks: quirks(named), initial, store });
    const logged = Object.fromEntries(Object.entries(this.api).map(([name, call]) => [name, (...given: string[]): unknown => {
      const real = call(...given);
      const entry: Call = [name, given[0] ?? "", given[1] ?? "", real];
      const overridden = answer ? answer(entry) : undefined;
      if (name !== "GetLastError") this.calls.push(entry);
      return overridden === undefined ? real : overridden;
    }]));
    const page: Record<string, unknown> = place ? place(logged) : { API_1484_11: logged };
    page["parent"] ??= page;
    this.world = new World(page);
    this.driver = makeDriver(this.world.host, { ...TABLE, ...table }, makeTables({ name: "scorm2004", table: null }));
  }

  launch(): Promise<Launch> {
    return this.world.until(launch(this.driver));
  }

  /** (element, value) of every set since the last look, and "commit" and "terminate" by name. */
  writes(): string[] {
    const found = this.calls.filter(([name]) => /SetValue|Commit|Terminate/.test(name))
      .map(([name, element, value]) => (name === SET ? `${element}=${value}` : name.toLowerCase()));
    this.calls.length = 0;
    return found;
  }

  refused(): Call[] {
    return this.calls.filter(([name, , , answer]) => name === SET && String(answer) === "false");
  }

  count(name: string): number {
    return this.calls.filter(([called]) => called === name).length;
  }

  /** Completion, success, progress, scaled and raw as the platform has them after a Commit. */
  get result(): (string | undefined)[] {
    return ["completion_status", "success_status", "progress_measure", "score.scaled", "score.raw"].map((name) => this.committed[`cmi.${name}`]);
  }
}

export async function launched(overrides: Overrides = {}): Promise<Platform> {
  const platform = new Platform(overrides);
  await platform.launch();
  platform.calls.length = 0;
  return platform;
}
