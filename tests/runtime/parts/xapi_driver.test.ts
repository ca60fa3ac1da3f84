import assert from "node:assert/strict";
import { test } from "node:test";
import makeDriver from "../../../builder/standards/xapi/driver";
import type { About, Driver, Launch, Outcome, XapiTable } from "../../../templates/runtime/contract";
import { RecordStore } from "./store";
import { Device, MONDAY, World, answered, change, makeTables, option } from "./world";
import { readVectors } from "../vectors";
import { launch } from "../../../templates/runtime/launch";

const ACTOR = { objectType: "Agent", mbox: "mailto:ada@nhs.test" };
const REGISTRATION = "6f1f2f0c-3a54-4d3b-9f0a-0c0ffee0c0de";
const COURSE = "https://courses.nhs.test/small/course";

const about = (id: string): About => ({ objectType: "Activity", id, definition: {} });
const verb = (name: string): unknown => ({ id: `http://adlnet.gov/expapi/verbs/${name}` });
const context = { registration: "$registration", language: "en-GB" };
const shape = (name: string, object: unknown, result?: unknown, parents?: unknown): Record<string, unknown> => ({
  id: "$id", actor: "$actor", verb: verb(name), object, timestamp: "$timestamp",
  context: parents ? { ...context, contextActivities: { parent: parents } } : context, ...(result ? { result } : {}),
});
const ROOT = { objectType: "Activity", id: "$activity" };
const SCORE = { scaled: "$scaled", raw: "$raw", min: 0, max: 100 };
const TABLE: XapiTable = {
  base: "https://courses.nhs.test/small/", course: "course", versions: ["1.0.3", "2.0.0"], keepDays: 7, state: "copack-progress",
  notation: { item: "[,]", pair: "[.]", true: "true", false: "false" },
  shapes: {
    initialized: shape("initialized", ROOT), answered: shape("answered", "$object", { response: "$response", success: "$success", duration: "$duration" }, ["$parent"]),
    "session-completed": shape("completed", "$object", { completion: true }, [ROOT]), completed: shape("completed", ROOT, { completion: true, duration: "$duration" }),
    passed: shape("passed", ROOT, { success: true, score: SCORE, duration: "$duration" }), failed: shape("failed", ROOT, { success: false, score: SCORE }),
    terminated: shape("terminated", ROOT, { duration: "$duration" }),
  },
  sessions: { one: about("sessions/one"), two: about("sessions/two") }, checks: { "quick-check": about("checks/quick-check") },
  questions: {
    several: { session: "one", object: about("questions/several"), outcomes: ["1.1"] }, pairs: { session: "one", object: about("questions/pairs"), outcomes: [] },
    gaps: { session: "one", object: about("questions/gaps"), outcomes: [] }, poll: { session: "two", object: about("questions/poll"), outcomes: [] },
  },
  outcomes: { "1.1": about("outcomes/1.1") }, sessionOutcomes: { one: ["1.1"] }, category: [{ id: "https://courses.nhs.test/small/profile/1" }],
};

const QUERY = {
  endpoint: "https://lrs.nhs.test/xapi", auth: "Basic secret", actor: JSON.stringify(ACTOR), registration: REGISTRATION, activity_id: COURSE,
};

interface Play { world: World; store: RecordStore; driver: Driver; launch: Launch }
interface Overrides { query?: Record<string, string | null>; store?: RecordStore; device?: Device | null; seed?: number; now?: number }

async function play({ query = {}, store = new RecordStore(), device = new Device(), seed = 1, now = MONDAY }: Overrides = {}): Promise<Play> {
  const given = Object.entries({ ...QUERY, ...query }).filter((pair): pair is [string, string] => pair[1] !== null);
  const world = new World({ location: { search: `?${new URLSearchParams(given)}` } }, seed);
  world.now = now;
  world.device = device;
  world.answering = store.answering;
  const driver = makeDriver(world.host, TABLE, makeTables({ name: "xapi", table: null }));
  return { world, store, driver, launch: await world.until(launch(driver)) };
}

