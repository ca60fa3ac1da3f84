import assert from "node:assert/strict";
import { test } from "node:test";
import makeDriver from "../../../builder/standards/scorm2004/driver";
import type { Change, Outcome } from "../../../templates/runtime/contract";
import { type Call, GET, Platform, SET, TABLE, launched } from "./scorm2004_platform";
import { World, answered, change, makeTables, option, scored } from "./world";
import { readVectors } from "../vectors";
import { launch } from "../../../templates/runtime/launch";

const passed = (raw: number): Partial<Change> => ({ outcome: { kind: "passed", raw }, reached: true });
const pair = (target: string): Parameters<typeof answered>[1] => ({ response: { type: "matching", pairs: [["a", target]] } });

// ---------------------------------------------------------------- launch

test("a first launch costs 8 gets, 3 sets and 1 commit, sets the exit first and says both statuses", async () => {
  const platform = new Platform();
  const launch = await platform.launch();
  assert.equal(platform.count(GET), 8);
  assert.deepEqual(platform.calls.filter(([name]) => name !== GET).slice(0, 2).map(([name, element]) => [name, element]), [["Initialize", ""], [SET, "cmi.exit"]]);
  assert.deepEqual(platform.writes(), ["cmi.exit=suspend", "cmi.completion_status=incomplete", "cmi.success_status=unknown", "commit"]);
  assert.deepEqual(launch, {
    connection: "connected", notice: null, mode: "normal", finished: false, states: [], location: "", interactions: 0, ask: false,
  });
});

test("what the platform kept comes back, and its status is left alone", async () => {
  const platform = new Platform({
    initial: {
      "cmi.completion_status": "incomplete", "cmi.entry": "resume", "cmi.suspend_data": "1~gAA~p11~~", "cmi.location": "hello",
      "cmi.interactions.0.id": "several", "cmi.interactions.1.id": "pairs",
    },
  });
  const launch = await platform.launch();
  assert.deepEqual([launch.states, launch.location, launch.interactions, launch.finished], [["1~gAA~p11~~"], "hello", 2, false]);
  assert.deepEqual(platform.writes(), ["cmi.exit=suspend", "commit"]);
});

for (const [completion, success, entry, written, finished] of [
  ["unknown", "unknown", "ab-initio", true, false], ["not attempted", "unknown", "ab-initio", true, false], ["unknown", "unknown", "", true, false],
  ["incomplete", "unknown", "resume", false, false], ["completed", "unknown", "resume", false, true], ["completed", "passed", "", false, true],
  ["completed", "failed", "ab-initio", false, true], ["incomplete", "passed", "resume", false, true],
] as const) {
  test(`${completion}/${success}, entry "${entry}": incomplete is ${written ? "" : "not "}written`, async () => {
    const platform = new Platform({ initial: { "cmi.completion_status": completion, "cmi.success_status": success, "cmi.entry": entry } });
    assert.equal((await platform.launch()).finished, finished);
    assert.deepEqual(platform.result.slice(0, 2), written ? ["incomplete", "unknown"] : [completion, success]);
  });
}

for (const [element, value, mode] of [["mode", "review", "review"], ["mode", "browse", "browse"], ["credit", "no-credit", "browse"]] as const) {
  test(`${value}: nothing about status, score or progress, whatever the learner reaches`, async () => {
    const platform = new Platform({ initial: { [`cmi.${element}`]: value } });
    assert.equal((await platform.launch()).mode, mode);
    assert.equal(await platform.driver.save(change({ ...passed(90), answered: [answered("several")], completed: ["1.1"] })), "kept");
    await platform.driver.leave(change(passed(90)), "exit");
    assert.deepEqual(platform.writes().filter((write) => /_status|score|progress|objectives\.\d+\.(id|c)/.test(write) && !/interactions/.test(write)), []);
  });
}

test("without a platform the launch is untracked; the API of SCORM 1.2 is none", async () => {
  const world = new World({ parent: null, API: { LMSInitialize: () => "true" } });
  const driver = makeDriver(world.host, TABLE, makeTables({ name: "scorm2004", table: null }));
  assert.equal((await world.until(launch(driver))).connection, "untracked");
  assert.equal(await driver.save(change()), "kept");
});

test("Initialize that says no with 103 is tested by a GetValue; after Terminate (104) nothing is recorded", async () => {
  const early = new Platform();
  early.api["Initialize"]?.("");
  assert.equal((await early.launch()).connection, "connected");
  const over = new Platform();
  over.api["Initialize"]?.("");
  over.api["Terminate"]?.("");
  assert.equal((await over.launch()).connection, "untracked");
});

