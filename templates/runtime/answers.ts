/** What an attempt does with answers: drafts, practice, checks. It comes after the first page. */

import type { Answered, CheckTable, InteractionTable, Marking, Response, Scored, WidgetView } from "./contract";
import type { ActionResult, Attempt } from "./attempt";
import { isKeptInWindow, makeCourse, type Course } from "./course";
import { asked } from "./draws";
import { mark, percent } from "./marking";
import type { Notes } from "./notes";
import { packResponse, unpackResponse } from "./payload";
import { perform } from "./performing";
import { pack, type KeptAnswer, type State } from "./state";
import { makeWindowAnswers, type WindowAnswers } from "./window_answers";

export interface TimedResponse {
  response: Response;
  /** Seconds since first sight. */
  latency: number;
}

/** An attempt that takes answers. */
export interface AnsweringAttempt extends Attempt {
  readonly course: Course;
  readonly notes: Notes;
  readonly inWindow: WindowAnswers;
  /** What was submitted last, whatever has been filled in since. */
  answer: (table: InteractionTable) => KeptAnswer | undefined;
  /** Whether a question was submitted and nothing was changed since. */
  isSettled: (table: InteractionTable) => boolean;
  /** What stands in the fields of a question: a draft, else what was submitted. */
  filledIn: (table: InteractionTable) => Response | null;
  /** How what was submitted last is marked, drafts left aside; null before the first submission. */
  marking: (table: InteractionTable) => Marking | null;
  /** The questions of a check that this learner is asked, in order. */
  asked: (check: CheckTable) => InteractionTable[];
  /** What stands in the fields now. It lies beside what was submitted, never over it. */
  draft: (table: InteractionTable, response: Response | null) => void;
  /** Drops a draft: where no try is left, or another window used it, the field shows what was submitted. */
  discard: (table: InteractionTable, field: Pick<WidgetView, "write">) => void;
  /** Questions on a page, checked or sent: one, or all parts of a block. `at`: ms of the clock. */
  practise: (given: [InteractionTable, TimedResponse][], at: number) => { result: ActionResult; markings: Marking[] };
  /** A whole check, submitted: every question has a response. */
  submitCheck: (check: CheckTable, given: (table: InteractionTable) => TimedResponse, at: number) => ActionResult;
}

/**
 * Lets an attempt take answers.
 *
 * @param held how many interactions the platform already holds
 * @param notes where own words live
 */
export function takeAnswers(begun: Attempt, held: number, notes: Notes): AnsweringAttempt {
  const course = makeCourse(begun.course), inWindow = makeWindowAnswers(notes), { see } = begun;
  forgetWindowAnswers(course, begun.state);
  begun.followed.forEach(notes.follow);
  const answering: Omit<AnsweringAttempt, Exclude<keyof Attempt, "course" | "follow" | "pack" | "see">> = {
    inWindow, course, notes,
    follow: notes.follow,
    pack: () => pack(attempt.state, course.knows, course.tables.limits.state),
    see: (page, at) => perform(attempt, at, () => {
      see(page, at);
      return {};
    }),
    answer: (table) => (isKeptInWindow(table) ? inWindow.get(table) : attempt.state.answers.get(table.key)),
    isSettled: (table) => !!attempt.answer(table) && !attempt.state.drafts.has(table.key) && !isChangedInWindow(attempt, table),
    filledIn: (table) => {
      if (table.windowOnly) return notes.get(table.key);
      return unpackResponse(table, attempt.state.drafts.get(table.key) ?? (attempt.answer(table) || UNANSWERED).payload);
    },
    marking: (table) => markSubmitted(attempt, table),
    asked: (check) => asked(check, course.tables, attempt.state.seed),
    draft: (table, response) => {
      if (table.windowOnly) notes.set(table.key, response);
      if (!isKeptInWindow(table)) keepDraft(attempt, table, response && !table.windowOnly ? packResponse(table, response) : "");
    },
    discard: (table, field) => {
      attempt.state.drafts.delete(table.key);
      const response = attempt.filledIn(table);
      if (response) field.write(response);
    },
    practise: (given, at) => {
      const markings = given.map(([table, { response }]) => mark(table, response));
      const result = perform(attempt, at, () => ({
        answered: given.reduce<Answered[]>((all, [table, timed], nth) => all.concat(submit(attempt, held, table, timed, markings[nth] as Marking, at)), []),
      }));
      return { markings, result };
    },
    submitCheck: (check, given, at) => perform(attempt, at, () => {
      let answered: Answered[] = [], points = 0, of = 0;
      for (const table of attempt.asked(check)) {
        const timed = given(table), marking = mark(table, timed.response);
        points += marking.points;
        of += table.points;
        answered = answered.concat(submit(attempt, held, table, timed, marking, at));
      }
      const { checks } = attempt.state, kept = checks.get(check.key) || { count: 0, best: null };
      checks.set(check.key, { count: kept.count + 1, best: Math.max(percent(points, of), kept.best || 0) });
      return { answered, scored: score(attempt, check, kept.count + 1, at) };
    }),
  };
  const attempt = Object.assign(begun, answering);
  return attempt;
}

