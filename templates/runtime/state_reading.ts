/** Reads packed states of this version and of every earlier one, and joins those that several windows left (tracking contract 3). */

import { ANSWER, ANSWER_END, CHECK, DIGITS, DRAFT, FLAGS, HEADS, PAGE, SECTION_COUNTS, SECTION_END, VERSION } from "../../builder/_assets/layout";
import type { Outcome } from "./contract";
import { LETTERS, newState, rawOf, type Field, type State, type Values } from "./state";

/** The weakest first: when two windows disagree the stronger stands. */
const STRENGTH: Outcome["kind"][] = ["going-on", "failed-may-retry", "failed", "complete", "passed"];

/** `fine`; `damaged`: what could be read is in the state; `newer`: written by a later version, never to be overwritten. */
export type Condition = "fine" | "damaged" | "newer";

export function digitValue(character: string): number {
  return DIGITS.indexOf(character);
}

const isDigits = (text: string): boolean => text.split("").every((character) => digitValue(character) >= 0);

// ---------------------------------------------------------------- fields

const widthOf = (fields: readonly Field[]): number => fields.reduce((sum, [, , width]) => sum + width, 0);

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

// ---------------------------------------------------------------- a whole state

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

/** Of what windows of one attempt left: all that can be read of it, joined. `newer`: one that a later version wrote, or "". */
export interface FoundStates { state: State; newer: string; damaged: boolean }

export function readStates(texts: string[]): FoundStates {
  let state = newState(), damaged = false, newer = "";
  for (const [at, text] of texts.entries()) {
    const unpacked = unpack(text);
    if (unpacked.condition === "newer") newer = text;
    if (unpacked.condition === "damaged") damaged = true;
    state = at ? merge(state, unpacked.state) : unpacked.state;
  }
  return { state, newer, damaged };
}
