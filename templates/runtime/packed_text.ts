/** Typed texts in the packed state: short, and in its alphabet. */

import { EMPTY_GAP, OWN_WORDS, PACKED_TEXT, SHORT_ANSWER } from "../../builder/_assets/layout";
import { digit } from "./state";
import { digitValue } from "./state_reading";
import { gapKey } from "./typed_text";

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

/** A text that is accepted is kept as its number among the variants of its gap. */
export function packGaps(texts: string[], variants: string[][] = []): string {
  return texts.map((text, at) => packGap(text, variants[at] || [])).join("");
}

function packGap(text: string, variants: string[]): string {
  const key = gapKey(text);
  if (!key) return digit(EMPTY_GAP);
  const at = variants.slice(0, EMPTY_GAP).map(gapKey).indexOf(key);
  if (at >= 0) return digit(at);
  const packed = packText(text);
  return digit(OWN_WORDS) + digit(packed.length) + packed;
}

export function unpackGaps(payload: string, variants: string[][] = []): string[] {
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
