import makeDriver from "../../../builder/standards/scorm12/driver";
import type { Driver, Launch, ScormTable } from "../../../templates/runtime/contract";
import { launch } from "../../../templates/runtime/launch";
import { findStrict, logCalls, placeApi, readLms, type Api, type Call, type Overrides } from "./strict_scorm";
import { World, makeTables } from "./world";

const strict = findStrict("StrictScorm12");
const rules = readLms("scorm12_table.json");

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

export type { Call, Overrides };

export class Platform {
  readonly calls: Call[] = [];
  readonly world: World;
  readonly driver: Driver;
  committed: Record<string, string> = {};
  serverWorks = true;
  readonly api: Api;

  constructor({ quirks: named = "plain", initial = {}, table = {}, answer, place }: Overrides = {}) {
    const values = {
      "cmi.core.lesson_status": "not attempted", "cmi.core.entry": "ab-initio", "cmi.core.lesson_mode": "normal", "cmi.core.credit": "credit", ...initial,
    };
    const store = (_kind: string, now: Record<string, string>): boolean => {
      if (this.serverWorks) this.committed = { ...now };
      return this.serverWorks;
    };
    this.api = strict({ table: rules, quirks: readLms(`quirks/${named}.json`), initial: values, store });
    this.world = new World(placeApi("API", logCalls(this.api, this.calls, answer), place));
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
