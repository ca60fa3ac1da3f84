import assert from "node:assert/strict";
import { test } from "node:test";
import type { Change, Outcome } from "../../../templates/runtime/contract";
import { ACTOR, REGISTRATION, COURSE, about, QUERY, type Play, play, save, document, states } from "./xapi_platform";
import { RecordStore } from "./store";
import { Device, MONDAY, answered, change, option, type Request } from "./world";
import { readVectors } from "../vectors";

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
  for (const query of [
    { actor: "{" }, { actor: "null" }, { actor: "[]" }, { actor: '{"name":"Ada"}' }, { actor: '{"account":{"name":"7"}}' }, { actor: '{"account":[]}' }, { actor: '{"mbox":"mailto:"}' },
    { endpoint: "javascript:alert(1)" }, { endpoint: "lrs.nhs.test/xapi" }, { endpoint: "https://" }, { auth: " " },
  ]) {
    const { launch, world } = await play({ query });
    assert.deepEqual([launch.connection, launch.notice, world.requests.length], ["untracked", "notice-launch-incomplete", 0], JSON.stringify(query));
  }
});

for (const [name, given, meant] of [
  ["values in lists", { name: ["Ada"], mbox: ["mailto:ada@nhs.test"] }, { objectType: "Agent", name: "Ada", mbox: "mailto:ada@nhs.test" }],
  ["an old account", { objectType: ["Agent"], account: [{ accountServiceHomePage: "https://lms.test", accountName: "7" }] },
    { objectType: "Agent", account: { homePage: "https://lms.test", name: "7" } }],
  ["a bare address", { mbox: "ada@nhs.test" }, { objectType: "Agent", mbox: "mailto:ada@nhs.test" }],
  ["members", { objectType: "Group", member: [{ mbox: "mailto:a@nhs.test" }, { mbox: "mailto:b@nhs.test" }] },
    { objectType: "Group", member: [{ mbox: "mailto:a@nhs.test" }, { mbox: "mailto:b@nhs.test" }] }],
  ["the whole in a list", [{ mbox: "mailto:ada@nhs.test" }], { objectType: "Agent", mbox: "mailto:ada@nhs.test" }],
  ["an address whose plus came as a blank", { mbox: ["MAILTO:ada nhs@nhs.test"] }, { objectType: "Agent", mbox: "mailto:ada+nhs@nhs.test" }],
  ["the type of old", { objectType: "Person", mbox: "mailto:ada@nhs.test", givenName: ["Ada"], familyName: ["Okafor"] }, { objectType: "Agent", mbox: "mailto:ada@nhs.test" }],
  ["a type in small letters", { objectType: "agent", openid: "https://id.test/ada" }, { objectType: "Agent", openid: "https://id.test/ada" }],
  ["two identifiers", { mbox: ["mailto:ada@nhs.test"], account: [{ accountServiceHomePage: "https://lms.test", accountName: "7" }] }, { objectType: "Agent", mbox: "mailto:ada@nhs.test" }],
  ["a number as its name", { account: { homePage: "https://lms.test", name: 7 } }, { objectType: "Agent", account: { homePage: "https://lms.test", name: "7" } }],
  ["lists within an account", { account: [{ homePage: ["https://lms.test"], name: ["7"] }] }, { objectType: "Agent", account: { homePage: "https://lms.test", name: "7" } }],
  ["an empty name", { name: "", mbox_sha1sum: "ebd31e95054c018b10727ccffd2ef2ec3a016ee9" }, { objectType: "Agent", mbox_sha1sum: "ebd31e95054c018b10727ccffd2ef2ec3a016ee9" }],
  ["an account as it is", { account: { homePage: "https://lms.test", name: "7" } }, { objectType: "Agent", account: { homePage: "https://lms.test", name: "7" } }],
] as const) {
  test(`an actor with ${name} is read as meant`, async () => {
    const { store, world } = await play({ query: { actor: JSON.stringify(given) } });
    await world.pass(1);
    assert.deepEqual(Array.from(store.statements.values())[0]?.["actor"], meant);
  });
}