const save = (play: Play, ...given: Parameters<typeof change>): Promise<string> => play.world.until(play.driver.save(change(...given)));
const document = (store: RecordStore): { windows: Record<string, { state: string }>; told: string[] } => JSON.parse(Array.from(store.documents.values())[0] ?? "{}") as ReturnType<typeof document>;
const states = (store: RecordStore): string[] => Object.values(document(store).windows).map((window) => window.state);

// ---------------------------------------------------------------- launch

test("a launch tells initialized, and finds nothing on a first one", async () => {
  const { store, launch, world } = await play();
  await world.pass(1);
  assert.deepEqual(launch, {
    connection: "connected", notice: null, mode: "normal", finished: false, states: [], location: "", interactions: 0, ask: false,
  });
  assert.deepEqual(store.told, ["initialized course"]);
  assert.deepEqual(Array.from(store.statements.values())[0]?.["actor"], ACTOR);
});

for (const missing of ["endpoint", "auth", "actor"]) {
  test(`a launch without ${missing} is untracked; nothing is sent, nothing fails`, async () => {
    const { driver, launch, world } = await play({ query: { [missing]: null } });
    assert.equal(launch.connection, "untracked");
    assert.equal(await driver.save(change()), "kept");
    assert.equal(await driver.leave(change(), "exit"), "kept");
    assert.deepEqual(world.requests, []);
  });
}

test("parameters that are no launch are none: a broken actor, an actor without identifier, an endpoint of another scheme", async () => {
  for (const query of [{ actor: "{" }, { actor: "null" }, { actor: '{"name":"Ada"}' }, { actor: '{"account":{"name":"7"}}' }, { endpoint: "javascript:alert(1)" }, { auth: " " }]) {
    assert.equal((await play({ query })).launch.connection, "untracked", JSON.stringify(query));
  }
});

for (const [name, given, meant] of [
  ["values in lists", { name: ["Ada"], mbox: ["mailto:ada@nhs.test"] }, { objectType: "Agent", name: "Ada", mbox: "mailto:ada@nhs.test" }],
  ["an old account", { objectType: ["Agent"], account: [{ accountServiceHomePage: "https://lms.test", accountName: "7" }] },
    { objectType: "Agent", account: { homePage: "https://lms.test", name: "7" } }],
  ["a bare address", { mbox: "ada@nhs.test" }, { objectType: "Agent", mbox: "mailto:ada@nhs.test" }],
  ["members", { objectType: "Group", member: [{ mbox: "mailto:a@nhs.test" }, { mbox: "mailto:b@nhs.test" }] },
    { objectType: "Group", member: [{ mbox: "mailto:a@nhs.test" }, { mbox: "mailto:b@nhs.test" }] }],
  ["an account as it is", { account: { homePage: "https://lms.test", name: "7" } }, { objectType: "Agent", account: { homePage: "https://lms.test", name: "7" } }],
] as const) {
  test(`an actor with ${name} is read as meant`, async () => {
    const { store, world } = await play({ query: { actor: JSON.stringify(given) } });
    await world.pass(1);
    assert.deepEqual(Array.from(store.statements.values())[0]?.["actor"], meant);
  });
}

test("without registration the context has none, without activity_id our own activity stands in", async () => {
  for (const registration of [null, "not-a-uuid"]) {
    const { store, world } = await play({ query: { registration, activity_id: null } });
    await world.pass(1);
    const told = Array.from(store.statements.values())[0] as { context: object; object: { id: string } };
    assert.equal("registration" in told.context, false);
    assert.equal(told.object.id, COURSE);
    assert.equal(world.requests.find((request) => request.url.pathname.endsWith("state"))?.url.searchParams.has("registration"), false);
  }
});

const first = (store: RecordStore): { context: Record<string, unknown> } => Array.from(store.statements.values())[0] as { context: Record<string, unknown> };

