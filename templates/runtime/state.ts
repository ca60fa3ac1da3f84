/**
 * The packed state (tracking contract 3): `3~<outcome>~<pages>~<checks>~<answers>~<drafts>`; versions 1 and 2, which had no drafts of their own, are read
 * for ever. Which fields there are, in which order and how wide, comes from builder/tracking/layout.py; tests/vectors/state.json holds this codec to
 * another one, written apart from it. Nothing here knows the course: keys and payloads are texts, so that what an older or newer version left is kept.
 */

import { ANSWER, ANSWER_END, CHECK, DIGITS, DRAFT, FLAGS, HEADS, OUTCOMES, PAGE, SECTION_COUNTS, SECTION_END, VERSION } from "../../builder/_assets/layout";
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
  right: boolean;
  firstRight: boolean;
  /** The platform's index, null before the first submission that is sent. */
  index: number | null;
  /** What was submitted last; empty where it never enters the state, or where a draft of version 1 or 2 took its place. */
  payload: string;
}

/** Maps are from state key, in the order of first sight. */
export interface State {
  outcome: Outcome;
  pages: Set<string>;
  checks: Map<string, KeptCheck>;
  answers: Map<string, KeptAnswer>;
  /** Payloads that were not submitted. An empty one stands beside an answer alone: the learner took everything back and is asked anew. */
  drafts: Map<string, string>;
  /** What chance decides for this learner follows from it; null before the first launch has drawn it. */
  seed: number | null;
  /** When the outcome became final, in days since 1 January 1970 by the learner's calendar; null: not yet, or before version 3. */
  finished: number | null;
  /** Number of the chosen language in the course's list; null: none was chosen. */
  language: number | null;
}

/** `fine`; `damaged`: what could be read is in the state; `newer`: written by a later version, never to be overwritten. */
export type Condition = "fine" | "damaged" | "newer";

export const newState = (): State => ({
  outcome: { kind: "going-on" }, pages: new Set(), checks: new Map(), answers: new Map(), drafts: new Map(), seed: null, finished: null, language: null,
});

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

type Space = "page" | "check" | "answer";
type Keep = (space: Space, key: string) => boolean;

/**
 * @param known whether a key still belongs to the course, by name space. Unknown ones are kept as long as the whole fits, and so are drafts beside answers.
 * @param limit the most characters that the platform carries
 */
export function pack(state: State, known: Keep = () => true, limit = Infinity): string {
  const whole = write(state, () => true), ofCourse = whole.length <= limit ? whole : write(state, known);
  if (ofCourse.length <= limit) return ofCourse;
  return write({ ...state, drafts: new Map(Array.from(state.drafts).filter(([key]) => !state.answers.has(key))) }, known);
}

function write({ outcome, seed, finished, language, ...state }: State, keep: Keep): string {
  const head = writeFields(HEADS[VERSION], { outcome: LETTERS[outcome.kind], raw: rawOf(outcome), seed: seed ?? 0, finished, language });
  let pages = "", checks = "", answers = "", drafts = "";
  state.pages.forEach((key) => { if (keep("page", key)) pages += key; });
  state.checks.forEach((kept, key) => { if (keep("check", key)) checks += writeFields(CHECK, { key, ...kept }); });
  state.answers.forEach((kept, key) => {
    const flags = writeFlags({ ...kept, submitted: true });
    if (keep("answer", key)) answers += writeFields(ANSWER, { key, flags, count: kept.count, index: kept.index }) + kept.payload + ANSWER_END;
  });
  state.drafts.forEach((payload, key) => { if (keep("answer", key)) drafts += writeFields(DRAFT, { key }) + payload + ANSWER_END; });
  return [VERSION, head, pages, checks, answers, drafts].join(SECTION_END);
}

const writeFlags = (kept: Record<typeof FLAGS[number], boolean>): number => FLAGS.reduce((sum, name, at) => sum + (kept[name] ? 1 << at : 0), 0);

// ---------------------------------------------------------------- reading

type Version = keyof typeof HEADS;

/** The layout of a version that is not newer than ours; its number stands for itself in a table of objects. */
const asVersion = (number: number): Version => String(number) as Version;

