import assert from "node:assert/strict";
import { test } from "node:test";
import type { Change, Left } from "../../../templates/runtime/contract";
import { launched as launched12 } from "./scorm12_platform";
import { launched } from "./scorm2004_platform";
import { change } from "./world";

const passed: Partial<Change> = { outcome: { kind: "passed", raw: 80 }, reached: true };
const ENDING = ["adl.nav.request=suspendAll", "terminate"];

for (const [what, parts] of [["going on", {}], ["finished", passed]] as const) {
  test(`a course of one unit asks to be closed for now, between Commit and Terminate (${what})`, async () => {
    const platform = await launched();
    assert.equal(await platform.driver.leave(change(parts), "exit"), "kept");
    assert.deepEqual(platform.writes().slice(-3), ["commit", ...ENDING]);
    assert.deepEqual(platform.refused(), []);
  });
}

test("one unit of several asks for nothing, and neither does SCORM 1.2", async () => {
  const unit = await launched({ table: { whole: false } }), old = await launched12();
  for (const platform of [unit, old]) await platform.driver.leave(change(), "exit");
  assert.deepEqual([unit.writes().slice(-2), old.writes().slice(-2)], [["commit", "terminate"], ["commit", "finish"]]);
});

test("a window that goes away, or may, asks for nothing", async () => {
  for (const how of ["unload", "hidden"] as const) {
    const platform = await launched();
    await platform.driver.leave(change(), how);
    assert.deepEqual(platform.writes().filter((write) => /nav/.test(write)), [], how);
  }
});

test("after a failed Commit nothing is asked for and nothing has ended", async () => {
  const platform = await launched();
  platform.serverWorks = false;
  assert.equal(await platform.driver.leave(change(), "exit"), "lost");
  assert.deepEqual(platform.writes().filter((write) => /nav|terminate/.test(write)), []);
});

test("a platform that refuses the wish, or throws at it, is left all the same", async () => {
  for (const refuse of [() => "false", () => { throw new Error("no"); }]) {
    const platform = await launched({ answer: ([name, element]) => (name === "SetValue" && element === "adl.nav.request" ? refuse() : undefined) });
    assert.equal(await platform.driver.leave(change(), "exit"), "kept");
    assert.equal(platform.writes().at(-1), "terminate");
  }
});

test("where Terminate fails the wish is withdrawn, the course goes on, and leaving can be tried again", async () => {
  const platform = await launched();
  platform.endsRefused = 1;
  assert.equal(await platform.driver.leave(change(), "exit"), "open");
  assert.deepEqual(platform.writes().slice(-4), ["commit", ...ENDING, "adl.nav.request=_none_"]);
  assert.equal(await platform.driver.save(change({ state: "1~gAA~p12~~" })), "kept");
  assert.equal(platform.writes()[0], "cmi.suspend_data=1~gAA~p12~~");
});

test("a window that goes away after a failed exit ends the visit without a wish", async () => {
  const platform = await launched();
  platform.endsRefused = 1;
  await platform.driver.leave(change(), "exit");
  platform.writes();
  await platform.driver.leave(change(), "unload");
  assert.deepEqual(platform.writes().slice(-2), ["commit", "terminate"]);
});

test("a Terminate that says no because the visit is over has ended it", async () => {
  const answers: Left[] = [];
  for (const code of ["113", "111"]) {
    let ending = false;
    const platform = await launched({ answer: ([name]) => {
      if (name === "Terminate") ending = true;
      return name === "Terminate" ? "false" : name === "GetLastError" && ending ? code : undefined;
    } });
    answers.push(await platform.driver.leave(change(), "exit"));
  }
  assert.deepEqual(answers, ["kept", "open"]);
});

test("a visit that is only looked at ends without a wish", async () => {
  const platform = await launched({ initial: { "cmi.mode": "review" } });
  await platform.driver.leave(change(passed), "exit");
  assert.deepEqual(platform.writes(), ["terminate"]);
});