const encode = encodeURIComponent;
const written = (parts: Record<string, string>): string => `?${Object.entries({ ...Object.fromEntries(Object.entries(QUERY).map(([name, value]) => [name, encode(value)])), ...parts }).map(([name, value]) => `${name}=${value}`).join("&")}`;

for (const [what, search, meant] of [
  ["encoded twice", written({ endpoint: encode(encode(QUERY.endpoint)), actor: encode(encode(QUERY.actor)), auth: encode(encode("Basic YTpi")), activity_id: encode(encode(COURSE)) }), {}],
  ["encoded three times", written({ endpoint: encode(encode(encode(QUERY.endpoint))) }), {}],
  ["not encoded at all", written({ endpoint: QUERY.endpoint, activity_id: COURSE }), {}],
  ["with HTML's ampersands", written({}).replace(/&/g, "&amp;"), {}],
  ["with a second question mark", `?lang=en${written({})}`, {}],
  ["with names in capitals", written({}).replace("endpoint=", "Endpoint=").replace("activity_id=", "activityId="), {}],
  ["with an empty value before the real one", `?registration=&${written({}).slice(1)}`, {}],
  ["with an endpoint that has a query", written({ endpoint: encode("https://lrs.nhs.test/xapi/?tenant=7") }), { tenant: "7" }],
  ["with an endpoint that has a query, not encoded", written({ endpoint: "https://lrs.nhs.test/xapi?tenant=7" }), { tenant: "7" }],
  ["with a path as endpoint", written({ endpoint: "/xapi" }), { host: "lms.nhs.test" }],
  ["with a path from the page", written({ endpoint: "../xapi/" }), { host: "lms.nhs.test" }],
  ["with an endpoint of the page's scheme", written({ endpoint: "//lrs.nhs.test/xapi/" }), {}],
  ["with a plus in the key", written({ auth: "Basic%20Pz8+Pz8/" }), { auth: "Basic Pz8+Pz8/" }],
  ["with a plus for the blank and one in the key", written({ auth: "Basic+Pz8+Pz8/" }), { auth: "Basic Pz8+Pz8/" }],
  ["with a small scheme", written({ auth: "basic%20YTpi" }), { auth: "Basic YTpi" }],
  ["with a large scheme", written({ auth: "BASIC%20YTpi" }), { auth: "Basic YTpi" }],
  ["with the scheme twice", written({ auth: "Basic%20Basic%20YTpi" }), { auth: "Basic YTpi" }],
  ["with a bearer", written({ auth: "bearer%20abc.def" }), { auth: "Bearer abc.def" }],
  ["with a token alone", written({ auth: encode("dXNlcjpwYXNzd29yZA==") }), { auth: "Basic dXNlcjpwYXNzd29yZA==" }],
  ["with a signed token alone", written({ auth: "eyJhbGciOiJub25lIn0.eyJzdWIiOiI3In0.c2ln" }), { auth: "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiI3In0.c2ln" }],
  ["with another scheme", written({ auth: encode('OAuth realm="x"') }), { auth: 'OAuth realm="x"' }],
  ["with a registration in capitals", written({ registration: REGISTRATION.toUpperCase() }), {}],
  ["with a registration in braces", written({ registration: encode(`{${REGISTRATION.toUpperCase()}}`) }), {}],
  ["with a registration without hyphens", written({ registration: REGISTRATION.replace(/-/g, "") }), {}],
  ["with a registration as URN", written({ registration: encode(`urn:uuid:${REGISTRATION}`) }), {}],
  ["with an activity that ends in a slash", written({ activity_id: encode(`${COURSE}/`) }), { activity: `${COURSE}/` }],
] as const) {
  test(`a launch ${what} is read as meant`, async () => {
    const { store, world, launch } = await play({ search });
    await world.pass(1);
    const expected = { host: "lrs.nhs.test", auth: "Basic", tenant: null, activity: COURSE, ...meant };
    assert.deepEqual([launch.connection, world.notes], ["connected", []]);
    const told = Array.from(store.statements.values())[0] as { actor: object; object: { id: string }; context: { registration: string } };
    assert.deepEqual([told.actor, told.object.id, told.context.registration], [ACTOR, expected.activity, REGISTRATION]);
    for (const { url, headers } of world.requests) {
      assert.deepEqual([url.host, url.searchParams.get("tenant")], [expected.host, expected.tenant]);
      assert.match(url.pathname, /^\/(course\/\.\.\/)?xapi\/(about|statements|activities\/state)$/);
      assert.ok(expected.auth === "Basic" ? headers["Authorization"]?.startsWith("Basic ") : headers["Authorization"] === expected.auth, headers["Authorization"]);
    }
  });
}

