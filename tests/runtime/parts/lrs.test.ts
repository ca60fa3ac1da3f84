import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import type { Lrs, LrsLaunch } from "../../../templates/runtime/contract";
import lrs from "../../../templates/runtime/parts/lrs";
import { sha256 } from "../../../templates/runtime/parts/lrs/digest";
import { seeded } from "../vectors";
import { RecordStore } from "./store";
import { Device, MONDAY, World, type Request } from "./world";

const ACTOR = { objectType: "Agent", name: "Ada Okafor", mbox: "mailto:ada@nhs.test" };
const LAUNCH: LrsLaunch = {
  endpoint: "https://lrs.nhs.test/xapi", auth: "Basic secret", actor: ACTOR, registration: "6f1f2f0c-3a54-4d3b-9f0a-0c0ffee0c0de",
  activity: "https://courses.nhs.test/small/course", versions: ["1.0.3", "2.0.0"], course: "small", keepDays: 7,
};

interface Room { world: World; store: RecordStore; lrs: Lrs }

function open(launch: Partial<LrsLaunch> = {}, device: Device | null = new Device(), store = new RecordStore()): Room {
  const world = new World({}, device ? device.held.size + 1 : 1);
  world.device = device;
  world.answering = store.answering;
  return { world, store, lrs: lrs.open(world.host, { ...LAUNCH, ...launch }) };
}

let made = 0;
function statement(room: Room, parts: Record<string, unknown> = {}): Record<string, unknown> {
  made += 1;
  return {
    id: `00000000-0000-4000-8000-${String(made).padStart(12, "0")}`, actor: ACTOR, verb: { id: "http://adlnet.gov/expapi/verbs/answered" },
    object: { id: `https://courses.nhs.test/small/q${made}` }, context: { registration: LAUNCH.registration, language: "en-GB" },
    timestamp: room.lrs.stamp(room.world.now), ...parts,
  };
}

const posts = (room: Room): Request[] => room.world.requests.filter((request) => request.url.pathname.endsWith("/statements"));
const lengths = (room: Room): number[] => posts(room).map((request) => (JSON.parse(request.body) as unknown[]).length);
const rows = (device: Device | null): string[] => (device?.keys() ?? []).filter((key) => key.startsWith("copack.queue."));

// ---------------------------------------------------------------- the digest

test("SHA-256 agrees with another one on texts of every length around a block, and beyond ASCII", () => {
  const random = seeded(7);
  for (const length of [0, 1, 3, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000]) {
    const text = Array.from({ length }, () => String.fromCodePoint(Math.floor(random() * 0x2ff) + 1)).join("");
    assert.equal(sha256(text), createHash("sha256").update(text).digest("hex"), `${length} characters`);
  }
});

// ---------------------------------------------------------------- the header

for (const [versions, header] of [
  [["1.0.3", "2.0.0"], "2.0.0"], [["1.0.0", "1.0.1", "1.0.2", "1.0.3"], "1.0.3"], [["1.0.1"], "1.0.3"], [["2.0.0"], "2.0.0"], [null, "1.0.3"],
] as const) {
  test(`a store that lists ${String(versions)} is spoken to in ${header}`, async () => {
    const room = open();
    room.store.versions = versions ? [...versions] : null;
    await room.world.until(room.lrs.negotiate());
    room.lrs.queue([statement(room)]);
    await room.world.until(room.lrs.flush(false));
    assert.equal(posts(room)[0]?.headers["X-Experience-API-Version"], header);
    assert.equal(posts(room)[0]?.headers["Authorization"], "Basic secret");
  });
}

test("a store that does not say within two seconds is spoken to in 1.0.3", async () => {
  const room = open();
  room.store.fault = (request) => (request.url.pathname.endsWith("/about") ? null : undefined);
  await room.world.until(room.lrs.negotiate());
  assert.ok(room.world.now - MONDAY <= 3000);
});

