/**
 * The packed state (tracking contract 3): `1~<outcome>~<pages>~<checks>~<answers>` in the alphabet `A-Za-z0-9-_.~`.
 * Where chance has a part in the course it begins `2~<outcome><seed>~`: versions without banks and shuffles stay readable for older packages.
 * The build's half is builder/tracking/state.py; tests/vectors/state.json holds both to the same.
 * Nothing here knows the course: keys and payloads are texts, so that what an older or newer version left is kept.
 */

import type { Outcome } from "./contract";

export const VERSION = 1, SEEDED = 2;
/** One more than the largest seed. */
export const SEEDS = 64 * 64;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const MOST = 64 * 64 - 1;
const LETTERS: Record<Outcome["kind"], string> = { "going-on": "g", complete: "c", passed: "p", "failed-may-retry": "r", failed: "f" };
/** The weakest first: when two windows disagree the stronger stands. */
const STRENGTH: Outcome["kind"][] = ["going-on", "failed-may-retry", "failed", "complete", "passed"];

export interface KeptCheck {
  count: number;
  /** Best mark in whole per cent; null: never submitted. */
  best: number | null;
}

export interface KeptAnswer {
  /** How many times it was submitted. */
  count: number;
  /** The payload is what was submitted last; otherwise it is a draft. */
  submitted: boolean;
  right: boolean;
  firstRight: boolean;
  /** The platform's index, null before the first submission that is sent. */
  index: number | null;
  payload: string;
}

/** Maps are from state key, in the order of first sight. */
export interface State {
  outcome: Outcome;
  pages: Set<string>;
  checks: Map<string, KeptCheck>;
  answers: Map<string, KeptAnswer>;
  /** What chance decides for this learner follows from it; null until it is needed. */
  seed: number | null;
}

/** `fine`; `damaged`: what could be read is in the state; `newer`: written by a later version, never to be overwritten. */
export type Condition = "fine" | "damaged" | "newer";

export const newState = (): State => ({ outcome: { kind: "going-on" }, pages: new Set(), checks: new Map(), answers: new Map(), seed: null });

export const isFinal = (outcome: Outcome): boolean => outcome.kind !== "going-on" && outcome.kind !== "failed-may-retry";

export const rawOf = (outcome: Outcome): number | null => ("raw" in outcome ? outcome.raw : null);

export function digit(value: number): string {
  return DIGITS.charAt(value);
}

export function digitValue(character: string): number {
  return DIGITS.indexOf(character);
}

function number(value: number): string {
  const most = Math.min(value, MOST);
  return digit(most >> 6) + digit(most & 63);
}

/** Null is 0, a value is itself plus one. */
const optional = (value: number | null): string => number(value === null ? 0 : value + 1);

const value = (digits: string): number => digitValue(digits.charAt(0)) * 64 + digitValue(digits.charAt(1));

const optionalValue = (digits: string): number | null => value(digits) - 1 < 0 ? null : value(digits) - 1;

// ---------------------------------------------------------------- writing

/**
 * @param known whether a key still belongs to the course, by name space. Unknown ones are kept as long as the whole fits.
 * @param limit the most characters that the platform carries
 */
export function pack(state: State, known: (space: "page" | "check" | "answer", key: string) => boolean = () => true, limit = Infinity): string {
  const whole = write(state, () => true);
  return whole.length <= limit ? whole : write(state, known);
}

function write(state: State, keep: (space: "page" | "check" | "answer", key: string) => boolean): string {
  let pages = "", checks = "", answers = "";
  state.pages.forEach((key) => { if (keep("page", key)) pages += key; });
  state.checks.forEach((kept, key) => { if (keep("check", key)) checks += key + number(kept.count) + optional(kept.best); });
  state.answers.forEach((kept, key) => {
    const flags = digit((kept.submitted ? 1 : 0) + (kept.right ? 2 : 0) + (kept.firstRight ? 4 : 0));
    if (keep("answer", key)) answers += key + number(kept.count) + flags + optional(kept.index) + kept.payload + ".";
  });
  const outcome = LETTERS[state.outcome.kind] + optional(rawOf(state.outcome));
  return [...(state.seed === null ? [VERSION, outcome] : [SEEDED, outcome + number(state.seed)]), pages, checks, answers].join("~");
}

