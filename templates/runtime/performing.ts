/** Does what the learner does, and finds what it changed: sessions done, outcomes completed, the outcome of the whole. It comes after the first page. */

import type { ActionResult, Attempt } from "./attempt";
import type { Course } from "./course";
import { completedOutcomes, doneSessions, outcomeOf } from "./progress";
import { isFinal } from "./state";

/** Does an action, and finds what it changed. */
export function perform(attempt: Attempt & { readonly course: Course }, at: number, action: () => Partial<ActionResult>): ActionResult {
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
