/** What was not saved is told again before what came later: platforms keep answers in the order in which they hear of them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ActionResult } from "../../templates/runtime/attempt";
import type { Answered, Change, Driver, Kept } from "../../templates/runtime/contract";
import { makeSaver } from "../../templates/runtime/saving";
import { choice } from "./course";
import { World } from "./parts/world";

const answered = (interaction: string): ActionResult => {
  const answer: Answered = { interaction, response: choice("a"), right: true, points: 1, index: 0, count: 1, at: 0, latency: 0 };
  return { answered: [answer], scored: [], sessions: [], completed: [], reached: false };
};

test("an answer that was lost goes before one that was submitted meanwhile", async () => {
  const world = new World(), saved: string[][] = [];
  let lose: (kept: Kept) => void = () => undefined;
  const driver = {
    save: (change: Change): Promise<Kept> => {
      saved.push(change.answered.map((answer) => answer.interaction));
      return saved.length === 1 ? new Promise((done) => { lose = done; }) : Promise.resolve("kept");
    },
  } as unknown as Driver;
  const compose = (): Pick<Change, "state" | "location" | "outcome" | "seconds"> => ({ state: "", location: "", outcome: { kind: "going-on" }, seconds: 1 });
  const saver = makeSaver(driver, world.host, { compose, show: () => undefined, tell: () => undefined });
  saver.record(answered("first"));
  saver.record(answered("second"));
  lose("lost");
  await world.pass(10);
  assert.deepEqual(saved, [["first"], ["first", "second"]]);
});