test("platform and grouping of the launch stand in every context, beside our own", async () => {
  const played = await play({ query: { activity_platform: "The platform", grouping: "https://lms.test/group/7", "Accept-Language": "cy, en;q=0.5" } });
  await save(played, { answered: [answered("several")] });
  for (const one of played.store.statements.values()) {
    const { platform, contextActivities, language } = one["context"] as { platform: string; language: string; contextActivities: { grouping: object[] } };
    assert.deepEqual([platform, contextActivities.grouping[0], language], ["The platform", { objectType: "Activity", id: "https://lms.test/group/7" }, "en-GB"]);
  }
});

test("a grouping that is no id is left out, for each statement would be refused for it", async () => {
  const { store, world } = await play({ query: { grouping: "Group 7" } });
  await world.pass(1);
  assert.equal("contextActivities" in first(store).context, false);
});

test("parameters in any order; an endpoint without its last slash", async () => {
  const { store, world } = await play({ query: Object.fromEntries(Object.entries({ ...QUERY, endpoint: "https://lrs.nhs.test/xapi" }).reverse()) });
  await world.pass(1);
  assert.equal(store.told.length, 1);
  assert.ok(world.requests.every((request) => request.url.pathname.startsWith("/xapi/")));
});

test("parameters that the launch does not define go back to the store with statements, and with nothing else", async () => {
  const { store, world } = await play({ query: { unit: "7 b", statementId: "x", content_token: "t", method: "PUT", "bad name": "1" } });
  await world.pass(1);
  assert.equal(store.told.length, 1);
  const [asked, told] = [false, true].map((post) => world.requests.filter((request) => (request.method === "POST") === post));
  assert.deepEqual((told as typeof world.requests).map(({ url }) => url.search), ["?unit=7%20b"]);
  assert.ok((asked as typeof world.requests).every(({ url }) => !url.searchParams.has("unit")));
});

test("a store that refuses parameters that it does not know gets the statements without, and none of them is lost", async () => {
  const played = await play({ query: { unit: "7" } });
  played.store.fault = ({ url }) => (url.searchParams.has("unit") ? { status: 400 } : undefined);
  await save(played, { answered: [answered("several")] });
  await save(played, { state: "1~2", answered: [answered("several", { count: 2 })] });
  assert.deepEqual(played.store.told, ["initialized course", "answered questions/several", "answered questions/several"]);
  assert.deepEqual(played.world.notes, []);
});

// ---------------------------------------------------------------- statements

test("one answered for each submission, in the notation of xAPI, under its check", async () => {
  const play1 = await play();
  assert.equal(await save(play1, {
    answered: [
      answered("several", { response: option("a", "c"), latency: 12.5 }), answered("pairs", { response: { type: "matching", pairs: [["a", "x"], ["b", "y"]] }, right: false }),
      answered("poll", { response: option("b") }), answered("practice"),
    ],
  }), "kept");
  await save(play1, { answered: [answered("pairs", { count: 2, response: { type: "matching", pairs: [["a", "x"]] } })] });
  assert.deepEqual(play1.store.told, ["initialized course", "answered questions/several", "answered questions/pairs", "answered questions/poll", "answered questions/pairs"]);
  const [, first, second, third] = Array.from(play1.store.statements.values()) as { result: object; context: { contextActivities: object } }[];
  assert.deepEqual(first?.result, { response: "a[,]c", success: true, duration: "PT12.5S" });
  assert.deepEqual(second?.result, { response: "a[.]x[,]b[.]y", success: false, duration: "PT12.5S" });
  assert.deepEqual(third?.result, { response: "b", duration: "PT12.5S" }, "a question without a right answer has no success");
  assert.deepEqual(first?.context.contextActivities, { parent: [about("https://courses.nhs.test/small/checks/quick-check")] });
});

