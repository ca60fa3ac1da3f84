/**
 * The packed state (tracking contract 3): `1~<outcome>~<pages>~<checks>~<answers>`; where chance has a part in the course it begins
 * `2~<outcome><seed>~`, so that courses without banks and shuffles stay readable for older packages. Which fields there are, in which order
 * and how wide, comes from builder/tracking/layout.py; tests/vectors/state.json holds this codec to another one, written apart from it.
 * Nothing here knows the course: keys and payloads are texts, so that what an older or newer version left is kept.
 */

import { ANSWER, ANSWER_END, CHECK, DIGITS, FLAGS, HEADS, OUTCOMES, PAGE, SECTION_COUNT, SECTION_END, SEEDED, VERSION } from "../../builder/_assets/layout";
import type { Outcome } from "./contract";

export { SEEDS } from "../../builder/_assets/layout";

const LETTERS: Record<Outcome["kind"], string> = OUTCOMES;
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

const isDigits = (text: string): boolean => text.split("").every((character) => digitValue(character) >= 0);

// ---------------------------------------------------------------- fields

/** Name, coding and width; see `Field` of builder/tracking/layout.py. */
type Field = readonly [string, "text" | "digits" | "optional" | "flags", number];
type Coded<Coding extends Field[1]> = Coding extends "text" ? string : Coding extends "optional" ? number | null : number;
type Values<Fields extends readonly Field[]> = { [Each in Fields[number] as Each[0]]: Coded<Each[1]> };

const widthOf = (fields: readonly Field[]): number => fields.reduce((sum, [, , width]) => sum + width, 0);

function writeFields<Fields extends readonly Field[]>(fields: Fields, values: Values<Fields>): string {
  return fields.map(([name, coding, width]) => {
    const value = (values as Record<string, string | number | null>)[name];
    return typeof value === "string" ? value : writeNumber(value == null ? 0 : value + Number(coding === "optional"), width);
  }).join("");
}

/** A number too large for its digits is written as the largest that they hold. */
function writeNumber(value: number, width: number): string {
  let text = "";
  for (let rest = Math.min(value, Math.pow(64, width) - 1); text.length < width; rest >>= 6) text = digit(rest & 63) + text;
  return text;
}

const readNumber = (digits: string): number => digits.split("").reduce((sum, character) => sum * 64 + digitValue(character), 0);

/** Values as far as they can be read: a value that cannot is missing. `whole`: all could be, and nothing is left over. */
function readFields<Fields extends readonly Field[]>(fields: Fields, text: string): { values: Values<Fields>; whole: boolean } {
  const values: Record<string, string | number | null> = {};
  let at = 0, whole = text.length === widthOf(fields);
  for (const [name, coding, width] of fields) {
    const piece = text.slice(at, at += width), number = readNumber(piece) - Number(coding === "optional");
    if (piece.length === width && isDigits(piece)) values[name] = coding === "text" ? piece : number < 0 ? null : number;
    else whole = false;
  }
  return { values: values as Values<Fields>, whole };
}

/** Whether a section is made of records, and `take` takes each of them. */
function readRecords<Fields extends readonly Field[]>(fields: Fields, section: string, take: (values: Values<Fields>) => boolean): boolean {
  let all = true;
  for (let at = 0, width = widthOf(fields); at < section.length; at += width) {
    const { values, whole } = readFields(fields, section.slice(at, at + width));
    all = whole && take(values) && all;
  }
  return all;
}

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
  state.checks.forEach((kept, key) => { if (keep("check", key)) checks += writeFields(CHECK, { key, ...kept }); });
  state.answers.forEach((kept, key) => {
    const flags = FLAGS.reduce((sum, name, at) => sum + (kept[name] ? 1 << at : 0), 0);
    if (keep("answer", key)) answers += writeFields(ANSWER, { key, flags, count: kept.count, index: kept.index }) + kept.payload + ANSWER_END;
  });
  const { outcome, seed } = state, head = { outcome: LETTERS[outcome.kind], raw: rawOf(outcome) };
  return [
    ...(seed === null ? [VERSION, writeFields(HEADS[VERSION], head)] : [SEEDED, writeFields(HEADS[SEEDED], { ...head, seed })]), pages, checks, answers,
  ].join(SECTION_END);
}

// ---------------------------------------------------------------- reading

export function unpack(packed: string): { state: State; condition: Condition } {
  const state = newState(), sections = packed.split(SECTION_END);
  const [first = "", head = "", pages = "", checks = "", answers = ""] = sections;
  const version = sections.length > 1 && /^[1-9]\d{0,5}$/.test(first) ? Number(first) : 0;
  if (version > SEEDED) return { state, condition: "newer" };
  if (version !== VERSION && version !== SEEDED) return { state, condition: "damaged" };
  // Each section is read, whatever has become of the one before.
  const read = [
    readHead(HEADS[version], head, state),
    readRecords(PAGE, pages, ({ key }) => !!state.pages.add(key)),
    readRecords(CHECK, checks, ({ key, count, best }) => isMark(best) && !!state.checks.set(key, { count, best })),
    readAnswers(answers, state.answers),
    sections.length === SECTION_COUNT,
  ];
  return { state, condition: read.every(Boolean) ? "fine" : "damaged" };
}

function readHead(fields: typeof HEADS[keyof typeof HEADS], text: string, state: State): boolean {
  const { values, whole } = readFields<readonly Field[]>(fields, text), { outcome, raw, seed } = values as Partial<Values<typeof HEADS[typeof SEEDED]>>;
  const reached = readOutcome(outcome, raw);
  if (reached) state.outcome = reached;
  if (seed !== undefined) state.seed = seed;
  return whole && !!reached;
}

const isMark = (mark: number | null): boolean => mark === null || mark <= 100;

function readOutcome(letter: string | undefined, raw: number | null | undefined): Outcome | null {
  const kind = STRENGTH.find((name) => LETTERS[name] === letter);
  if (!kind || raw === undefined || !isMark(raw)) return null;
  return kind === "going-on" || kind === "complete" ? { kind } : raw === null ? null : { kind, raw };
}

function readAnswers(section: string, answers: State["answers"]): boolean {
  const pieces = section.split(ANSWER_END), rest = pieces.pop();
  // Something behind the last end was cut off.
  return pieces.map((piece) => readAnswer(piece, answers)).every(Boolean) && !rest;
}

function readAnswer(piece: string, answers: State["answers"]): boolean {
  const frame = widthOf(ANSWER), { values: { key, count, flags, index }, whole } = readFields(ANSWER, piece.slice(0, frame)), payload = piece.slice(frame);
  if (!whole || flags >> FLAGS.length || !isDigits(payload)) return false;
  const kept = { count, index, payload, submitted: false, right: false, firstRight: false };
  FLAGS.forEach((name, at) => { kept[name] = !!(flags >> at & 1); });
  return !!answers.set(key, kept);
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
