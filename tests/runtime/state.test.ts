import assert from "node:assert/strict";
import { test } from "node:test";
import { newState, pack, type State } from "../../templates/runtime/state";
import { merge, unpack } from "../../templates/runtime/state_reading";
import type { Outcome } from "../../templates/runtime/contract";
import { readVectors, seeded, stateOf, type StateVectors } from "./vectors";

const vectors = readVectors<StateVectors>("state");
const ALPHABET = /^[A-Za-z0-9\-_.~]*$/;

for (const { name, state, text } of vectors.pack) {
  test(`state: ${name}`, () => {
    assert.equal(pack(stateOf(state)), text);
    assert.deepEqual(unpack(text), { state: stateOf(state), condition: "fine" });
  });
}

for (const { name, text, gives } of vectors.earlier) {
  test(`state of an earlier version: ${name}`, () => {
    const { state, condition } = unpack(text);
    assert.equal(condition, "fine");
    assert.equal(pack(state), gives);
  });
}

for (const { name, text, kept } of vectors.damaged) {
  test(`damaged state, what can be read is kept: ${name}`, () => {
    const { state, condition } = unpack(text);
    assert.equal(condition, "damaged");
    assert.equal(pack(state), kept);
  });
}

test("a newer version is told apart and not read", () => {
  for (const text of vectors.newer) assert.equal(unpack(text).condition, "newer", text);
});

for (const { name, of, gives } of vectors.merge) {
  test(`merge: ${name}`, () => {
    assert.equal(pack(merge(unpack(of[0]).state, unpack(of[1]).state)), gives);
  });
}

test("a number beyond what its digits hold is written as the most that they do, and never moves what stands behind it", () => {
  const kept = (count: number, index: number): string => {
    const state = newState();
    state.checks.set("Xy1", { count, best: 100 });
    state.answers.set("q01", { count, right: false, firstRight: false, index, payload: "a" });
    return pack(state);
  };
  assert.equal(kept(4095, 4094), "3~gAAAAAAAA~~Xy1__Bl~q01__B__a.~");
  for (const [count, index] of [[4096, 4095], [4097, 4096], [262144, 262143]] as const) assert.equal(kept(count, index), kept(4095, 4094));
});

const known = (_space: string, key: string): boolean => !key.startsWith("z");

test("keys that the course no longer has are kept as long as the whole fits", () => {
  const text = "3~gAAAAAAAA~abczzz~Xy1ABBRz00ABBR~q01ABHABa.z02ABHACb.~z03a.";
  assert.equal(pack(unpack(text).state, known, text.length), text);
  assert.equal(pack(unpack(text).state, known, text.length - 1), "3~gAAAAAAAA~abc~Xy1ABBR~q01ABHABa.~");
});

test("drafts beside answers go before anything that was submitted, where the platform has no room for all", () => {
  const text = "3~gAAAAAAAA~abc~~q01ABHABa.~q01b.q02c.";
  assert.equal(pack(unpack(text).state, known, text.length - 1), "3~gAAAAAAAA~abc~~q01ABHABa.~q02c.");
});

// ---------------------------------------------------------------- properties

const CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

function randomState(chance: () => number): State {
  const upTo = (most: number): number => Math.floor(chance() * (most + 1));
  const text = (length: number): string => Array.from({ length }, () => CHARACTERS.charAt(upTo(63))).join("");
  const raw = upTo(100);
  const outcomes: Outcome[] = [{ kind: "going-on" }, { kind: "complete" }, { kind: "passed", raw }, { kind: "failed", raw }, { kind: "failed-may-retry", raw }];
  const state = newState();
  state.outcome = outcomes[upTo(4)] as Outcome;
  for (let at = upTo(30); at > 0; at -= 1) state.pages.add(text(3));
  for (let at = upTo(5); at > 0; at -= 1) state.checks.set(text(3), { count: upTo(4095), best: chance() < 0.2 ? null : upTo(100) });
  for (let at = upTo(30); at > 0; at -= 1) {
    state.answers.set(text(3), {
      count: upTo(4095), right: chance() < 0.5, firstRight: chance() < 0.5,
      index: chance() < 0.3 ? null : upTo(4094), payload: text(upTo(20)),
    });
  }
  for (let at = upTo(5); at > 0; at -= 1) state.drafts.set(text(3), text(upTo(20)));
  state.seed = upTo(4095);
  state.finished = chance() < 0.3 ? null : upTo(262142);
  state.language = chance() < 0.5 ? null : upTo(62);
  return state;
}

test("every state comes back as it was, in the alphabet that platforms leave alone", () => {
  const chance = seeded(1);
  for (let round = 0; round < 300; round += 1) {
    const state = randomState(chance);
    const text = pack(state);
    assert.match(text, ALPHABET);
    assert.deepEqual(unpack(text), { state, condition: "fine" });
  }
});

test("whatever happens to a kept text, reading it does not fail and gives a state that can be written", () => {
  const chance = seeded(2);
  for (let round = 0; round < 500; round += 1) {
    const text = pack(randomState(chance));
    const at = Math.floor(chance() * (text.length + 1));
    const broken = [text.slice(0, at), text.slice(at), text.slice(0, at) + "\u0000~é." + text.slice(at), text.slice(0, at) + text.slice(at + 1)][round % 4] as string;
    const again = pack(unpack(broken).state);
    assert.match(again, ALPHABET);
    assert.equal(unpack(again).condition, "fine");
  }
});

test("a cut loses what is behind it and nothing before", () => {
  const text = pack(stateOf((vectors.pack[6] as StateVectors["pack"][0]).state));
  const whole = unpack(text).state;
  for (let at = 0; at < text.length; at += 1) {
    const part = unpack(text.slice(0, at)).state;
    part.answers.forEach((kept, key) => assert.deepEqual(kept, whole.answers.get(key)));
    part.pages.forEach((key) => assert.ok(whole.pages.has(key)));
  }
});

test("merging is safe: nothing seen or counted gets lost, and merging again changes nothing", () => {
  const chance = seeded(3);
  for (let round = 0; round < 200; round += 1) {
    const one = randomState(chance), other = randomState(chance);
    // Two windows of one attempt have keys in common.
    one.answers.forEach((kept, key) => { if (chance() < 0.5) other.answers.set(key, { ...kept, count: Math.floor(chance() * 4) }); });
    const merged = merge(one, other);
    one.pages.forEach((key) => assert.ok(merged.pages.has(key)));
    other.pages.forEach((key) => assert.ok(merged.pages.has(key)));
    merged.answers.forEach((kept, key) => {
      assert.equal(kept.count, Math.max(one.answers.get(key)?.count ?? 0, other.answers.get(key)?.count ?? 0));
    });
    assert.deepEqual(merge(merged, other), merged);
    assert.deepEqual(merge(merged, one), merged);
    assert.deepEqual(merge(other, one).outcome, merged.outcome);
  }
});
