import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { AnsweringAttempt } from "../../templates/runtime/answers";
import type { InteractionTable, Response } from "../../templates/runtime/contract";
import { percent } from "../../templates/runtime/marking";
import { learnedInAll } from "../../templates/runtime/progress";
import { newState, rawOf } from "../../templates/runtime/state";
import { tally, tellTally } from "../../templates/runtime/tally";
import { makeWords } from "../../templates/runtime/words";
import { beginAnswering, choice, makeOwn, makeTables, wholeCourse } from "./course";

const words = makeWords(JSON.parse(readFileSync("templates/pages/words.en-GB.json", "utf8")) as Record<string, string>, "en-GB");

/** A learner who has submitted the final check of the small course, whose questions were changed first. */
function submitted(change: (table: InteractionTable) => Partial<InteractionTable>, give: (table: InteractionTable) => Response): AnsweringAttempt {
  const tables = makeTables({ mark: 50, tries: null });
  tables.interactions = tables.interactions.map((table) => ({ ...table, ...change(table) }));
  const attempt = beginAnswering(wholeCourse(tables), newState(), 0, makeOwn()), check = attempt.course.check("last");
  assert.ok(check);
  attempt.submitCheck(check, (table) => ({ response: give(table), latency: 1 }), 1);
  return attempt;
}

const right = ({ type }: InteractionTable): Response => (type === "fill-in" ? { type: "fill-in", texts: ["ethics"] } : choice("a"));
const wrongIn = (id: string) => (table: InteractionTable): Response => (table.id !== id ? right(table) : table.type === "fill-in" ? { type: "fill-in", texts: ["x"] } : choice("b"));
const alike = (): Partial<InteractionTable> => ({ points: 1 });
const inFinal = ({ course }: AnsweringAttempt): InteractionTable[] => course.tables.interactions.filter(({ check }) => check === "last");
const toldOf = (attempt: AnsweringAttempt): string => tellTally(words, "check-result", "check-points", tally(attempt, inFinal(attempt)));

test("where every question gives the same points, questions are counted", () => {
  assert.equal(toldOf(submitted(alike, wrongIn("q2"))), "You got 2 of 3 questions right.");
  assert.equal(toldOf(submitted(() => ({ points: 4 }), wrongIn("q2"))), "You got 2 of 3 questions right.");
});

test("where one gives more than another, or a part its share, points are counted", () => {
  assert.equal(toldOf(submitted(() => ({}), wrongIn("q4"))), "You got 2 of 4 points.");
  const partly = submitted(({ id }) => (id === "q3" ? { points: 1, partial: true } : { points: 1 }), right);
  assert.equal(toldOf(partly), "You got 3 of 3 points.");
});

test("one of a thing has its singular", () => {
  const attempt = submitted(alike, wrongIn("q2")), last = inFinal(attempt)[0] as InteractionTable;
  assert.equal(tellTally(words, "outcome-right", "outcome-points", tally(attempt, [last])), "0 of 1 question right at your last try");
  assert.equal(tellTally(words, "check-result", "check-points", { right: 0, of: 1, unit: "questions" }), "You got 0 of 1 question right.");
});

for (const [name, change] of [["alike", alike], ["unlike", (): Partial<InteractionTable> => ({})]] as const) {
  for (const wrong of ["", "q2", "q3", "q4"]) {
    test(`the mark that is told is what the counts above and below it give: questions ${name}, ${wrong || "none"} wrong`, () => {
      const attempt = submitted(change, wrongIn(wrong)), count = tally(attempt, inFinal(attempt));
      assert.equal(percent(count.right, count.of), rawOf(attempt.outcome()));
      const aims = learnedInAll(attempt), together = aims.flatMap(({ asked }) => asked), byOutcome = aims.map(({ asked }) => tally(attempt, asked, together));
      assert.equal(percent(byOutcome.reduce((sum, each) => sum + each.right, 0), byOutcome.reduce((sum, each) => sum + each.of, 0)), rawOf(attempt.outcome()));
    });
  }
}

test("a draft counts for nothing", () => {
  const attempt = submitted(alike, wrongIn("q2")), before = tally(attempt, inFinal(attempt));
  attempt.draft(inFinal(attempt)[0] as InteractionTable, choice("a"));
  assert.deepEqual(tally(attempt, inFinal(attempt)), before);
});
