import assert from "node:assert/strict";
import { test } from "node:test";
import makeDriver from "../../../builder/standards/scorm12/driver";
import type { Answered, Change, Outcome } from "../../../templates/runtime/contract";
import { Platform, TABLE, launched } from "./scorm12_platform";
import { MONDAY, World, answered, change, makeTables, option, scored } from "./world";
import { readVectors } from "../vectors";
import { launch } from "../../../templates/runtime/launch";

const passed = (raw: number): Partial<Change> => ({ outcome: { kind: "passed", raw }, reached: true });

// ---------------------------------------------------------------- launch

test("a first launch costs at most 12 gets, 6 sets and 1 commit, sets the exit first and says incomplete", async () => {
  const platform = new Platform();
  const launch = await platform.launch();
  assert.ok(platform.count("LMSGetValue") <= 12);
  assert.ok(platform.count("LMSSetValue") <= 6);
  assert.equal(platform.count("LMSCommit"), 1);
  assert.deepEqual(platform.calls.filter(([name]) => name !== "LMSGetValue").slice(0, 2).map(([name, element]) => [name, element]), [["LMSInitialize", ""], ["LMSSetValue", "cmi.core.exit"]]);
  assert.deepEqual(platform.writes(), ["cmi.core.exit=suspend", "cmi.core.lesson_status=incomplete", "commit"]);
  assert.deepEqual(launch, {
    connection: "connected", notice: null, mode: "normal", finished: false, states: [], location: "", interactions: 0, ask: false,
  });
  assert.equal(platform.committed["cmi.core.lesson_status"], "incomplete");
});

test("what the platform kept comes back, and its status is left alone", async () => {
  const platform = new Platform({
    initial: {
      "cmi.core.lesson_status": "incomplete", "cmi.core.entry": "resume", "cmi.suspend_data": "1~gAA~p11~~", "cmi.core.lesson_location": "hello",
      "cmi.interactions.0.id": "several", "cmi.interactions.1.id": "pairs",
    },
  });
  const launch = await platform.launch();
  assert.deepEqual([launch.states, launch.location, launch.interactions, launch.finished], [["1~gAA~p11~~"], "hello", 2, false]);
  assert.deepEqual(platform.writes(), ["cmi.core.exit=suspend", "commit"]);
});

for (const [status, entry, written] of [
  ["not attempted", "ab-initio", true], ["not attempted", "", true], ["", "", true], ["unknown", "", true], ["incomplete", "ab-initio", true],
  ["incomplete", "resume", false], ["browsed", "resume", false], ["completed", "resume", false], ["passed", "", false], ["failed", "ab-initio", false],
] as const) {
  test(`status "${status}", entry "${entry}": incomplete is ${written ? "" : "not "}written`, async () => {
    const platform = new Platform({ initial: { "cmi.core.lesson_status": status, "cmi.core.entry": entry } });
    const launch = await platform.launch();
    assert.equal(platform.committed["cmi.core.lesson_status"], written ? "incomplete" : status);
    assert.equal(launch.finished, ["completed", "passed", "failed"].includes(status));
  });
}

for (const [element, value, mode] of [["lesson_mode", "review", "review"], ["lesson_mode", "browse", "browse"], ["credit", "no-credit", "browse"]] as const) {
  test(`${value}: nothing about status or score, whatever the learner reaches`, async () => {
    const platform = new Platform({ initial: { [`cmi.core.${element}`]: value } });
    assert.equal((await platform.launch()).mode, mode);
    assert.equal(await platform.driver.save(change({ ...passed(90), answered: [answered("several")], completed: ["1.1"] })), "kept");
    await platform.driver.leave(change(passed(90)), "exit");
    assert.deepEqual(platform.writes().filter((write) => /status|score|objectives\.\d+\.status/.test(write)), []);
    assert.equal(platform.count("LMSFinish"), 0);
  });
}

test("in review nothing at all is written but the exit", async () => {
  const platform = new Platform({ initial: { "cmi.core.lesson_mode": "review" } });
  await platform.launch();
  await platform.driver.save(change({ answered: [answered("several")] }));
  await platform.driver.leave(change(), "unload");
  assert.deepEqual(platform.writes(), ["cmi.core.exit=suspend", "finish"]);
});

