/** An outcome is completed once every core page about it was seen and every question about it in a check was submitted (tracking contract 1). */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { AnsweringAttempt } from "../../templates/runtime/answers";
import type { CheckTable, Tables } from "../../templates/runtime/contract";
import { newState } from "../../templates/runtime/state";
import { unpack } from "../../templates/runtime/state_reading";
import { beginAnswering, choice, makeOwn, makeSmall, makeTables, wholeCourse } from "./course";

const begin = (): AnsweringAttempt => beginAnswering(makeSmall(), newState(), 0, makeOwn());

const submit = (attempt: AnsweringAttempt, id: string): string[] =>
  attempt.submitCheck(attempt.course.check(id) as CheckTable, () => ({ response: choice("a"), latency: 1 }), 1).completed;

test("turning pages never completes what is still to be asked", () => {
  const attempt = begin();
  for (const page of ["pg11", "pg12", "pg13", "pg21", "pg22"]) assert.deepEqual(attempt.see(page, 1).completed, []);
  assert.deepEqual(submit(attempt, "quick"), [], "the last check asks about outcome 1 too");
  assert.deepEqual(submit(attempt, "last"), ["1", "2"]);
});

test("questions alone do not complete it while a core page about it was not seen; one that is not core is never needed", () => {
  const attempt = begin();
  submit(attempt, "quick");
  assert.deepEqual(submit(attempt, "last"), []);
  attempt.see("pg11", 1);
  assert.deepEqual(attempt.see("pg12", 1).completed, ["1"]);
  attempt.see("pg21", 1);
  assert.deepEqual(attempt.see("pg22", 1).completed, ["1", "2"]);
  assert.deepEqual(attempt.see("pg13", 1).completed, []);
});

test("what is completed is told again with each check, for a platform that an earlier version told by another rule", () => {
  const attempt = begin();
  for (const page of ["pg11", "pg12", "pg21", "pg22"]) attempt.see(page, 1);
  for (const check of ["quick", "last"]) submit(attempt, check);
  const later = beginAnswering(attempt.course, unpack(attempt.pack()).state, 0, makeOwn());
  assert.deepEqual(later.see("pg11", 1).completed, []);
  assert.deepEqual(submit(later, "quick"), ["1", "2"]);
});

test("a bank counts with the questions that this learner is asked; what is about pages alone is completed by them, and what is about nothing never", () => {
  const tables = makeTables(), [quick, last] = tables.checks as [CheckTable, CheckTable];
  const outcomes: Tables["outcomes"] = [...tables.outcomes, { id: "3", text: "Third", pages: ["pg13"] }, { id: "4", text: "Nothing", pages: [] }];
  const attempt = beginAnswering(wholeCourse({ ...tables, outcomes, checks: [quick, { ...last, draw: [[1, "2"]] }] }), newState(), 0, makeOwn());
  for (const page of ["pg11", "pg12"]) attempt.see(page, 1);
  assert.deepEqual(submit(attempt, "quick"), ["1"], "the questions about it in the bank are not asked");
  assert.deepEqual(attempt.see("pg13", 1).completed, ["1", "3"]);
});

test("a draft and a practice question complete nothing", () => {
  const attempt = begin();
  for (const page of ["pg11", "pg12", "pg21", "pg22"]) attempt.see(page, 1);
  for (const table of attempt.course.tables.interactions) attempt.draft(table, choice("a"));
  const practice = attempt.course.tables.interactions.filter(({ id }) => id === "practice");
  assert.deepEqual(attempt.practise(practice.map((table) => [table, { response: choice("a"), latency: 1 }]), 1).result.completed, []);
});
