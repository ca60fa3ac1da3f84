/**
 * What the player knows of the responses of each of CMI's ten types: how they stand in the packed state, and when they are right. A type that
 * CMI gains costs a row here. Own words of long answers never enter the state (tracking contract 3).
 */

import { RANGE, SHORT_ANSWER } from "../../builder/_assets/layout";
import type { Code, InteractionTable, InteractionType, Marking, Response } from "./contract";
import { packGaps, packText, unpackGaps, unpackText } from "./packed_text";
import { gapKey, isTyped } from "./typed_text";

/** What marking and packing must know of a question. */
export type Asked = Pick<InteractionTable, "type" | "variants"> & Partial<Pick<InteractionTable, "codes" | "tolerance">>;
export type PartStates = Marking["parts"];

interface ResponseType<R extends Response> {
  pack(response: R, asked: Asked): string;
  /** The response of a payload that is not empty, complete or not; what does not fit the question is dropped. */
  unpack(payload: string, asked: Asked): R | null;
  isSame(accepted: R, given: R): boolean;
  /** How each part went, against the accepted response nearest to the given one, if there is any. */
  mark(given: R, accepted: R | undefined, asked: Asked): PartStates;
}

const pairsOf = (payload: string): [string, string][] => (payload.match(/../g) || []).map((pair) => [pair.charAt(0), pair.charAt(1)]);
const joined = (pairs: [string, string][]): string => pairs.map((pair) => pair.join("")).join("");

/** Without regard to order or repetition. */
const asSet = (items: string[]): string => Array.from(new Set(items)).sort().join(" ");
const isEqual = (accepted: Response, given: Response): boolean => JSON.stringify(accepted) === JSON.stringify(given);
const noParts = (): PartStates => ({});

export const RESPONSE_TYPES: { [Type in InteractionType]: ResponseType<Extract<Response, { type: Type }>> } = {
  "true-false": {
    pack: ({ value }) => (value ? "t" : "f"),
    unpack: (payload) => (/^[tf]$/.test(payload) ? { type: "true-false", value: payload === "t" } : null),
    isSame: isEqual,
    mark: (given, accepted) => chosen(["t", "f"], [given.value ? "t" : "f"], accepted && [accepted.value ? "t" : "f"]),
  },
  choice: {
    pack: ({ codes }) => codes.join(""),
    unpack: (payload) => ({ type: "choice", codes: payload.split("") }),
    isSame: (accepted, given) => asSet(accepted.codes) === asSet(given.codes),
    mark: (given, accepted, { codes = [] }) => chosen(codes, given.codes, accepted && accepted.codes),
  },
  "fill-in": {
    pack: ({ texts }, { variants }) => packGaps(texts, variants),
    unpack: (payload, { variants }) => ({ type: "fill-in", texts: unpackGaps(payload, variants) }),
    isSame: (accepted, given) => String(accepted.texts.map(gapKey)) === String(given.texts.map(gapKey)),
    mark: (given, _, asked) => markGaps(given.texts, asked),
  },
  "long-fill-in": { pack: () => "", unpack: () => null, isSame: isEqual, mark: noParts },
  matching: {
    pack: ({ pairs }) => joined(pairs),
    unpack: (payload) => ({ type: "matching", pairs: pairsOf(payload) }),
    isSame: (accepted, given) => asSet(accepted.pairs.map(String)) === asSet(given.pairs.map(String)),
    mark: (given, accepted, { codes = [] }) => (accepted ? markPairs(codes, given.pairs, accepted.pairs) : {}),
  },
  performance: {
    pack: ({ steps }) => joined(steps),
    unpack: (payload) => ({ type: "performance", steps: pairsOf(payload) }),
    isSame: isEqual,
    mark: noParts,
  },
  sequencing: {
    pack: ({ codes }) => codes.join(""),
    unpack: (payload) => ({ type: "sequencing", codes: payload.split("") }),
    isSame: isEqual,
    mark: (given, accepted) => (accepted ? markOrder(given.codes, accepted.codes) : {}),
  },
  likert: {
    pack: ({ code }) => code,
    unpack: (payload) => ({ type: "likert", code: payload.charAt(0) }),
    isSame: isEqual,
    mark: noParts,
  },
  numeric: {
    pack: ({ value }) => value.replace(".", "_").slice(0, SHORT_ANSWER),
    unpack: (payload) => ({ type: "numeric", value: payload.replace("_", ".") }),
    isSame: (accepted, given) => isWithin(accepted.value, given.value),
    mark: noParts,
  },
  other: {
    pack: ({ text }) => packText(text),
    unpack: (payload) => ({ type: "other", text: unpackText(payload) }),
    isSame: isEqual,
    mark: noParts,
  },
};

/** The row of a type. Its responses are of that type; TypeScript cannot follow that from a value to its row. */
export const rowOf = (type: InteractionType): ResponseType<Response> => RESPONSE_TYPES[type];

/** Of options: right and wrong ones that were chosen, and right ones that were missed. */
function chosen(codes: Code[], given: Code[], wanted: Code[] | undefined): PartStates {
  const parts: PartStates = {};
  if (!wanted) return parts;
  for (const code of codes) {
    const taken = given.includes(code), right = wanted.includes(code);
    if (taken || right) parts[code] = !taken ? "missed" : right ? "right" : "wrong";
  }
  return parts;
}

function markPairs(codes: Code[], given: [Code, Code][], wanted: [Code, Code][]): PartStates {
  const parts: PartStates = {}, partner = targets(given), right = targets(wanted);
  for (const code of codes) parts[code] = !partner[code] ? "missed" : partner[code] === right[code] ? "right" : "wrong";
  return parts;
}

function targets(pairs: [Code, Code][]): Record<Code, Code> {
  const bySource: Record<Code, Code> = {};
  for (const [source, target] of pairs) bySource[source] = target;
  return bySource;
}

function markOrder(given: Code[], wanted: Code[]): PartStates {
  const parts: PartStates = {};
  given.forEach((code, at) => { parts[code] = wanted[at] === code ? "right" : "wrong"; });
  return parts;
}

function markGaps(texts: string[], { variants = [], codes = [], tolerance = 0 }: Asked): PartStates {
  const parts: PartStates = {};
  variants.forEach((accepted, at) => {
    const key = gapKey(texts[at] || "");
    parts[codes[at] || ""] = !key ? "missed" : isTyped(key, accepted.map(gapKey), tolerance) ? "right" : "wrong";
  });
  return parts;
}

/** `5`, `5[:]7`, `[:]7`: the ends belong to the range. */
function isWithin(accepted: string, given: string): boolean {
  const ends = accepted.split(RANGE);
  const low = ends[0], high = ends[ends.length - 1], number = Number(given);
  return /\d/.test(given) && (!low || number >= Number(low)) && (!high || number <= Number(high));
}
