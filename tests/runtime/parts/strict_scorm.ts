/** What the strict platforms of both SCORM versions share: their files, a log of every call, and the page that holds the API. */

import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import type { ScormTable } from "../../../templates/runtime/contract";

export type Api = Record<string, (...given: string[]) => unknown>;
export type Call = [name: string, given: string, value: string, answer: unknown];
export interface Overrides { quirks?: string; initial?: Record<string, string>; table?: Partial<ScormTable>; answer?: (call: Call) => unknown; place?: (api: unknown) => Record<string, unknown> }

type Make = (given: unknown) => Api;

/** The platforms of the browser tests: tables of SCORM's rules, written without looking at the drivers. */
const lms = (path: string): URL => new URL(`../../browser/lms/${path}`, import.meta.url);
const made: { StrictScorm12?: Make; StrictScorm?: Make } = {};
runInNewContext(readFileSync(lms("strict.js"), "utf8"), Object.assign(made, { globalThis: made }));

/** Reads a table of rules, or quirks of a platform. */
export const readLms = (path: string): unknown => JSON.parse(readFileSync(lms(path), "utf8"));

export function findStrict(name: keyof typeof made): Make {
  const make = made[name];
  if (!make) throw new Error("the strict platform did not load");
  return make;
}

/** The API with each call noted, save those that ask for the last error; `answer` may say something else than the platform. */
export function logCalls(api: Api, calls: Call[], answer: Overrides["answer"]): Api {
  return Object.fromEntries(Object.entries(api).map(([name, call]) => [name, (...given: string[]): unknown => {
    const real = call(...given);
    const entry: Call = [name, given[0] ?? "", given[1] ?? "", real];
    const overridden = answer ? answer(entry) : undefined;
    if (!name.endsWith("GetLastError")) calls.push(entry);
    return overridden === undefined ? real : overridden;
  }]));
}

/** A window that holds the API under its name, or where `place` puts it; its own parent unless that says otherwise. */
export function placeApi(name: string, api: Api, place: Overrides["place"]): Record<string, unknown> {
  const page: Record<string, unknown> = place ? place(api) : { [name]: api };
  page["parent"] ??= page;
  return page;
}