test("without a platform the launch is untracked, and nothing the player does fails", async () => {
  const world = new World({ parent: null });
  const driver = makeDriver(world.host, TABLE, makeTables({ name: "scorm12", table: null }));
  assert.equal((await world.until(launch(driver))).connection, "untracked");
  assert.equal(await driver.save(change()), "kept");
  assert.equal(await driver.leave(change(), "exit"), "kept");
});

test("Initialize that says no with 101 is tested by a GetValue: working platforms are used, dead ones are not", async () => {
  const early = new Platform();
  early.api["LMSInitialize"]?.("");
  const launch = await early.launch();
  assert.equal(launch.connection, "connected");
  assert.deepEqual(early.writes(), ["cmi.core.exit=suspend", "cmi.core.lesson_status=incomplete", "commit"]);
  const dead = new Platform({ answer: ([name]) => (name === "LMSInitialize" ? "false" : name === "LMSGetValue" ? "" : name === "LMSGetLastError" ? "301" : undefined) });
  assert.equal((await dead.launch()).connection, "untracked");
});

for (const [answers, overrides] of [
  ["booleans", (answer: unknown) => (answer === "true" ? true : answer === "false" ? false : undefined)],
  ["numbers", (answer: unknown) => (answer === "true" ? 1 : answer === "false" ? 0 : undefined)],
  ["nothing", (answer: unknown) => (answer === "true" ? null : undefined)],
] as const) {
  test(`a platform that answers ${answers} gets the same writes`, async () => {
    const [odd, plain] = [await launched({ answer: ([name, , , answer]) => (/GetValue|GetLastError/.test(name) ? undefined : overrides(answer)) }), await launched()];
    for (const platform of [odd, plain]) {
      assert.equal(await platform.driver.save(change({ answered: [answered("several", { response: option("a", "c") })] })), "kept");
    }
    assert.deepEqual(odd.writes(), plain.writes());
  });
}

test("a platform that throws at everything after launch: not saved, and no exception", async () => {
  let broken = false;
  const platform = await launched({ answer: () => { if (broken) throw new Error("gone"); return undefined; } });
  broken = true;
  assert.equal(await platform.driver.save(change({ ...passed(80), answered: [answered("several")], sessions: ["one", "two"] })), "lost");
  assert.equal(await platform.driver.leave(change(), "unload"), "lost");
});

// ---------------------------------------------------------------- the order of writes and the outcome table

test("the order of writes: progress, score, interactions, objectives, time, status last, one commit", async () => {
  const platform = await launched();
  const kept = await platform.driver.save(change({
    ...passed(75), state: "1~pBM~~~", sessions: ["one", "two"], completed: ["1.1", "1.2"],
    answered: [answered("several", { response: option("a", "c"), index: 0 }), answered("gaps", { response: { type: "fill-in", texts: ["ethos"] }, right: false, index: 1 })],
  }));
  assert.equal(kept, "kept");
  assert.deepEqual(platform.refused(), []);
  const time = new Date(MONDAY), two = (number: number): string => String(number).padStart(2, "0");
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
  assert.deepEqual(platform.writes(), [
    "cmi.suspend_data=1~pBM~~~", "cmi.core.lesson_location=hello", "cmi.core.score.min=0", "cmi.core.score.max=100", "cmi.core.score.raw=75",
    "cmi.interactions.0.id=several", "cmi.interactions.0.type=choice", "cmi.interactions.0.objectives.0.id=outcome_1.1",
    "cmi.interactions.0.correct_responses.0.pattern=a,c", `cmi.interactions.0.time=${clock}`, "cmi.interactions.0.weighting=1",
    "cmi.interactions.0.student_response=a,c", "cmi.interactions.0.result=correct", "cmi.interactions.0.latency=0000:00:12.50",
    "cmi.interactions.1.id=gaps", "cmi.interactions.1.type=fill-in", "cmi.interactions.1.correct_responses.0.pattern=ethics",
    "cmi.interactions.1.correct_responses.1.pattern=ethical", `cmi.interactions.1.time=${clock}`, "cmi.interactions.1.weighting=1",
    "cmi.interactions.1.student_response=ethos", "cmi.interactions.1.result=wrong", "cmi.interactions.1.latency=0000:00:12.50",
    "cmi.objectives.0.id=outcome_1.1", "cmi.objectives.0.status=completed", "cmi.objectives.1.id=outcome_1.2", "cmi.objectives.1.status=completed",
    "cmi.core.session_time=0000:01:05", "cmi.core.lesson_status=passed", "commit",
  ]);
});