test("a platform that tells no status but hands progress back is not lowered (Open edX)", async () => {
  const known = { "cmi.suspend_data": "1~pBM~~~", "cmi.location": "hello" };
  const platform = new Platform({ quirks: "open-edx-2004", initial: { ...known, "cmi.completion_status": "completed", "cmi.success_status": "passed" } });
  const launch = await platform.launch();
  assert.deepEqual([launch.states, launch.interactions, launch.mode], [["1~pBM~~~"], 0, "normal"]);
  await platform.driver.save(change({ outcome: { kind: "going-on" } }));
  assert.deepEqual(platform.writes().filter((write) => /status/.test(write)), []);
  const fresh = new Platform({ quirks: "open-edx-2004" });
  await fresh.launch();
  assert.deepEqual(fresh.result.slice(0, 2), ["incomplete", "unknown"]);
});

// ---------------------------------------------------------------- the order of writes and the outcome table

test("the order of writes: progress, score, interactions by S04-28, objectives, time, status last, one commit", async () => {
  const platform = await launched();
  assert.equal(await platform.driver.save(change({
    ...passed(75), state: "1~pBM~~~", sessions: ["one", "two"], completed: ["1.1", "1.2"], scored: [scored("1.1", 2, 3)],
    answered: [answered("several", { response: option("a", "c"), index: 0 }), answered("gaps", { response: { type: "fill-in", texts: ["ethos"] }, right: false, index: 1 })],
  })), "kept");
  assert.deepEqual(platform.refused(), []);
  assert.deepEqual(platform.writes(), [
    "cmi.suspend_data=1~pBM~~~", "cmi.location=hello", "cmi.score.min=0", "cmi.score.max=100", "cmi.score.raw=75", "cmi.score.scaled=0.75",
    "cmi.interactions.0.id=several", "cmi.interactions.0.type=choice", "cmi.interactions.0.objectives.0.id=outcome_1.1",
    "cmi.interactions.0.timestamp=2026-01-05T10:42:00.12Z", "cmi.interactions.0.correct_responses.0.pattern=a[,]c", "cmi.interactions.0.weighting=1",
    "cmi.interactions.0.learner_response=a[,]c", "cmi.interactions.0.result=correct", "cmi.interactions.0.latency=PT12.5S",
    "cmi.interactions.0.description=Which of these?",
    "cmi.interactions.1.id=gaps", "cmi.interactions.1.type=fill-in", "cmi.interactions.1.timestamp=2026-01-05T10:42:00.12Z",
    "cmi.interactions.1.correct_responses.0.pattern=ethics", "cmi.interactions.1.correct_responses.1.pattern=ethical", "cmi.interactions.1.weighting=1",
    "cmi.interactions.1.learner_response=ethos", "cmi.interactions.1.result=incorrect", "cmi.interactions.1.latency=PT12.5S",
    "cmi.objectives.0.id=outcome_1.1", "cmi.objectives.0.score.min=0", "cmi.objectives.0.score.max=100", "cmi.objectives.0.score.raw=66",
    "cmi.objectives.0.score.scaled=0.66", "cmi.objectives.0.completion_status=completed",
    "cmi.objectives.1.id=outcome_1.2", "cmi.objectives.1.completion_status=completed",
    "cmi.session_time=PT1M5S", "cmi.progress_measure=1", "cmi.completion_status=completed", "cmi.success_status=passed", "commit",
  ]);
});

const OUTCOMES: [Outcome, (string | undefined)[]][] = [
  [{ kind: "going-on" }, ["incomplete", "unknown", undefined, undefined, undefined]],
  [{ kind: "complete" }, ["completed", "unknown", "1", undefined, undefined]],
  [{ kind: "passed", raw: 80 }, ["completed", "passed", "1", "0.8", "80"]],
  [{ kind: "failed-may-retry", raw: 40 }, ["incomplete", "unknown", undefined, undefined, undefined]],
  [{ kind: "failed", raw: 0 }, ["completed", "failed", "1", "0", "0"]],
];
for (const [outcome, result] of OUTCOMES) {
  test(`outcome ${outcome.kind}: ${result.map((part) => part ?? "none").join(", ")}`, async () => {
    const platform = await launched();
    assert.equal(await platform.driver.save(change({ outcome, reached: true })), "kept");
    assert.deepEqual(platform.result, result);
    assert.deepEqual(platform.refused(), []);
  });
}