// ---------------------------------------------------------------- reading

export function unpack(packed: string): { state: State; condition: Condition } {
  const state = newState();
  const version = /^(\d{1,6})~/.exec(packed);
  if (version && Number(version[1]) > SEEDED) return { state, condition: "newer" };
  if (!version || Number(version[1]) < VERSION) return { state, condition: "damaged" };
  const seeded = Number(version[1]) === SEEDED;
  const [, outcome = "", pages = "", checks = "", ...rest] = packed.split("~");
  let whole = rest.length === 1;
  const outcomeFound = readOutcome(outcome.slice(0, 3)), seed = outcome.slice(3);
  if (seeded && /^[\w-]{2}$/.test(seed)) state.seed = value(seed);
  else if (seeded || seed) whole = false;
  if (outcomeFound) state.outcome = outcomeFound;
  else whole = false;
  for (const piece of cut(pages, 3)) {
    if (/^[\w-]{3}$/.test(piece)) state.pages.add(piece);
    else whole = false;
  }
  for (const piece of cut(checks, 7)) {
    const best = optionalValue(piece.slice(5));
    if (/^[\w-]{7}$/.test(piece) && (best === null || best <= 100)) state.checks.set(piece.slice(0, 3), { count: value(piece.slice(3, 5)), best });
    else whole = false;
  }
  const answers = (rest[0] || "").split(".");
  // Every answer ends with a full stop: something after the last one was cut off.
  if (answers.pop()) whole = false;
  for (const piece of answers) if (!readAnswer(piece, state.answers)) whole = false;
  return { state, condition: whole ? "fine" : "damaged" };
}

function cut(text: string, width: number): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += width) pieces.push(text.slice(at, at + width));
  return pieces;
}

function readOutcome(text: string): Outcome | null {
  const kind = STRENGTH.find((name) => LETTERS[name] === text.charAt(0));
  const raw = optionalValue(text.slice(1));
  if (!kind || !/^\w[\w-]{2}$/.test(text) || (raw !== null && raw > 100)) return null;
  return kind === "going-on" || kind === "complete" ? { kind } : raw === null ? null : { kind, raw };
}

function readAnswer(piece: string, answers: State["answers"]): boolean {
  const found = /^([\w-]{3})([\w-]{2})([A-H])([\w-]{2})([\w-]*)$/.exec(piece);
  if (!found) return false;
  const [, key = "", count = "", flag = "", index = "", payload = ""] = found;
  const flags = digitValue(flag);
  answers.set(key, { count: value(count), submitted: !!(flags & 1), right: !!(flags & 2), firstRight: !!(flags & 4), index: optionalValue(index), payload });
  return true;
}

// ---------------------------------------------------------------- two windows of one attempt

export function merge(one: State, other: State): State {
  const merged: State = {
    outcome: strongerOutcome(one.outcome, other.outcome), pages: new Set(one.pages), checks: new Map(one.checks), answers: new Map(one.answers),
    // Both windows must come to the same, whoever reads first.
    seed: one.seed === null ? other.seed : other.seed === null ? one.seed : Math.min(one.seed, other.seed),
  };
  other.pages.forEach((key) => merged.pages.add(key));
  other.checks.forEach((kept, key) => {
    const mine = merged.checks.get(key);
    merged.checks.set(key, mine ? { count: Math.max(mine.count, kept.count), best: higher(mine.best, kept.best) } : kept);
  });
  other.answers.forEach((kept, key) => {
    const mine = merged.answers.get(key);
    if (!mine || kept.count > mine.count || (kept.count === mine.count && kept.submitted && !mine.submitted)) merged.answers.set(key, kept);
  });
  return merged;
}

function higher(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.max(one, other);
}

/** Passed, complete, failed, failed but may retry, going on; of two alike the higher mark. */
export function strongerOutcome(one: Outcome, other: Outcome): Outcome {
  const gap = STRENGTH.indexOf(other.kind) - STRENGTH.indexOf(one.kind) || (rawOf(other) || 0) - (rawOf(one) || 0);
  return gap > 0 ? other : one;
}
