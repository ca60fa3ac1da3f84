/** The shared vectors, typed. */

import { readFileSync } from "node:fs";
import type { Outcome, Response } from "../../templates/runtime/contract";
import type { State } from "../../templates/runtime/state";

/** Vectors of one file; `T` is what that file is known to hold. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller names the type of a file that no checker reads
export function readVectors<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8")) as T;
}

export interface WrittenState {
  seed?: number; finished?: number; language?: number; drafts?: Record<string, string>;
  outcome: string; raw: number | null; pages: string[];
  checks: Record<string, { count: number; best: number | null }>;
  answers: Record<string, { count: number; right: boolean; firstRight: boolean; index: number | null; payload: string }>;
}

export interface StateVectors {
  pack: { name: string; state: WrittenState; text: string }[];
  /** States of versions 1 and 2, and what is written of them. */
  earlier: { name: string; text: string; gives: string }[];
  damaged: { name: string; text: string; kept: string }[];
  newer: string[];
  merge: { name: string; of: [string, string]; gives: string }[];
  payloads: { name: string; type: Response["type"]; variants?: string[][]; response: Response; payload: string; back?: Response | null }[];
}

const KINDS: Record<string, Outcome["kind"]> = { g: "going-on", c: "complete", p: "passed", r: "failed-may-retry", f: "failed" };

export function stateOf(written: WrittenState): State {
  const kind = KINDS[written.outcome] as Outcome["kind"];
  return {
    outcome: (written.raw === null ? { kind } : { kind, raw: written.raw }) as Outcome,
    pages: new Set(written.pages), checks: new Map(Object.entries(written.checks)), answers: new Map(Object.entries(written.answers)),
    drafts: new Map(Object.entries(written.drafts ?? {})), seed: written.seed ?? 0, finished: written.finished ?? null, language: written.language ?? null,
  };
}

/** A generator of numbers 0 to 1 that gives the same ones for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
