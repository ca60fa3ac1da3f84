/** `Keep: window` leaves no row in the packed state (tracking contract 3), and a reload of the window finds what was filled in and what was submitted. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { AnsweringAttempt } from "../../templates/runtime/answers";
import type { InteractionTable } from "../../templates/runtime/contract";
import { newState } from "../../templates/runtime/state";
import { unpack } from "../../templates/runtime/state_reading";
import { beginAnswering, choice, makeOwn, makeTables, wholeCourse } from "./course";

const NOTHING = "3~gAAAAAAAA~~~~";

function begin(packed = NOTHING, notes = makeOwn(), extra: Partial<InteractionTable> = { windowOnly: true }): { attempt: AnsweringAttempt; table: InteractionTable } {
  const tables = makeTables();
  const course = wholeCourse({ ...tables, interactions: tables.interactions.map((each) => (each.id === "practice" ? { ...each, ...extra } : each)) });
  return { attempt: beginAnswering(course, packed ? unpack(packed).state : newState(), 0, notes), table: course.interaction("practice") as InteractionTable };
}

test("neither a draft nor a submission leaves a row, and a reload finds both", () => {
  const { attempt, table } = begin(), again = (): AnsweringAttempt => begin(attempt.pack(), attempt.notes).attempt;
  attempt.draft(table, choice("b"));
  assert.deepEqual([attempt.pack(), again().filledIn(table), again().isSettled(table)], [NOTHING, choice("b"), false]);
  const { result, markings } = attempt.practise([[table, { response: choice("b"), latency: 1 }]], 1);
  assert.deepEqual([attempt.pack(), result.answered, markings[0]?.right], [NOTHING, [], false]);
  assert.deepEqual([again().isSettled(table), again().answer(table)?.right], [true, false]);
  attempt.draft(table, choice("a"));
  assert.deepEqual([attempt.isSettled(table), attempt.marking(table)?.right, again().filledIn(table)], [false, false, choice("a")]);
  attempt.practise([[table, { response: choice("a"), latency: 1 }]], 1);
  assert.deepEqual([attempt.isSettled(table), attempt.answer(table)?.count, attempt.marking(table)?.right, attempt.pack()], [true, 2, true, NOTHING]);
});

test("an update of the course to the window drops what the state held, with the first save", () => {
  const before = begin("3~gAAAAAAAA~p11~~q00ABHAAa.q01ABHABa.~q00b.");
  assert.equal(before.attempt.pack(), "3~gAAAAAAAA~p11~~q01ABHABa.~");
  assert.deepEqual([before.attempt.filledIn(before.table), before.attempt.answer(before.table)], [null, undefined]);
  assert.equal(begin("1~gAA~p11~~q00AAAAAa.").attempt.pack(), "3~gAAAAAAAA~p11~~~");
});

test("own words that are sent leave their count and index; words changed since are not told as sent", () => {
  const { attempt, table } = begin(NOTHING, makeOwn(), { windowOnly: true, recorded: true, type: "long-fill-in", correct: [], codes: [] });
  attempt.practise([[table, { response: { type: "long-fill-in", texts: ["once"] }, latency: 1 }]], 1);
  assert.equal(attempt.pack(), "3~gAAAAAAAA~~~q00ABHAB.~");
  attempt.draft(table, { type: "long-fill-in", texts: ["more"] });
  assert.deepEqual([attempt.isSettled(table), attempt.pack()], [false, "3~gAAAAAAAA~~~q00ABHAB.~q00."]);
});
