/** What the state means: seen, done, open, passed. Pure functions over a course and the state of one learner (tracking contract 1). */

import type { CheckTable, InteractionTable, Outcome, SessionTable } from "./contract";
import { asked } from "./draws";
import type { Course } from "./course";
import type { Place } from "./outline";
import { isSeen, timesSubmitted, type Status } from "./page_status";
import { isFinal, type State } from "./state";
import { strongerOutcome } from "./state_reading";

/** A course, and how far a learner is in it. */
export interface Progress { readonly course: Course; readonly state: State }

/** Something that stands between the learner and the end. */
export interface Missing {
  what: "page" | "check" | "pass";
  title: string;
  page: string;
}

/** The core pages; where none is core, all of them, so that nothing is ever done unseen. */
function needed(places: Place[]): Place[] {
  const core = places.filter((place) => place.page.core);
  return core.length ? core : places;
}

const placesOf = ({ course }: Progress, session: SessionTable): Place[] => course.places.filter((place) => place.session === session);

const checksOf = ({ course }: Progress, session: SessionTable | undefined): CheckTable[] => (
  session ? course.tables.checks.filter((check) => session.pages.some(({ id }) => id === check.page)) : course.tables.checks
);

// ---------------------------------------------------------------- done or not

/** Nothing is left to do in it. */
export const isSessionDone = (progress: Progress, session: SessionTable): boolean => !missing(progress, session).length;

export function sessionStatus(progress: Progress, session: SessionTable): Status {
  if (isSessionDone(progress, session)) return "done";
  return placesOf(progress, session).some((place) => isSeen(progress, place)) ? "in-progress" : "not-started";
}

/** Ids of sessions. */
export const doneSessions = (progress: Progress): string[] =>
  progress.course.tables.sessions.filter((session) => isSessionDone(progress, session)).map((session) => session.id);

/** What is still to do: in a session, or in the whole course (then a mark not reached counts too). */
export function missing(progress: Progress, session?: SessionTable): Missing[] {
  const { course, state } = progress, { final } = course;
  const open = lacking(progress, needed(session ? placesOf(progress, session) : course.places), checksOf(progress, session));
  if (!session && final && course.tables.pass.mark !== null && timesSubmitted(progress, final) && state.outcome.kind === "failed-may-retry") {
    open.push({ what: "pass", title: final.title, page: final.page });
  }
  return open;
}

function lacking(progress: Progress, places: Place[], checks: CheckTable[]): Missing[] {
  const unread: Missing[] = places.filter((place) => !isSeen(progress, place)).map(({ page }) => ({ what: "page", title: page.title, page: page.id }));
  return unread.concat(checks.filter((check) => !timesSubmitted(progress, check)).map(({ title, page }) => ({ what: "check", title, page })));
}

// ---------------------------------------------------------------- the final check

/** What must be done before a check opens: nothing, save for the final one. */
export function missingBefore(progress: Progress, check: CheckTable): Missing[] {
  if (!check.final || timesSubmitted(progress, check)) return [];
  const { places, tables } = progress.course;
  return lacking(progress, needed(places).filter((place) => place.page.id !== check.page), tables.checks.filter((other) => other !== check));
}

/** Whether the pass rule is about this check: it limits the tries, and a final outcome closes it. */
export const isUnderRule = ({ course }: Progress, check: CheckTable): boolean => check.final && course.tables.pass.mark !== null;

/** Tries that remain; null: no limit. */
export function triesLeft(progress: Progress, check: CheckTable): number | null {
  const byRule = isUnderRule(progress, check);
  if (byRule && isFinal(progress.state.outcome)) return 0;
  const most = byRule ? progress.course.tables.pass.tries : check.tries;
  return most === null || most === undefined ? null : Math.max(0, most - timesSubmitted(progress, check));
}

// ---------------------------------------------------------------- the outcome

/** One of five, from pages, checks and the pass rule alone. */
export function earnedOutcome(progress: Progress): Outcome {
  const { course, state } = progress, { mark, tries } = course.tables.pass;
  if (mark === null) return missing(progress).length ? { kind: "going-on" } : { kind: "complete" };
  const kept = course.final && state.checks.get(course.final.key);
  if (!kept || !kept.count || kept.best === null) return { kind: "going-on" };
  if (kept.best >= mark) return { kind: "passed", raw: kept.best };
  return { kind: tries !== null && kept.count >= tries ? "failed" : "failed-may-retry", raw: kept.best };
}

/** Earned, but a final outcome is never lowered by a later version of the course. */
export function outcomeOf(progress: Progress): Outcome {
  const earned = earnedOutcome(progress), { outcome } = progress.state;
  return isFinal(outcome) ? strongerOutcome(outcome, earned) : earned;
}

// ---------------------------------------------------------------- what was learned

export interface Learned {
  /** Of the outcome. */
  id: string;
  text: string;
  /** The marked questions about it that this learner is asked. */
  asked: InteractionTable[];
  /** How many they are, how many were answered right last time, how many never answered. */
  questions: number;
  right: number;
  open: number;
  /** Pages about it that count, and how many of them were never seen. */
  about: Place[];
  unseen: number;
}

/** Outcome by outcome: in a session, or in the whole course; only those that a question or a page there is about. */
export const learned = (progress: Progress, session?: SessionTable): Learned[] =>
  learnedFrom(progress, checksOf(progress, session), session).filter(({ questions, about }) => questions || about.length);

/**
 * Ids of outcomes of which nothing is left to do in the unit: every page about them that counts was seen, every question about them that this learner
 * is asked in a check was submitted (tracking contract 1). Turning pages never completes what is still to be asked.
 */
export const completedOutcomes = (progress: Progress): string[] =>
  learnedFrom(progress, checksOf(progress, undefined)).filter(({ questions, about, open, unseen }) => (questions || about.length) && !open && !unseen).map(({ id }) => id);

/** The same at the end of the course: what the final check asks about is counted there alone where it gives the mark, so that count and mark agree. */
export function learnedInAll(progress: Progress): Learned[] {
  const { final } = progress.course, inAll = learnedFrom(progress, checksOf(progress, undefined));
  const inFinal = final && isUnderRule(progress, final) ? learnedFrom(progress, [final]) : [];
  return inAll.map((all, at) => { const own = inFinal[at]; return own && own.questions ? own : all; }).filter(({ questions, about }) => questions || about.length);
}

/** Every outcome, or those of a session, from some checks alone. */
export function learnedFrom({ course, state }: Progress, checks: CheckTable[], session?: SessionTable): Learned[] {
  const wanted = session && session.outcomes;
  const marked = checks.reduce<InteractionTable[]>((all, check) => all.concat(asked(check, course.tables, state.seed)), []);
  return course.tables.outcomes.filter(({ id }) => !wanted || wanted.includes(id)).map(({ id, text, pages }) => {
    const about = course.places.filter(({ page, session: held }) => pages.includes(page.id) && (!session || held === session));
    const own = marked.filter((table) => table.outcomes.includes(id)), answers = own.map((table) => state.answers.get(table.key));
    const given = answers.filter((answer) => answer && answer.count);
    return { id, text, asked: own, questions: answers.length, right: given.filter((answer) => answer && answer.right).length, open: answers.length - given.length,
      about, unseen: about.filter(({ page }) => !state.pages.has(page.key)).length };
  });
}