test("blanks of a name come as %20 or as a plus, and a plus beside %20 is one", async () => {
  for (const [name, meant] of [["Ada%20Okafor", "Ada Okafor"], ["Ada+Okafor", "Ada Okafor"], ["Ada%20O+K", "Ada O+K"], ["Ada%2BO", "Ada+O"]] as const) {
    const { store, world } = await play({ search: written({ actor: `%7B%22mbox%22:%22mailto:ada@nhs.test%22,%22name%22:%22${name}%22%7D` }) });
    await world.pass(1);
    assert.deepEqual(Array.from(store.statements.values())[0]?.["actor"], { objectType: "Agent", name: meant, mbox: "mailto:ada@nhs.test" });
  }
});

for (const [endpoint, page, notice] of [
  ["http://lrs.nhs.test/xapi", "https://lms.nhs.test/a/index.html", "notice-launch-insecure"], ["http://lrs.nhs.test/xapi", "http://lms.nhs.test/a/index.html", "notice-launch-insecure"],
  ["//lrs.nhs.test/xapi", "http://lms.nhs.test/a/index.html", "notice-launch-insecure"], ["http://lms.nhs.test/xapi", "http://lms.nhs.test/a/index.html", null],
  ["/xapi", "http://lms.nhs.test/a/index.html", null], ["http://localhost:8080/xapi", "https://lms.nhs.test/a/index.html", null],
  ["http://127.0.0.1:8080/xapi", "http://lms.nhs.test/a/index.html", null], ["https://lrs.nhs.test/xapi", "http://lms.nhs.test/a/index.html", null],
] as const) {
  test(`the endpoint ${endpoint} from ${page}: ${notice ?? "recorded"}`, async () => {
    const { launch, world } = await play({ query: { endpoint }, page });
    assert.deepEqual([launch.connection, launch.notice], [notice ? "untracked" : "connected", notice]);
    assert.equal(world.requests.length > 0, !notice);
  });
}

for (const [query, list] of [
  [{ registration: "42" }, "registration"], [{ registration: "null" }, "registration"], [{ activity_id: "Course 7" }, "activity_id"], [{ grouping: "Group 7" }, "grouping"],
  [{ registration: "x", activity_id: "7" }, "registration, activity_id"],
] as const) {
  test(`what cannot be read is told, and the launch works without: ${list}`, async () => {
    const { store, world } = await play({ query });
    await world.pass(1);
    assert.deepEqual([world.notes, world.values], [["notice-launch-ignored"], [{ list }]]);
    assert.equal((Array.from(store.statements.values())[0] as { object: { id: string } }).object.id, COURSE);
  });
}

test("without any of the parameters it is no launch, and the page says what it says where no platform answers", async () => {
  const { launch, world } = await play({ search: "?utm_source=mail" });
  assert.deepEqual([launch.connection, launch.notice, world.requests], ["untracked", null, []]);
});

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
    "initialized course", "passed course", "completed course", "completed sessions/one", "initialized course", "completed sessions/two", "initialized course",
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
  assert.deepEqual(store.told.filter((told) => told !== "initialized course"), ["completed course", "completed sessions/one"]);
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
  assert.deepEqual(played.store.told, ["initialized course", "completed course", "answered questions/several", "completed sessions/one"]);
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

