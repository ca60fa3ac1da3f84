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
    const api = search(host.window, name, calls);
    if (api) return guard(api, calls);
    // Counted as well as timed: a clock that stands still must not keep the learner waiting for ever.
    if (left-- <= 0 || host.now() >= end) return null;
    await host.wait(PAUSE);
  }
}

type Api = Record<string, (...given: string[]) => unknown>;

function search(window: Window, name: string, calls: ScormCalls): Api | null {
  return climb(window, name, calls) || attempt(() => (window.opener ? climb(window.opener as Window, name, calls) : null), null);
}

/** The window itself and its parents; one of another origin throws when its API is asked for, yet its parent may still be ours. */
function climb(start: Window, name: string, calls: ScormCalls): Api | null {
  let window = start;
  for (let hops = 0; hops < HOPS; hops += 1) {
    const here = window;
    const api = attempt(() => (here as unknown as Record<string, Api | undefined>)[name], undefined);
    if (api && attempt(() => typeof api[calls.initialize] === "function", false)) return api;
    const parent = attempt(() => here.parent, null);
    if (!parent || parent === here) return null;
    window = parent;
  }
  return null;
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

function guard(api: Api, calls: ScormCalls): ScormApi {
  const call = (name: string, ...given: string[]): unknown => attempt(() => (api[name] as Api[string])(...given), false);
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
    error,
  };
}
