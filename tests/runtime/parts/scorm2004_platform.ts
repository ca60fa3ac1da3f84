import makeDriver from "../../../builder/standards/scorm2004/driver";
import type { Driver, Launch, ScormTable } from "../../../templates/runtime/contract";
import { launch } from "../../../templates/runtime/launch";
import { findStrict, logCalls, placeApi, readLms, type Api, type Call, type Overrides } from "./strict_scorm";
import { World, makeTables } from "./world";

const strict = findStrict("StrictScorm");
const rules = readLms("scorm2004_table.json");

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

export type { Call, Overrides };

export class Platform {
  readonly calls: Call[] = [];
  readonly world: World;
  readonly driver: Driver;
  committed: Record<string, string> = {};
  serverWorks = true;
  /** How many times the server will not end the visit. */
  endsRefused = 0;
  readonly api: Api;

  constructor({ quirks: named = "plain-2004", initial = {}, table = {}, answer, place }: Overrides = {}) {
    const store = (kind: string, now: Record<string, string>): boolean => {
      if (kind === "finish" && this.endsRefused-- > 0) return false;
      if (this.serverWorks) this.committed = { ...this.committed, ...now };
      return this.serverWorks;
    };
    this.api = strict({ table: rules, quirks: readLms(`quirks/${named}.json`), initial, store });
    this.world = new World(placeApi("API_1484_11", logCalls(this.api, this.calls, answer), place));
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