/** A store whose document became something else. */
async function heldAs(change: (text: string) => string, state = "1~kept"): Promise<RecordStore> {
  const store = new RecordStore();
  await save(await play({ store }), { state, location: "after" });
  const [key, text] = Array.from(store.documents)[0] as [string, string];
  store.put(key, change(text));
  return store;
}

for (const text of ["{", "[]", "{}", "0", "null", "undefined", "false", '""', '"null"', '{"v":1,"windows":{"a":{"state":5}}}', '{"v":1,"windows":null}', '{"theirs":{"state":"x"}}', '"text"', "text"]) {
  test(`a document that is not ours is no reason for alarm, and ours takes its place: ${text}`, async () => {
    const store = await heldAs(() => text), second = await play({ store, seed: 2 });
    assert.deepEqual([second.launch.states, second.launch.readOnly, second.world.notes], [[], undefined, []]);
    assert.equal(await save(second, { state: "1~new" }), "kept");
    assert.deepEqual(states(store), ["1~new"]);
  });
}

for (const [what, wrap] of [
  ["a BOM", (text: string) => `\ufeff${text}`], ["blanks and a line break", (text: string) => ` \r\n${text}\n`], ["a zero byte at its end", (text: string) => `${text}\0`],
  ["quotes", (text: string) => `"${text}"`], ["single quotes", (text: string) => `'${text}'`], ["a JSON string", (text: string) => JSON.stringify(text)],
  ["a JSON string twice", (text: string) => JSON.stringify(JSON.stringify(text))], ["a list", (text: string) => `[${text}]`], ["a call", (text: string) => `callback(${text});`],
  ["slashes before its quotes", (text: string) => text.replace(/"/g, '\\"')], ["HTML's quotes", (text: string) => text.replace(/"/g, "&quot;")],
  ["its version as a text", (text: string) => text.replace('"v":1', '"v":"1"')],
] as const) {
  test(`a document that a store wrapped in ${what} is read as ours, and written as ours`, async () => {
    const store = await heldAs(wrap), second = await play({ store, seed: 2 });
    assert.deepEqual([second.launch.states, second.launch.location, second.world.notes], [["1~kept"], "after", []]);
    assert.equal(await save(second, { state: "1~more" }), "kept");
    assert.deepEqual(states(store), ["1~more"]);
  });
}

for (const [what, damage] of [
  ["cut at its end", (text: string) => text.slice(0, text.indexOf('"location"'))], ["cut within the state", (text: string) => text.slice(0, text.indexOf("kept") + 4)],
  ["cut at its beginning", (text: string) => text.slice(8)], ["damaged in one place", (text: string) => text.replace('"location"', '"locat"ion"')],
] as const) {
  test(`of a document ${what} the packed state is read`, async () => {
    assert.deepEqual((await play({ store: await heldAs(damage), seed: 2 })).launch.states, ["1~kept"]);
  });
}

test("a document that was cut on its way is read again, and comes whole", async () => {
  const store = await heldAs((text) => text), [, text] = Array.from(store.documents)[0] as [string, string];
  let cut = true;
  store.fault = ({ method, url }) => {
    if (method !== "GET" || !url.pathname.endsWith("state") || !cut) return undefined;
    cut = false;
    return { status: 200, body: text.slice(0, 60) };
  };
  const { launch } = await play({ store, seed: 2 });
  assert.deepEqual([launch.states, launch.location], [["1~kept"], "after"]);
});

