/** One go at the course: the state, and what each action of the learner does to it. Knows no page, no platform. */

import type { Answered, CheckTable, InteractionTable, Marking, Outcome, Response, Scored } from "./contract";
import type { Course } from "./course";
import { mark, percent } from "./marking";
import { packResponse, unpackResponse } from "./payload";
import { doneSessions, outcomeOf } from "./progress";
import { isFinal, pack, type KeptAnswer, type State } from "./state";

/** What one action changed, for the driver (see `Change`). */
export interface Step {
  answered: Answered[];
  scored: Scored[];
  sessions: string[];
  reached: boolean;
}

export interface Given {
  response: Response;
  /** Seconds since first sight. */
  latency: number;
}

export interface Attempt {
  readonly course: Course;
  state: State;
  outcome(): Outcome;
  pack(): string;
  answer(table: InteractionTable): KeptAnswer | undefined;
  /** The kept response of a question, complete or a draft. */
  response(table: InteractionTable): Response | null;
  see(page: string): Step;
  /** What stands in the fields now. What was submitted before stays counted. */
  draft(table: InteractionTable, response: Response | null): void;
  /** A practice question, checked. */
  practise(table: InteractionTable, given: Given, at: number): { step: Step; marking: Marking };
  /** A whole check, submitted: every question has a response. */
  submitCheck(check: CheckTable, given: (table: InteractionTable) => Given, at: number): Step;
}

/** @param held how many interactions the platform already holds */
export function makeAttempt(course: Course, found: State, held: number): Attempt {
  const attempt: Attempt = {
    course, state: found,
    outcome: () => attempt.state.outcome,
    pack: () => pack(attempt.state, course.knows, course.tables.limits.state),
    answer: (table) => attempt.state.answers.get(table.key),
    response: (table) => {
      const kept = attempt.answer(table);
      return kept ? unpackResponse(table, kept.payload) : null;
    },
    see: (page) => step(() => {
      const place = course.place(page);
      if (place) attempt.state.pages.add(place.page.key);
      return {};
    }),
    draft: (table, response) => {
      const { answers } = attempt.state, kept = attempt.answer(table), payload = response ? packResponse(table, response) : "";
      if (payload || (kept && kept.count)) answers.set(table.key, { ...(kept || UNANSWERED), submitted: false, payload });
      else answers.delete(table.key);
    },
    practise: (table, given, at) => {
      const marking = mark(table, given.response);
      return { marking, step: step(() => ({ answered: submit(table, given, marking, at) })) };
    },
    submitCheck: (check, given, at) => step(() => {
      let answered: Answered[] = [], points = 0;
      for (const id of check.interactions) {
        const table = course.interaction(id);
        if (!table) continue;
        const one = given(table), marking = mark(table, one.response);
        points += marking.points;
        answered = answered.concat(submit(table, one, marking, at));
      }
      const { checks } = attempt.state, kept = checks.get(check.key) || { count: 0, best: null };
      checks.set(check.key, { count: kept.count + 1, best: Math.max(percent(points, check.points), kept.best || 0) });
      return { answered, scored: score(check, kept.count + 1, at) };
    }),
  };

  function submit(table: InteractionTable, { response, latency }: Given, marking: Marking, at: number): Answered[] {
    const kept = attempt.answer(table) || UNANSWERED, { right, points } = marking;
    const count = kept.count + 1, index = table.recorded && kept.index === null ? nextIndex() : kept.index;
    attempt.state.answers.set(table.key, {
      count, submitted: true, right, firstRight: kept.count ? kept.firstRight : right, index, payload: packResponse(table, response),
    });
    return table.recorded && index !== null ? [{ interaction: table.id, response, right, points, index, count, at, latency }] : [];
  }

  /** Behind everything that the platform or our state has (tracking contract 2). */
  function nextIndex(): number {
    let next = held;
    attempt.state.answers.forEach(({ index }) => { if (index !== null && index >= next) next = index + 1; });
    return next;
  }

  /** Outcome by outcome, in the order of the course: what the questions of a check just submitted came to. */
  function score(check: CheckTable, count: number, at: number): Scored[] {
    let scored: Scored[] = [];
    for (const { id } of course.tables.outcomes) {
      const about = course.tables.interactions.filter((one) => one.check && one.outcomes.includes(id));
      const here = about.filter((one) => one.check === check.id);
      const whole = about.every((one) => (attempt.answer(one) || UNANSWERED).count > 0) ? sum(about) : null;
      if (here.length) scored = scored.concat({ check: check.id, outcome: id, ...sum(here), whole, count, at });
    }
    return scored;
  }

  /** Points of what is kept, and the most there are. */
  function sum(tables: InteractionTable[]): { points: number; of: number } {
    let points = 0, of = 0;
    for (const table of tables) {
      const response = attempt.response(table);
      if (response) points += mark(table, response).points;
      of += table.points;
    }
    return { points, of };
  }

  function step(act: () => Partial<Step>): Step {
    const { state } = attempt, before = doneSessions(course, state), old = state.outcome;
    const { answered = [], scored = [] } = act();
    state.outcome = outcomeOf(course, state);
    return {
      answered, scored,
      sessions: doneSessions(course, state).filter((id) => !before.includes(id)),
      reached: isFinal(state.outcome) && old.kind !== state.outcome.kind,
    };
  }

  return attempt;
}

const UNANSWERED: KeptAnswer = { count: 0, submitted: false, right: false, firstRight: false, index: null, payload: "" };
