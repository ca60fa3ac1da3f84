import assert from "node:assert/strict";
import { test } from "node:test";
import type { AnsweringAttempt } from "../../templates/runtime/answers";
import type { InteractionTable, Response, Tables } from "../../templates/runtime/contract";
import { checksAbout, pagesAbout, weighEvidence, type Evidence } from "../../templates/runtime/evidence";
import { ownNotes } from "../../templates/runtime/own_notes";
import { learned, learnedInAll } from "../../templates/runtime/progress";
import { newState } from "../../templates/runtime/state";
import { beginAnswering, choice, makeOwn, makeTables, wholeCourse } from "./course";

const right = ({ type }: InteractionTable): Response => (type === "fill-in" ? { type: "fill-in", texts: ["ethics"] } : choice("a"));
const begin = (tables: Tables = makeTables()): AnsweringAttempt => beginAnswering(wholeCourse(tables), newState(), 0, makeOwn());
const weigh = (attempt: AnsweringAttempt): Evidence[] => weighEvidence(attempt, learnedInAll(attempt));
const standings = (attempt: AnsweringAttempt): [string, string][] => weigh(attempt).map(({ learned: { id }, standing }) => [id, standing]);

function submit(attempt: AnsweringAttempt, id: string, give = right): void {
  const check = attempt.course.check(id);
  assert.ok(check);
  attempt.submitCheck(check, (table) => ({ response: give(table), latency: 1 }), 1);
}

const wrong = (id: string) => (table: InteractionTable): Response => (table.id === id ? choice("b") : right(table));

test("an outcome is shown when every question about it was right at the last try, and not before", () => {
  const attempt = begin();
  assert.deepEqual(standings(attempt), [["1", "open"], ["2", "open"]]);
  submit(attempt, "quick");
  assert.deepEqual(standings(attempt), [["1", "open"], ["2", "open"]]);
  submit(attempt, "last", wrong("q2"));
  assert.deepEqual(standings(attempt), [["1", "shown"], ["2", "again"]]);
  submit(attempt, "last", wrong("q3"));
  assert.deepEqual(standings(attempt), [["1", "again"], ["2", "shown"]]);
});

test("what is told beside it is the count by which it stands", () => {
  const attempt = begin();
  for (const id of ["quick", "last"]) submit(attempt, id, wrong("q3"));
  for (const { standing, count } of weigh(attempt)) assert.equal(standing === "shown", count.right === count.of);
});

test("a draft shows nothing, and practice shows nothing", () => {
  const attempt = begin(), { interactions } = attempt.course.tables;
  for (const table of interactions) attempt.draft(table, right(table));
  const practice = interactions.find(({ id }) => id === "practice");
  assert.ok(practice);
  attempt.practise([[practice, { response: choice("a"), latency: 1 }]], 1);
  assert.deepEqual(standings(attempt), [["1", "open"], ["2", "open"]]);
});

test("where no question is about an outcome, its pages are all that is told of it", () => {
  const tables = makeTables();
  tables.outcomes = [...tables.outcomes, { id: "3", text: "Third", pages: ["pg21"] }];
  tables.sessions = tables.sessions.map((session) => ({ ...session, outcomes: [...session.outcomes, "3"] }));
  const attempt = begin(tables);
  assert.equal(standings(attempt)[2]?.[1], "open");
  attempt.see("pg21", 1);
  assert.equal(standings(attempt)[2]?.[1], "read");
});

test("another look leads to the pages that are about this outcome most of all, never to those of a check", () => {
  const tables = makeTables(), [first, second] = tables.outcomes;
  assert.ok(first && second);
  tables.outcomes = [{ ...first, pages: ["pg11", "pg12", "pg13"] }, { ...second, pages: ["pg11", "pg22"] }];
  const attempt = begin(tables);
  const pages = learned(attempt).map((outcome) => pagesAbout(attempt, outcome).map(({ page }) => page.id));
  assert.deepEqual(pages, [["pg13"], ["pg11"]]);
});

test("a check without a try left is no place to try again", () => {
  const tables = makeTables({ mark: 100, tries: 1 }), attempt = begin(tables);
  const checks = (): string[] => learned(attempt).flatMap((outcome) => checksAbout(attempt, outcome).map(({ id }) => id));
  assert.deepEqual(checks(), ["quick", "last", "last"]);
  submit(attempt, "last", wrong("q2"));
  assert.deepEqual(checks(), ["quick"]);
});

test("own notes are read back in the order of the course: not those that are sent, not those of a form, not empty ones", () => {
  const tables = makeTables(), [practice] = tables.interactions;
  assert.ok(practice);
  const note = (id: string, page: string, extra: Partial<InteractionTable> = {}): InteractionTable =>
    ({ ...practice, id, key: id, page, type: "long-fill-in", windowOnly: true, prompt: `What of ${id}?`, ...extra });
  tables.interactions = [
    note("n01", "pg11"), note("n02", "pg12", { recorded: true }), note("n03", "pg12", { private: true }), note("n04", "pg13"), note("n05", "pg21"),
    { ...note("n06", "pg22"), type: "choice" },
  ];
  const attempt = begin(tables), write = (text: string): Response => ({ type: "long-fill-in", texts: [text] });
  for (const { key } of tables.interactions) attempt.notes.set(key, key === "n06" ? choice("a") : write(key === "n04" ? " " : `words of ${key}`));
  assert.deepEqual(ownNotes(attempt).map(({ prompt, text }) => [prompt, text]), [["What of n01?", "words of n01"], ["What of n05?", "words of n05"]]);
  assert.deepEqual(ownNotes(attempt, tables.sessions[1]).map(({ text }) => text), ["words of n05"]);
});
