/** Two digits of the alphabet hold 4,095 at most. What is larger is kept as the largest, in two digits, so that everything behind it is still read. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { newState, pack, type KeptAnswer } from "../../templates/runtime/state";
import { unpack } from "../../templates/runtime/state_reading";

const MOST = 64 * 64 - 1;
const kept = (changed: Partial<KeptAnswer>): KeptAnswer => ({
  count: 1, right: true, firstRight: false, index: 0, payload: "a", ...changed,
});

for (const beyond of [MOST + 1, MOST + 2, 100000]) {
  test(`a count of ${beyond} is kept as ${MOST}`, () => {
    const state = newState();
    state.checks.set("c01", { count: beyond, best: 80 });
    state.answers.set("q01", kept({ count: beyond }));
    state.answers.set("q02", kept({ payload: "b" }));
    const again = unpack(pack(state));
    assert.equal(again.condition, "fine");
    assert.deepEqual(again.state.checks.get("c01"), { count: MOST, best: 80 });
    assert.deepEqual(again.state.answers.get("q01"), kept({ count: MOST }));
    assert.deepEqual(again.state.answers.get("q02"), kept({ payload: "b" }));
  });
}

test("an index is written as itself plus one, so one less has room", () => {
  const state = newState();
  state.answers.set("q01", kept({ index: MOST }));
  state.answers.set("q02", kept({ index: MOST - 1 }));
  const { state: again, condition } = unpack(pack(state));
  assert.equal(condition, "fine");
  assert.deepEqual([again.answers.get("q01")?.index, again.answers.get("q02")?.index], [MOST - 1, MOST - 1]);
});
