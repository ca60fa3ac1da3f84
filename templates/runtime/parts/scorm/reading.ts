/** What a platform hands back, read with care: without what it put around our text, and for no more than it says (tracking contract 2). */

const ALPHABET = /[A-Za-z0-9\-_.~]/;
/** What platforms say that have no value. */
const NO_VALUE = /^(?:null|undefined|none|nil|nan|false|0|object object)?$/i;
/** A tilde as an address, XML or JSON writes it, and any other sign that they mask; none of these is of our alphabet. */
const MASKED_TILDE = /%7e|&#126;|&#x7e;|&tilde;|\\u007e/gi;
const MASKED = /%[0-9a-f]{2}|&#?\w{1,8};|\\u[0-9a-f]{4}|\\./gi;
/** Our packed state begins with the number of its version. */
const STATE = /^[1-9]\d{0,5}~/;
const STATE_WITHIN = /[^\w\-.~]([1-9]\d{0,5}~[\w\-.~]*)/;

/** The text from its first to its last sign of our alphabet: blanks, line breaks, quotes and byte order marks around it are cut. */
export function cutEnds(text: string): string {
  let start = 0, end = text.length;
  while (start < end && !ALPHABET.test(text.charAt(start))) start += 1;
  while (end > start && !ALPHABET.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** A word of SCORM in lower case; "" where the platform says nothing, in whatever way. */
export function readWord(text: string): string {
  const word = cutEnds(text).toLowerCase();
  return NO_VALUE.test(word) ? "" : word;
}

/** Whether a text says more than that there is no value. */
export function saysSomething(text: string): boolean {
  return readWord(text) !== "";
}

/** Our packed state within a text, whatever it is wrapped in; "" where there is none of ours. */
export function readState(text: string): string {
  const plain = cutEnds(text.replace(MASKED_TILDE, "~").replace(MASKED, " "));
  if (STATE.test(plain)) return plain;
  const within = STATE_WITHIN.exec(plain);
  return within ? within[1] as string : "";
}

/** A number as platforms write it, `90`, `90.00` or `90,0`; null where there is none. */
export function readNumber(text: string): number | null {
  const number = /-?\d+(?:[.,]\d+)?/.exec(text);
  return number ? Number(number[0].replace(",", ".")) : null;
}