test("one change of version on a version error, for good; and none when the other version helps nothing", async () => {
  const room = open();
  await room.world.until(room.lrs.negotiate());
  room.store.fault = (request) => (request.headers["X-Experience-API-Version"] === "2.0.0" ? { status: 400, body: "Version 2.0.0 is not supported" } : undefined);
  room.lrs.queue([statement(room)]);
  assert.equal(await room.world.until(room.lrs.flush(false)), "kept");
  assert.deepEqual(posts(room).map((request) => request.headers["X-Experience-API-Version"]), ["2.0.0", "1.0.3"]);
  room.lrs.queue([statement(room)]);
  await room.world.until(room.lrs.flush(false));
  assert.equal(posts(room).length, 3);

  const other = open();
  await other.world.until(other.lrs.negotiate());
  other.store.fault = (request) => (request.method === "POST" ? { status: 400, body: "bad version property" } : undefined);
  other.lrs.queue([statement(other)]);
  await other.world.until(other.lrs.flush(false));
  other.store.fault = () => undefined;
  other.lrs.queue([statement(other)]);
  await other.world.until(other.lrs.flush(false));
  assert.equal(posts(other).pop()?.headers["X-Experience-API-Version"], "2.0.0");
});

// ---------------------------------------------------------------- the queue

test("a statement is on the device before anything is sent, and gone from it when the store has it", async () => {
  const room = open();
  const device = room.world.device as Device;
  room.store.fault = () => { assert.equal(rows(device).length, 1); return undefined; };
  assert.equal(room.lrs.queue([statement(room)]), true);
  assert.equal(room.world.requests.length, 0);
  assert.equal(await room.world.until(room.lrs.flush(false)), "kept");
  assert.deepEqual(rows(device), []);
});

test("rows name nobody: no actor, no registration, no key; and each has its own hash", async () => {
  const room = open();
  room.store.fault = () => ({ status: 503 });
  room.lrs.queue([statement(room)]);
  await room.world.pass(1);
  const kept = (room.world.device as Device).text;
  for (const secret of ["Ada", "ada@nhs.test", "mailto", "secret", LAUNCH.registration as string, "lrs.nhs.test"]) assert.ok(!kept.includes(secret), secret);
  const unsalted = createHash("sha256").update(JSON.stringify(ACTOR)).digest("hex");
  assert.ok(!kept.includes(unsalted));
});

test("what waits is sent at the next launch to the same learner, registration and endpoint, as it was", async () => {
  const device = new Device(), first = open({}, device);
  first.store.fault = () => new TypeError("offline");
  const waiting = statement(first);
  first.lrs.queue([waiting]);
  assert.equal(await first.world.until(first.lrs.flush(false)), "waiting");
  const second = open({ auth: "Basic another" }, device);
  assert.equal(await second.world.until(second.lrs.flush(false)), "kept");
  assert.deepEqual(Array.from(second.store.statements.values()), [waiting]);
  assert.equal(posts(second)[0]?.headers["Authorization"], "Basic another");
  assert.deepEqual(rows(device), []);
});

for (const [who, launch] of [
  ["another learner", { actor: { objectType: "Agent", mbox: "mailto:ben@nhs.test" } }], ["another registration", { registration: "11111111-2222-4333-8444-555555555555" }],
  ["no registration", { registration: null }], ["another endpoint", { endpoint: "https://other.nhs.test/" }], ["another course", { course: "large" }],
] as const) {
  test(`nothing of the queue goes to ${who}`, async () => {
    const device = new Device(), first = open({}, device);
    first.store.fault = () => ({ status: 500 });
    first.lrs.queue([statement(first)]);
    await first.world.pass(1);
    const second = open(launch, device);
    assert.equal(await second.world.until(second.lrs.flush(false)), "kept");
    assert.equal(second.world.requests.length, 0);
    assert.equal(rows(device).length, 1);
  });
}

