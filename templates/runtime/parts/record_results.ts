/**
 * What a record store is told of answers, scores, sessions and the outcome of the unit, each submission once. It comes after the first page: before
 * that nothing can be answered, done or final.
 */

import type { About, Answered, Change, Final, Host, NotationPart, Outcome, Parts, RecordResults, RecordResultsPart, RecordRules, Scored, StatementMaker } from "../contract";

type Shape = Record<string, unknown>;

const SESSION = "session-completed/";

class Results implements RecordResults {
  /** Submissions of this launch that are in the queue already: a change that was lost comes again. */
  private readonly submitted: Record<string, boolean> = {};
  private readonly notation: NotationPart;
  private readonly duration: Parts["duration"];

  constructor(host: Host, private readonly rules: RecordRules, private readonly maker: StatementMaker) {
    this.notation = host.part("notation");
    this.duration = host.part("duration");
  }

  compose(change: Change): Shape[] {
    const { questions, outcomes, sessions, shapes } = this.rules.table;
    const answers = change.answered.filter((answered) => this.isNew("answered", `${answered.interaction}/${answered.count}`, questions[answered.interaction]));
    const scores = change.scored.filter((scored) => this.isNew("outcome-scored", `${scored.check}/${scored.outcome}/${scored.count}`, outcomes[scored.outcome]));
    const done = change.sessions.filter((id) => shapes["session-completed"] && sessions[id] && this.maker.isDue(SESSION + id));
    const statements = answers.map((answered) => this.answered(answered)).concat(scores.map((scored) => this.scored(scored)), done.map((id) => this.finished(id)));
    const raw = "raw" in change.outcome ? change.outcome.raw : null, score = raw === null ? {} : { $raw: raw, $scaled: raw / 100 };
    for (const name of this.rules.due(finals(change.outcome), raw).filter((event) => shapes[event] && this.maker.isDue(event))) {
      statements.push(this.maker.once(name, name, { ...score, $duration: this.duration(change.seconds) }));
    }
    return statements;
  }

  private isNew(event: string, name: string, about: unknown): boolean {
    const whole = `${event}/${name}`;
    if (!this.rules.table.shapes[event] || !about || this.submitted[whole]) return false;
    this.submitted[whole] = true;
    return true;
  }

  private finished(session: string): Shape {
    const { sessions, sessionOutcomes } = this.rules.table;
    return this.maker.once("session-completed", SESSION + session, { $object: this.whole(sessions[session] as About), $outcomes: this.outcomes(sessionOutcomes[session]) });
  }

  private scored(scored: Scored): Shape {
    const { outcomes, checks } = this.rules.table;
    return this.maker.make("outcome-scored", {
      $object: this.whole(outcomes[scored.outcome] as About), $parent: this.whole(checks[scored.check] as About),
      $points: scored.points, $of: scored.of, $scaled: Math.round((10000 * scored.points) / scored.of) / 10000,
    }, scored.at);
  }

  private answered(answered: Answered): Shape {
    const { questions, checks, sessions, notation } = this.rules.table, question = questions[answered.interaction] as (typeof questions)[string];
    const row = this.rules.tables.interactions.find(({ id }) => id === answered.interaction);
    const holder = (row && row.check && checks[row.check]) || sessions[question.session];
    return this.maker.make("answered", {
      $object: this.whole(question.object), $parent: holder && this.whole(holder), $outcomes: this.outcomes(question.outcomes),
      $response: this.notation.write(answered.response, notation),
      $success: row && row.correct.length ? answered.right : undefined, $duration: this.duration(answered.latency),
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

const results: RecordResultsPart = { open: (host, rules, maker) => new Results(host, rules, maker) };

export default results;
