import assert from "node:assert/strict";
import { test } from "node:test";
import type { Change, Launch } from "../../../templates/runtime/contract";
import { launch } from "../../../templates/runtime/launch";
import { readNumber, readState } from "../../../templates/runtime/parts/scorm/reading";
import { restoreFound } from "../course";
import { Platform as Platform12, launched } from "./scorm12_platform";
import { Platform as Platform2004 } from "./scorm2004_platform";
import { type World, change } from "./world";

const STATE = "2~gAAs1~p11p12~~q01FBAAC.";
const passed = (raw: number): Partial<Change> => ({ outcome: { kind: "passed", raw }, reached: true });
const names = (calls: Platform12["calls"]): string[] => calls.map(([name]) => name);

// ---------------------------------------------------------------- what stands around the state

for (const wrapped of [
  `\n${STATE}`, `${STATE}\r\n`, `  ${STATE}  `, `\ufeff${STATE}`, `"${STATE}"`, `'${STATE}'`, `\u00a0${STATE}\u200b`, `\ufeff"${STATE}"\n`, `“${STATE}”`, `\0${STATE}\0`,
  `"${STATE}\\n"`, `\\"${STATE}\\"`, `%22${STATE}%22`, encodeURIComponent(`"${STATE}"`).replace(/~/g, "%7E"), `&quot;${STATE}&quot;`, `&#34;${STATE}&#x22;`,
  `{"state":"${STATE}"}`, `[${STATE}]`, `<![CDATA[${STATE}]]>`, `<p>${STATE}</p>`, `"\\ufeff${STATE}"`,
]) {
  test(`our state is found in ${JSON.stringify(wrapped)}`, async () => {
    assert.equal(readState(wrapped), STATE);
    const platform = new Platform12({ initial: { "cmi.core.lesson_status": "incomplete", "cmi.core.entry": "resume", "cmi.suspend_data": wrapped, "cmi.core.lesson_location": "\ufeffhello \n" } });
    const launched = await platform.launch();
    assert.deepEqual([launched.states, launched.location, restoreFound(launched).notice], [[STATE], "hello", ""]);
  });
}

test("a state damaged in its middle is handed on as a whole", () => {
  assert.equal(readState("1~gAA~p1!!2~~"), "1~gAA~p1!!2~~");
  assert.equal(readState(`${"\n".repeat(60000)}x`), "");
});

const STRANGERS = ["null", "undefined", "0", "{}", "[]", "[object Object]", "NaN", "false", '""', " ", "viewed=1,2,3", '{"v":3,"d":[1]}', "<html></html>", "2|1|0", "NULL\n", "1", "None"];
for (const text of STRANGERS) {
  test(`${JSON.stringify(text)} on a first launch is a stranger's, without an alarm`, async () => {
    for (const given of [{ "cmi.core.entry": "ab-initio" }, { "cmi.core.entry": "", "cmi.core.lesson_status": "unknown" }, { "cmi.core.entry": "resume" }]) {
      const launched = await new Platform12({ initial: { ...given, "cmi.suspend_data": text } }).launch();
      assert.deepEqual([launched.states, restoreFound(launched).notice, launched.finished], [[], "", false]);
    }
    const launched = await new Platform2004({ initial: { "cmi.entry": "ab-initio", "cmi.suspend_data": text } }).launch();
    assert.deepEqual(launched.states, []);
  });
}

test("what says nothing is no alarm at a later launch either; what says something is", async () => {
  const later = (text: string): Promise<Launch> => new Platform12({ initial: { "cmi.core.lesson_status": "incomplete", "cmi.core.entry": "resume", "cmi.suspend_data": text } }).launch();
  for (const text of ["null", "undefined", "0", "{}", "[]", ' "" ']) assert.equal(restoreFound(await later(text)).notice, "", text);
  for (const text of ["~gAA~p11~~", "viewed=1,2,3"]) assert.equal(restoreFound(await later(text)).notice, "notice-damaged", text);
});

for (const word of ["null", "undefined", "0", "{}", "[object Object]", "NaN", " "]) {
  test(`status, entry and mode of ${JSON.stringify(word)} say nothing`, async () => {
    const answer = ([name, element, , real]: Platform12["calls"][0]): unknown =>
      (name === "LMSGetValue" && /lesson_status|entry|lesson_mode|credit/.test(element) ? word : name === "LMSGetValue" && /suspend_data/.test(element) ? "" : real);
    const platform = new Platform12({ answer });
    assert.equal((await platform.launch()).mode, "normal");
    assert.equal(platform.committed["cmi.core.lesson_status"], "incomplete");
  });
}

test("words are read whatever stands around them, in either case", async () => {
  const launched = await new Platform12({ answer: ([name, element]) => (name !== "LMSGetValue" ? undefined : /status/.test(element) ? "\n Passed " : /mode/.test(element) ? "'Review'" : undefined) }).launch();
  assert.deepEqual([launched.finished, launched.mode], [true, "review"]);
});

// ---------------------------------------------------------------- an API that answers with nothing at first

/** Answers every question with nothing for so many seconds after it was first asked, or after the launch. */
const fillLate = (world: () => World, seconds: number, each: boolean, blank: unknown = "") => {
  const asked = new Map<string, number>();
  return ([name, element]: Platform12["calls"][0]): unknown => {
    if (!/GetValue$/.test(name)) return undefined;
    const from = asked.get(each ? element : "") ?? world().now;
    asked.set(each ? element : "", from);
    return world().now - from < seconds * 1000 ? blank : undefined;
  };
};