test("the same learner under another display name, or with parts in another order, is the same", async () => {
  const device = new Device(), first = open({}, device);
  first.store.fault = () => ({ status: 500 });
  first.lrs.queue([statement(first)]);
  await first.world.pass(1);
  const second = open({ actor: { mbox: "mailto:ada@nhs.test", name: "A. Okafor", objectType: "Agent" } }, device);
  assert.equal(await second.world.until(second.lrs.flush(false)), "kept");
  assert.equal(second.store.statements.size, 1);
});

test("rows older than seven days are dropped, of anybody; younger ones are not", async () => {
  const device = new Device(), first = open({}, device);
  first.store.fault = () => ({ status: 500 });
  first.lrs.queue([statement(first)]);
  await first.world.pass(1);
  device.set("copack.queue.other.abc.1", "{damaged");
  device.set("their.own", "kept");
  for (const [days, left] of [[6.9, 1], [7.1, 0]] as const) {
    const later = open({ actor: { mbox: "mailto:ben@nhs.test" } }, device);
    later.world.now = MONDAY + days * 86400000;
    await later.world.until(later.lrs.negotiate());
    assert.equal(rows(device).length, left, `${days} days`);
  }
  assert.equal(device.get("their.own"), "kept");
});

test("leaving for good with an empty queue leaves nothing on the device", async () => {
  const room = open(), device = room.world.device as Device;
  room.lrs.queue([statement(room)]);
  await room.world.until(room.lrs.flush(false));
  await room.world.until(room.lrs.finish());
  assert.equal(device.held.size, 0);
  const waits = open();
  waits.store.fault = () => ({ status: 500 });
  waits.lrs.queue([statement(waits)]);
  await waits.world.pass(1);
  await waits.world.until(waits.lrs.finish());
  assert.equal(rows(waits.world.device).length, 1);
});

test("a browser that blocks or fills its storage is said, and the statements are sent all the same", async () => {
  const full = new Device();
  full.full = true;
  for (const device of [null, full]) {
    const room = open({}, device);
    assert.equal(room.lrs.queue([statement(room)]), false);
    assert.deepEqual(room.world.notes, ["notice-storage-blocked"]);
    room.store.fault = () => ({ status: 500 });
    assert.equal(await room.world.until(room.lrs.flush(false)), "lost");
    room.store.fault = () => undefined;
    await room.world.pass(10);
    assert.equal(room.store.statements.size, 1);
  }
});

// ---------------------------------------------------------------- what a store may answer

test("400 and 413: the batch is split until the one bad statement stands alone; it is set aside and said, the rest arrive", async () => {
  for (const status of [400, 413]) {
    const room = open();
    const batch = Array.from({ length: 9 }, () => statement(room));
    const bad = String(batch[5]?.["id"]);
    room.store.fault = (request) => (request.body.includes(bad) ? { status } : undefined);
    room.lrs.queue(batch);
    assert.equal(await room.world.until(room.lrs.flush(false)), "kept");
    assert.equal(room.store.statements.size, 8);
    assert.deepEqual(room.world.notes, ["notice-refused"]);
    assert.deepEqual(rows(room.world.device), []);
  }
});

test("401 and 403: stop, tell once, keep", async () => {
  for (const status of [401, 403]) {
    const room = open();
    room.store.fault = () => ({ status });
    room.lrs.queue([statement(room)]);
    assert.equal(await room.world.until(room.lrs.flush(false)), "waiting");
    room.lrs.queue([statement(room)]);
    assert.equal(await room.world.until(room.lrs.flush(false)), "waiting");
    await room.world.pass(600);
    assert.equal(posts(room).length, 1);
    assert.deepEqual(room.world.notes, ["notice-sign-in"]);
    assert.equal(rows(room.world.device).length, 2);
  }
});

test("409: each is sent again alone with the same id; one that is there already is done", async () => {
  const room = open();
  const batch = [statement(room), statement(room), statement(room)];
  room.store.statements.set(String(batch[1]?.["id"]), { id: batch[1]?.["id"], verb: { id: "x" }, object: { id: "x" } });
  room.lrs.queue(batch);
  assert.equal(await room.world.until(room.lrs.flush(false)), "kept");
  assert.deepEqual(lengths(room), [3, 1, 1, 1]);
  assert.deepEqual(Array.from(room.store.statements.keys()).sort(), batch.map((one) => String(one["id"])).sort());
});