export function unpack(packed: string): { state: State; condition: Condition } {
  const state = newState(), sections = packed.split(SECTION_END);
  const [first = "", head = "", pages = "", checks = "", answers = "", drafts = ""] = sections;
  const version = sections.length > 1 && /^[1-9]\d{0,5}$/.test(first) ? Number(first) : 0;
  if (version > VERSION) return { state, condition: "newer" };
  if (!version) return { state, condition: "damaged" };
  // Each section is read, whatever has become of the one before.
  const read = [
    readHead(HEADS[asVersion(version)], head, state),
    readRecords(PAGE, pages, ({ key }) => !!state.pages.add(key)),
    readRecords(CHECK, checks, ({ key, count, best }) => isMark(best) && !!state.checks.set(key, { count, best })),
    readPayloads(answers, (piece) => readAnswer(piece, state)),
    readPayloads(drafts, (piece) => readDraft(piece, state)),
    sections.length === SECTION_COUNTS[asVersion(version)],
  ];
  return { state, condition: read.every(Boolean) ? "fine" : "damaged" };
}

function readHead(fields: typeof HEADS[Version], text: string, state: State): boolean {
  const { values, whole } = readFields<readonly Field[]>(fields, text);
  const { outcome, raw, seed = null, finished = null, language = null } = values as Partial<Values<typeof HEADS[typeof VERSION]>>;
  const reached = readOutcome(outcome, raw);
  if (reached) state.outcome = reached;
  Object.assign(state, { seed, finished, language });
  return whole && !!reached;
}

const isMark = (mark: number | null): boolean => mark === null || mark <= 100;

function readOutcome(letter: string | undefined, raw: number | null | undefined): Outcome | null {
  const kind = STRENGTH.find((name) => LETTERS[name] === letter);
  if (!kind || raw === undefined || !isMark(raw)) return null;
  return kind === "going-on" || kind === "complete" ? { kind } : raw === null ? null : { kind, raw };
}

function readPayloads(section: string, read: (piece: string) => boolean): boolean {
  const pieces = section.split(ANSWER_END), rest = pieces.pop();
  // Something behind the last end was cut off.
  return pieces.map(read).every(Boolean) && !rest;
}

function readAnswer(piece: string, { answers, drafts }: State): boolean {
  const frame = widthOf(ANSWER), { values: { key, count, flags, index }, whole } = readFields(ANSWER, piece.slice(0, frame)), payload = piece.slice(frame);
  if (!whole || flags >> FLAGS.length || !isDigits(payload)) return false;
  const [submitted, right, firstRight] = FLAGS.map((_, at) => !!(flags >> at & 1)) as [boolean, boolean, boolean];
  // Versions 1 and 2 wrote a draft over the answer: what was submitted is gone, how it went is known.
  if (!submitted && (payload || count)) drafts.set(key, payload);
  if (submitted || count) answers.set(key, { count, index, right, firstRight, payload: submitted ? payload : "" });
  return true;
}

function readDraft(piece: string, { drafts }: State): boolean {
  const frame = widthOf(DRAFT), { values: { key }, whole } = readFields(DRAFT, piece.slice(0, frame)), payload = piece.slice(frame);
  return whole && isDigits(payload) && !!drafts.set(key, payload);
}

// ---------------------------------------------------------------- two windows of one attempt

export function merge(one: State, other: State): State {
  const merged: State = {
    outcome: strongerOutcome(one.outcome, other.outcome), pages: new Set(one.pages), checks: new Map(one.checks), answers: new Map(one.answers),
    drafts: new Map(),
    // Both windows must come to the same, whoever reads first.
    seed: lower(one.seed, other.seed), finished: lower(one.finished, other.finished), language: one.language ?? other.language,
  };
  other.pages.forEach((key) => merged.pages.add(key));
  other.checks.forEach((kept, key) => {
    const mine = merged.checks.get(key);
    merged.checks.set(key, mine ? { count: Math.max(mine.count, kept.count), best: higher(mine.best, kept.best) } : kept);
  });
  other.answers.forEach((kept, key) => {
    const mine = merged.answers.get(key);
    if (!mine || kept.count > mine.count || (kept.count === mine.count && kept.payload && !mine.payload)) merged.answers.set(key, kept);
  });
  // A draft belongs to the answer that it was begun at: what was submitted later in the other window came after it.
  const countIn = ({ answers }: State, key: string): number => (answers.get(key) || { count: 0 }).count;
  one.drafts.forEach((payload, key) => { if (countIn(one, key) >= countIn(other, key)) merged.drafts.set(key, payload); });
  other.drafts.forEach((payload, key) => { if (!merged.drafts.has(key) && countIn(other, key) >= countIn(one, key)) merged.drafts.set(key, payload); });
  return merged;
}

function lower(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.min(one, other);
}

function higher(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.max(one, other);
}

/** Passed, complete, failed, failed but may retry, going on; of two alike the higher mark. */
export function strongerOutcome(one: Outcome, other: Outcome): Outcome {
  const gap = STRENGTH.indexOf(other.kind) - STRENGTH.indexOf(one.kind) || (rawOf(other) || 0) - (rawOf(one) || 0);
  return gap > 0 ? other : one;
}
