/**
 * The launch page keeps its address from version to version, so a browser may show an older one than the package has. It is loaded anew before the
 * platform is called, and never after (tracking contract 6).
 */

import type { Host } from "./contract";
import { findAll } from "./dom";

/** ms. A server that is slower than this must not keep the learner waiting: the older version is played then. */
const PATIENCE = 3000;
/** State of the history entry, which survives a reload and needs no storage. */
const RENEWED = "copack-renewed";
/** Every file of a package has the date of the earliest day of a zip (builder/package/zip.py). */
const ZIP_YEAR = 1980;

/** Loads the page anew where the server has another one than the browser shows; then nothing else may begin. At most once. */
export async function replaceOldPage(host: Host): Promise<boolean> {
  const { window } = host, { history, document, location } = window;
  if (history.state === RENEWED || !mayBeOld(window)) return false;
  const text = await Promise.race([fetchLaunchPage(window), host.wait(PATIENCE).then(() => "")]);
  if (!isOtherVersion(text, document) || !mark(history)) return false;
  location.reload();
  return true;
}

/** Takes the page past the cache, so that the next launch finds it there as the server has it now; gives its text, or "" where none came. */
export async function fetchLaunchPage(window: Window): Promise<string> {
  try {
    const answer = await window.fetch(window.location.href, { cache: "reload" });
    return answer.ok ? await answer.text() : "";
  } catch {
    return "";
  }
}

/** The page came out of the cache without a question to the server; or with one, whose answer "not changed" says nothing, since all versions have one date. */
function mayBeOld({ performance, document, location }: Window): boolean {
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (!entry || location.protocol === "file:") return false;
  const isKept = entry.transferSize < entry.encodedBodySize;
  return isKept && (entry.transferSize === 0 || new Date(document.lastModified).getFullYear() <= ZIP_YEAR);
}

/** Whether a text is a launch page that asks for other files. A page to sign in is none. */
function isOtherVersion(text: string, document: Document): boolean {
  const addresses = findAll(document, "link[href]").map((link) => `"${link.getAttribute("href")}"`);
  return text.includes('rel="copack-script"') && addresses.some((address) => !text.includes(address));
}

function mark(history: History): boolean {
  try {
    history.replaceState(RENEWED, "");
  } catch {
    // A frame that refuses: without a mark the reload might not be the only one.
  }
  return history.state === RENEWED;
}