for (const [what, fault] of [["429", { status: 429 }], ["500", { status: 500 }], ["503", { status: 503 }], ["404", { status: 404 }], ["no network", new TypeError("offline")]] as const) {
  test(`${what}: backs off with growing pauses, keeps everything, goes on by itself`, async () => {
    const room = open(), times: number[] = [];
    let broken = true;
    room.store.fault = () => { times.push((room.world.now - MONDAY) / 1000); return broken ? fault : undefined; };
    room.lrs.queue([statement(room)]);
    assert.equal(await room.world.until(room.lrs.flush(false)), "waiting");
    await room.world.pass(100);
    const pauses = times.slice(1).map((time, at) => Math.round(time - (times[at] as number)));
    assert.deepEqual(pauses.slice(0, 5), [2, 4, 8, 16, 32]);
    broken = false;
    await room.world.pass(70);
    assert.equal(room.store.statements.size, 1);
    assert.deepEqual(rows(room.world.device), []);
  });
}

const HOURS = 3600000;
for (const [what, headers] of [
  ["seconds", { "Retry-After": "45" }], ["a date", { "Retry-After": new Date(MONDAY + 45000).toUTCString() }],
  ["a date of a store whose clock is two hours ahead", { "Retry-After": new Date(MONDAY + 2 * HOURS + 45000).toUTCString(), Date: new Date(MONDAY + 2 * HOURS).toUTCString() }],
] as const) test(`Retry-After is waited for, in ${what}`, async () => {
  const room = open();
  let asked = 0;
  room.store.fault = () => { asked += 1; return asked === 1 ? { status: 429, headers } : undefined; };
  room.lrs.queue([statement(room)]);
  assert.equal(await room.world.until(room.lrs.flush(false)), "waiting");
  await room.world.pass(44);
  assert.equal(await room.world.until(room.lrs.flush(false)), "waiting");
  assert.equal(asked, 1);
  await room.world.pass(2);
  assert.equal(room.store.statements.size, 1);
});

for (const [value, pause] of [["Fri, 31 Dec 9999 23:59:59 GMT", 3600], ["99999999", 3600], ["soon", 2], ["-5", 2], ["Mon, 01 Jan 2001 00:00:00 GMT", 2], ["", 2]] as const) {
  test(`Retry-After "${value}": tried again after ${pause} s`, async () => {
    const room = open(), times: number[] = [];
    room.store.fault = () => { times.push(Math.round((room.world.now - MONDAY) / 1000)); return times.length === 1 ? { status: 503, headers: { "Retry-After": value } } : undefined; };
    room.lrs.queue([statement(room)]);
    void room.lrs.flush(false);
    await room.world.pass(3700);
    assert.deepEqual(times, [0, pause]);
  });
}

test("a store that is silent is given up after a while, and the row stays", async () => {
  const room = open();
  room.store.fault = () => null;
  room.lrs.queue([statement(room)]);
  assert.equal(await room.world.until(room.lrs.flush(false)), "waiting");
  assert.equal(rows(room.world.device).length, 1);
});

test("an answer that is lost after the store had done its work: sent again with the same id, there once", async () => {
  const room = open();
  room.store.losesAnswers = true;
  room.lrs.queue([statement(room)]);
  assert.equal(await room.world.until(room.lrs.flush(false)), "waiting");
  room.store.losesAnswers = false;
  await room.world.pass(5);
  assert.equal(room.store.statements.size, 1);
  assert.deepEqual(rows(room.world.device), []);
});

test("many rows go in small batches, in the order of their time stamps", async () => {
  const room = open();
  const batch = Array.from({ length: 23 }, () => statement(room));
  room.lrs.queue(batch.slice().reverse());
  await room.world.until(room.lrs.flush(false));
  assert.deepEqual(lengths(room), [10, 10, 3]);
  assert.deepEqual(Array.from(room.store.statements.keys()), batch.map((one) => one["id"]));
});

