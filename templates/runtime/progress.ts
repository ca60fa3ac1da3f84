/** What the state means: seen, done, open, passed. Pure functions over the course and the state (tracking contract 1). */

import type { CheckTable, InteractionTable, Outcome, SessionTable } from "./contract";
import { asked } from "./chance";
import type { Course, Place } from "./course";
import { isFinal, strongerOutcome, type State } from "./state";

export type Status = "not-started" | "in-progress" | "done";

/** Something that stands between the learner and the end. */
export interface Missing {
  what: "page" | "check" | "pass";
  title: string;
  page: string;
}

const isSeen = (state: State, place: Place): boolean => state.pages.has(place.page.key);

export const timesSubmitted = (state: State, check: CheckTable): number => state.checks.get(check.key)?.count || 0;

/** The core pages; where none is core, all of them, so that nothing is ever done unseen. */
function needed(places: Place[]): Place[] {
  const core = places.filter((place) => place.page.core);
  return core.length ? core : places;
}

const placesOf = (course: Course, session: SessionTable): Place[] => course.places.filter((place) => place.session === session);

const checksOf = (course: Course, session: SessionTable): CheckTable[] => course.tables.checks.filter((check) => course.place(check.page)?.session === session);

// ---------------------------------------------------------------- done or not

export function pageStatus(course: Course, state: State, place: Place): Status {
  if (!isSeen(state, place)) return "not-started";
  const open = course.tables.checks.some((check) => check.page === place.page.id && !timesSubmitted(state, check));
  return open ? "in-progress" : "done";
}

export function isSessionDone(course: Course, state: State, session: SessionTable): boolean {
  return needed(placesOf(course, session)).every((place) => isSeen(state, place)) && checksOf(course, session).every((check) => timesSubmitted(state, check) > 0);
}

export function sessionStatus(course: Course, state: State, session: SessionTable): Status {
  if (isSessionDone(course, state, session)) return "done";
  return placesOf(course, session).some((place) => isSeen(state, place)) ? "in-progress" : "not-started";
}

export const doneSessions = (course: Course, state: State): string[] =>
  course.tables.sessions.filter((session) => isSessionDone(course, state, session)).map((session) => session.id);

/** What is still to do: in a session, or in the whole course (then a mark not reached counts too). */
export function missing(course: Course, state: State, session?: SessionTable): Missing[] {
  const places = session ? placesOf(course, session) : course.places;
  const found = lacking(state, needed(places), session ? checksOf(course, session) : course.tables.checks);
  const { final } = course, { mark } = course.tables.pass;
  if (!session && final && mark !== null && timesSubmitted(state, final) && state.outcome.kind === "failed-may-retry") {
    found.push({ what: "pass", title: final.title, page: final.page });
  }
  return found;
}

function lacking(state: State, places: Place[], checks: CheckTable[]): Missing[] {
  const unread: Missing[] = places.filter((place) => !isSeen(state, place)).map(({ page }) => ({ what: "page", title: page.title, page: page.id }));
  const untried: Missing[] = checks.filter((check) => !timesSubmitted(state, check)).map(({ title, page }) => ({ what: "check", title, page }));
  return unread.concat(untried);
}

// ---------------------------------------------------------------- the final check

/** What must be done before a check opens: nothing, save for the final one. */
export function missingBefore(course: Course, state: State, check: CheckTable): Missing[] {
  if (!check.final || timesSubmitted(state, check)) return [];
  return lacking(
    state, needed(course.places).filter((place) => place.page.id !== check.page), course.tables.checks.filter((other) => other !== check),
  );
}

/** Tries that remain; null: no limit. The final check of a course with a mark is limited by the pass rule and closed by its result. */
export function triesLeft(course: Course, state: State, check: CheckTable): number | null {
  const { mark, tries } = course.tables.pass;
  if (!check.final || mark === null) return check.tries === undefined ? null : Math.max(0, check.tries - timesSubmitted(state, check));
  if (isFinal(state.outcome)) return 0;
  return tries === null ? null : Math.max(0, tries - timesSubmitted(state, check));
}

// ---------------------------------------------------------------- the outcome

/** One of five, from pages, checks and the pass rule alone. */
export function earnedOutcome(course: Course, state: State): Outcome {
  const { mark, tries } = course.tables.pass;
  if (mark === null) return missing(course, state).length ? { kind: "going-on" } : { kind: "complete" };
  const kept = course.final && state.checks.get(course.final.key);
  if (!kept || !kept.count || kept.best === null) return { kind: "going-on" };
  if (kept.best >= mark) return { kind: "passed", raw: kept.best };
  return { kind: tries !== null && kept.count >= tries ? "failed" : "failed-may-retry", raw: kept.best };
}

/** Earned, but a final outcome is never lowered by a later version of the course. */
export function outcomeOf(course: Course, state: State): Outcome {
  const earned = earnedOutcome(course, state);
  return isFinal(state.outcome) ? strongerOutcome(state.outcome, earned) : earned;
}

// ---------------------------------------------------------------- what was learned

export interface Learned {
  text: string;
  /** Marked questions about it, how many were answered right last time, how many never answered. */
  questions: number;
  right: number;
  open: number;
}

export function learned(course: Course, state: State, session?: SessionTable): Learned[] {
  const checks = session ? checksOf(course, session) : course.tables.checks;
  return learnedFrom(course, state, checks, session ? session.outcomes : course.tables.outcomes.map(({ id }) => id));
}

/** The same, from some checks and about some outcomes alone. */
export function learnedFrom(course: Course, state: State, checks: CheckTable[], wanted: string[]): Learned[] {
  let marked: InteractionTable[] = [];
  for (const check of checks) marked = marked.concat(asked(check, course.tables, state.seed));
  return course.tables.outcomes.filter(({ id }) => wanted.includes(id)).map(({ id, text }) => {
    const about = marked.filter((one) => one.outcomes.includes(id));
    const kept = about.map((one) => state.answers.get(one.key));
    return {
      text, questions: about.length,
      right: kept.filter((answer) => answer && answer.count && answer.right).length,
      open: kept.filter((answer) => !answer || !answer.count).length,
    };
  });
}
