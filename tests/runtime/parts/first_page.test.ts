/** Visits that see the first page alone: what comes after it is not here, and nothing that drivers do then asks for it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import makeDriver from "../../../builder/standards/xapi/driver";
import { launch } from "../../../templates/runtime/launch";
import { document, play, QUERY, save, states, TABLE } from "./xapi_platform";
import { RecordStore } from "./store";
import { Platform } from "./scorm12_platform";
import { answered, change, makeTables, scored, World } from "./world";

const STATE = "3~gAAAAAAAA~p11~~~";

const posts = ({ requests }: World): number => requests.filter(({ method, url }) => method === "POST" && url.pathname.endsWith("/statements")).length;

for (const how of ["exit", "unload", "hidden"] as const) {
  test(`SCORM: a visit to the first page alone is kept, left by ${how}, without what tells of answers`, async () => {
    const platform = new Platform();
    platform.world.early = true;
    assert.equal((await platform.launch()).connection, "connected");
    platform.writes();
    assert.equal(await platform.driver.leave(change({ state: STATE }), how), "kept");
    assert.equal(platform.committed["cmi.suspend_data"], STATE);
    assert.equal(platform.writes().includes("finish"), how !== "hidden");
  });

  test(`xAPI: a visit to the first page alone is kept, left by ${how}, without what tells of answers`, async () => {
    const played = await play({ early: true });
    const leaving = played.driver.leave(change({ state: STATE }), how);
    await played.world.pass(5);
    assert.deepEqual(states(played.store), [STATE]);
    // What ends a visit, and what reads the document again, comes with the rest.
    played.world.early = false;
    assert.equal(await played.world.until(leaving), "kept");
    await played.world.pass(5);
    assert.deepEqual(states(played.store), [STATE]);
    const told = Array.from(played.store.statements.values(), ({ verb }) => (verb as { id: string }).id.split("/").pop());
    assert.deepEqual(told, ["initialized", ...how === "exit" ? ["terminated"] : []]);
    assert.deepEqual(document(played.store).told, []);
  });
}

const TOLD = [
  { answered: [answered("several")] }, { scored: [scored("1.1", 1, 1)] }, { completed: ["1.1"], answered: [answered("pairs")] },
];

test("SCORM: what came of answers is never passed over in silence", async () => {
  for (const parts of TOLD) {
    const platform = new Platform();
    platform.world.early = true;
    await platform.launch();
    await assert.rejects(async () => platform.driver.save(change(parts)), /not here yet/);
    platform.world.early = false;
    platform.writes();
    assert.equal(await platform.driver.save(change(parts)), "kept");
    assert.ok(platform.writes().some((write) => /^cmi\.(?:interactions|objectives)/.test(write)));
  }
});

test("xAPI: nor are sessions done, or a final outcome", async () => {
  for (const parts of [...TOLD, { sessions: ["one"] }, { outcome: { kind: "complete" }, reached: true } as const]) {
    const played = await play({ early: true });
    await assert.rejects(async () => save(played, parts), /not here yet/);
    played.world.early = false;
    assert.equal(await save(played, parts), "kept");
    assert.ok(played.store.statements.size > 1 || "scored" in parts);
  }
});

test("xAPI: a launch that finds progress waits for what reads it, and tells nothing before", async () => {
  const before = await play();
  await save(before, { state: STATE });
  const world = new World({ location: before.world.page["location"] }, 2);
  Object.assign(world, { answering: before.store.answering, early: true });
  const told = before.store.statements.size, launching = launch(makeDriver(world.host, TABLE, makeTables({ name: "xapi", table: null })));
  await world.pass(30);
  assert.equal(before.store.statements.size, told);
  world.early = false;
  assert.deepEqual((await world.until(launching)).states, [STATE]);
  await world.pass(1);
  assert.equal(before.store.statements.size, told + 1);
});

test("xAPI: the beginning of a visit is sent once, before what sends all else is here", async () => {
  const played = await play({ early: true });
  await played.world.pass(5);
  assert.equal(played.store.statements.size, 1);
  played.world.early = false;
  assert.equal(await save(played, { answered: [answered("several")] }), "kept");
  assert.equal(posts(played.world), 2);
});

test("xAPI: a store that asks for patience at the beginning is left alone for as long, whenever the rest arrives", async () => {
  const store = new RecordStore();
  let refusals = 1;
  store.fault = ({ method }) => (method === "POST" && (refusals -= 1) >= 0 ? { status: 503, headers: { "Retry-After": "60" } } : undefined);
  const played = await play({ early: true, store });
  await played.world.pass(2);
  played.world.early = false;
  await played.world.pass(50);
  assert.equal(posts(played.world), 1);
  await played.world.pass(20);
  assert.equal(posts(played.world), 2);
  assert.equal(played.store.statements.size, 1);
});

for (const [what, unit, status] of [["what a launch wants echoed is refused", "7", 400], ["it is refused once", null, 400], ["the store is not there for now", "7", 503]] as const) {
  test(`xAPI: what comes while the beginning is on its way waits for its answer: ${what}`, async () => {
    const store = new RecordStore(), search = `?${new URLSearchParams({ ...QUERY, ...unit === null ? {} : { unit } })}`, origin = "https://lms.nhs.test";
    const world = new World({ location: { search, href: `${origin}/course/index.html${search}`, origin } });
    let answer = (): void => undefined;
    const held = new Promise<void>((done) => { answer = done; });
    store.fault = ({ method }) => (method === "POST" && posts(world) === 1 ? { status } : undefined);
    Object.assign(world, { answering: store.answering, early: true, gate: ({ method }: { method: string }) => (method === "POST" ? held : null) });
    const driver = makeDriver(world.host, TABLE, makeTables({ name: "xapi", table: null }));
    await world.until(launch(driver));
    assert.equal(posts(world), 1);
    world.early = false;
    const saving = driver.save(change({ answered: [answered("several")] }));
    await world.pass(1);
    assert.equal(posts(world), 1, "the rest is here, and sends nothing before the first is answered");
    answer();
    await world.until(saving);
    await world.pass(30);
    assert.deepEqual(store.told, ["initialized course", "answered questions/several"]);
    assert.deepEqual(world.notes, [], "nothing is said to be refused that was told");
    const echoed = world.requests.filter(({ method, url }) => method === "POST" && url.searchParams.has("unit")).length;
    if (status === 400) assert.equal(echoed, unit === null ? 0 : 1, "no other request is refused for what the launch wants echoed");
  });
}
