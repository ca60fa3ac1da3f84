/** Only what was submitted is scored or told: a draft lies beside an answer, never over it (tracking contract 1). Each step is also played after a kill. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { AnsweringAttempt } from "../../templates/runtime/answers";
import type { CheckTable, InteractionTable, Response, Scored } from "../../templates/runtime/contract";
import type { Course } from "../../templates/runtime/course";
import { learned } from "../../templates/runtime/progress";
import { newState } from "../../templates/runtime/state";
import { merge, unpack } from "../../templates/runtime/state_reading";
import { beginAnswering, choice, makeOwn, makeSmall, makeTables, wholeCourse } from "./course";

/** Of each type that is marked: what makes a question of it, a right response and a wrong one that is not complete. */
const TYPES: [Partial<InteractionTable>, Response, Response][] = [
  [{ type: "true-false" }, { type: "true-false", value: true }, { type: "true-false", value: false }],
  [{ type: "choice" }, choice("a"), choice("b")],
  [{ type: "choice", partial: true, points: 2 }, { type: "choice", codes: ["a", "b"] }, { type: "choice", codes: ["c"] }],
  [{ type: "matching" }, { type: "matching", pairs: [["a", "x"], ["b", "y"]] }, { type: "matching", pairs: [["a", "y"]] }],
  [{ type: "sequencing" }, { type: "sequencing", codes: ["c", "a", "b"] }, { type: "sequencing", codes: ["a", "b", "c"] }],
  [{ type: "fill-in", variants: [["ethics"], ["study"]], codes: ["a", "b"] }, { type: "fill-in", texts: ["ethics", "study"] }, { type: "fill-in", texts: ["", "sta"] }],
  [{ type: "numeric", codes: [] }, { type: "numeric", value: "53.10" }, { type: "numeric", value: "5" }],
  [{ type: "performance" }, { type: "performance", steps: [["1", "a"]] }, { type: "performance", steps: [["1", "b"]] }],
];

/** The small course whose question `q1` of the check `quick` is of a type. */
function courseWith(question: Partial<InteractionTable>, right: Response): Course {
  const tables = makeTables();
  return wholeCourse({ ...tables, interactions: tables.interactions.map((table) => (table.id === "q1" ? { ...table, ...question, correct: [right] } : table)) });
}

/** The attempt as a window finds it that opens after this one was killed. */
const reopened = (attempt: AnsweringAttempt): AnsweringAttempt => beginAnswering(attempt.course, unpack(attempt.pack()).state, 0, attempt.notes);

const submit = (attempt: AnsweringAttempt, id: string, give: (table: InteractionTable) => Response): Scored[] =>
  attempt.submitCheck(attempt.course.check(id) as CheckTable, (table) => ({ response: give(table), latency: 1 }), 1000).scored;

const rightOf = (table: InteractionTable): Response => (table.id === "q4" ? { type: "fill-in", texts: ["ethics"] } : choice("a"));

for (const [question, right, wrong] of TYPES) {
  for (const killed of [false, true]) {
    const step = (attempt: AnsweringAttempt): AnsweringAttempt => (killed ? reopened(attempt) : attempt);
    test(`a ${question.type ?? ""} draft after "Try again" is not scored${killed ? ", with a kill at each step" : ""}`, () => {
      let attempt = beginAnswering(courseWith(question, right), newState(), 0, makeOwn());
      const table = attempt.course.interaction("q1") as InteractionTable, points = table.points;
      attempt.draft(table, right);
      attempt = step(attempt);
      submit(attempt, "quick", () => right);
      attempt = step(attempt);
      assert.equal(attempt.isSettled(table), true);
      attempt.draft(table, wrong);
      attempt = step(attempt);
      assert.deepEqual(attempt.filledIn(table), wrong, "whoever comes back finds the draft");
      assert.deepEqual([attempt.isSettled(table), attempt.marking(table)?.right, attempt.answer(table)?.right], [false, true, true]);
      const told = submit(attempt, "last", rightOf).find(({ outcome }) => outcome === "1");
      assert.deepEqual(told?.whole, { points: points + 3, of: points + 3 });
      attempt = step(attempt);
      assert.deepEqual(learned(attempt).map((each) => [each.right, each.questions]), [[3, 3], [1, 1]]);
      submit(attempt, "quick", () => wrong);
      attempt = step(attempt);
      assert.deepEqual([attempt.isSettled(table), attempt.marking(table)?.points, attempt.answer(table)?.firstRight], [true, 0, true], "once submitted it counts");
    });
  }
}