const OUTCOMES: [Outcome, string[]][] = [
  [{ kind: "going-on" }, []], [{ kind: "complete" }, ["completed course"]], [{ kind: "passed", raw: 80 }, ["passed course", "completed course"]],
  [{ kind: "failed-may-retry", raw: 40 }, []], [{ kind: "failed", raw: 40 }, ["failed course", "completed course"]],
];
for (const [outcome, told] of OUTCOMES) {
  test(`outcome ${outcome.kind}: ${told.join(", ") || "nothing"}`, async () => {
    const played = await play();
    await save(played, { outcome, reached: true });
    await save(played, { outcome, state: "1~later" });
    assert.deepEqual(played.store.told.slice(1), told);
    const scored = Array.from(played.store.statements.values()).find((one) => (one["result"] as { score?: object } | undefined)?.score);
    assert.deepEqual((scored?.["result"] as { score: object } | undefined)?.score, told.length > 1 && "raw" in outcome
      ? { scaled: outcome.raw / 100, raw: outcome.raw, min: 0, max: 100 } : undefined);
  });
}

test("a session is told once; the course once a registration, however often it is launched", async () => {
  const store = new RecordStore(), device = new Device();
  for (const seed of [1, 2, 3]) {
    const played = await play({ store, device, seed, now: MONDAY + seed * 3600000 });
    await save(played, { state: `1~${seed}`, sessions: seed === 1 ? ["one", "unknown"] : ["one", "two"], outcome: { kind: "passed", raw: 80 }, reached: seed === 1 });
    assert.equal(played.launch.finished, seed > 1);
  }
  assert.deepEqual(store.told, [
    "initialized course", "completed sessions/one", "passed course", "completed course", "initialized course", "completed sessions/two", "initialized course",
  ]);
});

test("what was reached but never told is told at the next launch: the outcome counts, not the moment", async () => {
  const played = await play();
  await save(played, { outcome: { kind: "complete" }, reached: false });
  assert.deepEqual(played.store.told.slice(1), ["completed course"]);
});

test("two windows that finish at once: the store itself takes one of each", async () => {
  const store = new RecordStore();
  const [one, two] = [await play({ store }), await play({ store, seed: 2, device: new Device(), now: MONDAY + 50 })];
  await Promise.all([one, two].map((played) => save(played, { outcome: { kind: "complete" }, reached: true, sessions: ["one"] })));
  assert.deepEqual(store.told.filter((told) => told !== "initialized course"), ["completed sessions/one", "completed course"]);
});

test("terminated is told at Save and exit only, last, and nothing after it", async () => {
  const played = await play();
  const { driver, world, store } = played;
  await world.until(driver.leave(change({ state: "1~a" }), "hidden"));
  await world.until(driver.leave(change({ state: "1~b" }), "unload"));
  assert.ok(!store.told.includes("terminated course"));
  assert.equal(await world.until(driver.leave(change({ state: "1~c", answered: [answered("several")] }), "exit")), "kept");
  assert.deepEqual(store.told.slice(-2), ["answered questions/several", "terminated course"]);
  assert.deepEqual((Array.from(store.statements.values()).pop() as { result: object }).result, { duration: "PT1M5S" });
  const sent = world.requests.length;
  await driver.save(change({ state: "1~d" }));
  await driver.leave(change({ state: "1~d" }), "unload");
  assert.equal(world.requests.length, sent);
  assert.equal((world.device as Device).held.size, 0);
});

test("Save and exit that could not be saved ends nothing and can be tried again", async () => {
  const { driver, world, store } = await play();
  store.fault = () => ({ status: 500 });
  assert.equal(await world.until(driver.leave(change(), "exit")), "lost");
  store.fault = () => undefined;
  await world.pass(120);
  assert.ok(!store.told.includes("terminated course"));
  assert.equal(await world.until(driver.leave(change(), "exit")), "kept");
  assert.equal(store.told.pop(), "terminated course");
});

