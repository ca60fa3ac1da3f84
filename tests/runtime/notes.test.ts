import assert from "node:assert/strict";
import { test } from "node:test";
import type { Response } from "../../templates/runtime/contract";
import { makeNotes } from "../../templates/runtime/notes";
import { forgetWindow } from "../../templates/runtime/notes_store";
import { Device, World } from "./parts/world";

const SMALL = { id: "small", unit: "small" };
const MINE = 7;
const THEIRS = 8;
const words = (text: string): Response => ({ type: "long-fill-in", texts: [text] });

function launch(world: World, reloaded: boolean, ...states: string[]): ReturnType<typeof makeNotes> {
  return launchAs(MINE, world, reloaded, ...states);
}

function launchAs(writer: number, world: World, reloaded: boolean, ...states: string[]): ReturnType<typeof makeNotes> {
  world.reloaded = reloaded;
  return makeNotes(world.host, SMALL, states, writer);
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
  assert.equal(world.window?.text.includes("mine"), false);
});

test("who comes back to a state that this window wrote finds own words again, however the browser came there", () => {
  const world = open(), notes = launch(world, false);
  notes.set("n01", words("mine"));
  for (const state of ["3~first", "3~second", "3~second"]) notes.follow(state);
  // The latest write, one that it overtook, and one beside that of another window.
  for (const states of [["3~second"], ["3~first"], ["3~other", "3~second"]]) assert.deepEqual(launch(world, false, ...states).get("n01"), words("mine"));
});

for (const [name, states, reloaded] of [
  ["another state", ["3~other"], false], ["no state", [], false], ["another state after a reload", ["3~other"], true], ["no state after a reload", [], true],
] as [string, string[], boolean][]) {
  test(`whoever comes to ${name} finds no words of the learner before, and the next launch none either`, () => {
    const world = open(), notes = launch(world, false);
    notes.follow("3~mine");
    notes.set("n01", words("mine"));
    assert.equal(launch(world, reloaded, ...states).get("n01"), null);
    assert.equal(world.window?.text.includes("mine"), false);
    assert.equal(launch(world, false, "3~mine").get("n01"), null);
  });
}

test("where no platform answers after a reload of the course, the words are there, and after another way to it they are not", () => {
  for (const reloaded of [true, false]) {
    const world = open(), notes = launch(world, false);
    notes.follow("3~mine");
    notes.set("n01", words("mine"));
    world.reloaded = reloaded;
    assert.equal(makeNotes(world.host, SMALL, null, MINE).get("n01") === null, !reloaded);
  }
});

test("a state that was written long ago is not that of whoever sits here", () => {
  const world = open(), notes = launch(world, false);
  notes.set("n01", words("mine"));
  for (const at of [0, 1, 2, 3, 4]) notes.follow(`3~${at}`);
  assert.equal(launch(world, false, "3~0").get("n01"), null);
});

test("after leaving, nothing is left to come back to", () => {
  const world = open(), notes = launch(world, false);
  notes.set("n01", words("mine"));
  notes.follow("3~mine");
  forgetWindow(world.host, SMALL);
  assert.equal(world.window?.text, "[]");
  assert.equal(launch(world, false, "3~mine").get("n01"), null);
});

test("a trail that is not ours is no trail", () => {
  for (const text of ["{}", "[1]", "null", "[", '"3~x"']) {
    const world = open();
    launch(world, false).set("n01", words("mine"));
    world.window?.set("copack-notes:small:states", text);
    assert.equal(launch(world, false, "3~x").get("n01"), null, text);
  }
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
  forgetWindow(world.host, SMALL);
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
    assert.equal(launch(world, false).get("n01"), null);
  });
}

// ---------------------------------------------------------------- whose they are

test("what somebody kept on a shared device is not the next learner's own, and what they write in its place is", () => {
  const world = open(), mine = launch(world, false);
  mine.keep(true);
  mine.set("n01", words("mine"));
  mine.set("n02", words("mine too"));
  forgetWindow(world.host, SMALL);
  assert.deepEqual(launch(world, false).own("n01"), words("mine"));
  const theirs = launchAs(THEIRS, world, false);
  assert.deepEqual([theirs.get("n01"), theirs.own("n01")], [words("mine"), null]);
  theirs.set("n01", words("theirs"));
  assert.deepEqual([theirs.own("n01"), theirs.own("n02")], [words("theirs"), null]);
  const again = launch(world, false);
  assert.deepEqual([again.own("n01"), again.own("n02")], [null, words("mine too")]);
});

test("what an earlier version of the player kept on the device is nobody's own", () => {
  const world = open();
  world.device?.set("copack-notes:small", JSON.stringify([["n01", words("mine")], ["n02", words("mine"), "7"]]));
  const notes = launch(world, false);
  assert.deepEqual([notes.get("n01"), notes.own("n01"), notes.own("n02")], [words("mine"), null, null]);
});

test("what the window holds for the same attempt is its own, also where no state came back and chance drew anew", () => {
  const world = open();
  launch(world, false).set("n01", words("mine"));
  assert.deepEqual(launchAs(THEIRS, world, true).own("n01"), words("mine"));
});

// ---------------------------------------------------------------- a course in several units

const openUnit = (world: World, unit: string, ...states: string[]): ReturnType<typeof makeNotes> => makeNotes(world.host, { id: "small", unit }, states, MINE);

test("a unit that is opened in the window of another leaves its words alone; who comes back to the first finds them, and nobody else does", () => {
  const world = open(), first = openUnit(world, "one");
  first.set("n01", words("mine"));
  first.follow("3~one");
  const second = openUnit(world, "two");
  assert.equal(second.get("n01"), null);
  second.set("n02", words("more"));
  second.follow("3~two");
  assert.deepEqual(openUnit(world, "one", "3~one").get("n01"), words("mine"));
  assert.deepEqual(openUnit(world, "two", "3~two").get("n02"), words("more"));
  assert.equal(openUnit(world, "one", "3~another").get("n01"), null);
  assert.equal(world.window?.text.includes("mine"), false);
});

test("on the device the words of all units, and of two windows, stand side by side", () => {
  const world = open(), first = openUnit(world, "one");
  first.set("n01", words("mine"));
  first.keep(true);
  const second = openUnit(world, "two"), third = openUnit(world, "two");
  assert.equal(second.kept(), true);
  second.set("n02", words("more"));
  third.set("n03", words("most"));
  first.set("n01", words("changed"));
  const all = openUnit(world, "three");
  assert.deepEqual(["n01", "n02", "n03"].map((key) => all.get(key)), [words("changed"), words("more"), words("most")]);
  first.set("n01", null);
  assert.equal(openUnit(world, "three").get("n01"), null);
  assert.deepEqual(openUnit(world, "three").get("n03"), words("most"));
});

test("who says in one unit that nothing is to be kept on the device is heard in the others", () => {
  const world = open(), first = openUnit(world, "one");
  first.set("n01", words("mine"));
  first.keep(true);
  const second = openUnit(world, "two");
  second.keep(false);
  first.set("n01", words("after"));
  assert.equal(first.kept(), false);
  assert.equal(world.device?.text, "[]");
});

test("two windows that ask the device to keep their words both find them there", () => {
  const world = open(), first = openUnit(world, "one"), second = openUnit(world, "two");
  first.set("n01", words("mine"));
  second.set("n02", words("more"));
  first.keep(true);
  second.keep(true);
  const all = openUnit(world, "three");
  assert.deepEqual(["n01", "n02"].map((key) => all.get(key)), [words("mine"), words("more")]);
});
