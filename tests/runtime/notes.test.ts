import assert from "node:assert/strict";
import { test } from "node:test";
import type { Response } from "../../templates/runtime/contract";
import { makeNotes } from "../../templates/runtime/notes";
import { Device, World } from "./parts/world";

const words = (text: string): Response => ({ type: "long-fill-in", texts: [text] });

function launch(world: World, reloaded: boolean): ReturnType<typeof makeNotes> {
  world.reloaded = reloaded;
  return makeNotes(world.host, "small");
}

function open(): World {
  const world = new World();
  world.window = new Device();
  return world;
}

test("a reload of the window finds own words again", () => {
  const world = open();
  launch(world, false).set("n01", words("mine"));
  assert.deepEqual(launch(world, true).get("n01"), words("mine"));
});

test("somebody who opens the course next in the same tab finds nothing of them", () => {
  const world = open();
  launch(world, false).set("n01", words("mine"));
  const next = launch(world, false);
  assert.equal(next.get("n01"), null);
  assert.equal(next.empty(), true);
  assert.equal(world.window?.text.includes("mine"), false);
});

test("nothing goes onto the device unless the learner asks, and it goes away when they say so", () => {
  const world = open();
  const notes = launch(world, false);
  notes.set("n01", words("mine"));
  assert.equal(world.device?.text.includes("mine"), false);
  notes.keep(true);
  assert.equal(notes.kept(), true);
  assert.deepEqual(launch(world, false).get("n01"), words("mine"));
  launch(world, false).keep(false);
  assert.equal(world.device?.text.includes("mine"), false);
  assert.equal(launch(world, false).get("n01"), null);
});

test("leaving empties the window; clearing empties all", () => {
  const world = open();
  const notes = launch(world, false);
  notes.keep(true);
  notes.set("n01", words("mine"));
  notes.close();
  assert.equal(world.window?.text.includes("mine"), false);
  assert.equal(world.device?.text.includes("mine"), true);
  notes.clear();
  assert.equal(world.device?.text.includes("mine"), false);
  assert.equal(notes.get("n01"), null);
});

test("blocked storage keeps them in memory, and offers nothing more", () => {
  const world = new World();
  world.device = null;
  const notes = launch(world, false);
  notes.set("n01", words("mine"));
  assert.deepEqual(notes.get("n01"), words("mine"));
  assert.equal(notes.kept(), null);
  notes.keep(true);
  assert.equal(notes.kept(), null);
});

test("a full device does not pretend to keep", () => {
  const world = open();
  const notes = launch(world, false);
  if (world.device) world.device.full = true;
  notes.keep(true);
  assert.equal(notes.kept(), false);
});

for (const junk of ["", "{", "null", "[1]", '[["n01"]]', '[["n01",null]]', '[[1,{"type":"x"}]]', '{"n01":{}}']) {
  test(`what somebody else left on the device is not believed: ${junk}`, () => {
    const world = open();
    world.device?.set("copack-notes:small", junk);
    assert.equal(launch(world, false).empty(), true);
  });
}
