/** One go at the course: the state, and what it comes to. Knows no page, no platform; answers are taken by `answers`, which comes after the first page. */

import type { Answered, Outcome, Scored } from "./contract";
import { isKeptInWindow, type Course } from "./course";
import type { Notes } from "./notes";
import { completedOutcomes, doneSessions, outcomeOf } from "./progress";
import { isFinal, pack, type State } from "./state";

/** What one action changed, for the driver (see `Change`). */
export interface ActionResult {
  answered: Answered[];
  scored: Scored[];
  sessions: string[];
  completed: string[];
  reached: boolean;
}

export interface Attempt {
  readonly course: Course;
  readonly notes: Notes;
  state: State;
  outcome: () => Outcome;
  pack: () => string;
  /** A page came into sight. `at`: ms of the clock. */
  see: (page: string, at: number) => ActionResult;
}

/**
 * @param state as it was found
 * @param notes where own words live
 */
export function makeAttempt(course: Course, state: State, notes: Notes): Attempt {
  forgetWindowAnswers(course, state);
  const attempt: Attempt = {
    course, notes, state,
    outcome: () => attempt.state.outcome,
    pack: () => pack(attempt.state, course.knows, course.tables.limits.state),
    see: (page, at) => perform(attempt, at, () => {
      const place = course.place(page);
      if (place) attempt.state.pages.add(place.page.key);
      return {};
    }),
  };
  return attempt;
}

/** An earlier version of the course may have kept in the state what is kept in the window now: it goes with the first save (tracking contract 3). */
function forgetWindowAnswers({ tables }: Course, { answers, drafts }: State): void {
  for (const table of tables.interactions) {
    if (isKeptInWindow(table)) for (const kept of [answers, drafts]) kept.delete(table.key);
  }
}

/** Does an action, and finds what it changed. */
export function perform(attempt: Attempt, at: number, action: () => Partial<ActionResult>): ActionResult {
  const { state } = attempt, before = doneSessions(attempt), completedBefore = completedOutcomes(attempt), old = state.outcome;
  const { answered = [], scored = [] } = action();
  state.outcome = outcomeOf(attempt);
  const completed = completedOutcomes(attempt), changed = scored.length > 0 || completed.some((id) => !completedBefore.includes(id));
  if (isFinal(state.outcome) && !isFinal(old)) state.finished = dayOf(at);
  return {
    answered, scored,
    sessions: doneSessions(attempt).filter((id) => !before.includes(id)),
    // All of them, so that one is told as well that was completed by the rule of an earlier version.
    completed: changed ? completed : [],
    reached: isFinal(state.outcome) && old.kind !== state.outcome.kind,
  };
}

/** The day of a moment by the learner's calendar, in days since 1 January 1970. */
function dayOf(at: number): number {
  return Math.floor((at - 60000 * new Date(at).getTimezoneOffset()) / 86400000);
}
