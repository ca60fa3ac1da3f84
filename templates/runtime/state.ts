/**
 * The packed state (tracking contract 3): `3~<outcome>~<pages>~<checks>~<answers>~<drafts>`; versions 1 and 2, which had no drafts of their own, are read
 * for ever. Which fields there are, in which order and how wide, comes from builder/tracking/layout.py; tests/vectors/state.json holds this codec to
 * another one, written apart from it. Nothing here knows the course: keys and payloads are texts, so that what an older or newer version left is kept.
 * It is read by `state_reading`, which comes after the first page: nobody who is new has one to be read.
 */

import { ANSWER, ANSWER_END, CHECK, DIGITS, DRAFT, FLAGS, HEADS, OUTCOMES, SECTION_END, VERSION } from "../../builder/_assets/layout";
import type { Outcome } from "./contract";

export { SEEDS } from "../../builder/_assets/layout";

export const LETTERS: Record<Outcome["kind"], string> = OUTCOMES;

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

export const newState = (): State => ({
  outcome: { kind: "going-on" }, pages: new Set(), checks: new Map(), answers: new Map(), drafts: new Map(), seed: null, finished: null, language: null,
});

export const isFinal = (outcome: Outcome): boolean => outcome.kind !== "going-on" && outcome.kind !== "failed-may-retry";

export const rawOf = (outcome: Outcome): number | null => ("raw" in outcome ? outcome.raw : null);

export function digit(value: number): string {
  return DIGITS.charAt(value);
}

// ---------------------------------------------------------------- fields

/** Name, coding and width; see `Field` of builder/tracking/layout.py. */
export type Field = readonly [string, "text" | "digits" | "optional" | "flags", number];
type Coded<Coding extends Field[1]> = Coding extends "text" ? string : Coding extends "optional" ? number | null : number;
export type Values<Fields extends readonly Field[]> = { [Each in Fields[number] as Each[0]]: Coded<Each[1]> };

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