for (const [what, seconds, each, blank] of [
  ["all at once", 0.1, false, ""], ["after a second", 1.2, false, ""], ["each element by itself", 0.1, true, ""], ["nothing at all", 0.5, false, null], ["undefined", 0.5, true, "undefined"],
] as const) {
  test(`an API that fills itself a moment later (${what}): nothing is written before it was read`, async () => {
    const initial = {
      "cmi.core.lesson_status": "passed", "cmi.core.entry": "resume", "cmi.suspend_data": STATE, "cmi.core.lesson_location": "hello", "cmi.core.score.raw": "92", "cmi.interactions.0.id": "several",
    };
    const platform: Platform12 = new Platform12({ initial, answer: (call) => late(call) });
    const late = fillLate(() => platform.world, seconds, each, blank);
    const launched = await platform.launch();
    assert.deepEqual([launched.states, launched.location, launched.finished, launched.interactions], [[STATE], "hello", true, 1]);
    const firstWrite = names(platform.calls).findIndex((name) => name === "LMSSetValue");
    assert.ok(platform.calls.slice(firstWrite).every(([name]) => name !== "LMSGetValue"), "all is read before the first write");
    await platform.driver.save(change({ ...passed(71), state: STATE }));
    assert.deepEqual([platform.committed["cmi.core.score.raw"], platform.committed["cmi.core.lesson_status"]], ["92", "passed"]);
  });
}

test("an API that never says anything is taken for a first launch after three seconds; one that says something is not waited for", async () => {
  const platform = new Platform12({ answer: ([name]) => (name === "LMSGetValue" ? "" : undefined) });
  const before = platform.world.now;
  assert.equal((await platform.launch()).connection, "connected");
  assert.ok(platform.world.now - before >= 3000 && platform.world.now - before <= 4000);
  assert.equal(platform.committed["cmi.core.lesson_status"], "incomplete");
  const plain = new Platform12(), start = plain.world.now;
  const opening = launch(plain.driver);
  await opening;
  assert.equal(plain.world.now, start);
});

test("SCORM 2004: an API that fills itself a moment later", async () => {
  const platform: Platform2004 = new Platform2004({ initial: { "cmi.completion_status": "incomplete", "cmi.entry": "resume", "cmi.suspend_data": STATE, "cmi.location": "hello" }, answer: (call) => late(call) });
  const late = fillLate(() => platform.world, 0.1, true);
  assert.deepEqual((await platform.launch()).states, [STATE]);
});

for (const [what, answer] of [
  ["throws", () => { throw new Error("no"); }], ["answers nothing, with an error", () => ""],
] as const) {
  test(`a platform that ${what} when it is asked for our progress is not written over`, async () => {
    let failing = false;
    const platform = new Platform12({
      initial: { "cmi.core.lesson_status": "incomplete", "cmi.core.entry": "resume", "cmi.suspend_data": STATE },
      answer: ([name, element]) => {
        if (name === "LMSGetLastError") return failing ? "101" : undefined;
        failing = name === "LMSGetValue" && element === "cmi.suspend_data";
        return failing ? answer() : undefined;
      },
    });
    assert.equal((await platform.launch()).connection, "untracked");
    await platform.driver.save(change());
    await platform.driver.leave(change(), "unload");
    assert.deepEqual(platform.writes(), []);
  });
}

test("a platform whose error code never goes away is read all the same", async () => {
  const platform = new Platform12({ answer: ([name]) => (name === "LMSGetLastError" ? "101" : name === "LMSInitialize" ? "false" : undefined) });
  assert.equal((await platform.launch()).connection, "connected");
});

// ---------------------------------------------------------------- scores and statuses of earlier visits

for (const [text, number] of [["90", 90], ["90.00", 90], ["90,0", 90], [" 90 ", 90], ["90 %", 90], ["89,5", 89.5], ["-3", -3], ["", null], ["null", null], ["0", 0], ["100.0000000", 100]] as const) {
  test(`a score of ${JSON.stringify(text)} is ${number}`, () => assert.equal(readNumber(text), number));
}

for (const before of ["90,0", "90.00", "90.5", "\"90\""]) {
  test(`an earlier score of ${before} is not overwritten by less, and by more it is`, async () => {
    const platform = await launched({ initial: { "cmi.core.lesson_status": "passed", "cmi.core.score.raw": before } });
    await platform.driver.save(change(passed(71)));
    assert.equal(platform.committed["cmi.core.score.raw"], before);
    await platform.driver.save(change(passed(95)));
    assert.equal(platform.committed["cmi.core.score.raw"], "95");
  });
}

for (const [entry, atLaunch] of [["ab-initio", "incomplete"], ["", "browsed"], ["resume", "browsed"]] as const) {
  test(`"browsed" with entry "${entry}" is ${atLaunch} at launch, and incomplete once the learner did something`, async () => {
    const platform = new Platform12({ initial: { "cmi.core.lesson_status": "browsed", "cmi.core.entry": entry } });
    await platform.launch();
    assert.equal(platform.committed["cmi.core.lesson_status"], atLaunch);
    await platform.driver.save(change());
    assert.equal(platform.committed["cmi.core.lesson_status"], "incomplete");
    await platform.driver.save(change(passed(80)));
    assert.equal(platform.committed["cmi.core.lesson_status"], "passed");
  });
}

test("a platform that takes no “incomplete” has lost nothing", async () => {
  const platform = await launched({ answer: ([name, , value]) => (name === "LMSSetValue" && value === "incomplete" ? "false" : undefined) });
  assert.equal(await platform.driver.save(change()), "kept");
});
