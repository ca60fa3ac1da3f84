import assert from "node:assert/strict";
import { test } from "node:test";
import { unpackTables, type PackedTables } from "../../templates/runtime/table_rows";
import { makeTables } from "./course";

test("rows are read as they were, with the fields that only some of them have", () => {
  const { interactions, sessions, ...others } = makeTables();
  const [first, second] = interactions;
  assert.ok(first && second);
  const packed = {
    ...others, outcomes: [["id", "text", "pages"], ["o1", "Say it.", []]],
    sessions: [["id", "title", "outcomes", "pages"], ["s1", "One", ["o1"], [["id", "key"], ["p1", "aaa"], ["p2", "bbb"]]]],
    checks: [["id", "draw"], ["c1", [[1, ""]]], ["c2", [], { tries: null, feedback: "last" }]],
    interactions: [["id", "check"], ["q1", null, { shuffle: true }], ["q2", "c1"]],
  } as unknown as PackedTables;
  const read = unpackTables(packed);
  assert.deepEqual(read.outcomes, [{ id: "o1", text: "Say it.", pages: [] }]);
  assert.deepEqual(read.sessions, [{ id: "s1", title: "One", outcomes: ["o1"], pages: [{ id: "p1", key: "aaa" }, { id: "p2", key: "bbb" }] }]);
  assert.deepEqual(read.checks, [{ id: "c1", draw: [[1, ""]] }, { id: "c2", draw: [], tries: null, feedback: "last" }]);
  assert.deepEqual(read.interactions, [{ id: "q1", check: null, shuffle: true }, { id: "q2", check: "c1" }]);
  assert.equal(read.words, packed.words);
});

test("a course without questions has no rows", () => {
  const { interactions, ...others } = makeTables();
  assert.ok(interactions.length);
  const packed = { ...others, outcomes: [[]], sessions: [[]], checks: [[]], interactions: [[]] } as unknown as PackedTables;
  assert.deepEqual([unpackTables(packed).interactions, unpackTables(packed).sessions], [[], []]);
});
