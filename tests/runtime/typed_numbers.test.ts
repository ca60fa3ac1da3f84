import assert from "node:assert/strict";
import { test } from "node:test";
import { isAmbiguous, parseNumber } from "../../builder/interactions/kinds/number/typed_number";
import { gapKey } from "../../templates/runtime/typed_text";
import { readVectors } from "./vectors";

interface TypedNumbers {
  cases: { class: string; typed: string; unit: string; number: string | null }[];
  unclear: { typed: string; unit: string; accepted: string[]; unclear: boolean }[];
}

const vectors = readVectors<TypedNumbers>("typed_numbers");

for (const { class: named, typed, unit, number } of vectors.cases) {
  test(`typed numbers, ${named}: ${JSON.stringify(typed)} ${unit}`, () => {
    assert.equal(parseNumber(gapKey(typed), gapKey(unit)), number ?? "");
  });
}

for (const { typed, unit, accepted, unclear } of vectors.unclear) {
  test(`${JSON.stringify(typed)} ${unclear ? "can be read as two numbers" : "is clear"} where ${String(accepted)} is asked for`, () => {
    assert.equal(isAmbiguous(gapKey(typed), gapKey(unit), accepted), unclear);
  });
}