const OUTCOMES: [Outcome, string, string | undefined][] = [
  [{ kind: "going-on" }, "incomplete", undefined], [{ kind: "complete" }, "completed", undefined], [{ kind: "passed", raw: 80 }, "passed", "80"],
  [{ kind: "failed-may-retry", raw: 40 }, "incomplete", undefined], [{ kind: "failed", raw: 40 }, "failed", "40"],
];
for (const [outcome, status, raw] of OUTCOMES) {
  test(`outcome ${outcome.kind}: status ${status}, score ${raw ?? "none"}`, async () => {
    const platform = await launched();
    await platform.driver.save(change({ outcome, reached: true }));
    assert.equal(platform.committed["cmi.core.lesson_status"], status);
    assert.equal(platform.committed["cmi.core.score.raw"], raw);
  });
}

const RANKS = ["not attempted", "incomplete", "failed", "completed", "passed"];
for (const before of RANKS) {
  for (const [outcome, after] of OUTCOMES) {
    test(`after "${before}", ${outcome.kind} never lowers the status`, async () => {
      const platform = await launched({ initial: { "cmi.core.lesson_status": before, "cmi.core.entry": "resume" } });
      await platform.driver.save(change({ outcome, reached: true }));
      const higher = RANKS.indexOf(after) > RANKS.indexOf(before) ? after : before;
      assert.equal(platform.committed["cmi.core.lesson_status"], higher === "not attempted" ? "incomplete" : higher);
    });
  }
}

test("a score is never lowered, even when our own progress was forgotten", async () => {
  const platform = await launched({ initial: { "cmi.core.lesson_status": "passed", "cmi.core.score.raw": "92" } });
  await platform.driver.save(change(passed(71)));
  assert.equal(platform.committed["cmi.core.score.raw"], "92");
  await platform.driver.save(change(passed(95)));
  assert.equal(platform.committed["cmi.core.score.raw"], "95");
});

test("a course that records completion only sends no score, no objective and no answer", async () => {
  const platform = await launched({ table: { score: false, interactions: {}, objectives: [] } });
  await platform.driver.save(change({ ...passed(80), answered: [answered("several")], completed: ["1.1"] }));
  assert.deepEqual(platform.writes().filter((write) => /score|interactions|objectives/.test(write)), []);
  assert.equal(platform.committed["cmi.core.lesson_status"], "passed");
});

test("what the platform holds already is not written again", async () => {
  const platform = await launched();
  await platform.driver.save(change());
  platform.calls.length = 0;
  await platform.driver.save(change());
  assert.deepEqual(platform.writes(), ["commit"]);
});

// ---------------------------------------------------------------- interactions

test("a retry overwrites its index with the latest response", async () => {
  const platform = await launched();
  await platform.driver.save(change({ answered: [answered("pairs", { response: { type: "matching", pairs: [["a", "y"]] }, right: false, index: 0 })] }));
  await platform.driver.save(change({ answered: [answered("pairs", { response: { type: "matching", pairs: [["a", "x"]] }, index: 0, count: 2 })] }));
  assert.equal(platform.committed["cmi.interactions.0.student_response"], "a.x");
  assert.equal(platform.committed["cmi.interactions.0.result"], "correct");
  assert.equal(platform.committed["cmi.interactions.1.id"], undefined);
});

test("practice questions are never sent; a question without a right answer has the result “neutral”", async () => {
  const platform = await launched();
  await platform.driver.save(change({ answered: [answered("practice"), answered("poll", { index: 0 })] }));
  assert.equal(platform.committed["cmi.interactions.0.id"], "poll");
  assert.equal(platform.committed["cmi.interactions.0.result"], "neutral");
  assert.equal(platform.committed["cmi.interactions.1.id"], undefined);
});

