/** Reads the state document of a record store, whatever became of it on its way. It comes after the first page: who is new has none. */

import type { FoundProgress, Progress, Reached, RecordReadingPart } from "../contract";

const VERSION = 1;

/**
 * A document of ours, however stores and gateways wrapped it: in quotes, once or twice, in a list, between other signs. Of a damaged
 * one the packed states that can still be read. Null: it is a stranger's.
 */
function readProgress(text: string): FoundProgress | null {
  const document = unwrap(text), version = Number(document && document["v"]);
  if (!document || !Object.prototype.hasOwnProperty.call(document, "v") || typeof document["windows"] !== "object" || !(version >= VERSION)) return salvage(text);
  const { windows, told, last } = document as Record<keyof Progress, unknown>;
  const whole: FoundProgress = { v: 1, windows: {}, told: Array.isArray(told) ? told.map(String) : [], last: Number(last) || 0, newer: version > VERSION, damaged: false };
  for (const [id, window] of Object.entries((windows || {}) as Record<string, Record<keyof Reached, unknown> | null>)) {
    const reached = takeReached(window);
    if (reached) whole.windows[id] = reached;
  }
  return whole;
}

/** The object that a text holds, or null. */
function unwrap(text: string, depth = 3): Record<string, unknown> | null {
  const inner = text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1);
  for (const candidate of [text, inner, inner.replace(/\\"/g, '"'), inner.replace(/&quot;/g, '"')]) {
    let found = parse(candidate);
    if (Array.isArray(found) && found.length === 1) found = (found as unknown[])[0];
    if (typeof found === "string" && depth) found = unwrap(found, depth - 1);
    if (typeof found === "object" && found !== null && !Array.isArray(found)) return found as Record<string, unknown>;
  }
  return null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Packed states say themselves where they are damaged; the latest stands last, so that it is the newest. */
function salvage(text: string): FoundProgress | null {
  const whole: FoundProgress = { v: 1, windows: {}, told: [], last: 0, newer: Number((/"v\\*":\s*\\*"?(\d+)/.exec(text) || [])[1]) > VERSION, damaged: true };
  const state = /"state\\*":\s*\\*"(\d+~[\w.~-]*)/g;
  for (let at = 1, match = state.exec(text); match; match = state.exec(text), at += 1) whole.windows[`damaged-${at}`] = { state: match[1] as string, location: "", at };
  return whole.newer || Object.keys(whole.windows).length ? whole : null;
}

/** The progress of one window, as it was held on the device. */
function readReached(text: string): Reached | null {
  return takeReached(parse(text) as Record<keyof Reached, unknown> | null);
}

function takeReached(window: Record<keyof Reached, unknown> | null): Reached | null {
  return window && typeof window.state === "string" ? { state: window.state, location: typeof window.location === "string" ? window.location : "", at: Number(window.at) || 0 } : null;
}

const reading: RecordReadingPart = { readProgress, readReached };

export default reading;