test("a change that was lost comes again and is told once", async () => {
  const played = await play();
  const lost = change({ answered: [answered("several")], sessions: ["one"], outcome: { kind: "complete" }, reached: true });
  played.store.fault = (request) => (request.url.pathname.endsWith("state") ? { status: 500 } : undefined);
  assert.equal(await played.world.until(played.driver.save(lost)), "lost");
  played.store.fault = () => undefined;
  assert.equal(await played.world.until(played.driver.save(lost)), "kept");
  assert.deepEqual(played.store.told, ["initialized course", "answered questions/several", "completed sessions/one", "completed course"]);
});

test("statements that wait are waiting, not lost: progress is kept, and they follow", async () => {
  const played = await play();
  played.store.fault = (request) => (request.method === "POST" ? { status: 503 } : undefined);
  assert.equal(await save(played, { answered: [answered("several")] }), "waiting");
  assert.equal(states(played.store).length, 1);
  played.store.fault = () => undefined;
  await played.world.pass(10);
  assert.deepEqual(played.store.told.slice(1), ["answered questions/several"]);
});

test("without storage what was not sent is not called told, and is told by the next launch, once", async () => {
  const store = new RecordStore(), first = await play({ store, device: null });
  store.fault = (request) => (request.method === "POST" ? { status: 503 } : undefined);
  assert.equal(await save(first, { outcome: { kind: "complete" }, reached: true }), "lost");
  assert.deepEqual(document(store).told, []);
  store.fault = () => undefined;
  const second = await play({ store, device: null, seed: 2 });
  await save(second, { outcome: { kind: "complete" }, state: "1~2" });
  await save(first, { outcome: { kind: "complete" }, state: "1~3" });
  await first.world.pass(120);
  assert.equal(store.told.filter((told) => told === "completed course").length, 1);
});

test("offline across a launch: what waits on the device is sent to the same learner, before anything new", async () => {
  const store = new RecordStore(), device = new Device(), first = await play({ store, device });
  await save(first);
  store.fault = () => new TypeError("offline");
  assert.equal(await save(first, { state: "1~2", answered: [answered("several")] }), "lost");
  store.fault = () => undefined;
  const second = await play({ store, device, seed: 2, now: MONDAY + 86400000 });
  await second.world.pass(1);
  assert.deepEqual(store.told, ["initialized course", "answered questions/several", "initialized course"]);
});

test("nothing that waits for one learner reaches the next one on the same device", async () => {
  const store = new RecordStore(), device = new Device(), first = await play({ store, device });
  store.fault = () => new TypeError("offline");
  await save(first, { answered: [answered("several")] });
  store.fault = () => undefined;
  const second = await play({ store, device, seed: 2, query: { actor: '{"mbox":"mailto:ben@nhs.test"}', registration: "11111111-2222-4333-8444-555555555555" } });
  await second.world.pass(5);
  const actors = Array.from(store.statements.values()).map((one) => JSON.stringify(one["actor"]));
  assert.equal(actors.filter((actor) => actor.includes("ben")).length, 1);
  assert.deepEqual(second.launch.states, []);
});

test("time stamps grow over launches, even when the clock went back", async () => {
  const store = new RecordStore(), first = await play({ store });
  await save(first, { answered: [answered("several", { at: MONDAY + 7200000 })] });
  const second = await play({ store, seed: 2, device: new Device() });
  await save(second, { state: "1~2", answered: [answered("gaps", { response: { type: "fill-in", texts: ["x"] } })] });
  const stamps = Array.from(store.statements.values()).map((one) => String(one["timestamp"]));
  assert.deepEqual(stamps, stamps.slice().sort());
  assert.equal(new Set(stamps).size, 4);
});

// ---------------------------------------------------------------- progress

test("progress comes back at the next launch, with the place", async () => {
  const store = new RecordStore(), first = await play({ store });
  await save(first, { state: "1~first", location: "after" });
  const second = await play({ store, seed: 2 });
  assert.deepEqual([second.launch.states, second.launch.location], [["1~first"], "after"]);
  await save(second, { state: "1~second" });
  assert.deepEqual(states(store), ["1~second"], "what a launch started from is not kept beside it");
});