test("a platform that forgot its interactions gets them without gaps, each once", async () => {
  const platform = await launched({ initial: { "cmi.core.lesson_status": "incomplete", "cmi.core.entry": "resume" } });
  const third = answered("gaps", { response: { type: "fill-in", texts: ["x"] }, index: 7 });
  assert.equal(await platform.driver.save(change({ answered: [answered("pairs", { response: { type: "matching", pairs: [] }, index: 5 })] })), "kept");
  assert.equal(await platform.driver.save(change({ answered: [third, answered("several", { index: 0 })] })), "kept");
  await platform.driver.save(change({ answered: [{ ...third, response: { type: "fill-in", texts: ["y"] }, count: 2 }] }));
  const held = [0, 1, 2, 3].map((index) => platform.committed[`cmi.interactions.${index}.id`]);
  assert.deepEqual(held, ["pairs", "gaps", "several", undefined]);
  assert.equal(platform.committed["cmi.interactions.1.student_response"], "y");
});

test("a platform without interactions and objectives is asked once, and that is never shown as not saved", async () => {
  const platform = await launched({ quirks: "mandatory-only" });
  for (const index of [0, 1]) {
    assert.equal(await platform.driver.save(change({ state: `1~${index}`, answered: [answered("several", { index })], completed: ["1.1"] })), "kept");
  }
  assert.equal(platform.refused().filter(([, element]) => element.startsWith("cmi.interactions")).length, 1);
  assert.equal(platform.refused().filter(([, element]) => element.startsWith("cmi.objectives")).length, 1);
  assert.equal(platform.committed["cmi.suspend_data"], "1~1");
});

for (const code of ["101", "301", "201", "401", "", "0"]) {
  test(`a platform that refuses interactions and objectives with error "${code}" gets none from then on, and the rest is saved`, async () => {
    let refusing = false;
    const platform = await launched({ answer: ([name, element]) => {
      if (name === "LMSGetLastError") return refusing ? code : undefined;
      refusing = name === "LMSSetValue" && /^cmi\.(interactions|objectives)/.test(element);
      return refusing ? "false" : undefined;
    } });
    for (const index of [0, 1, 2]) {
      assert.equal(await platform.driver.save(change({ state: `1~${index}`, answered: [answered("several", { index })], sessions: ["one"] })), "kept");
      if (index === 0) platform.calls.length = 0;
    }
    assert.deepEqual(platform.writes().filter((write) => /interactions|objectives/.test(write)), []);
  });
}

test("after an outage answers are sent again", async () => {
  let gone = true;
  const failing = await launched({ answer: ([name]) => (gone && /SetValue|Commit/.test(name) ? "false" : name === "LMSGetLastError" && gone ? "101" : undefined) });
  const answer = change({ answered: [answered("several")] });
  assert.equal(await failing.driver.save(answer), "lost");
  gone = false;
  assert.equal(await failing.driver.save(answer), "kept");
  assert.equal(failing.committed["cmi.interactions.0.id"], "several");
});

test("objectives that the platform holds already are found by id, in any order; others are appended", async () => {
  const platform = await launched({ initial: { "cmi.objectives.0.id": "outcome_1.2", "cmi.objectives.1.id": "their_own" } });
  await platform.driver.save(change({ scored: [scored("1.1", 1, 2)] }));
  assert.equal(platform.committed["cmi.objectives.2.id"], "outcome_1.1");
  assert.equal(platform.committed["cmi.objectives.2.status"], "incomplete", "a page about it is still to be seen");
  assert.equal(platform.committed["cmi.objectives.0.status"], undefined);
  await platform.driver.save(change({ completed: ["1.1", "1.2"] }));
  assert.equal(platform.committed["cmi.objectives.2.status"], "completed");
  assert.equal(platform.committed["cmi.objectives.0.status"], "completed");
});

test("what a platform holds as completed stays", async () => {
  const platform = await launched({ initial: { "cmi.objectives.0.id": "outcome_1.1", "cmi.objectives.0.status": "completed" } });
  await platform.driver.save(change({ scored: [scored("1.1", 1, 2)] }));
  assert.equal(platform.committed["cmi.objectives.0.status"], "completed");
});

test("nothing is asked about objectives before the first write", async () => {
  const platform = new Platform();
  await platform.launch();
  await platform.driver.save(change({ answered: [answered("several")] }));
  assert.deepEqual(platform.calls.filter(([name, element]) => name === "LMSGetValue" && element.startsWith("cmi.objectives")), []);
});

