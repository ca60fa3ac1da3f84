import assert from "node:assert/strict";
import { test } from "node:test";
import type { Change } from "../../../templates/runtime/contract";
import { Platform as Platform12, launched } from "./scorm12_platform";
import { Platform as Platform2004, launched as launched2004 } from "./scorm2004_platform";
import { answered, change } from "./world";

const passed = (raw: number): Partial<Change> => ({ outcome: { kind: "passed", raw }, reached: true });

// ---------------------------------------------------------------- an API that was ended

test("an API that was ended before is known for what it is, in both versions", async () => {
  const over2004 = new Platform2004(), over12 = new Platform12();
  for (const call of ["Initialize", "Terminate"]) over2004.api[call]?.("");
  for (const call of ["LMSInitialize", "LMSFinish"]) over12.api[call]?.("");
  for (const platform of [over2004, over12]) {
    const { connection, notice } = await platform.launch();
    assert.deepEqual([connection, notice], ["untracked", "notice-ended"]);
    assert.deepEqual(platform.writes(), []);
  }
});

test("a platform that refuses Initialize for another reason is not said to have ended anything", async () => {
  for (const code of ["102", "122", "", "0", "391"]) {
    const platform = new Platform2004({ answer: ([name]) => (name === "Initialize" ? "false" : name === "GetValue" ? "" : name === "GetLastError" ? code : undefined) });
    const { connection, notice } = await platform.launch();
    assert.deepEqual([connection, notice], ["untracked", null], code);
  }
});

test("an API that is ended in the middle of a visit: not saved, and said", async () => {
  const platforms = [[await launched(), "LMSFinish"], [await launched2004(), "Terminate"]] as const;
  for (const [platform, end] of platforms) {
    platform.api[end]?.("");
    assert.equal(await platform.driver.save(change({ state: "1~gAA~p12~~" })), "lost");
    assert.deepEqual(platform.world.notes, ["notice-ended-since"]);
  }
  const refusing = await launched();
  refusing.serverWorks = false;
  assert.equal(await refusing.driver.save(change()), "lost");
  assert.deepEqual(refusing.world.notes, []);
});

// ---------------------------------------------------------------- the way to the platform

/** A popup: the API is held by the window that opened ours, or by a parent of it. */
function popup(depth: "opener" | "opener's parent" | "parent's opener"): { opener: Record<string, unknown>; holder: Record<string, unknown>; place: (api: unknown) => Record<string, unknown> } {
  const holder: Record<string, unknown> = { closed: false }, opener = depth === "opener's parent" ? { closed: false, parent: holder } : holder;
  holder["parent"] = holder;
  const place = (api: unknown): Record<string, unknown> => {
    holder["API"] = api;
    if (depth !== "parent's opener") return { opener };
    const top: Record<string, unknown> = { opener };
    top["parent"] = top;
    return { parent: top, opener: null };
  };
  return { opener, holder, place };
}

for (const depth of ["opener", "opener's parent", "parent's opener"] as const) {
  for (const [what, change_] of [
    ["is closed", ({ opener }) => { opener["closed"] = true; }],
    ["is reloaded", ({ holder }) => { holder["API"] = { ...holder["API"] as object }; }],
    ["goes elsewhere", ({ holder }) => { delete holder["API"]; }],
    ["goes to another origin", ({ holder }) => { Object.defineProperty(holder, "API", { get: () => { throw new Error("SecurityError"); } }); }],
  ] as const satisfies [string, (way: ReturnType<typeof popup>) => void][]) {
    test(`API of the ${depth}, which ${what}: the old API says yes, and nothing is called saved`, async () => {
      const way = popup(depth), platform = await launched({ place: way.place });
      assert.equal(await platform.driver.save(change()), "kept");
      change_(way);
      assert.equal(await platform.driver.save(change({ state: "1~gAA~p12~~" })), "lost");
      assert.equal(await platform.driver.leave(change({ state: "1~gAA~p12~~" }), "exit"), "lost");
      assert.equal(platform.count("LMSFinish"), 0);
      assert.ok(platform.world.notes.includes("notice-way-gone"));
    });
  }
}

test("an opener that makes another object at each look still holds the API", async () => {
  const way = popup("opener");
  const platform = await launched({ place: (api) => {
    const page = way.place(api);
    Object.defineProperty(way.holder, "API", { get: () => ({ ...api as object }) });
    return page;
  } });
  assert.equal(await platform.driver.save(change()), "kept");
  way.opener["closed"] = true;
  assert.equal(await platform.driver.save(change()), "lost");
});

test("a parent's API counts whatever becomes of the opener", async () => {
  const opener = { closed: true };
  const platform = await launched({ place: (api) => ({ parent: { API: api, parent: null }, opener }) });
  assert.equal(await platform.driver.save(change()), "kept");
});

// ---------------------------------------------------------------- one write at a time

for (const how of ["save", "exit", "unload", "hidden"] as const) {
  test(`${how} in the middle of a write starts no second one`, async () => {
    let depth = 0, deepest = 0;
    const inner: string[] = [];
    const platform: Platform12 = await launched({ answer: ([name]) => {
      if (!/SetValue|Commit|Finish/.test(name) || !platform) return undefined;
      depth += 1;
      deepest = Math.max(deepest, depth);
      if (name === "LMSCommit" && depth === 1 && !inner.length) {
        inner.push("entered");
        const second = change({ state: "1~gAA~p12~~", ...passed(80) });
        void (how === "save" ? platform.driver.save(second) : platform.driver.leave(second, how)).then((kept) => inner.push(kept));
      }
      depth -= 1;
      return undefined;
    } });
    const kept = await platform.driver.save(change({ state: "1~gAA~p11~~", answered: [answered("several")] }));
    await platform.world.pass(1);
    assert.deepEqual([kept, deepest, inner], ["kept", 1, ["entered", "lost"]]);
    assert.equal(platform.committed["cmi.suspend_data"], "1~gAA~p11~~");
    const calls = platform.calls.map(([name]) => name);
    assert.deepEqual(calls.filter((name) => /Commit|Finish/.test(name)), how === "unload" ? ["LMSCommit", "LMSFinish"] : ["LMSCommit"], "the visit is ended once the write is done");
  });
}
