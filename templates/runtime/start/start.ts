/**
 * Asks for the player and its tables once the first styles are in, so that text is seen before the line is busy with scripts.
 *
 * This file has no digest in its address: it must be found by a launch page that is older than the package. Where something that such a page
 * asks for is gone, the page is loaded past the cache, once and before anything is initialised; after that it is said in words.
 */

import type { Copack } from "../contract";

const PATIENCE = 30000;
const RELOADED = "copack-reloaded";

const style = document.querySelector<HTMLLinkElement>('link[rel="stylesheet"]');
const scripts = Array.from(document.querySelectorAll<HTMLLinkElement>('link[rel="copack-script"]'), ({ href }) => href);
// A history entry keeps its state over a reload, also where a browser blocks storage.
const isSecond = history.state === RELOADED;
let missing = scripts.length, asked = false, over = false;

const isBegun = (): boolean => ((window.copack as Copack | undefined) || { begun: false }).begun;

/** Asks for the scripts. Without styles only where a second look did not find them either. */
function ask(): void {
  if (asked) return;
  asked = true;
  if (style && !style.sheet && !isSecond) {
    fail();
    return;
  }
  for (const address of scripts) {
    const script = document.createElement("script");
    script.src = address;
    script.async = false;
    script.onerror = fail;
    // A login page that came in place of a script fires "load" too: then nothing has begun.
    script.onload = () => { if (!(missing -= 1)) fail(); };
    document.head.append(script);
  }
}

function fail(): void {
  if (over || isBegun()) return;
  over = true;
  if (!isSecond) void reload();
  else for (const box of Array.from(document.querySelectorAll<HTMLElement>('[data-start-failed],[data-slot="start-text"]'))) box.hidden = !box.hidden;
}

async function reload(): Promise<void> {
  try {
    history.replaceState(RELOADED, "");
    await Promise.all([location.href, ...scripts, ...(style ? [style.href] : [])].map((address) => fetch(address, { cache: "reload" })));
  } catch {
    // Without network, or opened from a disk: the reload says the rest.
  }
  if (!isBegun()) location.reload();
}

if (!style || style.sheet) ask();
else {
  // Browsers differ in whether a deferred script waits for a sheet; one that failed before now says nothing more until all is loaded.
  style.onload = style.onerror = window.onload = ask;
  if (document.readyState === "complete") ask();
}
setTimeout(fail, PATIENCE);