// ---------------------------------------------------------------- refusals and leaving

test("a refused commit is lost; the next save writes everything again", async () => {
  const platform = await launched();
  platform.serverWorks = false;
  const first = change({ ...passed(80), answered: [answered("several")] });
  assert.equal(await platform.driver.save(first), "lost");
  platform.serverWorks = true;
  const before = platform.writes();
  assert.equal(await platform.driver.save(first), "kept");
  assert.deepEqual(platform.writes(), before);
});

test("progress that is refused is lost even when the commit works", async () => {
  const platform = await launched();
  assert.equal(await platform.driver.save(change({ state: "x".repeat(4097) })), "lost");
});

test("the window that goes away: session time, commit, finish; afterwards nothing", async () => {
  const platform = await launched();
  assert.equal(await platform.driver.leave(change(), "unload"), "kept");
  assert.deepEqual(platform.writes().slice(-3), ["cmi.core.session_time=0000:01:05", "commit", "finish"]);
  assert.equal(await platform.driver.save(change({ state: "later" })), "kept");
  await platform.driver.leave(change(), "exit");
  assert.deepEqual(platform.calls, []);
});

test("hidden saves and goes on; the writes of leaving happen before the first turn is over", async () => {
  const platform = await launched();
  void platform.driver.leave(change({ state: "1~hidden" }), "hidden");
  assert.equal(platform.committed["cmi.suspend_data"], "1~hidden");
  assert.equal(platform.count("LMSFinish"), 0);
  void platform.driver.leave(change({ state: "1~gone" }), "unload");
  assert.equal(platform.committed["cmi.suspend_data"], "1~gone");
  assert.equal(platform.count("LMSFinish"), 1);
});

test("Save and exit that could not be saved stays connected, so that it can be tried again", async () => {
  const platform = await launched();
  platform.serverWorks = false;
  assert.equal(await platform.driver.leave(change(), "exit"), "lost");
  assert.equal(platform.count("LMSFinish"), 0);
  platform.serverWorks = true;
  assert.equal(await platform.driver.leave(change(), "exit"), "kept");
  assert.equal(platform.count("LMSFinish"), 1);
});

test("what a course that finished before and was forgotten leaves behind is not overwritten", async () => {
  const platform = new Platform({ quirks: "learning-hub", initial: { "cmi.core.lesson_status": "completed", "cmi.core.entry": "" } });
  const launch = await platform.launch();
  assert.deepEqual([launch.finished, launch.states], [true, []]);
  platform.calls.length = 0;
  await platform.driver.leave(change({ state: "", location: "" }), "unload");
  assert.deepEqual(platform.writes(), ["cmi.core.session_time=0000:01:05", "commit", "finish"]);
});

for (const [seconds, written] of [[1, "0000:00:01"], [3661, "0001:01:01"], [90000, "0025:00:00"], [1e9, "9999:59:59"]] as const) {
  test(`${seconds} seconds are ${written}`, async () => {
    const platform = await launched();
    await platform.driver.save(change({ seconds }));
    assert.equal(platform.committed["cmi.core.session_time"], written);
  });
}

for (const { seconds: latency, scorm12: written } of readVectors<{ cases: { seconds: number; scorm12: string }[] }>("durations").cases) {
  test(`a latency of ${latency} is ${written}`, async () => {
    const platform = await launched();
    const one: Answered = answered("several", { latency });
    await platform.driver.save(change({ answered: [one] }));
    assert.equal(platform.committed["cmi.interactions.0.latency"], written);
  });
}

// ---------------------------------------------------------------- the author's setting of the exit

test("a platform that takes a suspended course for an unfinished one is left normally, but only when the course is done", async () => {
  const platform = await launched({ table: { exit: "" } });
  await platform.driver.save(change({ state: "1~gAA~~~" }));
  assert.equal(platform.committed["cmi.core.exit"], "suspend");
  await platform.driver.save(change({ state: "1~pBR~~~", ...passed(80) }));
  assert.deepEqual([platform.committed["cmi.core.exit"], platform.committed["cmi.core.lesson_status"]], ["", "passed"]);
  assert.deepEqual(platform.refused(), []);
});
