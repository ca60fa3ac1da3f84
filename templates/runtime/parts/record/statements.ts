/** Makes statements of the plan's shapes, filled in, each "once" once. What comes of answers and of seen pages is told by the part `record_results`. */

import type { Change, Host, RecordResults, RecordRules, StatementMaker } from "../../contract";

type Shape = Record<string, unknown>;

/** A variable without a value is left out of its statement. */
const NOTHING = ["$object", "$parent", "$outcomes", "$response", "$success", "$raw", "$points", "$of", "$scaled", "$duration"]
  .reduce<Shape>((all, name) => ({ ...all, [name]: undefined }), {});

/** Outcomes that are not final: the unit as a whole is told nothing of. */
const UNFINISHED: Change["outcome"]["kind"][] = ["going-on", "failed-may-retry"];

export class Statements implements StatementMaker {
  /** Names of what is sent once a registration, and was. */
  readonly told: Record<string, boolean> = {};
  /** ms of the latest time stamp that is known, of this window or another. */
  last = 0;
  /** Names that this launch has queued, of what is sent once. */
  private readonly queued: Record<string, boolean> = {};
  private results: RecordResults | null = null;

  constructor(private readonly host: Host, private readonly rules: RecordRules) {}

  /** Everything of a change that was not queued before. Before the part is here, nothing can be answered, done or final. */
  compose(change: Change): Shape[] {
    const { answered, scored, sessions, outcome } = change;
    if (!answered.length && !scored.length && !sessions.length && UNFINISHED.indexOf(outcome.kind) >= 0) return [];
    this.results = this.results || this.host.part("record_results").open(this.host, this.rules, this);
    return this.results.compose(change);
  }

  /** Whether a final event was told in this registration, or is in the queue of this launch. */
  has(name: string): boolean {
    return !!(this.told[name] || this.queued[name]);
  }

  mark(names: string[]): boolean {
    const fresh = names.filter((name) => !this.told[name]);
    fresh.forEach((name) => { this.told[name] = true; });
    return fresh.length > 0;
  }

  /** What is queued, and not called told yet. */
  untold(): string[] {
    return Object.keys(this.queued).filter((name) => !this.told[name]);
  }

  make(event: string, values: Shape, at: number): Shape {
    const { lrs, table, values: added } = this.rules, { actor, registration, activity } = this.rules.launched;
    const timestamp = lrs.stamp(Math.max(at, this.last + 10));
    this.last = Date.parse(timestamp);
    return lrs.fill(table.shapes[event], {
      ...NOTHING, $id: this.host.uuid(), $timestamp: timestamp, $actor: actor, $registration: registration === null ? undefined : registration, $activity: activity,
      ...added, ...values,
    });
  }

  once(event: string, name: string, values: Shape): Shape {
    this.queued[name] = true;
    return this.make(event, { ...values, $id: this.rules.lrs.onceId(name) }, this.host.now());
  }

  isDue(name: string): boolean {
    return !this.told[name] && !this.queued[name];
  }
}