for (const etag of [true, false]) {
  test(`two windows of one attempt keep their progress side by side, ${etag ? "with" : "without"} an ETag that shows`, async () => {
    const store = new RecordStore();
    store.showsEtag = etag;
    const [one, two] = [await play({ store }), await play({ store, seed: 2, device: new Device() })];
    for (let turn = 0; turn < 3; turn += 1) {
      assert.equal(await save(one, { state: `1~one${turn}` }), "kept");
      assert.equal(await save(two, { state: `1~two${turn}` }), "kept");
    }
    assert.deepEqual(states(store).sort(), ["1~one2", "1~two2"]);
    const next = await play({ store, seed: 3 });
    assert.deepEqual(next.launch.states.slice().sort(), ["1~one2", "1~two2"]);
    await save(next, { state: "1~merged" });
    assert.deepEqual(states(store), ["1~merged"]);
  });
}

test("progress that could not be read at launch is not written over: it is read first, and kept beside ours", async () => {
  const store = new RecordStore(), before = await play({ store });
  await save(before, { state: "1~before" });
  store.fault = (request) => (request.method === "GET" && request.url.pathname.endsWith("state") ? { status: 500 } : undefined);
  const blind = await play({ store, seed: 2 });
  assert.deepEqual(blind.launch.states, []);
  assert.equal(await save(blind, { state: "1~blind" }), "lost");
  await blind.world.until(blind.driver.leave(change({ state: "1~blind" }), "unload"));
  assert.deepEqual(states(store), ["1~before"]);
  store.fault = () => undefined;
  assert.equal(await save(blind, { state: "1~blind" }), "kept");
  assert.deepEqual(states(store).sort(), ["1~before", "1~blind"]);
});

test("a document that is not ours, or damaged, is not built upon", async () => {
  for (const damaged of ["{", "[]", '{"v":2,"windows":{}}', '{"v":1,"windows":{"a":{"state":5}}}', '"text"', "null"]) {
    const store = new RecordStore();
    await save(await play({ store }));
    store.put(Array.from(store.documents.keys())[0] as string, damaged);
    assert.deepEqual((await play({ store, seed: 2 })).launch.states, [], damaged);
  }
});

test("what did not change is not sent again", async () => {
  const played = await play();
  await save(played);
  const sent = played.world.requests.length;
  assert.equal(await save(played), "kept");
  assert.equal(await played.world.until(played.driver.leave(change(), "unload")), "kept");
  assert.equal(played.world.requests.length, sent);
});

test("the page goes away: progress and statements leave before the first turn is over, and outlive the page", async () => {
  const { driver, world } = await play();
  await world.pass(1);
  world.requests.length = 0;
  void driver.leave(change({ state: "1~last", answered: [answered("several")] }), "unload");
  assert.deepEqual(world.requests.map((request) => [request.method, request.keepalive]), [["PUT", true], ["POST", true]]);
});

test("a store that knows the learner no more: said once, progress is not called saved", async () => {
  const played = await play();
  played.store.fault = () => ({ status: 401 });
  assert.equal(await save(played, { answered: [answered("several")] }), "lost");
  assert.equal(await save(played, { state: "1~2" }), "lost");
  assert.deepEqual(played.world.notes, ["notice-sign-in"]);
});

// ---------------------------------------------------------------- durations

for (const { seconds: latency, iso } of readVectors<{ cases: { seconds: number; iso: string }[] }>("durations").cases) {
  test(`a latency of ${latency} is ${iso}`, async () => {
    const played = await play();
    await save(played, { answered: [answered("several", { latency })] });
    const told = Array.from(played.store.statements.values()) as { result?: { response?: string; duration?: string } }[];
    assert.equal(told.find((one) => one.result?.response !== undefined)?.result?.duration, iso);
  });
}

