/**
 * Asks for the player and its tables once the first styles are in, so that text is seen before the line is busy with scripts.
 *
 * This file has no digest in its address: it must be found by a launch page that is older than the package. Where something that such a page
 * asks for is gone, the page is loaded past the cache, once and before anything is initialised; after that it is said in words.
 */

import type { Copack } from "../contract";

const PATIENCE = 30000;
const RELOADED = "copack-again";

const page = document;
const all = <Kind extends HTMLElement>(selector: string): Kind[] => [...page.querySelectorAll<Kind>(selector)];
const style = all<HTMLLinkElement>("[rel=stylesheet]")[0] as HTMLLinkElement;
const scripts = all<HTMLLinkElement>("[rel=copack-script]").map(({ href }) => href);
// A history entry keeps its state over a reload, also where a browser blocks storage.
const isSecond = history.state === RELOADED;
let missing = scripts.length, asked = false, over = false, toSay = "[data-start-failed]";

const isBegun = (): boolean | undefined => ((window.copack as Partial<Copack> | undefined) || {}).begun;

const flip = (boxes: string): void => { all(boxes).forEach((box) => { box.hidden = !box.hidden; }); };

/** Asks for the scripts. Without styles only where a second look did not find them either. */
function ask(): void {
  if (asked) return;
  asked = true;
  if (!style.sheet && !isSecond) fail();
  else for (const address of scripts) {
    // A login page that came in place of a script fires "load" too: then nothing has begun.
    page.head.append(Object.assign(page.createElement("script"), { src: address, async: false, onerror: fail, onload: () => { if (!(missing -= 1)) fail(); } }));
  }
}

function fail(): void {
  if (over || isBegun()) return;
  over = true;
  // Without a mark the reload would not be the only one.
  if (!isSecond && mark(RELOADED)) void reload();
  else {
    flip(toSay);
    // Whoever tries again looks past the cache again.
    mark("");
  }
}

/** The page, its styles and scripts past the cache. Without network, or from a disk, the reload says the rest. */
async function reload(): Promise<void> {
  await Promise.all(["", style.href, ...scripts].map((address) => fetch(address, { cache: "reload" }))).catch(() => 0);
  if (!isBegun()) location.reload();
}

/** Some frames refuse to write into the history. */
function mark(state: string): boolean {
  try {
    history.replaceState(state, "");
  } catch {
    // What is read below says it.
  }
  return history.state === state;
}

try {
  // Before anything is painted: the size of the text and the contrast that the learner chose on this device (templates/runtime/display.ts).
  (all("html")[0] as HTMLElement).dataset["display"] = localStorage["copack-display"] as string || "";
  // Where this device is all that could know the learner, and knows nobody, there is no place to find: the page can be read.
  const { progress } = page.body.dataset;
  if (progress && !Object.keys(localStorage).join().includes(progress)) {
    flip("[data-new]");
    toSay += ",[data-new]";
  }
} catch {
  // A browser that blocks storage: the player says so.
}
if (style.sheet) ask();
else {
  // Browsers differ in whether a deferred script waits for a sheet; one that failed before now says nothing more until all is loaded.
  style.onload = style.onerror = window.onload = ask;
  if (page.readyState === "complete") ask();
}
setTimeout(fail, PATIENCE);
