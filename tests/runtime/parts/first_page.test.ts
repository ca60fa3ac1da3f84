/** Visits that see the first page alone: what comes after it is not here, and nothing that drivers do then asks for it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { document, play, save, states } from "./xapi_platform";
import { Platform } from "./scorm12_platform";
import { answered, change, scored } from "./world";

const STATE = "3~gAAAAAAAA~p11~~~";

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
    assert.equal(await played.world.until(played.driver.leave(change({ state: STATE }), how)), "kept");
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