test("a right answer over which version 1 wrote a draft still counts, and a wrong one does not", () => {
  for (const [flags, points] of [["G", 4], ["E", 3]] as const) {
    const attempt = beginAnswering(makeSmall(), unpack(`1~gAA~~c01ABBl~q01AB${flags}ABb.`).state, 0, makeOwn());
    assert.deepEqual(submit(attempt, "last", rightOf)[0]?.whole, { points, of: 4 });
    assert.deepEqual(attempt.filledIn(attempt.course.interaction("q1") as InteractionTable), choice("b"));
  }
});

test("beside answers the drafts of one check or question are kept, the one that is open; what was never submitted keeps its draft", () => {
  const attempt = beginAnswering(makeSmall(), newState(), 0, makeOwn());
  const [practice, q1, q2, q3] = ["practice", "q1", "q2", "q3"].map((id) => attempt.course.interaction(id) as InteractionTable) as [InteractionTable, InteractionTable, InteractionTable, InteractionTable];
  attempt.draft(practice, choice("b"));
  submit(attempt, "quick", rightOf);
  attempt.draft(q1, choice("b"));
  attempt.draft(q2, choice("c"));
  assert.deepEqual(Array.from(attempt.state.drafts.keys()), ["q00", "q01", "q02"]);
  submit(attempt, "last", rightOf);
  attempt.draft(q2, choice("b"));
  attempt.draft(q3, choice("b"));
  assert.deepEqual(Array.from(attempt.state.drafts.keys()), ["q00", "q02", "q03"]);
  attempt.practise([[practice, { response: choice("a"), latency: 1 }]], 1);
  attempt.draft(practice, choice("c"));
  assert.deepEqual(Array.from(attempt.state.drafts.keys()), ["q00"]);
});

test("two windows: a draft in one, a submission in the other", () => {
  const first = beginAnswering(makeSmall(), newState(), 0, makeOwn()), table = first.course.interaction("q1") as InteractionTable;
  submit(first, "quick", rightOf);
  const other = reopened(first);
  first.draft(table, choice("b"));
  submit(other, "quick", () => choice("c"));
  for (const state of [merge(first.state, other.state), merge(other.state, first.state)]) {
    const merged = beginAnswering(first.course, state, 0, makeOwn());
    assert.deepEqual([merged.filledIn(table), merged.isSettled(table), merged.answer(table)?.right], [choice("c"), true, false]);
  }
});

test("the day of finishing is that of the first final outcome, by the clock that was handed in", () => {
  const attempt = beginAnswering(makeSmall(), newState(), 0, makeOwn()), noon = Date.UTC(2026, 10, 30, 12);
  for (const page of ["pg11", "pg12", "pg21", "pg22"]) attempt.see(page, noon);
  submit(attempt, "quick", rightOf);
  assert.equal(attempt.state.finished, null);
  const give = (table: InteractionTable): { response: Response; latency: number } => ({ response: rightOf(table), latency: 1 });
  attempt.submitCheck(attempt.course.check("last") as CheckTable, give, noon);
  assert.equal(attempt.state.finished, 20787);
  attempt.submitCheck(attempt.course.check("last") as CheckTable, give, noon + 5 * 86400000);
  assert.equal(reopened(attempt).state.finished, 20787);
});
