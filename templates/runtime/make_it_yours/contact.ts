/** Addresses in the words of an organisation: the same as `builder/pages/contact.py` finds, held to it by `tests/vectors/local_words.json`. */

/** Words, and the address that they lead to, if they do. */
export type Piece = [string] | [string, string];

const LETTER = "\\p{L}\\p{N}_";
const SECURE = /https?:\/\/[^\s<>"“”]+/iuy;
const WEB = /www\.[^\s<>"“”]+/iuy;
const MAIL = new RegExp(`(?:mailto:)?([${LETTER}.+-]+@[${LETTER}-]+(?:\\.[${LETTER}-]+)+)`, "iuy");
const PHONE = new RegExp(
  `((?:tel|call|phone|ring|telephone|text)(?![${LETTER}])[:.]?\\s*(?:on\\s+)?)?(\\+?\\(?[0-9](?:[ ()./\\u2010-\\u2013-]{0,2}[0-9]){1,15})(?![${LETTER}@])`, "iuy",
);
const BEFORE_WEB = new RegExp(`[${LETTER}.@-]`, "u"), BEFORE_MAIL = new RegExp(`[${LETTER}.+-]`, "u"), BEFORE_PHONE = new RegExp(`[${LETTER}+]`, "u");

const SENTENCE_END = ".,;:!?)’”'";
/** A national number with its area code (ITU-T E.123); fewer digits are a number only where the text says so, or after 116 (EU 2007/116/EC). */
const LEAST_DIGITS = 9;
const HELPLINE = /^116[0-9]{3}$/;

interface Link { start: number, end: number, words: string, address: string }

interface Match { end: number, link: Link | null }

/** The sign before a place, both halves of one that has two. */
const signBefore = (text: string, at: number): string => {
  const low = text.charCodeAt(at - 1);
  return at === 0 ? "" : text.slice(low >= 0xdc00 && low <= 0xdfff && at > 1 ? at - 2 : at - 1, at);
};

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && SENTENCE_END.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

const count = (text: string, sign: string): number => text.split(sign).length - 1;

function webLink(found: string, at: number): Match {
  const words = trimEnd(found);
  return { end: at + found.length, link: { start: at, end: at + words.length, words, address: words.includes("://") ? words : `https://${words}` } };
}

function phoneLink([whole, called = "", phone = ""]: RegExpExecArray, at: number): Match {
  const words = count(phone, "(") < count(phone, ")") ? trimEnd(phone) : phone, end = at + whole.length, start = at + called.length;
  const digits = (words.startsWith("+") ? words.replace("(0)", "") : words).replace(/[^0-9]/g, "");
  const dialled = /^\(*[0+]/.test(words) && digits.length >= LEAST_DIGITS;
  if (!called && !HELPLINE.test(digits) && !dialled) return { end, link: null };
  const address = `tel:${words.startsWith("+") ? "+" : ""}${digits}`;
  return { end, link: { start: called.toLowerCase() === "tel:" ? at : start, end: start + words.length, words, address } };
}

function matchAt(text: string, at: number): Match | null {
  const before = signBefore(text, at);
  const web = match(SECURE, text, at) || (BEFORE_WEB.test(before) ? null : match(WEB, text, at));
  if (web) return webLink(web[0], at);
  const mail = BEFORE_MAIL.test(before) ? null : match(MAIL, text, at);
  if (mail) return { end: at + mail[0].length, link: { start: at, end: at + mail[0].length, words: mail[1] || "", address: `mailto:${mail[1] || ""}` } };
  const phone = BEFORE_PHONE.test(before) ? null : match(PHONE, text, at);
  return phone && phoneLink(phone, at);
}

/** The words of a contact in order, each piece with the address that it leads to, if it does. */
export function splitContact(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (let at = 0; at < text.length;) {
    const found = matchAt(text, at);
    if (!found) {
      at += (text.codePointAt(at) || 0) > 0xffff ? 2 : 1;
      continue;
    }
    const { link } = found;
    if (link) {
      if (link.start > done) pieces.push([text.slice(done, link.start)]);
      pieces.push([link.words, link.address]);
      done = link.end;
    }
    at = found.end;
  }
  if (done < text.length) pieces.push([text.slice(done)]);
  return pieces;
}
