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

interface TypedAnswers {
  cases: { class: string; accepted: string; key: string; same: string[]; other: string[] }[];
}

for (const { class: named, accepted, key, same, other } of readVectors<TypedAnswers>("typed_answers").cases) {
  test(`typed answers, ${named}: ${JSON.stringify(accepted)}`, () => {
    for (const typed of [accepted, ...same]) assert.equal(gapKey(typed), key, JSON.stringify(typed));
    for (const typed of other) assert.notEqual(gapKey(typed), key, JSON.stringify(typed));
  });
}