const word = ([completion, success]: (string | undefined)[]): string => (success === "passed" || success === "failed" ? success : completion ?? "");
const RANKS = ["unknown", "incomplete", "failed", "completed", "passed"];
for (const before of [["incomplete", "unknown"], ["completed", "failed"], ["completed", "unknown"], ["completed", "passed"], ["incomplete", "passed"]]) {
  for (const [outcome, after] of OUTCOMES) {
    test(`after ${before.join("/")}, ${outcome.kind} lowers nothing`, async () => {
      const initial = { "cmi.completion_status": before[0] as string, "cmi.success_status": before[1] as string, "cmi.entry": "resume" };
      const platform = await launched({ initial });
      await platform.driver.save(change({ outcome, reached: true }));
      // A mark that failed before stays told where the course is merely completed now.
      const kept = before[1] === "failed" && outcome.kind === "complete" ? "failed" : word(before);
      assert.equal(word(platform.result), RANKS.indexOf(word(after)) > RANKS.indexOf(kept) && kept !== "failed" || outcome.kind === "passed" ? word(after) : kept);
      if (before[0] === "completed") assert.equal(platform.result[0], "completed");
    });
  }
}

test("a score is never lowered, even when our own progress was forgotten", async () => {
  const platform = await launched({ initial: { "cmi.completion_status": "completed", "cmi.success_status": "passed", "cmi.score.raw": "92", "cmi.score.scaled": "0.92" } });
  await platform.driver.save(change(passed(71)));
  assert.deepEqual(platform.result.slice(3), ["0.92", "92"]);
  await platform.driver.save(change(passed(95)));
  assert.deepEqual(platform.result.slice(3), ["0.95", "95"]);
});

test("every whole mark has the scaled form that reads back as itself, two decimals at most", async () => {
  for (let raw = 0; raw <= 100; raw += 1) {
    const platform = await launched();
    await platform.driver.save(change(passed(raw)));
    const scaled = platform.committed["cmi.score.scaled"] ?? "";
    assert.match(scaled, /^(0|1|0\.\d[1-9]?)$/);
    assert.equal(Math.round(Number(scaled) * 100), raw);
  }
});

test("a platform that refuses progress_measure has lost nothing; one that refuses a status has", async () => {
  const refusing = (refused: RegExp) => ({ answer: ([name, element]: Call) => (name === SET && refused.test(element) ? "false" : undefined) });
  assert.equal(await (await launched(refusing(/progress/))).driver.save(change(passed(80))), "kept");
  for (const refused of [/^cmi\.completion_status/, /^cmi\.success_status/, /^cmi\.score\.scaled/, /^cmi\.suspend_data/]) {
    assert.equal(await (await launched(refusing(refused))).driver.save(change({ ...passed(80), state: "1~new" })), "lost", String(refused));
  }
});

test("a course that records completion only sends no score, no objective and no answer", async () => {
  const platform = await launched({ table: { score: false, interactions: {}, objectives: [] } });
  await platform.driver.save(change({ ...passed(80), answered: [answered("several")], completed: ["1.1"] }));
  assert.deepEqual(platform.writes().filter((write) => /score|interactions|objectives/.test(write)), []);
  assert.deepEqual(platform.result.slice(0, 3), ["completed", "passed", "1"]);
});

test("what the platform holds already is not written again", async () => {
  const platform = await launched();
  await platform.driver.save(change());
  platform.calls.length = 0;
  await platform.driver.save(change());
  assert.deepEqual(platform.writes(), ["commit"]);
});

// ---------------------------------------------------------------- interactions

for (const named of ["plain-2004", "moodle-2004"]) {
  test(`${named}: a retry overwrites its index, in one launch and in the next, and nothing is refused`, async () => {
    const first = await launched({ quirks: named });
    await first.driver.save(change({ answered: [answered("pairs", { ...pair("y"), right: false, index: 0 }), answered("several", { response: option("b"), right: false, index: 1 })] }));
    await first.driver.save(change({ answered: [answered("pairs", { ...pair("x"), index: 0, count: 2 })] }));
    assert.deepEqual([first.committed["cmi.interactions.0.learner_response"], first.committed["cmi.interactions.0.result"]], ["a[.]x", "correct"]);
    assert.deepEqual(first.refused(), []);
    const second = await launched({ quirks: named, initial: { ...first.committed, "cmi.entry": "resume" } });
    const again = answered("several", { response: option("a", "c"), index: 1, count: 2 });
    assert.equal(await second.driver.save(change({ answered: [again] })), "kept");
    assert.deepEqual(second.refused(), []);
    assert.deepEqual(["id", "learner_response", "result", "correct_responses.0.pattern"].map((part) => second.committed[`cmi.interactions.1.${part}`]), ["several", "a[,]c", "correct", "a[,]c"]);
    assert.equal(second.committed["cmi.interactions.2.id"], undefined);
  });
}

