/** A platform's SCORM API object behind one face: found wherever it hides, every call guarded (RT-01, RT-02). */

import type { Host, ScormApi, ScormCalls, ScormPart } from "../../contract";

/** Hops to parents: a window that is its own parent ends the search, a page that lies about it must end too. */
const HOPS = 500;
const PAUSE = 250;

/** See `ScormPart.find`. */
export async function find(host: Host, name: Parameters<ScormPart["find"]>[1], calls: ScormCalls, patience: number): Promise<ScormApi | null> {
  const end = host.now() + patience;
  let left = Math.ceil(patience / PAUSE);
  for (;;) {
    const way = search(host.window, name, calls);
    if (way) return guard(way.api, calls, standing(way, name, calls));
    // Counted as well as timed: a clock that stands still must not keep the learner waiting for ever.
    if (left-- <= 0 || host.now() >= end) return null;
    await host.wait(PAUSE);
  }
}

type Api = Record<string, (...given: string[]) => unknown>;

/** An API, and the window that opened ours where it was found through it. */
interface Way { api: Api; opener: Window | null }

function search(window: Window, name: string, calls: ScormCalls): Way | null {
  const windows = climb(window), api = pick(windows, name, calls);
  if (api) return { api, opener: null };
  // A popup may hold its course in frames: the opener is then that of a parent.
  for (const here of windows) {
    const opener = attempt(() => here.opener as Window | null, null);
    const opened = opener && pick(climb(opener), name, calls);
    if (opened) return { api: opened, opener };
  }
  return null;
}

/** The window itself and its parents. */
function climb(start: Window): Window[] {
  const windows = [start];
  for (let here = start; windows.length < HOPS;) {
    const below = here, parent = attempt(() => below.parent, null);
    if (!parent || parent === here) break;
    windows.push(here = parent);
  }
  return windows;
}

/** A window of another origin throws when its API is asked for, yet its parent may still be ours. */
function pick(windows: Window[], name: string, calls: ScormCalls): Api | null {
  for (const here of windows) {
    const api = attempt(() => (here as unknown as Record<string, Api | undefined>)[name], undefined);
    if (api && attempt(() => typeof api[calls.initialize] === "function", false)) return api;
  }
  return null;
}

/**
 * Whether the way to the platform stands. Frames go with their parents, but an opener may close, reload or go elsewhere while the
 * course stays open: then the API that it left behind still says yes to everything. Where each look gives another object, any will do.
 */
function standing({ api, opener }: Way, name: string, calls: ScormCalls): () => boolean {
  const look = (): Api | null => (opener && !attempt(() => opener.closed, true) ? pick(climb(opener), name, calls) : null);
  const same = look() === api;
  return () => !opener || (same ? look() === api : look() !== null);
}

function attempt<T>(act: () => T, otherwise: T): T {
  try {
    return act();
  } catch {
    return otherwise;
  }
}

/** An answer as a text, whatever made it: some platforms hand over objects of another language. Nothing at all is "". */
const textOf = (answer: unknown): string => (answer === undefined || answer === null ? "" : (answer as { toString: () => string }).toString());

function guard(api: Api, calls: ScormCalls, stands: () => boolean): ScormApi {
  let threw = false;
  const call = (name: string, ...given: string[]): unknown => attempt(() => {
    threw = true;
    const answer = (api[name] as Api[string])(...given);
    threw = false;
    return answer;
  }, false);
  const error = (): string => {
    const code = call(calls.error);
    return code === false ? "" : textOf(code);
  };
  /** Platforms answer "true", true or 1; one that answers nothing at all is asked for its error code instead. */
  const accepted = (answer: unknown): boolean => {
    const said = textOf(answer).toLowerCase();
    return said === "true" || said === "1" || (said === "" && Number(error()) === 0);
  };
  return {
    initialize: () => accepted(call(calls.initialize, "")),
    finish: () => accepted(call(calls.finish, "")),
    commit: () => accepted(call(calls.commit, "")),
    get: (element) => {
      const value = call(calls.get, element);
      return value === false ? "" : textOf(value);
    },
    set: (element, value) => accepted(call(calls.set, element, value)),
    error, stands,
    threw: () => threw,
  };
}
