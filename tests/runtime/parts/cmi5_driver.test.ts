/** The driver of cmi5, by the requirement ids of `@cmi5/requirements`. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Change, Outcome } from "../../../templates/runtime/contract";
import {
  ACTOR, REGISTRATION, ACTIVITY, FETCH, SESSION, MASTERY, CMI5, MOVEON, PROFILE, PUBLISHER, TEMPLATE, type Shape, type Told, TABLE, QUERY, type Overrides, play, save, leave, all, verbs, kinds, PASSED, AGAIN, NEXT,
} from "./cmi5_platform";
import { RecordStore } from "./store";
import { Device, MONDAY, answered, change } from "./world";

// ---------------------------------------------------------------- launch

test("8.1.2.0-4 8.2.1.0-2 10.1 11.0.0.0-3 7.1.1.0-1: one POST for the token, then launch data, then preferences and progress, then initialized", async () => {
  const { world, launch, store } = await play();
  await world.pass(1);
  assert.deepEqual(kinds(world.requests), [
    "POST fetch", "GET state LMS.LaunchData", "GET state copack-progress", "GET profile cmi5LearnerPreferences", "POST statements",
  ]);
  assert.equal(world.requests[0]?.body, "");
  assert.equal(launch.connection, "connected");
  assert.deepEqual(verbs(store), ["initialized"]);
});

test("8.1.0.0-7: parameters in any order, and further ones", async () => {
  const turned = Object.fromEntries(Object.entries({ theme: "dark", ...QUERY }).reverse());
  const { world, launch } = await play({ query: { ...Object.fromEntries(Object.keys(QUERY).map((name) => [name, null])), ...turned } });
  assert.equal(launch.connection, "connected");
  assert.equal(world.requests.length > 3, true);
});

test("8.1.1.0-3 8.2.1.0-5 8.1.3.0-3 8.1.4.0-3 11.0.0.0-1: every request goes to the endpoint with token, version, and the actor and registration of the launch", async () => {
  const played = await play();
  await save(played, PASSED);
  for (const { url, headers } of played.world.requests.filter((request) => request.url.pathname !== "/fetch")) {
    assert.ok(url.href.startsWith("https://lrs.nhs.test/xapi/"), url.href);
    assert.equal(headers["Authorization"], "Basic dG9rZW4=");
    assert.equal(headers["X-Experience-API-Version"], "1.0.3");
    if (url.searchParams.has("agent")) assert.deepEqual(JSON.parse(url.searchParams.get("agent") ?? ""), ACTOR);
    if (url.pathname.endsWith("state")) assert.equal(url.searchParams.get("registration"), REGISTRATION);
  }
});

test("8.2.3.0-1 9.3.2.0-3: a reload in the same window uses the token again, fetches none, and tells no second initialized", async () => {
  const window = new Device(), device = new Device(), store = new RecordStore();
  await play({ window, device, store });
  const again = await play({ window, device, store, seed: 2, now: MONDAY - 3600000, token: { status: 200, body: '{"error-code":"1"}' } });
  await save(again, { answered: [answered("several")] });
  assert.equal(again.world.requests.some((request) => request.url.pathname === "/fetch"), false);
  assert.deepEqual(verbs(store), ["initialized", "answered part"]);
  const stamps = all(store).map((one) => one.timestamp);
  assert.ok((stamps[0] as string) < (stamps[1] as string), "later, although the clock went back");
});

test("8.2.3.0-1: whose answer was lost is not asked for again by a reload", async () => {
  const window = new Device();
  assert.equal((await play({ window, token: new TypeError("Failed to fetch") })).launch.notice, "notice-launch-silent");
  const again = await play({ window });
  assert.deepEqual([again.launch.notice, again.world.requests], ["notice-launch-used", []]);
});

test("a new launch in the same window forgets the token of the one before", async () => {
  const window = new Device();
  await play({ window });
  await play({ window, query: NEXT, token: { status: 200, body: '{"auth-token":"bmV3"}' } });
  assert.equal(window.keys().length, 2);
  assert.ok(!window.text.includes("dG9rZW4="));
});

const encode = encodeURIComponent;
const written = (parts: Record<string, string>): string => `?${Object.entries({ ...Object.fromEntries(Object.entries(QUERY).map(([name, value]) => [name, encode(value)])), ...parts }).map(([name, value]) => `${name}=${value}`).join("&")}`;

for (const [what, search, meant] of [
  ["encoded twice", written(Object.fromEntries(Object.entries(QUERY).map(([name, value]) => [name, encode(encode(value))]))), {}],
  ["with HTML's ampersands", written({}).replace(/&/g, "&amp;"), {}], ["with a second question mark", `?version=2${written({})}`, {}],
  ["with names in small letters", written({}).replace("activityId=", "activityid="), {}],
  ["with a plus for each blank of a name", written({ actor: encode(JSON.stringify(ACTOR)).replace(/%20/g, "+") }), {}],
  ["with a registration in braces", written({ registration: encode(`{${REGISTRATION}}`) }), {}],
  ["with paths for the endpoint and the fetch address", written({ endpoint: "/xapi", fetch: encode("/fetch?session=1") }), { host: "lms.nhs.test" }],
  ["with an endpoint that has a query", written({ endpoint: encode("https://lrs.nhs.test/xapi/?tenant=7") }), { tenant: "7" }],
] as const) {
  test(`8.1: a launch ${what} is read as meant`, async () => {
    const { launch, world, store } = await play({ search });
    await world.pass(1);
    const expected = { host: "lrs.nhs.test", tenant: null, ...meant };
    assert.equal(launch.connection, "connected");
    const [told] = all(store);
    assert.deepEqual([told?.actor, told?.object.id, told?.context.registration], [ACTOR, ACTIVITY, REGISTRATION]);
    const [fetched, ...others] = world.requests;
    assert.deepEqual([fetched?.method, fetched?.url.href], ["POST", FETCH]);
    for (const { url } of others) assert.deepEqual([url.host, url.searchParams.get("tenant"), url.pathname.split("/")[1]], [expected.host, expected.tenant, "xapi"]);
  });
}

for (const body of ['{"auth-token":"Basic dG9rZW4="}', '{"auth-token":" basic dG9rZW4= "}', '\ufeff {"auth-token":"dG9rZW4="}\r\n']) {
  for (const [status, type] of [[200, "text/plain"], [200, "text/html"], [201, "application/json"]] as const) {
    test(`8.2.1.0-2: one scheme stands before the token, however the platform sent it: ${status} ${type} ${body}`, async () => {
      const { world, launch } = await play({ token: { status, body, headers: { "Content-Type": type } } });
      assert.equal(launch.connection, "connected");
      assert.deepEqual(Array.from(new Set(world.requests.slice(1).map(({ headers }) => headers["Authorization"]))), ["Basic dG9rZW4="]);
    });
  }
}

test("9.3.8.0-2 8.2.3.0-1: the way back to a unit that was left, after another unit in the same window, asks for nothing", async () => {
  const window = new Device(), device = new Device(), store = new RecordStore(), first = await play({ window, device, store });
  await leave(first, "exit");
  const other = { ...NEXT, activityId: "https://lms.nhs.test/au/92" };
  await leave(await play({ window, device, store, seed: 2, query: other }), "exit");
  const [back, again] = [await play({ window, device, store, seed: 3 }), await play({ window, device, store, seed: 4, query: other })];
  assert.deepEqual([back.launch.notice, back.world.requests, again.launch.notice, again.world.requests], ["notice-launch-over", [], "notice-launch-over", []]);
});

test("units of one course in two windows: neither sends, drops or reads what waits of the other, though their registration is one", async () => {
  const device = new Device(), store = new RecordStore(), first = await play({ device, store, unit: "one" });
  store.fault = ({ method }) => (method === "POST" || method === "PUT" ? { status: 503 } : undefined);
  await save(first, { state: "1~first", answered: [answered("several")] });
  const second = await play({ device, store, seed: 2, unit: "two", query: { fetch: `${FETCH}2`, activityId: "https://lms.nhs.test/au/92" } });
  assert.deepEqual([second.launch.states, second.world.notes], [[], []]);
  store.fault = () => undefined;
  await second.world.pass(5);
  assert.deepEqual(verbs(store), ["initialized", "initialized part"]);
  await first.world.pass(5);
  assert.equal(await save(first, { state: "1~first and more" }), "kept");
  assert.deepEqual(verbs(store), ["initialized", "initialized part", "answered part"]);
});

test("cmi5 9.3: the outcome goes alone, awaited and before all else; at the end terminated alone, and nothing after it", async () => {
  const played = await play({ data: { masteryScore: 0.7 } });
  await played.world.pass(1);
  played.world.requests.length = 0;
  await save(played, { ...PASSED, answered: [answered("several"), answered("several", { count: 2 })], sessions: ["one"] });
  await leave(played, "exit", AGAIN);
  await played.world.pass(600);
  const told = played.world.requests.filter(({ method }) => method !== "GET").map(({ method, body, url }) => (
    url.pathname.endsWith("statements") ? (JSON.parse(body) as Told[]).map((one) => one.verb.id.split("/").pop()).join(" ") : method
  ));
  assert.deepEqual(told, ["passed", "completed", "PUT", "answered answered completed", "PUT", "PUT", "terminated"]);
});

const REFUSALS: [string, Overrides, string | null][] = [
  ["8.2.3.2-1: error-code 1", { token: { status: 200, body: '{"error-code":"1","error-text":"used"}' } }, "notice-launch-used"],
  ["8.2.3.2-1: error-code 2", { token: { status: 200, body: '{"error-code":"2"}' } }, "notice-launch-refused"],
  ["8.2.3.2-1: error-code 3", { token: { status: 200, body: '{"error-code":"3"}' } }, "notice-launch-fault"],
  ["8.2.3.2-1: error-code as a number", { token: { status: 200, body: '{"error-code":1}' } }, "notice-launch-used"],
  ["a login page instead of a token", { token: { status: 200, body: "<html>Sign in</html>" } }, "notice-launch-fault"],
  ["a token that is none", { token: { status: 200, body: '{"auth-token":""}' } }, "notice-launch-fault"],
  ["a fetch address that answers 403", { token: { status: 403 } }, "notice-launch-refused"],
  ["a fetch address that answers 500", { token: { status: 500 } }, "notice-launch-fault"],
  ["a fetch address that is silent", { token: null }, "notice-launch-silent"],
  ["no launch data", { data: null }, "notice-launch-fault"],
  ["launch data that cannot be read", { data: "[1]" }, "notice-launch-fault"],
  ["a login page in place of launch data", { data: "<html>Sign in</html>" }, "notice-launch-refused"],
  ["no launch at all", { query: { endpoint: null, fetch: null, actor: null, registration: null, activityId: null } }, null],
  ["no fetch address", { query: { fetch: null } }, "notice-launch-incomplete"],
  ["a fetch address that is a script", { query: { fetch: "javascript:alert(1)" } }, "notice-launch-incomplete"],
  ["an endpoint by http", { query: { endpoint: "http://lrs.nhs.test/xapi" } }, "notice-launch-insecure"],
  ["a fetch address by http", { query: { fetch: "http://lms.nhs.test/fetch" } }, "notice-launch-insecure"],
  ["an endpoint without a scheme", { query: { endpoint: "lrs.nhs.test/xapi" } }, "notice-launch-incomplete"],
  ["8.2.3.2-1: an error-code that no one knows", { token: { status: 200, body: '{"error-code":"7"}' } }, "notice-launch-fault"],
  ["no registration", { query: { registration: "7" } }, "notice-launch-incomplete"],
  ["no activity", { query: { activityId: "au-1" } }, "notice-launch-incomplete"],
  ["9.2.0.0-2: an actor who is no agent", { query: { actor: JSON.stringify({ ...ACTOR, objectType: "Group" }) } }, "notice-launch-incomplete"],
  ["9.2.0.0-3: an actor without an account", { query: { actor: '{"objectType":"Agent","mbox":"mailto:a@nhs.test"}' } }, "notice-launch-incomplete"],
];
for (const [name, overrides, notice] of REFUSALS) {
  test(`a launch that fails is explained once, and nothing is told: ${name}`, async () => {
    const played = await play(overrides);
    assert.deepEqual([played.launch.connection, played.launch.notice], ["untracked", notice]);
    assert.deepEqual(played.world.notes, notice === null ? [] : [notice]);
    assert.equal(await leave(played, "exit", PASSED), "kept");
    assert.deepEqual(verbs(played.store), []);
    assert.ok(played.world.requests.filter((request) => request.url.pathname === "/fetch").length <= 1);
  });
}

for (const [status, notice] of [[401, "notice-launch-refused"], [503, "notice-launch-silent"]] as const) {
  test(`launch data answered ${status}: ${notice}`, async () => {
    const store = new RecordStore();
    store.fault = () => ({ status });
    const { launch, world } = await play({ store });
    assert.deepEqual([launch.notice, world.notes], [notice, [notice]]);
  });
}

test("launch data that fails once is asked for again", async () => {
  const store = new RecordStore();
  let failures = 1;
  store.fault = () => (failures-- > 0 ? { status: 503 } : undefined);
  assert.equal((await play({ store })).launch.connection, "connected");
});

test("11.0.0.0-2: preferences that are missing or forbidden trouble nobody", async () => {
  for (const status of [403, 404, 500]) {
    const store = new RecordStore();
    store.fault = ({ url }) => (url.pathname.endsWith("profile") ? { status } : undefined);
    const { launch, world } = await play({ store });
    assert.deepEqual([launch.connection, world.notes], ["connected", []]);
  }
});

// ---------------------------------------------------------------- context

test("10.2.1.0-6 10.2.1.0-7 9.6.3.1-4 9.6.2.0-1 9.6.0.0-1: the context template lies under each context, and nothing of it is overwritten", async () => {
  const played = await play();
  await save(played, { ...PASSED, answered: [answered("several")], sessions: ["one"] });
  await leave(played, "exit", AGAIN);
  assert.equal(all(played.store).length, 6);
  for (const { context, actor } of all(played.store)) {
    assert.deepEqual(actor, ACTOR);
    assert.deepEqual([context.registration, context.platform, context.extensions[SESSION]], [REGISTRATION, "The platform", "session-1"]);
    assert.deepEqual(context.contextActivities["grouping"]?.[0], PUBLISHER);
    assert.ok(context.contextActivities["category"]?.some(({ id }) => id === PROFILE.id));
  }
  const part = all(played.store).find((one) => one.object.id !== ACTIVITY) as Told;
  assert.deepEqual(part.context.contextActivities["grouping"]?.map(({ id }) => id), [PUBLISHER.id, ACTIVITY]);
});

test("a template with one activity in place of a list, and with our own values, keeps them", async () => {
  const contextTemplate = { contextActivities: { grouping: PUBLISHER, category: [{ ...CMI5, definition: { type: "theirs" } }] }, extensions: { [MASTERY]: "theirs" }, language: "cy" };
  const played = await play({ data: { contextTemplate, masteryScore: 0.7 } });
  await save(played, PASSED);
  const passed = all(played.store).find((one) => one.verb.id.endsWith("passed")) as Told;
  assert.deepEqual(passed.context.contextActivities["category"], [{ ...CMI5, definition: { type: "theirs" } }, MOVEON, PROFILE]);
  assert.deepEqual([passed.context.extensions, (passed.context as unknown as Shape)["language"]], [{ [MASTERY]: "theirs" }, "cy"]);
});

test("10.2.1.0-5: the launch data is never written", async () => {
  const played = await play();
  await save(played, PASSED);
  await leave(played, "exit", AGAIN);
  assert.deepEqual(kinds(played.world.requests).filter((kind) => kind.includes("LaunchData")), ["GET state LMS.LaunchData"]);
});

test("a row on the device holds no token, nobody's name and nothing of the template", async () => {
  const device = new Device(), played = await play({ device });
  played.store.fault = ({ method }) => (method === "POST" ? { status: 503 } : undefined);
  await save(played, { answered: [answered("several")] });
  assert.ok(device.keys().length > 1);
  for (const secret of ["7f3a", REGISTRATION, REGISTRATION.toLowerCase(), "dG9rZW4=", "session-1", FETCH, "The platform"]) assert.ok(!device.text.includes(secret), secret);
});

// ---------------------------------------------------------------- outcome

const OUTCOMES: [Outcome, string[]][] = [
  [{ kind: "going-on" }, []], [{ kind: "complete" }, ["completed"]], [{ kind: "passed", raw: 80 }, ["passed", "completed"]],
  [{ kind: "failed-may-retry", raw: 40 }, []], [{ kind: "failed", raw: 40 }, ["failed", "completed"]],
];
for (const [outcome, told] of OUTCOMES) {
  test(`9.3.3.0-1 9.3.4.0-1 9.3.5.0-1: outcome ${outcome.kind} tells ${told.join(", ") || "nothing"}`, async () => {
    const played = await play({ data: { masteryScore: 0.7 } });
    await save(played, { outcome, reached: true });
    await save(played, { outcome, state: "1~later" });
    assert.deepEqual(verbs(played.store).slice(1), told);
    const judged = all(played.store).find((one) => one.result?.["score"]);
    assert.equal(judged?.context.extensions[MASTERY], judged && 0.7);
  });
}

test("9.3.0.0-6 9.3.0.0-7 9.3.3.0-2 9.3.4.0-3: completed and passed once a registration, over launches and devices", async () => {
  const store = new RecordStore();
  await save(await play({ store }), PASSED);
  const second = await play({ store, seed: 2, query: NEXT });
  assert.equal(second.launch.finished, true);
  await save(second, AGAIN);
  assert.deepEqual(verbs(store), ["initialized", "passed", "completed", "initialized"]);
  assert.ok(!kinds(second.world.requests).includes("GET statements"), "what the document says is not asked for");
});

test("9.3.0.0-7: what the store has, although the document does not say so, is asked for and not told again", async () => {
  const store = new RecordStore(), first = await play({ store });
  store.fault = ({ method, url }) => (method !== "GET" && url.pathname.endsWith("state") ? { status: 500 } : undefined);
  assert.equal(await save(first, PASSED), "lost");
  store.fault = () => undefined;
  const second = await play({ store, seed: 2, query: NEXT });
  await save(second, AGAIN);
  assert.deepEqual(kinds(second.world.requests).filter((kind) => kind === "GET statements").length, 2);
  assert.deepEqual(verbs(store), ["initialized", "passed", "completed", "initialized"]);
});

for (const way of ["save", "exit", "unload"] as const) {
  test(`an outcome that the registration lacks is told by the next launch (${way}), and what waited of the old launch never`, async () => {
    const store = new RecordStore(), device = new Device(), first = await play({ store, device });
    store.fault = ({ method, url }) => (method === "POST" && url.pathname.endsWith("statements") ? { status: 503 } : undefined);
    assert.equal(await save(first, { ...PASSED, answered: [answered("several")] }), "waiting");
    store.fault = () => undefined;
    const second = await play({ store, device, seed: 2, query: NEXT, data: { contextTemplate: { ...TEMPLATE, extensions: { [SESSION]: "session-2" } } } });
    await (way === "save" ? save(second, AGAIN) : leave(second, way, AGAIN));
    assert.deepEqual(verbs(store).slice(0, 4), ["initialized", "initialized", "passed", "completed"]);
    assert.deepEqual(all(store).slice(1).map((one) => one.context.extensions[SESSION]), verbs(store).slice(1).map(() => "session-2"));
    assert.deepEqual(second.world.notes, ["notice-not-sent"], "the answer that is lost is named");
  });
}

test("what waits is sent by a reload in the same launch", async () => {
  const store = new RecordStore(), device = new Device(), window = new Device(), first = await play({ store, device, window });
  store.fault = ({ method, url }) => (method === "POST" && url.pathname.endsWith("statements") ? { status: 503 } : undefined);
  await save(first, { ...PASSED, answered: [answered("several")] });
  store.fault = () => undefined;
  const again = await play({ store, device, window, seed: 2 });
  await again.world.pass(1);
  assert.deepEqual(verbs(store), ["initialized", "passed", "completed", "answered part"]);
  await save(again, AGAIN);
  assert.deepEqual(verbs(store).length, 4);
  assert.deepEqual(again.world.notes, []);
});

test("9.3.0.0-8 9.3.0.0-3 9.3.0.0-2: no failed after passed, not both in one session, a reload included", async () => {
  const store = new RecordStore(), device = new Device(), window = new Device();
  const failed: Partial<Change> = { outcome: { kind: "failed", raw: 40 }, reached: true, state: "1~failed" };
  const first = await play({ store, device, window });
  await save(first, failed);
  await save(first, PASSED);
  await save(await play({ store, device, window, seed: 2 }), { ...PASSED, state: "1~2" });
  assert.deepEqual(verbs(store), ["initialized", "failed", "completed"]);
  const later = await play({ store, device, window: new Device(), seed: 3, query: NEXT });
  await save(later, { ...AGAIN, state: "1~3" });
  await save(later, { ...failed, state: "1~4" });
  assert.deepEqual(verbs(store), ["initialized", "failed", "completed", "initialized", "passed"]);
});

test("10.2.4: the launch's mastery score wins over the package's, and is what the course goes by", async () => {
  assert.equal((await play({ data: { masteryScore: 0.575 } })).launch.mark, 57.5);
  assert.equal((await play({ data: { masteryScore: "0.07" } })).launch.mark, 7);
  for (const masteryScore of [undefined, "", "x", 2, -1, null]) assert.equal((await play({ data: { masteryScore } })).launch.mark, undefined);
  const played = await play({ data: { masteryScore: 0.9 } });
  await save(played, PASSED);
  assert.deepEqual(verbs(played.store), ["initialized", "completed"], "80 per cent of an earlier mark is no pass under 0.9");
});

test("a unit without a mark tells neither passed nor failed, whatever the launch asks for", async () => {
  const { passed, failed, ...shapes } = TABLE.shapes;
  const played = await play({ table: { ...TABLE, shapes }, data: { masteryScore: 0.5 } });
  await save(played, { outcome: { kind: "complete" }, reached: true });
  assert.deepEqual(verbs(played.store), ["initialized", "completed"]);
});

for (const launchMode of ["Browse", "Review"]) {
  test(`10.2.2.0-${launchMode === "Browse" ? "8 10.2.2.0-9" : "10 10.2.2.0-11"}: ${launchMode} tells initialized and terminated, and keeps no progress`, async () => {
    const played = await play({ data: { launchMode } });
    assert.equal(played.launch.mode, launchMode.toLowerCase());
    await save(played, { ...PASSED, answered: [answered("several")], sessions: ["one"] });
    await leave(played, "hidden", PASSED);
    await leave(played, "exit", PASSED);
    assert.deepEqual(verbs(played.store), ["initialized", "terminated"]);
    assert.equal(played.store.documents.size, 0);
  });
}

// ---------------------------------------------------------------- the end

test("9.3.8.0-1 9.3.8.0-2 7.1.3.0-1: terminated at Save and exit only, last, with a duration, and nothing after it, a reload included", async () => {
  const window = new Device(), device = new Device(), played = await play({ window, device, data: { returnURL: "https://lms.nhs.test/back" } });
  await leave(played, "hidden", { state: "1~a" });
  await leave(played, "unload", { state: "1~b" });
  assert.deepEqual(verbs(played.store), ["initialized"]);
  assert.equal(played.driver.returnAddress(), null);
  assert.equal(await leave(played, "exit", { state: "1~c", answered: [answered("several")] }), "kept");
  assert.deepEqual(verbs(played.store), ["initialized", "answered part", "terminated"]);
  assert.deepEqual(all(played.store).pop()?.result, { duration: "PT1M5S" });
  assert.equal(played.driver.returnAddress(), "https://lms.nhs.test/back");
  const sent = played.world.requests.length;
  await save(played, PASSED);
  await leave(played, "unload", PASSED);
  assert.equal(played.world.requests.length, sent);
  assert.equal(device.keys().length, 0);
  const again = await play({ window, device, store: played.store, seed: 2 });
  assert.deepEqual([again.launch.notice, again.world.requests], ["notice-launch-over", []]);
});

test("10.2.6.0-1: a return address that is no address is not followed", async () => {
  const played = await play({ data: { returnURL: "javascript:alert(1)" } });
  await leave(played, "exit");
  assert.equal(played.driver.returnAddress(), null);
});

test("Save and exit lets nobody go before everything has arrived: no later launch could send it", async () => {
  const played = await play();
  played.store.fault = ({ method, url }) => (method === "POST" && url.pathname.endsWith("statements") ? { status: 503 } : undefined);
  assert.equal(await leave(played, "exit", { answered: [answered("several")] }), "lost");
  assert.equal(played.driver.returnAddress(), null);
  played.store.fault = () => undefined;
  await played.world.pass(10);
  assert.equal(await leave(played, "exit"), "kept");
  assert.deepEqual(verbs(played.store), ["initialized", "answered part", "terminated"]);
});

test("a platform that ends the session: said in words of its own, once; progress stays on the device for the next launch", async () => {
  const device = new Device(), store = new RecordStore(), played = await play({ device, store });
  store.fault = () => ({ status: 403 });
  assert.equal(await save(played, { state: "1~kept", answered: [answered("several")] }), "lost");
  assert.equal(await save(played, { state: "1~kept more" }), "lost");
  assert.deepEqual(played.world.notes, ["notice-launch-ended"]);
  assert.equal(await leave(played, "exit", { state: "1~kept more" }), "waiting", "the learner may go: nothing would arrive any more");
  assert.equal(played.driver.returnAddress(), null);
  store.fault = () => undefined;
  assert.deepEqual((await play({ device, store, seed: 2, query: NEXT })).launch.states, ["1~kept more"]);
});

test("a platform that ends the session, in a browser that keeps nothing: it is said that answers may be lost, and nobody is let go as if they were safe", async () => {
  const played = await play({ device: null });
  played.store.fault = () => ({ status: 403 });
  assert.equal(await save(played, { answered: [answered("several")] }), "lost");
  assert.deepEqual(played.world.notes, ["notice-storage-blocked", "notice-storage-blocked", "notice-launch-ended-unkept"]);
  assert.equal(await leave(played, "exit"), "lost");
});

test("nothing that waits for one learner reaches the next one in the same window", async () => {
  const device = new Device(), window = new Device(), store = new RecordStore(), first = await play({ device, window, store });
  store.fault = ({ method }) => (method === "POST" ? { status: 503 } : undefined);
  await save(first, { answered: [answered("several")] });
  store.fault = () => undefined;
  const other = { ...NEXT, actor: JSON.stringify({ ...ACTOR, account: { ...ACTOR.account, name: "other" } }), registration: "11111111-2222-4333-8444-555555555555" };
  const second = await play({ device, window, store, seed: 2, query: other });
  await save(second, { state: "1~other" });
  assert.deepEqual(verbs(store), ["initialized", "initialized"]);
  assert.deepEqual([second.launch.states, second.world.notes], [[], []]);
});

test("9.3.0.0-6: an outcome that had to be asked for is told with the newest change, though an older one asked", async () => {
  for (const how of ["unload", "hidden"] as const) {
    const window = new Device(), store = new RecordStore();
    await leave(await play({ window, store }), "unload", { state: "1~first" });
    const played = await play({ window: new Device(), store, query: NEXT, seed: 2 }), { world, driver } = played;
    let open = (): void => undefined;
    world.gate = ({ method, url }) => (method === "GET" && url.pathname.endsWith("statements") ? new Promise<void>((go) => { open = go; }) : null);
    void driver.save(change(AGAIN));
    await world.pass(1);
    world.gate = () => null;
    const left = driver.leave(change({ ...AGAIN, state: "1~newer" }), how);
    await world.pass(1);
    world.requests.length = 0;
    open();
    await world.until(left);
    await world.pass(60);
    const written = world.requests.filter(({ method, url }) => method !== "GET" && url.pathname.endsWith("state")).map(({ body }) => body);
    assert.ok(written.every((body) => !body.includes("1~again")), how);
    assert.ok(Array.from(store.documents.values())[0]?.includes("1~newer"), how);
    assert.equal(verbs(store).filter((name) => name === "passed").length, 1, how);
  }
});
