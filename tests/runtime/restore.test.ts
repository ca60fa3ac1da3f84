import assert from "node:assert/strict";
import { test } from "node:test";
import type { Launch } from "../../templates/runtime/contract";
import { pack } from "../../templates/runtime/state";
import { unpack } from "../../templates/runtime/state_reading";
import { restoreFound } from "./course";

const launch = (parts: Partial<Launch> = {}): Launch => ({
  connection: "connected", notice: null, mode: "normal", finished: false, states: [], location: "", interactions: 0, ask: false, ...parts,
});
const SEEN = "1~gAA~abc~~", MORE = "1~gAA~def~~q01ABHABa.";

test("a fresh start may write and has nothing to say", () => {
  const { state, kept, notice } = restoreFound(launch());
  assert.deepEqual([pack(state), kept, notice], ["3~gAAAAAAAA~~~~", null, ""]);
  assert.equal(restoreFound(launch({ states: [""] })).kept, null);
});

test("several states are merged", () => {
  const { state, kept, notice } = restoreFound(launch({ states: [SEEN, "", MORE] }));
  assert.deepEqual([pack(state), kept, notice], ["3~gAAAAAAAA~abcdef~~q01ABHABa.~", null, ""]);
});

test("a state of a newer version is handed back as it was, and said, even among others", () => {
  const newer = "4~whatever-comes";
  for (const states of [[newer], [SEEN, newer], [newer, SEEN]]) {
    const { kept, notice } = restoreFound(launch({ states }));
    assert.deepEqual([kept, notice], [newer, "notice-newer"]);
  }
});

test("review and browse leave what they found and say so", () => {
  for (const mode of ["review", "browse"] as const) {
    const { state, kept, notice } = restoreFound(launch({ mode, states: [SEEN] }));
    assert.deepEqual([pack(state), kept, notice], [pack(unpack(SEEN).state), SEEN, `notice-${mode}`]);
  }
});

test("finished at a platform that hands nothing back: a review, nothing is lowered", () => {
  const { kept, notice } = restoreFound(launch({ finished: true }));
  assert.deepEqual([kept, notice], ["", "notice-finished"]);
});

test("finished at a platform that hands the state back: goes on as usual", () => {
  assert.equal(restoreFound(launch({ finished: true, states: [SEEN] })).kept, null);
});

test("a damaged state: what can be read is used, and it is said", () => {
  const { state, kept, notice } = restoreFound(launch({ states: ["1~gAA~abcde~~"] }));
  assert.deepEqual([pack(state), kept, notice], [pack(unpack(SEEN).state), null, "notice-damaged"]);
});