const unit = (room: Room, verb: string): Record<string, unknown> => (
  statement(room, { verb: { id: `http://adlnet.gov/expapi/verbs/${verb}` }, object: { id: LAUNCH.activity } })
);
const sent = (room: Room): string[] => posts(room).map(({ body }) => (JSON.parse(body) as { verb: { id: string } }[]).map((one) => one.verb.id.split("/").pop() ?? "").join(" "));

test("the beginning and each outcome go alone and before the rest; a session that is completed is no outcome", async () => {
  const room = open();
  const session = statement(room, { verb: { id: "http://adlnet.gov/expapi/verbs/completed" } });
  room.lrs.queue([unit(room, "initialized"), statement(room), session, unit(room, "passed"), unit(room, "completed"), unit(room, "terminated")]);
  assert.equal(await room.world.until(room.lrs.flush(false)), "kept");
  assert.deepEqual(sent(room), ["initialized", "passed", "completed", "completed answered terminated"]);
});

test("an outcome is waited for: nothing else leaves before the store has answered", async () => {
  const room = open();
  let silent = true;
  room.store.fault = ({ method }) => (method === "POST" && silent ? null : undefined);
  room.lrs.queue([statement(room), unit(room, "failed"), unit(room, "completed")]);
  void room.lrs.flush(false);
  void room.lrs.putState("p", () => "{}", "*", false);
  await room.world.pass(19);
  assert.deepEqual(room.world.requests.map(({ method }) => method), ["POST"]);
  silent = false;
  await room.world.pass(30);
  assert.deepEqual(sent(room), ["failed", "failed", "completed", "answered"]);
});

test("one write at a time: outcomes, then the document that was asked for meanwhile, then the rest", async () => {
  const room = open();
  room.lrs.queue([statement(room), unit(room, "completed")]);
  await room.world.until(Promise.all([room.lrs.flush(false), room.lrs.putState("p", () => "{}", "*", false)]));
  assert.deepEqual(room.world.requests.map(({ method }) => method), ["POST", "PUT", "POST"]);
  assert.deepEqual(sent(room), ["completed", "answered"]);
});

test("a gateway that gives up after the store has stored: sent again alone, a conflict or not, each is there once and the queue is empty", async () => {
  for (const again of [200, 409]) {
    const room = open();
    const there = new Set<string>();
    room.store.fault = ({ method, body }) => {
      if (method !== "POST") return undefined;
      const known = there.has(body);
      there.add(body);
      return known ? { status: again } : { status: 504 };
    };
    room.lrs.queue([statement(room), unit(room, "passed"), unit(room, "completed")]);
    assert.equal(await room.world.until(room.lrs.flush(false)), "waiting");
    await room.world.pass(30);
    assert.deepEqual(sent(room), ["passed", "passed", "completed", "completed", "answered", "answered"]);
    assert.deepEqual(rows(room.world.device), []);
  }
});

test("the page goes away: outcomes first in the one request that outlives it", () => {
  const room = open();
  room.lrs.queue([statement(room), statement(room), unit(room, "passed"), unit(room, "completed")]);
  void room.lrs.flush(true);
  assert.deepEqual(sent(room), ["passed completed answered answered"]);
});

test("nothing follows the end: no document, no statement, no later try, no question", async () => {
  const room = open();
  room.lrs.queue([unit(room, "terminated")]);
  room.store.fault = ({ method }) => (method === "POST" ? { status: 503 } : undefined);
  await room.world.until(room.lrs.finish());
  const before = posts(room).length;
  assert.ok(sent(room).every((verbs) => verbs === "terminated"));
  room.lrs.queue([statement(room)]);
  await room.world.until(Promise.all([room.lrs.flush(false), room.lrs.flush(true), room.lrs.putState("p", () => "{}", "*", false), room.lrs.getState("p"), room.lrs.knows("v", "a")]));
  await room.world.pass(600);
  assert.equal(room.world.requests.length, before);
});