test("a page that goes while a write is under way leaves its latest state all the same, whatever ETag the store has by then", async () => {
  const { driver, store, world } = await play();
  await world.until(driver.save(change({ state: "1~first" })));
  // The store takes the draft; its answer is still on the way when the learner submits and the page goes.
  world.answering = (request) => {
    const answer = store.answering(request);
    return request.method === "PUT" && !request.keepalive ? null : answer;
  };
  void driver.save(change({ state: "1~draft" }));
  await world.pass(1);
  assert.deepEqual(states(store), ["1~draft"]);
  await world.until(driver.leave(change({ state: "1~submitted" }), "unload"));
  assert.deepEqual(states(store), ["1~submitted"]);
});

test("a page that is only hidden writes nothing over another window's state", async () => {
  const { driver, store, world } = await play();
  await world.until(driver.save(change({ state: "1~first" })));
  const [key, body] = Array.from(store.documents)[0] as [string, string];
  const held = JSON.parse(body) as ReturnType<typeof document>;
  store.put(key, JSON.stringify({ ...held, windows: { ...held.windows, other: { state: "1~other", location: "hello", at: MONDAY } } }));
  assert.equal(await world.until(driver.leave(change({ state: "1~mine" }), "hidden")), "kept");
  assert.deepEqual(states(store).sort(), ["1~mine", "1~other"]);
});

test("progress that never arrived waits on the device: the same learner finds it, is saved with it, and then it is gone", async () => {
  const device = new Device(), store = new RecordStore();
  const first = await play({ device, store });
  await save(first, { state: "1~first" });
  store.fault = ({ method, url }) => (method !== "GET" && url.pathname.endsWith("state") ? new TypeError("Failed to fetch") : undefined);
  assert.equal(await save(first, { state: "1~second" }), "lost");
  await first.world.until(first.driver.leave(change({ state: "1~third" }), "unload"));
  store.fault = () => undefined;
  assert.ok(!device.text.includes("ada@nhs.test"));

  for (const query of [{ actor: JSON.stringify({ mbox: "mailto:ben@nhs.test" }) }, { registration: "0b2f2f0c-3a54-4d3b-9f0a-0c0ffee0c0de" }]) {
    assert.deepEqual((await play({ device, query, seed: 2 })).launch.states, []);
  }
  const again = await play({ device, store, seed: 3, now: MONDAY + 60000 });
  assert.deepEqual(again.launch.states, ["1~third", "1~first"]);
  assert.equal(await save(again, { state: "1~third-and-first" }), "kept");
  assert.deepEqual(states(store), ["1~third-and-first"]);
  assert.deepEqual(device.keys().filter((key) => key.includes("progress")), []);
});

test("a window that is killed while its write is under way leaves its progress on the device", async () => {
  const device = new Device(), store = new RecordStore();
  const killed = await play({ device, store });
  killed.world.answering = (request) => (request.method === "POST" || request.method === "PUT" ? null : store.answering(request));
  void killed.driver.save(change({ state: "1~submitted" }));
  await killed.world.pass(1);
  assert.deepEqual((await play({ device, store, seed: 2 })).launch.states, ["1~submitted"]);
});

test("progress that was kept too long is dropped, and so is a row that is damaged", async () => {
  const device = new Device(), store = new RecordStore();
  const first = await play({ device, store });
  store.fault = ({ url }) => (url.pathname.endsWith("state") ? new TypeError("Failed to fetch") : undefined);
  await save(first, { state: "1~old" });
  store.fault = () => undefined;
  const [key] = device.keys().filter((one) => one.includes("progress")) as [string];
  device.set(`${key}x`, "{");
  assert.deepEqual((await play({ device, store, seed: 2, now: MONDAY + 8 * 86400000 })).launch.states, []);
  assert.deepEqual(device.keys().filter((one) => one.includes("progress")), []);
});
