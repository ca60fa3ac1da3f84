import assert from "node:assert/strict";
import { test } from "node:test";
import scorm from "../../../templates/runtime/parts/scorm";
import { MONDAY, World } from "./world";

const CALLS = { initialize: "LMSInitialize", finish: "LMSFinish", get: "LMSGetValue", set: "LMSSetValue", commit: "LMSCommit", error: "LMSGetLastError" };
const api = (answers: Record<string, unknown>): Record<string, () => unknown> =>
  Object.fromEntries(Object.values(CALLS).map((name) => [name, () => {
    const answer = answers[name];
    if (answer instanceof Error) throw answer;
    return answer;
  }]));
const frame = (parts: Record<string, unknown>): Record<string, unknown> => {
  const made: Record<string, unknown> = { ...parts };
  if (!("parent" in made)) made["parent"] = made;
  return made;
};
/** A window of another origin: asking it for anything but its parent throws. */
const foreign = (parent: unknown): Record<string, unknown> =>
  new Proxy({ parent }, { get: (target, name) => { if (name === "parent") return target["parent"]; throw new Error("SecurityError"); } });

async function find(page: Record<string, unknown>, patience = 5000): Promise<{ found: boolean; world: World }> {
  const world = new World(page);
  const searching = scorm.find(world.host, "API", CALLS, patience);
  return { found: (await world.until(searching)) !== null, world };
}

test("the API is found in the window, a parent, the opener, the opener's parent", async () => {
  const held = frame({ API: api({}) });
  assert.ok((await find(held)).found);
  assert.ok((await find({ parent: frame({ parent: held }) })).found);
  assert.ok((await find(frame({ opener: held }))).found);
  assert.ok((await find(frame({ opener: frame({ parent: held }) }))).found);
});

test("a parent of another origin throws, and the search goes on above it", async () => {
  assert.ok((await find({ parent: foreign(frame({ API: api({}) })) })).found);
  const top = foreign(null);
  assert.equal((await find({ parent: top })).found, false);
});

test("something called API without its functions is none", async () => {
  assert.equal((await find(frame({ API: {} }))).found, false);
  assert.equal((await find(frame({ API: null }))).found, false);
});

test("an endless chain of parents ends", async () => {
  const page: Record<string, unknown> = {};
  Object.defineProperty(page, "parent", { get: () => ({ __proto__: page }), enumerable: true });
  assert.equal((await find(page, 0)).found, false);
});

test("an API that comes three seconds late is found; one that never comes is given up after the patience", async () => {
  const late = frame({}), world = new World({ parent: late });
  const searching = scorm.find(world.host, "API", CALLS, 5000);
  await world.pass(3);
  late["API"] = api({});
  assert.ok(await world.until(searching));
  const never = new World(frame({}));
  assert.equal(await never.until(scorm.find(never.host, "API", CALLS, 5000)), null);
  assert.ok(never.now - MONDAY <= 6000);
});

for (const [answer, accepted] of [["true", true], [true, true], ["TRUE", true], [1, true], ["1", true], ["false", false], [false, false], [0, false]] as const) {
  test(`a platform that answers ${typeof answer} ${answer} ${accepted ? "accepts" : "refuses"}`, async () => {
    const world = new World(frame({ API: api({ LMSInitialize: answer, LMSSetValue: answer, LMSCommit: answer, LMSFinish: answer }) }));
    const found = await scorm.find(world.host, "API", CALLS, 0);
    assert.ok(found);
    assert.deepEqual([found.initialize(), found.set("a", "b"), found.commit(), found.finish()], Array(4).fill(accepted));
  });
}

test("a platform that answers nothing is asked for its error code", async () => {
  for (const [code, accepted] of [["0", true], [0, true], [undefined, true], [401, false], ["201", false]] as const) {
    const world = new World(frame({ API: api({ LMSGetLastError: code }) }));
    assert.equal((await scorm.find(world.host, "API", CALLS, 0))?.set("a", "b"), accepted, String(code));
  }
});

test("a platform that throws refuses, and values are texts whatever they were", async () => {
  const world = new World(frame({ API: api({ LMSSetValue: new Error("gone"), LMSGetValue: 7, LMSGetLastError: new Error("gone") }) }));
  const found = await scorm.find(world.host, "API", CALLS, 0);
  assert.equal(found?.set("a", "b"), false);
  assert.equal(found?.get("a"), "7");
  assert.equal(found?.error(), "");
  for (const nothing of [null, undefined, false]) {
    const blank = new World(frame({ API: api({ LMSGetValue: nothing }) }));
    assert.equal((await scorm.find(blank.host, "API", CALLS, 0))?.get("a"), "");
  }
});