test("a proxy that says 412 in place of other answers: the store is asked what it has, and the rest is sent again", async () => {
  const room = open();
  let proxied = true;
  room.store.fault = ({ method, url, body }) => {
    if (method === "GET" && url.pathname.endsWith("/statements")) return { status: room.store.statements.has(url.searchParams.get("statementId") ?? "") ? 200 : 404, body: "{}" };
    if (method !== "POST" || !proxied) return undefined;
    for (const one of JSON.parse(body) as { id: string }[]) if (body.length < 900) room.store.statements.set(one.id, one);
    return { status: 412, body: "Wrong Response" };
  };
  room.lrs.queue([statement(room), statement(room)]);
  assert.equal(await room.world.until(room.lrs.flush(false)), "kept");
  room.store.statements.clear();
  room.lrs.queue([statement(room, { result: { response: "x".repeat(1000) } })]);
  assert.equal(await room.world.until(room.lrs.flush(false)), "waiting");
  proxied = false;
  await room.world.pass(10);
  assert.equal(room.store.statements.size, 1);
  assert.deepEqual(rows(room.world.device), []);
});

for (const body of ["<!DOCTYPE html><title>Sign in</title>", "  <html><body>Sign in</body></html>", '<?xml version="1.0"?><html/>']) {
  test(`a web page that answers 200 in place of the store is no answer: ${body.slice(0, 12)}`, async () => {
    const room = open();
    room.store.fault = () => ({ status: 200, body });
    room.lrs.queue([statement(room)]);
    assert.equal(await room.world.until(room.lrs.flush(false)), "waiting");
    assert.deepEqual(await room.world.until(room.lrs.getState("p")), { ok: false, found: null, etag: null });
    assert.equal((await room.world.until(room.lrs.putState("p", () => "{}", "*", false))).ok, false);
    assert.equal(await room.world.until(room.lrs.knows("v", "a")), null);
    assert.deepEqual(Array.from(new Set(room.world.notes)), ["notice-sign-in-page"]);
    room.store.fault = () => undefined;
    await room.world.pass(10);
    assert.equal(room.store.statements.size, 1);
  });
}

test("a request that was sent on to another address has stored nothing, unless it answers as a store does", async () => {
  const room = open();
  room.store.fault = ({ method }) => (method === "POST" ? { status: 200, body: '{"statements":[],"more":""}', redirected: true } : undefined);
  room.lrs.queue([statement(room)]);
  assert.equal(await room.world.until(room.lrs.flush(false)), "waiting");
  room.store.fault = ({ method }) => (method === "POST" ? { status: 200, body: '["id"]', redirected: true } : undefined);
  await room.world.pass(10);
  assert.deepEqual(rows(room.world.device), []);
});

test("what is queued while a round is on goes with it or after it, never unsent", async () => {
  const room = open();
  const last: Promise<unknown>[] = [];
  for (let turn = 0; turn < 20; turn += 1) {
    room.lrs.queue([statement(room)]);
    last.push(room.lrs.flush(false));
    for (let pause = 0; pause < turn; pause += 1) await Promise.resolve();
  }
  await room.world.until(Promise.all(last));
  assert.equal(room.store.statements.size, 20);
});

test("the page goes away: one request at once that outlives it, at most 60 KB; the rest waits on the device", async () => {
  const room = open();
  const batch = Array.from({ length: 100 }, () => statement(room, { result: { response: "é".repeat(500) } }));
  room.lrs.queue(batch);
  void room.lrs.flush(true);
  assert.equal(posts(room).length, 1, "sent before the first turn is over");
  assert.equal(posts(room)[0]?.keepalive, true);
  assert.ok(new TextEncoder().encode(posts(room)[0]?.body).length <= 60 * 1024);
  await room.world.pass(1);
  assert.ok(room.store.statements.size > 30);
  assert.equal(rows(room.world.device).length, 100 - room.store.statements.size);
});

// ---------------------------------------------------------------- stamps, ids, shapes

