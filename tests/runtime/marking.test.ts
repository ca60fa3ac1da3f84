import assert from "node:assert/strict";
import { test } from "node:test";
import type { InteractionTable, Response } from "../../templates/runtime/contract";
import { mark, percent } from "../../templates/runtime/marking";
import { gapKey } from "../../templates/runtime/typed_text";
import { readVectors } from "./vectors";

interface MarkingVectors {
  percent: { points: number; max: number; percent: number }[];
  cases: (Pick<InteractionTable, "type" | "codes" | "correct" | "variants" | "tolerance" | "partial"> & { name: string; response: Response; right: boolean; points?: number; parts: Record<string, string> })[];
}

const vectors = readVectors<MarkingVectors>("marking");

for (const { name, response, right, points = right ? 3 : 0, parts, ...table } of vectors.cases) {
  test(`marking: ${name}`, () => {
    assert.deepEqual(mark({ ...table, points: 3 }, response), { right, points, parts });
  });
}

test("per cent is cut, never rounded up, in whole numbers", () => {
  for (const { points, max, percent: expected } of vectors.percent) assert.equal(percent(points, max), expected, `${points} of ${max}`);
  for (let max = 1; max <= 300; max += 1) {
    for (let points = 0; points <= max; points += 1) {
      const found = percent(points, max);
      assert.ok(Number.isInteger(found) && found * max <= 100 * points && (found + 1) * max > 100 * points, `${points} of ${max}`);
    }
  }
});

for (const { text, key } of readVectors<{ cases: { text: string; key: string }[] }>("gap_keys").cases) {
  test(`gap key of ${JSON.stringify(text)}`, () => assert.equal(gapKey(text), key));
}
