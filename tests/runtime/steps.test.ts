/** One question at a time: time in view is summed, and the location names the question that a launch comes back to (tracking contract 3). */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { InteractionTable, Response } from "../../templates/runtime/contract";
import { readCard, setInView, type Card } from "../../templates/runtime/questions";
import { stepToKeep, type Steps } from "../../templates/runtime/steps";

const RESPONSE: Response = { type: "choice", codes: ["a"] };

function makeCard(id: string, since: number | null, held: Response | null = null, windowOnly = false): Card {
  const table = { id, codes: ["a", "b"], windowOnly } as unknown as InteractionTable;
  const view = { read: () => RESPONSE } as unknown as Card["view"];
  return { root: {} as HTMLElement, fields: [{ table, view, root: {} as HTMLElement, held }], table, view, flow: undefined, since, seen: 0 };
}

const makeSteps = (cards: Card[], at: number): Steps => ({ cards, at, parts: [], list: {} as HTMLElement, bar: {} as HTMLElement, submit: null, isChange: false });

test("time in view is summed over all visits of a question", () => {
  const card = makeCard("first", 1000);
  setInView(card, false, 4000);
  assert.equal(readCard(card, 60000)?.latency, 3, "what passes while another question shows does not count");
  setInView(card, true, 60000);
  assert.equal(readCard(card, 62500)?.latency, 5.5);
  setInView(card, true, 62500);
  assert.equal(readCard(card, 62500)?.latency, 5.5, "to show it again adds nothing");
});

test("a question that was never in view took no time", () => {
  assert.equal(readCard(makeCard("first", null), 60000)?.latency, 0);
});

test("the location names the question in view, once something was done there", () => {
  const first = makeCard("first", 0), second = makeCard("second", 0);
  assert.equal(stepToKeep(null), "");
  assert.equal(stepToKeep(makeSteps([first, second], 0)), "", "the start of a page is the page");
  assert.equal(stepToKeep(makeSteps([makeCard("first", 0, RESPONSE), second], 0)), "first");
  assert.equal(stepToKeep(makeSteps([first, second], 1)), "second");
  assert.equal(stepToKeep(makeSteps([first, second], 2)), "", "the list of answers is found by the drafts");
  assert.equal(stepToKeep(makeSteps([first, second], -1)), "", "all at once");
  assert.equal(stepToKeep(makeSteps([makeCard("first", 0), makeCard("second", 0, RESPONSE, true)], 1)), "", "what the window alone keeps begins anew");
  assert.equal(stepToKeep(makeSteps([makeCard("first", 0, RESPONSE, true), second], 1)), "", "even if it is another question");
});
