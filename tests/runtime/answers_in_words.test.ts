import assert from "node:assert/strict";
import { test } from "node:test";
import { tell } from "../../templates/runtime/export_text";

test("what an answer is to and the answer are one sentence, with one sign between them", () => {
  assert.equal(tell("Joining a trial", "Participation"), "Joining a trial: Participation");
  assert.equal(tell("The words were easy to follow.", "5 Fully"), "The words were easy to follow: 5 Fully");
  assert.equal(tell("Was it clear?", "Yes"), "Was it clear? Yes");
  assert.equal(tell("It can be:", "Research"), "It can be: Research");
  assert.equal(tell("I would ask for…", "time"), "I would ask for… time");
});
