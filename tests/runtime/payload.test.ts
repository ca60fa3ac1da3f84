import assert from "node:assert/strict";
import { test } from "node:test";
import { packText, unpackText } from "../../templates/runtime/packed_text";
import { packResponse, unpackResponse } from "../../templates/runtime/payload";
import { gapKey } from "../../templates/runtime/typed_text";
import { readVectors, seeded, type StateVectors } from "./vectors";

for (const { name, type, variants, response, payload, back } of readVectors<StateVectors>("state").payloads) {
  test(`payload: ${name}`, () => {
    const table = variants ? { type, variants } : { type };
    assert.equal(packResponse(table, response), payload);
    assert.deepEqual(unpackResponse(table, payload), back === undefined ? response : back);
  });
}

test("no typed text whatever breaks the packed form or exceeds its room", () => {
  const chance = seeded(4);
  for (let round = 0; round < 1000; round += 1) {
    const text = Array.from({ length: Math.floor(chance() * 60) }, () => {
      const plane = chance();
      return String.fromCodePoint(Math.floor(chance() * (plane < 0.5 ? 0x80 : plane < 0.9 ? 0xd7ff : 0x10ffff)) + 1);
    }).join("");
    const packed = packText(text);
    assert.match(packed, /^[A-Za-z0-9_-]{0,60}$/);
    assert.ok(text.startsWith(unpackText(packed)));
    const table = { type: "fill-in" as const, variants: [["ethics"], ["one", "two"], ["x"]] };
    const kept = packResponse(table, { type: "fill-in", texts: [text, "two", text] });
    assert.ok(kept.length <= 62 * 3);
    const back = unpackResponse(table, kept);
    assert.deepEqual(back, { type: "fill-in", texts: gapKey(text) ? [unpackText(packed), "two", unpackText(packed)] : ["", "two", ""] });
  }
});

test("an accepted text beyond those that one digit can number is kept as it was typed", () => {
  const table = { type: "fill-in" as const, variants: [Array.from({ length: 64 }, (_, at) => `word${at}`)] };
  assert.equal(packResponse(table, { type: "fill-in", texts: ["word61"] }), "9");
  for (const word of ["word62", "word63"]) {
    const payload = packResponse(table, { type: "fill-in", texts: [word] });
    assert.equal(payload, `_G${word}`);
    assert.deepEqual(unpackResponse(table, payload), { type: "fill-in", texts: [word] });
  }
});

test("a payload of another question, or a broken one, gives something harmless", () => {
  const chance = seeded(5);
  const types = ["true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert", "numeric", "other"] as const;
  for (let round = 0; round < 1000; round += 1) {
    const payload = Array.from({ length: Math.floor(chance() * 20) }, () => "abz09-_AZ".charAt(Math.floor(chance() * 9))).join("");
    const type = types[round % types.length] as (typeof types)[number];
    const response = unpackResponse({ type, variants: [["a"], ["b"]] }, payload);
    if (response) assert.match(packResponse({ type, variants: [["a"], ["b"]] }, response), /^[A-Za-z0-9_-]*$/);
  }
});
