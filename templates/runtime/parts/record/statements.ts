/** Makes statements out of what the learner did: shapes of the plan, filled in, each submission once, each "once" once. */

import type { About, Answered, Change, Final, Host, NotationPart, Outcome, RecordRules, Scored } from "../../contract";

type Shape = Record<string, unknown>;

const SESSION = "session-completed/";
/** A variable without a value is left out of its statement. */
const NOTHING = ["$object", "$parent", "$outcomes", "$response", "$success", "$raw", "$points", "$of", "$scaled", "$duration"]
  .reduce<Shape>((all, name) => ({ ...all, [name]: undefined }), {});

export class StatementMaker {
  /** Names of what is sent once a registration, and was. */
  readonly told: Record<string, boolean> = {};
  /** ms of the latest time stamp that is known, of this window or another. */
  last = 0;
  /** Submissions of this launch that are in the queue already: a change that was lost comes again. */
  private readonly submitted: Record<string, boolean> = {};
  /** Names that this launch has queued, of what is sent once. */
  private readonly queued: Record<string, boolean> = {};

  private readonly notation: NotationPart;

  constructor(private readonly host: Host, private readonly rules: RecordRules) {
    this.notation = host.part("notation");
  }

  /** Everything of a change that was not queued before. */
  compose(change: Change): Shape[] {
    const { questions, outcomes, sessions, shapes } = this.rules.table;
    const answers = change.answered.filter((answered) => this.isNew("answered", `${answered.interaction}/${answered.count}`, questions[answered.interaction]));
    const scores = change.scored.filter((scored) => this.isNew("outcome-scored", `${scored.check}/${scored.outcome}/${scored.count}`, outcomes[scored.outcome]));
    const done = change.sessions.filter((id) => shapes["session-completed"] && sessions[id] && this.isDue(SESSION + id));
    const statements = answers.map((answered) => this.answered(answered)).concat(scores.map((scored) => this.scored(scored)), done.map((id) => this.finished(id)));
    const raw = "raw" in change.outcome ? change.outcome.raw : null, score = raw === null ? {} : { $raw: raw, $scaled: raw / 100 };
    for (const name of this.rules.due(finals(change.outcome), raw).filter((event) => shapes[event] && this.isDue(event))) {
      statements.push(this.once(name, name, { ...score, $duration: this.notation.duration(change.seconds) }));
    }
    return statements;
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

  private once(event: string, name: string, values: Shape): Shape {
    this.queued[name] = true;
    return this.make(event, { ...values, $id: this.rules.lrs.onceId(name) }, this.host.now());
  }

  private isDue(name: string): boolean {
    return !this.told[name] && !this.queued[name];
  }

  private isNew(event: string, name: string, about: unknown): boolean {
    const whole = `${event}/${name}`;
    if (!this.rules.table.shapes[event] || !about || this.submitted[whole]) return false;
    this.submitted[whole] = true;
    return true;
  }

  private finished(session: string): Shape {
    const { sessions, sessionOutcomes } = this.rules.table;
    return this.once("session-completed", SESSION + session, { $object: this.whole(sessions[session] as About), $outcomes: this.outcomes(sessionOutcomes[session]) });
  }

  private scored(scored: Scored): Shape {
    const { outcomes, checks } = this.rules.table;
    return this.make("outcome-scored", {
      $object: this.whole(outcomes[scored.outcome] as About), $parent: this.whole(checks[scored.check] as About),
      $points: scored.points, $of: scored.of, $scaled: Math.round((10000 * scored.points) / scored.of) / 10000,
    }, scored.at);
  }

  private answered(answered: Answered): Shape {
    const { questions, checks, sessions, notation } = this.rules.table, question = questions[answered.interaction] as (typeof questions)[string];
    const row = this.rules.tables.interactions.find(({ id }) => id === answered.interaction);
    const holder = (row && row.check && checks[row.check]) || sessions[question.session];
    return this.make("answered", {
      $object: this.whole(question.object), $parent: holder && this.whole(holder), $outcomes: this.outcomes(question.outcomes),
      $response: this.notation.write(answered.response, notation),
      $success: row && row.correct.length ? answered.right : undefined, $duration: this.notation.duration(answered.latency),
    }, answered.at);
  }

  private outcomes(ids: string[] = []): About[] | undefined {
    const objectives = ids.map((id) => this.rules.table.outcomes[id]).filter((about) => about !== undefined).map((about) => this.whole(about));
    return objectives.length ? objectives : undefined;
  }

  private whole(about: About): About {
    return { ...about, id: this.rules.table.base + about.id };
  }
}

/** What an outcome means for the whole unit (tracking contract 1). */
function finals({ kind }: Outcome): Final[] {
  if (kind === "complete") return ["completed"];
  return kind === "passed" || kind === "failed" ? [kind, "completed"] : [];
}