for (const newer of ['{"v":2,"windows":{"a":{"state":"9~later","location":"here","at":1}}}', '{"v":2,"windows":[]}', '{"v":3,"attempts":["x"]}', '{"v": "2", "windows":{', '"{\\"v\\":2,\\"windows\\":{}}"']) {
  test(`a document of a newer version is left as it is, and said: ${newer}`, async () => {
    const store = await heldAs(() => newer), second = await play({ store, seed: 2 });
    assert.deepEqual([second.launch.readOnly, second.world.notes], [true, ["notice-newer"]]);
    assert.equal(await save(second, { state: "1~old", answered: [answered("several")] }), "kept");
    await second.world.until(second.driver.leave(change({ state: "1~old" }), "unload"));
    assert.equal(await second.world.until(second.driver.leave(change({ state: "1~old" }), "exit")), "kept");
    assert.deepEqual(Array.from(store.documents.values()), [newer]);
    assert.ok(!store.told.includes("answered questions/several"));
  });
}

test("a newer version that writes while this window is open is not written over: nothing is called saved", async () => {
  const store = new RecordStore(), first = await play({ store });
  await save(first, { state: "1~before" });
  store.put(Array.from(store.documents.keys())[0] as string, '{"v":2,"windows":{}}');
  assert.equal(await save(first, { state: "1~after" }), "lost");
  await first.world.until(first.driver.leave(change({ state: "1~after" }), "unload"));
  assert.deepEqual(Array.from(store.documents.values()), ['{"v":2,"windows":{}}']);
  assert.deepEqual(first.world.notes, ["notice-newer"]);
});

test("a store that cannot say at launch what it has is asked once more; if it cannot then, this is said", async () => {
  for (const failures of [1, 9]) {
    const store = await heldAs((text) => text);
    let left = failures;
    store.fault = ({ method, url }) => (method === "GET" && url.pathname.endsWith("state") && left-- > 0 ? { status: 502 } : undefined);
    const { launch, world } = await play({ store, seed: 2 });
    assert.deepEqual([launch.states, world.notes], failures === 1 ? [["1~kept"], []] : [[], ["notice-unread"]]);
  }
});