test("time stamps have two fraction digits and Z, and only ever grow, whatever the clock does", () => {
  const room = open(), random = seeded(3), stamps: string[] = [];
  for (let turn = 0; turn < 200; turn += 1) stamps.push(room.lrs.stamp(MONDAY + Math.floor((random() - 0.5) * 100000)));
  for (const stamp of stamps) assert.match(stamp, /^2026-01-05T\d\d:\d\d:\d\d\.\d\dZ$/);
  assert.deepEqual(stamps, Array.from(new Set(stamps)).sort());
});

test("time stamps go on after those that still wait on the device", async () => {
  const device = new Device(), first = open({}, device);
  first.world.now += 3600000;
  first.store.fault = () => ({ status: 500 });
  const waiting = statement(first);
  first.lrs.queue([waiting]);
  await first.world.pass(1);
  const second = open({}, device);
  assert.ok(second.lrs.stamp(second.world.now) > String(waiting["timestamp"]));
});

test("what happens once a registration has one id, a UUID; another registration or learner has another", () => {
  const id = open().lrs.onceId("completed");
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(open().lrs.onceId("completed"), id);
  const others = [
    open().lrs.onceId("passed"), open({ registration: "11111111-2222-4333-8444-555555555555" }).lrs.onceId("completed"),
    open({ actor: { mbox: "mailto:ben@nhs.test" } }).lrs.onceId("completed"), open({ registration: null }).lrs.onceId("completed"),
  ];
  assert.equal(new Set([id, ...others]).size, 5);
});

test("shapes are filled; a key or member whose value is missing is left out, everything else stays as it is", () => {
  const shape = { a: "$x", b: "$gone", list: ["$gone", "$x", "plain"], deep: { c: "$n", d: 0, e: false }, title: "$5 a day" };
  const filled = open().lrs.fill(shape, { $x: { id: 1 }, $gone: undefined, $n: 0 });
  assert.deepEqual(filled, { a: { id: 1 }, list: [{ id: 1 }, "plain"], deep: { c: 0, d: 0, e: false }, title: "$5 a day" });
});

// ---------------------------------------------------------------- state documents

test("a state document is found, written under its condition, and a conflict is told", async () => {
  const room = open();
  assert.deepEqual(await room.world.until(room.lrs.getState("p")), { ok: true, found: null, etag: null });
  assert.equal((await room.world.until(room.lrs.putState("p", () => "one", "*", false))).ok, true);
  const { found, etag } = await room.world.until(room.lrs.getState("p"));
  assert.equal(found, "one");
  assert.equal((await room.world.until(room.lrs.putState("p", () => "two", etag, false))).ok, true);
  const late = await room.world.until(room.lrs.putState("p", () => "three", etag, false));
  assert.deepEqual([late.ok, late.conflict], [false, true]);
  const query = room.world.requests[0]?.url.searchParams;
  assert.deepEqual([query?.get("stateId"), query?.get("activityId"), query?.get("registration"), JSON.parse(query?.get("agent") ?? "")],
    ["p", LAUNCH.activity, LAUNCH.registration, ACTOR]);
});

test("a store whose CORS lets no condition through gets documents without one", async () => {
  const room = open();
  room.store.fault = (request) => (request.headers["If-Match"] || request.headers["If-None-Match"] ? new TypeError("preflight") : undefined);
  assert.equal((await room.world.until(room.lrs.putState("p", () => '{"a":1}', "*", false))).ok, true);
  assert.equal((await room.world.until(room.lrs.putState("p", () => '{"a":2}', '"1"', false))).ok, true);
  assert.equal(room.world.requests.length, 3);
});

test("a store that shows no ETag and takes no blind PUT, as 2.0 may be read, gets documents all the same", async () => {
  const room = open();
  room.store.showsEtag = false;
  for (const body of ['{"a":1}', '{"a":2}']) assert.equal((await room.world.until(room.lrs.putState("p", () => body, null, false))).ok, true);
  assert.deepEqual(await room.world.until(room.lrs.getState("p")), { ok: true, found: '{"a":2}', etag: null });
});