test("practice questions are never sent; a question without a right answer has the result “neutral”", async () => {
  const platform = await launched();
  await platform.driver.save(change({ answered: [answered("practice"), answered("poll", { index: 0 })] }));
  assert.equal(platform.committed["cmi.interactions.0.id"], "poll");
  assert.equal(platform.committed["cmi.interactions.0.result"], "neutral");
});

test("a platform that forgot its interactions (351) gets them without gaps, each once", async () => {
  const platform = await launched({ initial: { "cmi.completion_status": "incomplete", "cmi.entry": "resume" } });
  const third = answered("gaps", { response: { type: "fill-in", texts: ["x"] }, index: 7 });
  assert.equal(await platform.driver.save(change({ answered: [answered("pairs", { ...pair("x"), index: 5 })] })), "kept");
  assert.equal(await platform.driver.save(change({ answered: [third, answered("several", { index: 0 })] })), "kept");
  await platform.driver.save(change({ answered: [{ ...third, response: { type: "fill-in", texts: ["y"] }, count: 2 }] }));
  assert.deepEqual([0, 1, 2, 3].map((index) => platform.committed[`cmi.interactions.${index}.id`]), ["pairs", "gaps", "several", undefined]);
  assert.equal(platform.committed["cmi.interactions.1.learner_response"], "y");
});

for (const code of ["401", "402", "351", "301"]) {
  test(`a platform that refuses interactions and objectives with ${code} is not asked again, and that is never "not saved"`, async () => {
    let refused = false;
    const platform = await launched({ answer: ([name, element]) => {
      if (name === SET) refused = /interactions|objectives/.test(element);
      return name === SET && refused ? "false" : name === "GetLastError" && refused ? code : undefined;
    } });
    for (const index of [0, 1]) {
      assert.equal(await platform.driver.save(change({ state: `1~${index}`, answered: [answered("several", { index })], completed: ["1.1"] })), "kept");
    }
    const tried = platform.calls.filter(([name, element]) => name === SET && /interactions|objectives/.test(element)).length;
    assert.ok(tried <= 3, `${tried} tries`);
  });
}

test("one refused part of an answer (406) does not take the others with it", async () => {
  const platform = await launched({ answer: ([name, element]) => (name === SET && /description|learner_response/.test(element) ? "false" : undefined) });
  assert.equal(await platform.driver.save(change({ answered: [answered("several")] })), "kept");
  assert.equal(platform.committed["cmi.interactions.0.result"], "correct");
});

for (const [named, count] of [["empty", ""], ["nought", "0"], ["nonsense", "many"], ["negative", "-1"]] as const) {
  test(`_count that answers ${named}: the answer is written at its own index`, async () => {
    const platform = new Platform({ answer: ([name, element]) => (name === GET && element.endsWith("_count") ? count : undefined) });
    assert.equal((await platform.launch()).interactions, 0);
    await platform.driver.save(change({ answered: [answered("several", { index: 0 })], completed: ["1.1"] }));
    assert.equal(platform.committed["cmi.interactions.0.id"], "several");
    assert.equal(platform.committed["cmi.objectives.0.id"], "outcome_1.1");
  });
}

// ---------------------------------------------------------------- objectives

test("objectives from the manifest are found by id, in any order; success is left to the platform", async () => {
  const platform = await launched({ initial: { "cmi.objectives.0.id": "their_own", "cmi.objectives.1.id": "outcome_1.2", "cmi.objectives.2.id": "outcome_1.1" } });
  await platform.driver.save(change({ scored: [scored("1.1", 1, 2), scored("1.2", 3, 4)] }));
  assert.deepEqual(platform.refused(), []);
  assert.deepEqual(platform.writes().filter((write) => /objectives/.test(write)), [
    "cmi.objectives.2.score.min=0", "cmi.objectives.2.score.max=100", "cmi.objectives.2.score.raw=50", "cmi.objectives.2.score.scaled=0.5",
    "cmi.objectives.2.completion_status=incomplete", "cmi.objectives.1.score.min=0", "cmi.objectives.1.score.max=100", "cmi.objectives.1.score.raw=75",
    "cmi.objectives.1.score.scaled=0.75", "cmi.objectives.1.completion_status=incomplete",
  ]);
  await platform.driver.save(change({ completed: ["1.1", "1.2"] }));
  assert.deepEqual(platform.writes().filter((write) => /objectives/.test(write)), [
    "cmi.objectives.2.completion_status=completed", "cmi.objectives.1.completion_status=completed",
  ]);
});

