import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answered, Change, Driver, Host, Kept, Left } from "../../templates/runtime/contract";
import { makeSaver, type Saver, type SaverListener } from "../../templates/runtime/saving";
import type { ActionResult } from "../../templates/runtime/attempt";
import { choice } from "./course";

/** A clock that stands still until the test moves it; no real timer anywhere. */
class Clock {
  at = 0;
  private sleepers: { until: number; wake: () => void }[] = [];

  host(): Host {
    return { now: () => this.at, wait: (ms: number) => new Promise<void>((wake) => { this.sleepers.push({ until: this.at + ms, wake }); }) } as unknown as Host;
  }

  async pass(seconds: number): Promise<void> {
    const end = this.at + seconds * 1000;
    for (;;) {
      await settle();
      const next = this.sleepers.filter((one) => one.until <= end).sort((one, other) => one.until - other.until)[0];
      if (!next) break;
      this.sleepers.splice(this.sleepers.indexOf(next), 1);
      this.at = Math.max(this.at, next.until);
      next.wake();
    }
    this.at = end;
    await settle();
  }
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

function setUp(answers: (Left | Error | Promise<Left>)[] = []): { clock: Clock; saver: Saver; calls: { how: string; change: Change; at: number }[]; kept: Change[]; shown: Kept[]; told: boolean[] } {
  const clock = new Clock(), calls: { how: string; change: Change; at: number }[] = [], kept: Change[] = [], shown: Kept[] = [], told: boolean[] = [];
  const reply = (how: string, change: Change): Promise<Left> => {
    calls.push({ how, change, at: clock.at });
    const answer = answers.shift() ?? "kept";
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const driver = {
    save: (change: Change) => reply("save", change), leave: (change: Change, how: string) => reply(how, change), keepOnDevice: (change: Change) => { kept.push(change); },
  } as unknown as Driver;
  const listener: SaverListener = {
    compose: () => ({ state: `at ${clock.at}`, location: "here", outcome: { kind: "going-on" }, seconds: 1 }),
    show: (safe) => shown.push(safe), tell: (failing) => told.push(failing),
  };
  return { clock, saver: makeSaver(driver, clock.host(), listener), calls, kept, shown, told };
}

const answered = (interaction: string): Answered => ({ interaction, response: choice("a"), right: true, points: 1, index: 0, count: 1, at: 0, latency: 0 });
const step = (parts: Partial<ActionResult> = {}): ActionResult => ({ answered: [], scored: [], sessions: [], completed: [], reached: false, ...parts });

test("one action is one save, at once", async () => {
  const { clock, saver, calls, shown, told } = setUp();
  saver.record(step({ answered: [answered("q1")] }));
  await clock.pass(60);
  assert.deepEqual(calls.map((call) => [call.how, call.at]), [["save", 0]]);
  assert.deepEqual(shown, ["kept"]);
  assert.deepEqual(told, []);
});

test("typing is saved once, when the learner rests; an action in between takes it along", async () => {
  const { clock, saver, calls } = setUp();
  for (let key = 0; key < 10; key += 1) {
    saver.later();
    await clock.pass(0.2);
  }
  assert.equal(calls.length, 0);
  await clock.pass(5);
  assert.equal(calls.length, 1);
  saver.later();
  saver.record(step());
  await clock.pass(10);
  assert.equal(calls.length, 2);
});

test("a step that is held costs nothing by itself and goes with the next save, or when the window goes", async () => {
  const { clock, saver, calls } = setUp();
  saver.hold(step({ sessions: ["one"] }));
  await clock.pass(100);
  assert.equal(calls.length, 0);
  saver.record(step({ sessions: ["two"] }));
  assert.deepEqual(calls[0]?.change.sessions, ["one", "two"]);
  saver.hold(step({ sessions: ["three"] }));
  await clock.pass(1);
  void saver.leave("unload");
  assert.deepEqual(calls[1]?.change.sessions, ["three"]);
});

test("lost: tried again with growing pauses until it is kept, with everything unsent, told once each way", async () => {
  const { clock, saver, calls, shown, told } = setUp(["lost", "lost", new Error("driver broke"), "kept"]);
  saver.record(step({ answered: [answered("q1")], sessions: ["one"] }));
  await clock.pass(1);
  assert.deepEqual(told, [true]);
  assert.ok(saver.failing());
  await clock.pass(300);
  assert.deepEqual(calls.map((call) => call.at), [0, 2000, 7000, 22000]);
  for (const { change } of calls) {
    assert.deepEqual(change.answered.map((one) => one.interaction), ["q1"]);
    assert.deepEqual(change.sessions, ["one"]);
  }
  assert.deepEqual(shown, ["lost", "lost", "lost", "kept"]);
  assert.deepEqual(told, [true, false]);
  assert.ok(!saver.failing());
});

test("an action while saving fails goes along at once, in order, and nothing is told twice", async () => {
  const { clock, saver, calls } = setUp(["lost", "lost", "kept"]);
  saver.record(step({ answered: [answered("q1")], sessions: ["one"] }));
  await clock.pass(0.5);
  saver.record(step({ answered: [answered("q2")], sessions: ["one", "two"], reached: true }));
  await clock.pass(100);
  assert.deepEqual(calls.map(({ change }) => change.answered.map((one) => one.interaction)), [["q1"], ["q1", "q2"], ["q1", "q2"]]);
  assert.deepEqual(calls[2]?.change.sessions, ["one", "two"]);
  assert.equal(calls[2]?.change.reached, true);
  assert.equal(calls.length, 3);
});

test("the state is the newest at every try", async () => {
  const { clock, saver, calls } = setUp(["lost", "kept"]);
  saver.record(step());
  await clock.pass(10);
  assert.deepEqual(calls.map(({ change }) => change.state), ["at 0", "at 2000"]);
});

test("what happens while a save runs is sent after it, not beside it", async () => {
  let answer: (kept: Kept) => void = () => undefined;
  const slow = new Promise<Kept>((done) => { answer = done; });
  const { clock, saver, calls } = setUp([slow, "kept"]);
  saver.record(step({ answered: [answered("q1")] }));
  saver.record(step({ answered: [answered("q2")] }));
  saver.record(step({ answered: [answered("q3")] }));
  await clock.pass(5);
  assert.equal(calls.length, 1);
  answer("kept");
  await clock.pass(1);
  assert.deepEqual(calls.map(({ change }) => change.answered.map((one) => one.interaction)), [["q1"], ["q2", "q3"]]);
});

test("what happens while a save runs is kept on the device at once, whole, and sent after it", async () => {
  const saving = promised(), { clock, saver, calls, kept } = setUp([saving.promise, "kept"]);
  saver.record(step({ answered: [answered("q1")] }));
  assert.equal(kept.length, 0, "what is sent at once needs no copy");
  saver.record(step({ answered: [answered("q2")], sessions: ["one"] }));
  saver.record(step({ answered: [answered("q3")], reached: true }));
  assert.deepEqual(kept.map((change) => [change.answered.map((one) => one.interaction), change.sessions, change.reached]), [[["q2"], ["one"], false], [["q2", "q3"], ["one"], true]]);
  saving.answer("kept");
  await clock.pass(1);
  assert.deepEqual(calls.map(({ change }) => change.answered.map((one) => one.interaction)), [["q1"], ["q2", "q3"]]);
  assert.equal(kept.length, 2);
});

test("what is typed while a save runs is kept on the device when the learner rests", async () => {
  const saving = promised(), { clock, saver, calls, kept } = setUp([saving.promise]);
  saver.record(step());
  saver.later();
  await clock.pass(1);
  assert.equal(kept.length, 0);
  await clock.pass(1);
  assert.deepEqual([kept.map(({ state }) => state), calls.length], [["at 1500"], 1]);
});

test("what is typed while saving fails is kept on the device when the learner rests, and does not hurry the next try", async () => {
  const { clock, saver, calls, kept } = setUp(["lost", "lost", "lost", "kept"]);
  saver.record(step({ answered: [answered("q1")] }));
  await clock.pass(7.5);
  saver.later();
  await clock.pass(4);
  assert.deepEqual(kept.map((change) => [change.state, change.answered.length]), [["at 9000", 1]]);
  await clock.pass(60);
  assert.deepEqual(calls.map((call) => call.at), [0, 2000, 7000, 22000]);
});

test("an exit that waits for a save keeps on the device what it will take along, and so does a window that may go away meanwhile", async () => {
  const saving = promised(), { clock, saver, kept } = setUp([saving.promise]);
  saver.record(step());
  saver.later();
  void saver.leave("exit");
  assert.equal(kept.length, 1);
  saver.later();
  await saver.leave("hidden");
  assert.equal(kept.length, 2);
  saving.answer("kept");
  await clock.pass(10);
  saver.record(step());
  assert.equal(kept.length, 2, "after the end nothing is kept");
});

test("nothing is kept on the device where there is nothing to save", async () => {
  const saving = promised(), { saver, kept } = setUp([saving.promise]);
  saver.record(step());
  await saver.leave("hidden");
  void saver.leave("exit");
  assert.equal(kept.length, 0);
});

test("waiting on this device counts as safe and is shown as such", async () => {
  const { clock, saver, calls, shown, told } = setUp(["waiting"]);
  saver.record(step());
  await clock.pass(100);
  assert.deepEqual([calls.length, shown, told], [1, ["waiting"], []]);
});

test("hidden: nothing to save, nothing sent; a draft is saved before the pause is over", async () => {
  const { clock, saver, calls } = setUp();
  await saver.leave("hidden");
  assert.equal(calls.length, 0);
  saver.later();
  await saver.leave("hidden");
  await clock.pass(10);
  assert.deepEqual(calls.map((call) => call.how), ["hidden"]);
});

test("a window that goes away tells the driver within the same turn, once, and nothing afterwards", async () => {
  const { clock, saver, calls } = setUp();
  void saver.leave("unload");
  assert.deepEqual(calls.map((call) => call.how), ["unload"]);
  void saver.leave("unload");
  saver.record(step());
  await clock.pass(10);
  assert.equal(calls.length, 1);
});

test("exit waits for the save that runs, ends the session, and then nothing more is sent", async () => {
  let answer: (kept: Kept) => void = () => undefined;
  const { clock, saver, calls } = setUp([new Promise<Kept>((done) => { answer = done; }), "kept"]);
  saver.record(step({ answered: [answered("q1")] }));
  const left = saver.leave("exit");
  await clock.pass(1);
  assert.deepEqual(calls.map((call) => call.how), ["save"]);
  answer("lost");
  assert.equal(await left, "kept");
  assert.deepEqual(calls.map((call) => [call.how, call.change.answered.length]), [["save", 1], ["exit", 1]]);
  void saver.leave("unload");
  await clock.pass(100);
  assert.equal(calls.length, 2);
});

test("an exit that loses something may be tried again", async () => {
  const { saver, calls } = setUp(["lost", "kept"]);
  assert.equal(await saver.leave("exit"), "lost");
  assert.equal(await saver.leave("exit"), "kept");
  assert.deepEqual(calls.map((call) => call.how), ["exit", "exit"]);
});

test("closed for good: forgets what was not saved", async () => {
  const { clock, saver, calls } = setUp();
  saver.later();
  saver.close();
  await clock.pass(10);
  void saver.leave("unload");
  assert.equal(calls.length, 0);
});

/** A promise that the test keeps. */
function promised(): { answer: (kept: Kept) => void; promise: Promise<Kept> } {
  let answer: (kept: Kept) => void = () => undefined;
  const promise = new Promise<Kept>((done) => { answer = done; });
  return { promise, answer: (kept) => answer(kept) };
}

test("an exit that waits for a save takes along what came meanwhile, and no save begins beside it", async () => {
  const [saving, leaving] = [promised(), promised()];
  const { clock, saver, calls } = setUp([saving.promise, leaving.promise]);
  saver.record(step({ answered: [answered("q1")] }));
  saver.record(step({ answered: [answered("q2")] }));
  const left = saver.leave("exit");
  saver.record(step({ answered: [answered("q3")] }));
  await saver.leave("hidden");
  saving.answer("kept");
  await clock.pass(5);
  assert.deepEqual(calls.map((call) => [call.how, call.change.answered.map((one) => one.interaction)]), [["save", ["q1"]], ["exit", ["q2", "q3"]]]);
  leaving.answer("kept");
  assert.equal(await left, "kept");
  await clock.pass(100);
  assert.equal(calls.length, 2);
});

test("“Save and exit” used twice is one exit, and what happens during it is saved when it failed", async () => {
  const leaving = promised();
  const { clock, saver, calls } = setUp([leaving.promise, "kept"]);
  const twice = [saver.leave("exit"), saver.leave("exit")];
  saver.record(step({ answered: [answered("q1")] }));
  await clock.pass(1);
  assert.equal(calls.length, 1);
  leaving.answer("lost");
  assert.deepEqual(await Promise.all(twice), ["lost", "lost"]);
  await clock.pass(10);
  assert.deepEqual(calls.map((call) => [call.how, call.change.answered.length]), [["exit", 0], ["save", 1]]);
});

test("a window that may go away tells the driver at once, and the next save waits for both", async () => {
  const [saving, hiding] = [promised(), promised()];
  const { clock, saver, calls } = setUp([saving.promise, hiding.promise, "kept"]);
  saver.record(step({ answered: [answered("q1")] }));
  saver.later();
  void saver.leave("hidden");
  saver.record(step({ answered: [answered("q2")] }));
  assert.deepEqual(calls.map((call) => call.how), ["save", "hidden"]);
  saving.answer("kept");
  await clock.pass(1);
  assert.equal(calls.length, 2);
  hiding.answer("kept");
  await clock.pass(1);
  assert.deepEqual(calls.map((call) => call.how), ["save", "hidden", "save"]);
});

test("a window that goes away during an exit tells the driver at once", () => {
  const saving = promised();
  const { saver, calls } = setUp([saving.promise]);
  saver.record(step());
  void saver.leave("exit");
  void saver.leave("unload");
  assert.deepEqual(calls.map((call) => call.how), ["save", "unload"]);
});

test("a visit that the platform did not end goes on: what comes is saved, and leaving may be tried again", async () => {
  const { clock, saver, calls, shown, told } = setUp(["open"]);
  assert.equal(await saver.leave("exit"), "open");
  saver.record(step({ answered: [answered("q1")] }));
  await clock.pass(1);
  assert.equal(await saver.leave("exit"), "kept");
  saver.record(step());
  await clock.pass(60);
  assert.deepEqual(calls.map((call) => call.how), ["exit", "save", "exit"]);
  assert.deepEqual([shown, told], [["kept", "kept", "kept"], []]);
});
