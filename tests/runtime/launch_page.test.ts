import assert from "node:assert/strict";
import { test } from "node:test";
import type { Host } from "../../templates/runtime/contract";
import { replaceOldPage } from "../../templates/runtime/launch_page";

const PAGE = '<link rel="stylesheet" href="style-111111111111.css"><link rel="copack-script" href="standard-222222222222.js">';
const NEWER = PAGE.replace("222222222222", "333333333333");
const OUT_OF_CACHE = { transferSize: 0, encodedBodySize: 9000 }, NOT_CHANGED = { transferSize: 300, encodedBodySize: 9000 };
const ZIP_DATE = "12/31/1979 23:00:00", LATER = "11/30/2026 04:00:00";

interface Setting { timing?: object; date?: string; answer?: Promise<{ ok: boolean; text: string }>; state?: unknown; address?: string; refuses?: boolean }

interface Opened { replaced: boolean; asked: number; reloads: number; state: unknown }

/** Opens PAGE, as the browser tells of it in `timing`; the server answers NEWER. */
async function open({ timing, date = LATER, answer = page(NEWER), state = null, address = "https://lms.invalid/index.html", refuses }: Setting): Promise<Opened> {
  let asked = 0, reloads = 0;
  const links = Array.from(PAGE.matchAll(/href="([^"]+)"/g), ([, href]) => ({ getAttribute: () => href }));
  const history = { state, replaceState(next: unknown) {
    if (refuses) throw new Error("refused");
    this.state = next;
  } };
  const window = {
    history,
    document: { lastModified: date, querySelectorAll: () => links },
    location: { href: address, protocol: new URL(address).protocol, reload: () => { reloads += 1; } },
    performance: { getEntriesByType: () => (timing ? [timing] : []) },
    fetch: async (asks: string, { cache }: RequestInit) => {
      assert.deepEqual([asks, cache], [address, "reload"]);
      asked += 1;
      const { ok, text } = await answer;
      return { ok, text: () => Promise.resolve(text) };
    },
  };
  const host = { window, wait: () => new Promise<void>((done) => { setImmediate(done); }) } as unknown as Host;
  const replaced = await replaceOldPage(host);
  return { replaced, asked, reloads, state: history.state };
}

const page = (text: string, ok = true): Promise<{ ok: boolean; text: string }> => Promise.resolve({ ok, text });

test("a page out of the cache is replaced where the server has another one", async () => {
  const opened = await open({ timing: OUT_OF_CACHE });
  assert.deepEqual(opened, { replaced: true, asked: 1, reloads: 1, state: "copack-renewed" });
});

test("it is replaced once", async () => {
  const { replaced, asked } = await open({ timing: OUT_OF_CACHE, state: "copack-renewed" });
  assert.deepEqual([replaced, asked], [false, 0]);
});

test("it stays where the server has the same, none, a page to sign in, or no answer in time", async () => {
  const answers = [page(PAGE), page(NEWER, false), page("<form>Sign in</form>"), Promise.reject(new Error("offline")), new Promise<never>(() => undefined)];
  for (const answer of answers) {
    const { replaced, reloads, state } = await open({ timing: OUT_OF_CACHE, answer });
    assert.deepEqual([replaced, reloads, state], [false, 0, null]);
  }
});

test("a page that the server was asked for is not asked for again", async () => {
  for (const timing of [{ transferSize: 9300, encodedBodySize: 9000 }, NOT_CHANGED]) assert.equal((await open({ timing })).asked, 0);
});

test("“not changed” says nothing where files have the date of the zip, which all versions share", async () => {
  assert.deepEqual(await open({ timing: NOT_CHANGED, date: ZIP_DATE }), { replaced: true, asked: 1, reloads: 1, state: "copack-renewed" });
  assert.equal((await open({ timing: { transferSize: 9300, encodedBodySize: 9000 }, date: ZIP_DATE })).asked, 0);
});

test("nothing is asked where a browser does not tell, or the page lies on a disk", async () => {
  assert.equal((await open({})).asked, 0);
  assert.equal((await open({ timing: { type: "navigate" } })).asked, 0);
  assert.equal((await open({ timing: OUT_OF_CACHE, address: "file:///course/index.html" })).asked, 0);
});

test("a frame that refuses a mark is never loaded again and again", async () => {
  const { replaced, reloads } = await open({ timing: OUT_OF_CACHE, refuses: true });
  assert.deepEqual([replaced, reloads], [false, 0]);
});
