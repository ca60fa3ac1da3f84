/** One go at the course: the state, and what each action of the learner does to it. Knows no page, no platform. */

import type { Answered, CheckTable, InteractionTable, Marking, Response } from "./contract";
import type { Course } from "./course";
import { mark, percent } from "./marking";
import { packResponse, unpackResponse } from "./payload";
import { doneSessions, outcomeOf } from "./progress";
import { isFinal, pack, type KeptAnswer, type State } from "./state";

/** What one action changed, for the driver (see `Change`). */
export interface Step {
  answered: Answered[];
  sessions: string[];
  reached: boolean;
}

export interface Given {
  response: Response;
  /** Seconds since first sight. */
  latency: number;
}

export class Attempt {
  /** @param held how many interactions the platform already holds */
  constructor(readonly course: Course, public state: State, private readonly held: number) {}

  pack(): string {
    return pack(this.state, this.course.knows, this.course.tables.limits.state);
  }

  answer(table: InteractionTable): KeptAnswer | undefined {
    return this.state.answers.get(table.key);
  }

  /** The kept response of a question, complete or a draft. */
  response(table: InteractionTable): Response | null {
    const kept = this.answer(table);
    return kept ? unpackResponse(table, kept.payload) : null;
  }

  see(page: string): Step {
    return this.step(() => {
      const place = this.course.place(page);
      if (place) this.state.pages.add(place.page.key);
      return [];
    });
  }

  /** What stands in the fields now. What was submitted before stays counted. */
  draft(table: InteractionTable, response: Response | null): void {
    const kept = this.answer(table);
    const payload = response ? packResponse(table, response) : "";
    if (!kept && !payload) return;
    if (!payload && kept && !kept.count) this.state.answers.delete(table.key);
    else this.state.answers.set(table.key, { ...(kept || UNANSWERED), submitted: false, payload });
  }

  /** A practice question, checked. */
  practise(table: InteractionTable, given: Given, at: number): { step: Step; marking: Marking } {
    const marking = mark(table, given.response);
    return { marking, step: this.step(() => this.submit(table, given, marking, at)) };
  }

  /** A whole check, submitted: every question has a response. */
  submitCheck(check: CheckTable, given: (table: InteractionTable) => Given, at: number): Step {
    return this.step(() => {
      const answered: Answered[] = [];
      let points = 0;
      for (const id of check.interactions) {
        const table = this.course.interaction(id);
        if (!table) continue;
        const one = given(table), marking = mark(table, one.response);
        points += marking.points;
        answered.push(...this.submit(table, one, marking, at));
      }
      const kept = this.state.checks.get(check.key);
      const raw = percent(points, check.points);
      this.state.checks.set(check.key, { count: (kept ? kept.count : 0) + 1, best: Math.max(raw, (kept && kept.best) || 0) });
      return answered;
    });
  }

  private submit(table: InteractionTable, { response, latency }: Given, marking: Marking, at: number): Answered[] {
    const kept = this.answer(table) || UNANSWERED;
    const count = kept.count + 1;
    const index = !table.recorded ? kept.index : kept.index === null ? this.nextIndex() : kept.index;
    this.state.answers.set(table.key, {
      count, submitted: true, right: marking.right, firstRight: kept.count ? kept.firstRight : marking.right, index, payload: packResponse(table, response),
    });
    if (!table.recorded || index === null) return [];
    return [{ interaction: table.id, response, right: marking.right, points: marking.points, index, count, at, latency }];
  }

  /** Behind everything that the platform or our state has (tracking contract 2). */
  private nextIndex(): number {
    let next = this.held;
    this.state.answers.forEach(({ index }) => { if (index !== null && index >= next) next = index + 1; });
    return next;
  }

  private step(act: () => Answered[]): Step {
    const before = doneSessions(this.course, this.state), old = this.state.outcome;
    const answered = act();
    this.state.outcome = outcomeOf(this.course, this.state);
    return {
      answered,
      sessions: doneSessions(this.course, this.state).filter((id) => before.indexOf(id) < 0),
      reached: isFinal(this.state.outcome) && old.kind !== this.state.outcome.kind,
    };
  }
}

const UNANSWERED: KeptAnswer = { count: 0, submitted: false, right: false, firstRight: false, index: null, payload: "" };