test("a save that is asked for while another runs waits for it, on one ETag", async () => {
  const played = await play();
  await played.world.pass(1);
  let open: (() => void)[] = [];
  played.world.gate = (request) => (request.method === "GET" ? null : new Promise<void>((go) => { open.push(go); }));
  played.world.requests.length = 0;
  const done: string[] = [];
  const ask = (name: string, asked: Promise<unknown>): void => { void asked.then(() => done.push(name)); };
  ask("save", played.driver.save(change({ state: "1~a", answered: [answered("several")] })));
  ask("hidden", played.driver.leave(change({ state: "1~b" }), "hidden"));
  ask("exit", played.driver.leave(change({ state: "1~c", outcome: { kind: "complete" }, reached: true }), "exit"));
  for (let turn = 0; turn < 20; turn += 1) {
    await played.world.pass(0.1);
    assert.ok(open.length <= 1, "one write at a time");
    const [go] = open;
    open = [];
    if (go) go();
  }
  await played.world.pass(60);
  assert.deepEqual(done, ["save", "hidden", "exit"]);
  assert.deepEqual(states(played.store), ["1~c"]);
  const writes = played.world.requests.filter(({ method }) => method !== "GET");
  assert.ok(writes.pop()?.body.includes("terminated"), "terminated is the last");
  assert.equal(played.store.told.pop(), "terminated course");
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

// ---------------------------------------------------------------- an older change never follows a newer one

interface Crossing { played: Play; open: () => void }

/** A save of a draft whose first request of a kind is under way, its answer held back. */
async function holdDraft(holds: (request: Request) => boolean, parts: Partial<Change> = {}, prepare: (store: RecordStore) => void = () => undefined): Promise<Crossing> {
  const played = await play();
  await save(played, { state: "1~first" });
  prepare(played.store);
  let open = (): void => undefined, held = false;
  played.world.gate = (request) => {
    if (held || !holds(request)) return null;
    held = true;
    return new Promise<void>((go) => { open = go; });
  };
  void played.driver.save(change({ state: "1~draft", ...parts }));
  await played.world.pass(1);
  assert.ok(held, "the request is under way");
  return { played, open: () => { open(); } };
}

const isStateWrite = ({ method, url }: Request): boolean => method !== "GET" && url.pathname.endsWith("state");
const isStatements = ({ method, url }: Request): boolean => method === "POST" && url.pathname.endsWith("statements");

/** Another window of the attempt saves. */
function writeAsAnotherWindow(store: RecordStore): void {
  const [key, body] = Array.from(store.documents)[0] as [string, string], held = JSON.parse(body) as ReturnType<typeof document>;
  store.put(key, JSON.stringify({ ...held, windows: { ...held.windows, other: { state: "1~other", location: "hello", at: MONDAY } } }));
}

for (const status of [409, 412, 428]) {
  test(`a write that was refused (${status}) is not tried with its own older change when the page has left a newer one meanwhile`, async () => {
    const crossing = await holdDraft(isStateWrite, {}, (store) => {
      store.fault = (request) => {
        if (!isStateWrite(request)) return undefined;
        store.fault = () => undefined;
        return { status };
      };
    });
    const { driver, store, world } = crossing.played;
    await world.until(driver.leave(change({ state: "1~submitted" }), "unload"));
    assert.deepEqual(states(store), ["1~submitted"]);
    world.requests.length = 0;
    crossing.open();
    await world.pass(60);
    assert.deepEqual(states(store), ["1~submitted"]);
    assert.ok(world.requests.filter(isStateWrite).every(({ body }) => !body.includes("draft")));
  });
}

test("a write that was refused since another window wrote is made anew of what was read and of the newest change", async () => {
  for (const how of ["hidden", "unload"] as const) {
    const crossing = await holdDraft(isStateWrite, {}, writeAsAnotherWindow), { driver, store, world } = crossing.played;
    const left = driver.leave(change({ state: "1~submitted" }), how);
    await world.pass(1);
    world.requests.length = 0;
    crossing.open();
    assert.equal(await world.until(left), "kept");
    await world.pass(60);
    assert.ok(states(store).includes("1~submitted"), how);
    assert.ok(world.requests.filter(isStateWrite).every(({ body }) => !body.includes("draft")), how);
    // A page that goes reads nothing more: what another window wrote meanwhile it cannot keep.
    if (how === "hidden") assert.deepEqual(states(store).sort(), ["1~other", "1~submitted"]);
  }
});

test("a document that waits for its turn is made when the turn comes: the page has left a newer one meanwhile", async () => {
  for (const showsEtag of [true, false]) {
    const crossing = await holdDraft(isStatements, { answered: [answered("several")] }, (store) => { store.showsEtag = showsEtag; });
    const { driver, store, world } = crossing.played;
    await world.until(driver.leave(change({ state: "1~submitted" }), "unload"));
    crossing.open();
    await world.pass(60);
    assert.deepEqual(states(store), ["1~submitted"]);
  }
});

test("a document that is sent without a condition, after the store let none through, is the newest", async () => {
  const crossing = await holdDraft(isStateWrite, {}, (store) => {
    store.fault = (request) => (request.headers["If-Match"] ? new TypeError("preflight") : undefined);
  });
  const { driver, store, world } = crossing.played;
  await world.until(driver.leave(change({ state: "1~submitted" }), "unload"));
  crossing.open();
  await world.pass(60);
  assert.deepEqual(states(store), ["1~submitted"]);
});

test("what is told while a write is under way is not called saved by it: the next save brings it to the store", async () => {
  const crossing = await holdDraft(isStateWrite), { driver, store, world } = crossing.played;
  const told = driver.save(change({ state: "1~draft", sessions: ["one"] }));
  await world.pass(1);
  assert.ok(!document(store).told.includes("session-completed/one"));
  crossing.open();
  assert.equal(await world.until(told), "kept");
  assert.ok(document(store).told.includes("session-completed/one"));
});
