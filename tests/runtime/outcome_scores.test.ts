/** An outcome has a score of its own once every marked question about it, in whatever check, was submitted (tracking contract 2). */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { CheckTable, InteractionTable, Response, Scored } from "../../templates/runtime/contract";
import { newState } from "../../templates/runtime/state";
import { beginAnswering, choice, makeOwn, makeSmall } from "./course";

const right = (table: InteractionTable): Response => (table.type === "fill-in" ? { type: "fill-in", texts: ["ethics"] } : choice("a"));

/** Submits checks one after the other, everything right; gives what the last one told about each outcome. */
function submit(...ids: string[]): Scored[] {
  const course = makeSmall(), attempt = beginAnswering(course, newState(), 0, makeOwn());
  const told = ids.map((id) => attempt.submitCheck(course.check(id) as CheckTable, (table) => ({ response: right(table), latency: 1 }), 1000));
  return told[told.length - 1]?.scored ?? [];
}

const wholes = (scored: Scored[]): Record<string, Scored["whole"]> => Object.fromEntries(scored.map(({ outcome, whole }) => [outcome, whole]));

// Outcome 1 is asked in both checks (1 + 1 + 2 points), outcome 2 in the last alone
test("no score while questions of another check about the outcome are open, though all of this check are done", () => {
  assert.deepEqual(wholes(submit("quick")), { 1: null });
  assert.deepEqual(wholes(submit("last")), { 1: null, 2: { points: 1, of: 1 } });
});

test("the score is that of all its questions, whichever check comes last", () => {
  assert.deepEqual(wholes(submit("quick", "last")), { 1: { points: 4, of: 4 }, 2: { points: 1, of: 1 } });
  assert.deepEqual(wholes(submit("last", "quick")), { 1: { points: 4, of: 4 } });
});
