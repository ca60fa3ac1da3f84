/** Faults of record stores, of what stands before them and of the computer's clock that come seldom, or two at once: for both standards that report to one. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Change, Driver, Launch } from "../../../templates/runtime/contract";
import * as cmi5 from "./cmi5_platform";
import { RecordStore } from "./store";
import { Device, MONDAY, answered, change, type Request, type World } from "./world";
import * as xapi from "./xapi_platform";

interface Play { world: World; store: RecordStore; driver: Driver; launch: Launch }
interface Setting { store?: RecordStore; device?: Device; launches?: number; now?: number }

const YEAR = 365 * 86400000;
const STANDARDS = ["cmi5", "xapi"] as const;
const PASSED: Partial<Change> = { outcome: { kind: "passed", raw: 80 }, reached: true, state: "1~passed", answered: [answered("several")], sessions: ["one"] };

function play(standard: typeof STANDARDS[number], { store = new RecordStore(), device = new Device(), launches = 1, now = MONDAY }: Setting = {}): Promise<Play> {
  if (standard === "xapi") return xapi.play({ store, device, seed: launches, now });
  return cmi5.play({ store, device, now, seed: launches, query: { fetch: `https://lms.nhs.test/fetch?session=${launches}` } });
}

const save = ({ world, driver }: Play, parts: Partial<Change>): Promise<string> => world.until(driver.save(change(parts)));
const exit = ({ world, driver }: Play, parts: Partial<Change>): Promise<string> => world.until(driver.leave(change(parts), "exit"));
const isStatements = ({ method, url }: Request): boolean => method === "POST" && url.pathname.endsWith("statements");
const isDocument = ({ method, url }: Request): boolean => method !== "GET" && url.pathname.endsWith("state");
const states = (store: RecordStore): string[] => (
  Object.values((JSON.parse(Array.from(store.documents.values())[0] ?? '{"windows":{}}') as { windows: Record<string, { state: string }> }).windows).map(({ state }) => state).sort()
);
const count = (store: RecordStore, verb: string): number => store.told.filter((told) => told.startsWith(`${verb} `) && !told.includes("sessions/")).length;

for (const standard of STANDARDS) {
  test(`${standard}: the end of the visit is stored, and its answer is lost: the learner may go, and the end stands once`, async () => {
    const first = await play(standard), { store, world } = first, device = world.device as Device;
    store.fault = ({ body }) => {
      store.losesAnswers = body.includes("terminated");
      return undefined;
    };
    assert.notEqual(await exit(first, PASSED), "lost");
    const sent = world.requests.length;
    await world.pass(300);
    assert.equal(world.requests.length, sent, "nothing follows the end");
    store.fault = () => undefined;
    store.losesAnswers = false;
    const next = await play(standard, { store, device, launches: 2 });
    await next.world.pass(2);
    assert.deepEqual([next.launch.states, count(store, "terminated"), count(store, "passed")], [["1~passed"], 1, 1]);
    assert.deepEqual(next.world.notes, []);
  });

  test(`${standard}: the progress is stored at the exit, and its answer is lost: the exit is tried again, and nothing stands twice`, async () => {
    const first = await play(standard), { store } = first;
    store.fault = (request) => {
      store.losesAnswers = isDocument(request);
      return undefined;
    };
    assert.equal(await exit(first, PASSED), "lost");
    store.fault = () => undefined;
    store.losesAnswers = false;
    await first.world.pass(5);
    assert.equal(await exit(first, PASSED), "kept");
    assert.deepEqual([states(store), ...["passed", "completed", "answered", "terminated"].map((verb) => count(store, verb))], [["1~passed"], 1, 1, 1, 1]);
    assert.ok(store.told.pop()?.startsWith("terminated"));
  });

  test(`${standard}: other windows write twice between reading and writing: all of it stands in the end`, async () => {
    const played = await play(standard), { store } = played;
    await save(played, { state: "1~before" });
    const [key] = Array.from(store.documents.keys()) as [string];
    let others = 0;
    store.fault = (request) => {
      if (!isDocument(request) || others === 2) return undefined;
      others += 1;
      const held = JSON.parse(store.documents.get(key) ?? "{}") as { windows: Record<string, object> };
      store.put(key, JSON.stringify({ ...held, windows: { ...held.windows, [`other${others}`]: { state: `1~other${others}`, location: "", at: MONDAY } } }));
      return undefined;
    };
    assert.equal(await save(played, { state: "1~after" }), "kept");
    assert.equal(others, 2);
    assert.deepEqual(states(store), ["1~after", "1~other1", "1~other2"]);
  });

  test(`${standard}: a store that shows another ETag at each reading is written to without one`, async () => {
    const store = new RecordStore();
    let reading = 0;
    store.marksEtag = () => `"${(reading += 1)}-read"`;
    const played = await play(standard, { store });
    for (const state of ["1~a", "1~b", "1~c"]) assert.equal(await save(played, { state }), "kept", state);
    assert.deepEqual(states(store), ["1~c"]);
  });

  test(`${standard}: the store refuses one statement of a batch: the rest arrives, it is said, and the learner may go`, async () => {
    const played = await play(standard), { store, world } = played;
    store.fault = (request) => (isStatements(request) && request.body.includes("questions/several") ? { status: 400 } : undefined);
    assert.equal(await exit(played, PASSED), "kept");
    assert.deepEqual([["passed", "completed", "answered", "terminated"].map((verb) => count(store, verb)), world.notes], [[1, 1, 0, 1], ["notice-refused"]]);
    assert.deepEqual(world.device?.keys(), []);
  });

  test(`${standard}: the store says no more of a document after a write: the next change is saved all the same`, async () => {
    const played = await play(standard), { store } = played;
    let silent = 1;
    store.fault = (request) => (request.method === "GET" && request.url.searchParams.get("stateId") === "copack-progress" && silent-- > 0 ? { status: 502 } : undefined);
    assert.equal(await save(played, { state: "1~a" }), "kept");
    assert.equal(await save(played, { state: "1~b" }), "kept");
    assert.deepEqual(states(store), ["1~b"]);
  });

  for (const [how, ahead] of [["ahead", YEAR], ["behind", -YEAR]] as const) {
    test(`${standard}: the clock was a year ${how} until the second launch: progress is found and saved, and what comes later has later times`, async () => {
      const device = new Device(), first = await play(standard, { device, now: MONDAY + ahead }), { store } = first;
      assert.equal(await save(first, { ...PASSED, answered: [answered("several", { at: MONDAY + ahead })] }), "kept");
      const next = await play(standard, { store, device, launches: 2 });
      assert.deepEqual(next.launch.states, ["1~passed"]);
      assert.equal(await save(next, { state: "1~more", answered: [answered("several", { count: 2, at: MONDAY })] }), "kept");
      const stamps = Array.from(store.statements.values()).map((statement) => String(statement["timestamp"]));
      assert.equal(stamps[stamps.length - 1], stamps.slice().sort().pop());
    });
  }

  test(`${standard}: what a clock that was a year ahead kept on the device is found when the clock is right again`, async () => {
    const device = new Device(), first = await play(standard, { device, now: MONDAY + YEAR }), { store } = first;
    await first.world.pass(1);
    store.fault = ({ method }) => (method === "GET" ? undefined : new TypeError("Failed to fetch"));
    assert.equal(await save(first, PASSED), "lost");
    store.fault = () => undefined;
    const next = await play(standard, { store, device, launches: 2 });
    assert.deepEqual(next.launch.states, ["1~passed"]);
    await save(next, { ...PASSED, reached: false, answered: [] });
    assert.equal(count(store, "passed"), 1);
    const late = await play(standard, { store: new RecordStore(), device: new Device(device.held), launches: 3, now: MONDAY + 8 * 86400000 });
    assert.deepEqual(late.launch.states, [], "from then on it is kept as long as anything else");
  });

  test(`${standard}: of two windows one is signed out: what either did is there at the next launch`, async () => {
    const device = new Device(), store = new RecordStore(), first = await play(standard, { device, store }), second = await play(standard, { device, store, launches: 2 });
    first.world.answering = () => ({ status: 401 });
    assert.equal(await save(first, { state: "1~first", answered: [answered("several")] }), "lost");
    assert.equal(await save(second, { state: "1~second" }), "kept");
    assert.equal(await exit(second, { state: "1~second" }), "kept");
    const next = await play(standard, { device, store, launches: 3 });
    assert.deepEqual(next.launch.states.slice().sort(), ["1~first", "1~second"]);
    await save(next, { state: "1~merged" });
    assert.deepEqual(states(store), ["1~merged"]);
  });

  for (const page of [
    "<!DOCTYPE html><title>Sign in</title>", "\ufeff\r\n<HTML><body>Sign in</body>", '<script>location = "/login"</script>', '<meta http-equiv="refresh" content="0; url=/login">', "<title>Sign in</title>",
    "<center><h1>Sign in</h1></center>", '<form action="/login"></form>', "<div>Sign in</div>", "<p>Your session has ended", "<svg></svg>", "<br><b>Sign in</b>",
  ]) {
    test(`${standard}: a page to sign in answers each request from a save on: ${page.slice(0, 24)}`, async () => {
      const played = await play(standard), { store, world } = played;
      await save(played, { state: "1~before" });
      store.fault = () => ({ status: 200, body: page, headers: { "Content-Type": "text/html" } });
      assert.equal(await save(played, { state: "1~meanwhile", answered: [answered("several")] }), "lost");
      assert.ok(world.notes.includes("notice-sign-in-page"));
      store.fault = () => undefined;
      await world.pass(60);
      assert.equal(await save(played, { state: "1~after" }), "kept");
      assert.deepEqual([states(store), count(store, "answered")], [["1~after"], 1]);
    });
  }
}

for (const [what, answer] of [
  ["a page to sign in", { status: 200, body: "<div>Sign in</div>" }], ["nothing at all", new TypeError("Failed to fetch")], ["an error", { status: 500 }],
] as const) {
  test(`xapi: ${what} answers when the course opens, and the window is killed: what the store had and what was done are found`, async () => {
    const store = new RecordStore(), device = new Device();
    await save(await play("xapi", { store, device: new Device() }), { state: "1~before" });
    store.fault = () => answer;
    const blind = await play("xapi", { store, device, launches: 2 });
    assert.ok(blind.world.notes.includes("notice-unread"));
    assert.equal(await save(blind, { state: "1~blind", answered: [answered("several")] }), "lost");
    store.fault = () => undefined;
    const next = await play("xapi", { store, device, launches: 3 });
    assert.deepEqual(next.launch.states.slice().sort(), ["1~before", "1~blind"]);
    await next.world.pass(2);
    assert.equal(count(store, "answered"), 1);
  });
}
