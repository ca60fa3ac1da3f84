import assert from "node:assert/strict";
import { test } from "node:test";
import type { Host } from "../../templates/runtime/contract";
import { makeLibrary, type Library } from "../../templates/runtime/sessions";

interface Script { src: string; onload?: () => void; onerror?: () => void; removed?: boolean; remove(): void }

/** A document that only takes script elements; the test says what becomes of each. */
function setUp(): { library: Library; scripts: Script[]; renewed: [string, RequestInit][]; timeOut: () => void } {
  const scripts: Script[] = [], renewed: [string, RequestInit][] = [];
  let wake: () => void = () => undefined;
  const document = {
    createElement: (): Script => ({ src: "", remove() { this.removed = true; } }),
    head: { appendChild: (script: Script) => scripts.push(script) },
  };
  const fetch = (address: string, how: RequestInit): Promise<Response> => {
    renewed.push([address, how]);
    return Promise.reject(new Error("no network"));
  };
  const window = { document, fetch, location: { href: "https://lms.invalid/index.html?registration=1" } };
  const host = { window, wait: () => new Promise<void>((done) => { wake = done; }) } as unknown as Host;
  return { library: makeLibrary(host, new Map([["one", { address: "sessions/one-1f2e3d4c5b6a.js", digest: "d1" }]])), scripts, renewed, timeOut: () => wake() };
}

test("a session that registers itself is here", async () => {
  const { library, scripts } = setUp();
  assert.equal(library.page("one", "pg11"), null);
  const arrived = library.fetch("one");
  assert.equal(scripts[0]?.src, "sessions/one-1f2e3d4c5b6a.js");
  library.register("one", "d1", { pg11: "<h1>Hello</h1>" });
  scripts[0]?.onload?.();
  assert.equal(await arrived, true);
  assert.equal(library.page("one", "pg11"), "<h1>Hello</h1>");
  assert.equal(library.page("one", "pg12"), null);
  assert.equal(await library.fetch("one"), true);
  assert.equal(scripts.length, 1, "what is here is not fetched again");
});

test("a login page served as script loads and registers nothing: not here, and a new element tries again", async () => {
  const { library, scripts } = setUp();
  const first = library.fetch("one");
  scripts[0]?.onload?.();
  assert.equal(await first, false);
  assert.ok(scripts[0]?.removed);
  assert.ok(library.isMistaken("one"), "something else answered");
  const second = library.fetch("one");
  assert.equal(scripts.length, 2);
  assert.notEqual(scripts[1]?.src, scripts[0]?.src, "another address, so that no cache answers");
  library.register("one", "d1", { pg11: "x" });
  scripts[1]?.onload?.();
  assert.equal(await second, true);
});

test("a refused script, one cut short and one that never answers are not here", async () => {
  const { library, scripts, timeOut } = setUp();
  const refused = library.fetch("one");
  scripts[0]?.onerror?.();
  assert.equal(await refused, false);
  assert.equal(library.isMistaken("one"), false);
  const silent = library.fetch("one");
  timeOut();
  assert.equal(await silent, false);
});

test("a session that is gone renews the launch page in the cache, once a failure; a login page does not", async () => {
  const { library, scripts, renewed } = setUp();
  const gone = library.fetch("one");
  scripts[0]?.onerror?.();
  assert.equal(await gone, false);
  assert.deepEqual(renewed, [["https://lms.invalid/index.html?registration=1", { cache: "reload" }]]);
  const signedOut = library.fetch("one");
  scripts[1]?.onload?.();
  assert.equal(await signedOut, false);
  assert.equal(renewed.length, 1);
});

test("pages of another version of the course are not shown", async () => {
  const { library, scripts } = setUp();
  const arrived = library.fetch("one");
  library.register("one", "older", { pg11: "old" });
  scripts[0]?.onload?.();
  assert.equal(await arrived, false);
  assert.equal(library.page("one", "pg11"), null);
});

test("asked for twice at once, fetched once", async () => {
  const { library, scripts } = setUp();
  const both = [library.fetch("one"), library.fetch("one")];
  library.register("one", "d1", {});
  scripts[0]?.onload?.();
  assert.deepEqual(await Promise.all(both), [true, true]);
  assert.equal(scripts.length, 1);
});