test("an objective stands at the same index whichever comes first, for platforms that hand no ids back", async () => {
  const platform = await launched({ quirks: "open-edx-2004" });
  await platform.driver.save(change({ scored: [scored("1.2", 1, 1)] }));
  assert.deepEqual([platform.committed["cmi.objectives.0.id"], platform.committed["cmi.objectives.1.id"]], ["outcome_1.1", "outcome_1.2"]);
  assert.equal(platform.committed["cmi.objectives.1.score.raw"], "100");
});

test("nothing is asked about objectives before the first write", async () => {
  const platform = new Platform();
  await platform.launch();
  await platform.driver.save(change({ answered: [answered("several")] }));
  assert.deepEqual(platform.calls.filter(([name, element]) => name === GET && element.startsWith("cmi.objectives")), []);
});

// ---------------------------------------------------------------- refusals and leaving

test("a refused commit (391) is lost; the next save writes everything again", async () => {
  const platform = await launched();
  platform.serverWorks = false;
  const first = change({ ...passed(80), answered: [answered("several")], completed: ["1.1"] });
  assert.equal(await platform.driver.save(first), "lost");
  platform.serverWorks = true;
  const before = platform.writes();
  assert.equal(await platform.driver.save(first), "kept");
  assert.deepEqual(platform.writes(), before);
});

test("the 3rd Edition keeps 4000 characters: progress that is refused is lost, and said", async () => {
  const platform = await launched({ quirks: "plain-3rd" });
  assert.equal(await platform.driver.save(change({ state: "x".repeat(4001) })), "lost");
  assert.equal(await platform.driver.save(change({ state: "x".repeat(4000) })), "kept");
});

test("the window that goes away: session time, commit, terminate; afterwards nothing", async () => {
  const platform = await launched();
  void platform.driver.leave(change({ state: "1~hidden" }), "hidden");
  assert.deepEqual([platform.committed["cmi.suspend_data"], platform.count("Terminate")], ["1~hidden", 0]);
  void platform.driver.leave(change({ state: "1~gone", seconds: 70 }), "unload");
  assert.deepEqual(platform.writes().slice(-4), ["cmi.suspend_data=1~gone", "cmi.session_time=PT1M10S", "commit", "terminate"]);
  assert.equal(await platform.driver.save(change({ state: "later" })), "kept");
  await platform.driver.leave(change(), "exit");
  assert.deepEqual(platform.calls, []);
});

test("Save and exit that could not be saved stays connected, so that it can be tried again", async () => {
  const platform = await launched();
  platform.serverWorks = false;
  assert.equal(await platform.driver.leave(change(), "exit"), "lost");
  assert.equal(platform.count("Terminate"), 0);
  platform.serverWorks = true;
  assert.equal(await platform.driver.leave(change(), "exit"), "kept");
  assert.equal(platform.count("Terminate"), 1);
});

test("a platform that throws at everything after launch: not saved, and no exception", async () => {
  let broken = false;
  const platform = await launched({ answer: () => { if (broken) throw new Error("gone"); return undefined; } });
  broken = true;
  assert.equal(await platform.driver.save(change({ ...passed(80), answered: [answered("several")], sessions: ["one", "two"] })), "lost");
  assert.equal(await platform.driver.leave(change(), "unload"), "lost");
});

test("an author's normal exit is written only when the course is done", async () => {
  const platform = await launched({ table: { exit: "normal" } });
  await platform.driver.save(change({ state: "1~gAA~~~" }));
  assert.equal(platform.committed["cmi.exit"], "suspend");
  await platform.driver.save(change({ state: "1~pBR~~~", ...passed(80) }));
  assert.deepEqual([platform.committed["cmi.exit"], ...platform.result.slice(0, 2)], ["normal", "completed", "passed"]);
  assert.deepEqual(platform.refused(), []);
});

// ---------------------------------------------------------------- times

for (const { seconds, iso } of readVectors<{ cases: { seconds: number; iso: string }[] }>("durations").cases) {
  test(`${seconds} seconds are ${iso}`, async () => {
    const platform = await launched();
    await platform.driver.save(change({ answered: [answered("several", { latency: seconds })] }));
    assert.equal(platform.committed["cmi.interactions.0.latency"], iso);
    assert.deepEqual(platform.refused(), []);
  });
}