/** An earlier version of the course may have kept in the state what is kept in the window now: it goes with the first save (tracking contract 3). */
function forgetWindowAnswers({ tables }: Course, { answers, drafts }: State): void {
  for (const table of tables.interactions) {
    if (isKeptInWindow(table)) for (const kept of [answers, drafts]) kept.delete(table.key);
  }
}

const UNANSWERED: KeptAnswer = { count: 0, right: false, firstRight: false, index: null, payload: "" };

/** Keeps what was submitted; gives what is told of it, where it is sent. */
function submit(attempt: AnsweringAttempt, held: number, table: InteractionTable, { response, latency }: TimedResponse, { right, points }: Marking, at: number): Answered[] {
  const kept = attempt.answer(table) || UNANSWERED, { answers } = attempt.state;
  const count = kept.count + 1, index = table.recorded && kept.index === null ? nextIndex(answers, held) : kept.index;
  if (table.windowOnly) attempt.notes.set(table.key, response);
  if (isKeptInWindow(table)) {
    attempt.inWindow.submit(table, response);
    return [];
  }
  attempt.state.drafts.delete(table.key);
  answers.set(table.key, {
    count, right, firstRight: kept.count ? kept.firstRight : right, index, payload: table.windowOnly ? "" : packResponse(table, response),
  });
  return table.recorded && index !== null ? [{ interaction: table.id, response, right, points, index, count, at, latency }] : [];
}

/** Where a draft of version 1 or 2 took the place of the answer, all that is known is whether it was right. */
function markSubmitted(attempt: AnsweringAttempt, table: InteractionTable): Marking | null {
  const kept = attempt.answer(table), response = kept && (isKeptInWindow(table) ? attempt.inWindow.submitted(table) : unpackResponse(table, kept.payload));
  if (response) return mark(table, response);
  return kept ? { right: kept.right, points: kept.right ? table.points : 0, parts: {} } : null;
}

const isChangedInWindow = ({ notes, inWindow }: AnsweringAttempt, table: InteractionTable): boolean =>
  isKeptInWindow(table) && JSON.stringify(notes.get(table.key)) !== JSON.stringify(inWindow.submitted(table));

/** The questions whose drafts are kept together: those of one check, or of one block on a page. A part's id ends in a full stop and its code; that of a question asked again has a full stop too, before more letters. */
const cardOf = ({ check, id }: InteractionTable): string => check || id.replace(/\.[a-z0-9]$/, "");

/**
 * Keeps a draft. Beside answers only those of one check or block are kept, the one that is open, so that the state has a worst case
 * (`state_budget` of builder/tracking/state.py); a question that was never submitted has room for its draft where its answer will stand.
 */
function keepDraft({ course, state: { answers, drafts } }: AnsweringAttempt, table: InteractionTable, payload: string): void {
  if (!answers.has(table.key)) {
    if (payload) drafts.set(table.key, payload);
    else drafts.delete(table.key);
    return;
  }
  for (const other of course.tables.interactions) if (answers.has(other.key) && cardOf(other) !== cardOf(table)) drafts.delete(other.key);
  drafts.set(table.key, payload);
}

/** Behind everything that the platform or our state has (tracking contract 2). */
function nextIndex(answers: State["answers"], held: number): number {
  let next = held;
  answers.forEach(({ index }) => { if (index !== null && index >= next) next = index + 1; });
  return next;
}

/** Outcome by outcome, in the order of the course: what the questions of a check just submitted came to. */
function score(attempt: AnsweringAttempt, check: CheckTable, count: number, at: number): Scored[] {
  let scored: Scored[] = [];
  const { outcomes, checks } = attempt.course.tables;
  const marked = checks.reduce<InteractionTable[]>((all, each) => all.concat(attempt.asked(each)), []);
  for (const { id } of outcomes) {
    const about = marked.filter((table) => table.outcomes.includes(id));
    const here = about.filter((table) => table.check === check.id);
    const whole = about.every((table) => (attempt.answer(table) || UNANSWERED).count > 0) ? sum(attempt, about) : null;
    if (here.length) scored = scored.concat({ check: check.id, outcome: id, ...sum(attempt, here), whole, count, at });
  }
  return scored;
}

/** Points of what was submitted, and the most there are. */
function sum(attempt: AnsweringAttempt, tables: InteractionTable[]): { points: number; of: number } {
  let points = 0, of = 0;
  for (const table of tables) {
    points += (attempt.marking(table) || { points: 0 }).points;
    of += table.points;
  }
  return { points, of };
}
