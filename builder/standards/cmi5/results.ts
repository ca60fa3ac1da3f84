/**
 * What a session of cmi5 may tell of the outcome, and what it has to say of statements that it may not send. It comes after the first page: before
 * that nothing can be final. Numbers are ids of `@cmi5/requirements`.
 */

import type { Cmi5Results, Cmi5ResultsPart, Cmi5Sitting, Final } from "../../../templates/runtime/contract";

type Properties = Record<string, unknown>;

const FINAL: Final[] = ["passed", "failed", "completed"];

class Results implements Cmi5Results {
  constructor(private readonly sitting: Cmi5Sitting) {}

  due(finals: Final[], raw: number | null): Final[] {
    const { mastery, visit, shapes } = this.sitting, reached = raw !== null && (mastery === null || raw / 100 >= mastery);
    return finals.filter((name) => {
      if (name === "completed") return true;
      const may = !!shapes[name] && !this.isTold(name) && this.mayJudge(name) && (name === "passed" ? reached : mastery === null || !reached);
      if (may) visit.note({ judged: name });
      return may;
    });
  }

  /** One judgement a session (9.3.0.0-3), and none after `passed` (9.3.0.0-7, 9.3.0.0-8). */
  private mayJudge(name: Final): boolean {
    const { judged } = this.sitting.visit;
    return !this.isTold("passed") && (!judged || judged === name);
  }

  private isTold(name: Final): boolean {
    return this.sitting.record.told(name);
  }

  async recall(kind: string): Promise<void> {
    const { record, lrs, shapes, activity } = this.sitting;
    const wanted = FINAL.filter((name) => (name !== "failed" || kind === "failed") && (name === "completed" || kind !== "complete"));
    await Promise.all(wanted.filter((name) => shapes[name] && !record.told(name)).map(async (name) => {
      const { id } = (shapes[name] as { verb: { id: string } }).verb;
      if (await lrs.knows(id, activity)) record.mark([name]);
    }));
  }
}

/** What the answers were about, each once and in quotation marks. */
function nameAnswers(statements: Properties[]): string {
  const names = statements.map(({ object, result }) => (result && ("response" in (result as Properties)) ? readName(object as Properties) : "")).filter(Boolean);
  return names.filter((name, at) => names.indexOf(name) === at).map((name) => `“${name}”`).join(", ");
}

/** What an activity is called, in whatever language the statement has. */
function readName(object: Properties): string {
  const { name } = (object["definition"] || {}) as { name?: Record<string, string> };
  return Object.values(name || {})[0] || "";
}

const results: Cmi5ResultsPart = { open: (sitting) => new Results(sitting), nameAnswers };

export default results;
