import assert from "node:assert/strict";
import { test } from "node:test";
import makeDriver from "../../../builder/standards/web/driver";
import type { Driver, Launch } from "../../../templates/runtime/contract";
import { Device, World, change, makeTables } from "./world";
import { launch } from "../../../templates/runtime/launch";

async function open(device: Device | null, seed = 1, key = "copack.web.https://courses.nhs.test/small", window = new Device()): Promise<{ driver: Driver; launch: Launch; world: World }> {
  const world = new World({}, seed);
  world.device = device;
  world.window = window;
  world.now += seed * 1000;
  const driver = makeDriver(world.host, { key }, makeTables({ name: "web", table: null }));
  return { driver, launch: await launch(driver), world };
}

test("a first visit asks nothing; the next one asks whose progress it is, and has it", async () => {
  const device = new Device(), first = await open(device);
  assert.deepEqual([first.launch.connection, first.launch.ask, first.launch.states], ["web", false, []]);
  assert.equal(await first.driver.save(change({ state: "1~a", location: "after" })), "kept");
  const second = await open(device, 2);
  assert.deepEqual([second.launch.ask, second.launch.states, second.launch.location], [true, ["1~a"], "after"]);
});

test("starting as someone new forgets everything of this course, and nothing else", async () => {
  const device = new Device(), first = await open(device);
  device.set("their.own", "kept");
  await first.driver.save(change());
  const other = await open(device, 5, "copack.web.https://courses.nhs.test/large");
  await other.driver.save(change({ state: "1~large" }));
  const second = await open(device, 2);
  second.driver.clear?.();
  assert.deepEqual((await open(device, 3)).launch.states, []);
  assert.deepEqual((await open(device, 4, "copack.web.https://courses.nhs.test/large")).launch.states, ["1~large"]);
  assert.equal(device.get("their.own"), "kept");
});

test("two windows keep theirs beside each other; whoever opens next has both, and one remains when it saves", async () => {
  const device = new Device(), one = await open(device, 1), two = await open(device, 2);
  await one.driver.save(change({ state: "1~one" }));
  await two.driver.save(change({ state: "1~two" }));
  await one.driver.leave(change({ state: "1~one again" }), "unload");
  const next = await open(device, 3);
  assert.deepEqual(next.launch.states.slice().sort(), ["1~one again", "1~two"]);
  await next.driver.save(change({ state: "1~merged" }));
  assert.deepEqual((await open(device, 4)).launch.states, ["1~merged"]);
});

test("a browser that keeps nothing is said at the start, and nothing is called saved", async () => {
  const blocked = await open(null);
  assert.equal(blocked.launch.notice, "notice-storage-blocked");
  assert.equal(await blocked.driver.save(change()), "lost");
  const full = new Device(), late = await open(full);
  full.full = true;
  assert.equal(await late.driver.save(change()), "lost");
});

test("damaged entries are passed over", async () => {
  const device = new Device();
  for (const [at, text] of ["{", "null", '{"state":4}', "[]"].entries()) device.set(`copack.web.https://courses.nhs.test/small#${at}`, text);
  const { launch } = await open(device);
  assert.deepEqual([launch.ask, launch.states], [false, []]);
});

test("a reload of the same window asks nothing, until its learner has left", async () => {
  const device = new Device(), window = new Device();
  const first = await open(device, 1, undefined, window);
  await first.driver.save(change());
  await first.driver.leave(change(), "unload");
  const reloaded = await open(device, 2, undefined, window);
  assert.deepEqual([reloaded.launch.ask, reloaded.launch.states.length], [false, 1]);
  assert.equal((await open(device, 3, undefined, new Device())).launch.ask, true);
  await reloaded.driver.leave(change(), "exit");
  assert.equal((await open(device, 4, undefined, window)).launch.ask, true);
});

test("an exit that failed has ended nothing: a reload of the window is the same learner's, until an exit is kept", async () => {
  const device = new Device(), window = new Device(), first = await open(device, 1, undefined, window);
  await first.driver.save(change({ state: "1~a" }));
  device.full = true;
  assert.equal(await first.driver.leave(change(), "exit"), "lost");
  device.full = false;
  const again = await open(device, 2, undefined, window);
  assert.equal(again.launch.ask, false);
  assert.equal(await again.driver.leave(change(), "exit"), "kept");
  assert.equal((await open(device, 3, undefined, window)).launch.ask, true);
});
