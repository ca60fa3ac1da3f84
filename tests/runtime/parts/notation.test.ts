import assert from "node:assert/strict";
import { test } from "node:test";
import type { NotationRow, Response } from "../../../templates/runtime/contract";
import notation from "../../../templates/runtime/parts/notation";
import { readVectors } from "../vectors";

interface Vectors { rows: Record<string, NotationRow>; cases: { name: string; row: string; response: Response; written: string }[] }
const { rows, cases } = readVectors<Vectors>("responses");

for (const { name, row, response, written } of cases) {
  test(`response: ${name}`, () => assert.equal(notation.write(response, rows[row] as NotationRow), written));
}

test("a response is cut to the limit, and never in the middle of a character", () => {
  const row = { ...(rows["scorm12"] as NotationRow), limit: 5 };
  assert.equal(notation.write({ type: "fill-in", texts: ["ethical"] }, row), "ethic");
  assert.equal(notation.write({ type: "fill-in", texts: ["care\u{1F642}"] }, row), "care");
});