for (const [what, fault] of [["404", { status: 404 }], ["204", { status: 204 }], ["200 without content", { status: 200, body: "" }], ["200 with blanks", { status: 200, body: "\ufeff \r\n" }]] as const) {
  test(`a document that is not there, told by ${what}`, async () => {
    const room = open();
    room.store.fault = ({ method }) => (method === "GET" ? fault : undefined);
    assert.deepEqual(await room.world.until(room.lrs.getState("p")), { ok: true, found: null, etag: null });
    assert.equal(await room.world.until(room.lrs.getProfile("p")), null);
  });
}

for (const status of [206, 300, 400, 429, 500, 502, 503, 504]) {
  test(`a document that could not be read (${status}) is not called missing`, async () => {
    const room = open();
    room.store.fault = () => ({ status, body: "{}" });
    assert.equal((await room.world.until(room.lrs.getState("p"))).ok, false);
  });
}

/** Reads, and writes as often as the caller of a document does, until it is stored. */
async function store(room: Room, body: string): Promise<boolean> {
  for (let left = 4; left > 0; left -= 1) {
    const { ok, found, etag } = await room.world.until(room.lrs.getState("p"));
    if (ok && (await room.world.until(room.lrs.putState("p", () => body, found === null ? "*" : etag, false))).ok) return true;
  }
  return false;
}

for (const [what, mark] of [
  ["weak", (etag: string) => `W/${etag}`], ["-gzip", (etag: string) => etag.replace(/"$/, '-gzip"')], [";gzip", (etag: string) => etag.replace(/"$/, ';gzip"')],
  ["--br", (etag: string) => etag.replace(/"$/, '--br"')], ["weak and -gzip", (etag: string) => `W/${etag.replace(/"$/, '-gzip"')}`], ["another one each time", () => '"x"'],
] as const) {
  test(`an ETag that a gateway changed on its way is read through: ${what}`, async () => {
    const room = open();
    room.store.marksEtag = mark;
    for (const body of ['{"a":1}', '{"a":2}', '{"a":3}']) assert.equal(await store(room, body), true);
    assert.equal(Array.from(room.store.documents.values())[0], '{"a":3}');
  });
}

test("a weak ETag of a store that compares it as it is stays as it is", async () => {
  const room = open();
  room.store.weak = true;
  for (const body of ['{"a":1}', '{"a":2}']) assert.equal(await store(room, body), true);
  assert.equal(room.world.requests.filter(({ headers }) => headers["If-Match"]?.startsWith("W/")).length, 1);
  assert.ok(room.world.requests.every(({ method }) => method !== "POST"));
});

test("a conflict with another window is none of the condition: the next write is under a condition too", async () => {
  const room = open();
  for (const body of ['{"a":1}', '{"a":2}', '{"a":3}']) {
    const { etag, found } = await room.world.until(room.lrs.getState("p"));
    if (found !== null) room.store.put(Array.from(room.store.documents.keys())[0] as string, '{"theirs":1}' + " ".repeat(body.length * Number(body[5])));
    if (found !== null) assert.equal((await room.world.until(room.lrs.putState("p", () => body, etag, false))).conflict, true);
    assert.equal(await store(room, body), true);
  }
  assert.ok(room.world.requests.every(({ method }) => method !== "POST"));
});

test("an endpoint with parameters of its own, and a last slash or none", async () => {
  for (const endpoint of ["https://lrs.nhs.test/xapi?tenant=7", "https://lrs.nhs.test/xapi/?tenant=7", "https://lrs.nhs.test/xapi//?tenant=7#top"]) {
    const room = open({ endpoint });
    await room.world.until(room.lrs.getState("p"));
    room.lrs.queue([statement(room)]);
    await room.world.until(room.lrs.flush(false));
    assert.deepEqual(room.world.requests.map(({ url }) => [url.pathname, url.searchParams.get("tenant"), url.hash]), [["/xapi/activities/state", "7", ""], ["/xapi/statements", "7", ""]]);
  }
});
