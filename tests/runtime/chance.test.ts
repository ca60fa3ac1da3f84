import assert from "node:assert/strict";
import { test } from "node:test";
import { newSeed } from "../../templates/runtime/chance";
import { asked, numbers, shuffled } from "../../templates/runtime/draws";
import { SEEDS } from "../../templates/runtime/state";
import { makeTables } from "./course";
import { readVectors } from "./vectors";

interface ChanceVectors { orders: { seed: number; name: string; items: string; gives: string }[] }

for (const { seed, name, items, gives } of readVectors<ChanceVectors>("chance").orders) {
  test(`the order of ${items} for seed ${seed} and ${name} never changes: learners in the middle of a check hang on it`, () => {
    assert.equal(shuffled(items.split(""), seed, name).join(""), gives);
  });
}

test("every order comes up about as often as any other", () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const order = shuffled(["a", "b", "c"], seed, "q01").join("");
    counts.set(order, (counts.get(order) || 0) + 1);
  }
  assert.equal(counts.size, 6);
  counts.forEach((count, order) => assert.ok(count > SEEDS / 9 && count < SEEDS / 4, `${order}: ${count} of ${SEEDS}`));
});

test("a seed comes from an id and fits into two digits", () => {
  assert.equal(newSeed("fff00000-0000-4000-8000-000000000000"), SEEDS - 1);
  assert.equal(newSeed("00100000-0000-4000-8000-000000000000"), 1);
  assert.notEqual(numbers(1, "q01")(), numbers(2, "q01")());
});

test("a bank gives as many as it says, about what it says, in the author's order, the same each time", () => {
  const tables = makeTables(), bank = tables.checks[1];
  assert.ok(bank);
  const ids = (draw: [number, string][], seed: number): string[] => asked({ ...bank, draw }, tables, seed).map((one) => one.id);
  assert.deepEqual(asked(bank, tables, 7).map((one) => one.id), ["q2", "q3", "q4"]);
  const seen = new Set<string>();
  for (let seed = 0; seed < 200; seed += 1) {
    const drawn = ids([[2, ""]], seed);
    assert.equal(drawn.length, 2);
    assert.deepEqual(drawn, drawn.slice().sort());
    assert.deepEqual(ids([[2, ""]], seed), drawn);
    seen.add(drawn.join());
    const byOutcome = ids([[1, "1"], [1, "2"]], seed);
    assert.ok(byOutcome.includes("q2") && byOutcome.length === 2, byOutcome.join());
  }
  assert.equal(seen.size, 3);
});

