import assert from "node:assert/strict";
import { test } from "node:test";
import type { LateTables } from "../../templates/runtime/contract";
import { completeTables } from "../../templates/runtime/late_tables";
import { unpackTables, type PackedTables } from "../../templates/runtime/table_rows";
import { makeTables } from "./course";

const REST: LateTables = { outcomes: [[]], checks: [[]], interactions: [[]], driver: {}, words: {}, views: "" };

test("rows are read as they were, with the fields that only some of them have", () => {
  const sessions = [["id", "title", "outcomes", "pages"], ["s1", "One", ["o1"], [["id", "key"], ["p1", "aaa"], ["p2", "bbb"]]]];
  const packed = { ...makeTables(), sessions } as unknown as PackedTables, read = unpackTables(packed);
  assert.deepEqual(read.sessions, [{ id: "s1", title: "One", outcomes: ["o1"], pages: [{ id: "p1", key: "aaa" }, { id: "p2", key: "bbb" }] }]);
  assert.deepEqual([read.outcomes, read.checks, read.interactions], [[], [], []]);
  assert.equal(read.words, packed.words);
});

test("the rest makes the tables whole for everybody who holds one of them", () => {
  const driver = { name: "any", table: { limit: 5, objectives: [], interactions: {}, shapes: { initialized: { verb: "initialized" } } } };
  const tables = unpackTables({ ...makeTables(), words: { next: "Next" }, sessions: [[]], driver } as unknown as PackedTables);
  const { outcomes, checks, interactions, words } = tables, { objectives, shapes } = driver.table;
  completeTables(tables, {
    ...REST, outcomes: [["id", "text", "pages"], ["o1", "Say it.", []]],
    checks: [["id", "draw"], ["c1", [[1, ""]]], ["c2", [], { tries: null, feedback: "last" }]],
    interactions: [["id", "check"], ["q1", null, { shuffle: true }], ["q2", "c1"]],
    driver: { objectives: [{ id: "1" }], interactions: { q1: { weight: "1" } }, shapes: { answered: { verb: "answered" } } }, words: { right: "Right" },
  });
  assert.deepEqual(outcomes, [{ id: "o1", text: "Say it.", pages: [] }]);
  assert.deepEqual(checks, [{ id: "c1", draw: [[1, ""]] }, { id: "c2", draw: [], tries: null, feedback: "last" }]);
  assert.deepEqual(interactions, [{ id: "q1", check: null, shuffle: true }, { id: "q2", check: "c1" }]);
  assert.deepEqual([objectives, shapes, words], [[{ id: "1" }], { initialized: { verb: "initialized" }, answered: { verb: "answered" } }, { next: "Next", right: "Right" }]);
  assert.deepEqual(driver.table, { limit: 5, objectives: [{ id: "1" }], interactions: { q1: { weight: "1" } }, shapes });
});

test("a course without questions has no rows", () => {
  const tables = unpackTables({ ...makeTables(), sessions: [[]] } as unknown as PackedTables);
  completeTables(tables, REST);
  assert.deepEqual([tables.interactions, tables.sessions], [[], []]);
});
