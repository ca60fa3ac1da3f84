/** Responses as they stand in the packed state, by CMI type. Own words of long answers never enter it (tracking contract 3). */

import type { InteractionTable, Response } from "./contract";
import { gapKey } from "./marking";
import { digit, digitValue } from "./state";

const SHORT_ANSWER = 40, PACKED_TEXT = 60, EMPTY_GAP = 62, OWN_WORDS = 63;

type Question = Pick<InteractionTable, "type" | "variants">;

export function packText(text: string): string {
  let packed = "";
  for (const character of Array.from(text).slice(0, SHORT_ANSWER)) {
    const piece = /^[A-Za-z0-9]$/.test(character) ? character : character === " " ? "-" : `_${(character.codePointAt(0) as number).toString(36)}_`;
    if (packed.length + piece.length > PACKED_TEXT) break;
    packed += piece;
  }
  return packed;
}

export function unpackText(packed: string): string {
  return packed.replace(/_([0-9a-z]{1,4})_|-/g, (_, code?: string) => {
    const point = code ? parseInt(code, 36) : 32;
    return point <= 0x10ffff ? String.fromCodePoint(point) : "";
  });
}

export function packResponse(table: Question, response: Response): string {
  switch (response.type) {
    case "true-false": return response.value ? "t" : "f";
    case "choice":
    case "sequencing": return response.codes.join("");
    case "matching": return response.pairs.map((pair) => pair.join("")).join("");
    case "performance": return response.steps.map((step) => step.join("")).join("");
    case "likert": return response.code;
    case "fill-in": return response.texts.map((text, at) => packGap(text, (table.variants || [])[at] || [])).join("");
    case "numeric": return response.value.replace(".", "_").slice(0, SHORT_ANSWER);
    case "other": return packText(response.text);
    case "long-fill-in": return "";
  }
}

function packGap(text: string, variants: string[]): string {
  const key = gapKey(text);
  if (!key) return digit(EMPTY_GAP);
  const at = variants.slice(0, EMPTY_GAP).map(gapKey).indexOf(key);
  if (at >= 0) return digit(at);
  const packed = packText(text);
  return digit(OWN_WORDS) + digit(packed.length) + packed;
}

/** The response of a payload, complete or not; null where there is none. What does not fit the question is dropped. */
export function unpackResponse(table: Question, payload: string): Response | null {
  if (!payload) return null;
  const all = payload.split("");
  const couples = (): [string, string][] => (payload.match(/../g) || []).map((pair) => [pair.charAt(0), pair.charAt(1)]);
  switch (table.type) {
    case "true-false": return /^[tf]$/.test(payload) ? { type: "true-false", value: payload === "t" } : null;
    case "choice": return { type: "choice", codes: all };
    case "sequencing": return { type: "sequencing", codes: all };
    case "matching": return { type: "matching", pairs: couples() };
    case "performance": return { type: "performance", steps: couples() };
    case "likert": return { type: "likert", code: payload.charAt(0) };
    case "fill-in": return { type: "fill-in", texts: unpackGaps(payload, table.variants || []) };
    case "numeric": return { type: "numeric", value: payload.replace("_", ".") };
    case "other": return { type: "other", text: unpackText(payload) };
    case "long-fill-in": return null;
  }
}

function unpackGaps(payload: string, variants: string[][]): string[] {
  const texts: string[] = [];
  for (let at = 0; at < payload.length;) {
    const mark = digitValue(payload.charAt(at));
    at += 1;
    if (mark === OWN_WORDS) {
      const end = at + 1 + Math.max(0, digitValue(payload.charAt(at)));
      texts.push(unpackText(payload.slice(at + 1, end)));
      at = end;
    } else {
      texts.push(mark === EMPTY_GAP ? "" : (variants[texts.length] || [])[mark] || "");
    }
  }
  return texts.slice(0, variants.length || texts.length);
}
