/** The words of an organisation: read as Copack reads them, judged by the same rules, and written as `local.yaml`. */

import type { KitTable, LocalWords } from "./contract";
import { digestOfText } from "./sha256";

/** Hex digits of a digest that people compare. */
const SHORT_DIGEST = 12;

const LETTER = "\\p{L}\\p{N}_";
const UNSAFE = /(?:(?!https:)[a-z][a-z0-9+.-]{1,30}:\/\/|(?:javascript|vbscript|data|file|blob|about|ftp|http|callto|sms|intent):)(?=\S)\S*/iuy;
const ADDRESS = /https:\/\/[^\s/]+\.[^\s/]+|www\.[^\s/]+\.[^\s/]+/iuy;
const IN_WORD = new RegExp(`[${LETTER}]`, "u");

/** Signs that nobody sees, that turn the order of letters, or that are no text (`builder/source/characters.py`). */
const UNSEEN: readonly (readonly [number, number])[] = [
  [0x00, 0x1f], [0x7f, 0x9f], [0xad, 0xad], [0x34f, 0x34f], [0x61c, 0x61c], [0x115f, 0x1160], [0x17b4, 0x17b5], [0x180b, 0x180f], [0x200b, 0x200f],
  [0x202a, 0x202e], [0x2060, 0x206f], [0x2800, 0x2800], [0x3164, 0x3164], [0xd800, 0xf8ff], [0xfdd0, 0xfdef], [0xfe00, 0xfe0f], [0xfeff, 0xfeff],
  [0xffa0, 0xffa0], [0xfff0, 0xfffb], [0xfffe, 0xffff], [0xe0000, 0x10ffff],
];

function hidesSomething(text: string): boolean {
  return Array.from(text).some((sign) => UNSEEN.some(([first, last]) => (sign.codePointAt(0) || 0) >= first && (sign.codePointAt(0) || 0) <= last));
}

/** Text in the one form: composed, on one line, with single blanks. */
export const clean = (typed: string): string => typed.normalize("NFC").replace(/[\s\u0085]+/gu, " ").trim();

/** The first match that begins where no word goes on. */
function findWord(pattern: RegExp, text: string): string {
  for (let at = 0; at < text.length; at++) {
    pattern.lastIndex = at;
    const found = pattern.exec(text), before = text.slice(0, at).match(/[^]$/u)?.[0] || "";
    if (found && !IN_WORD.test(before)) return found[0];
  }
  return "";
}

const lengthOf = (text: string): number => Array.from(text).length;

/** What is wrong with each field, by its id ("@organisation" is the name), in words that say what to type. */
export function judge(local: LocalWords, table: KitTable): Map<string, string> {
  const faults = new Map<string, string>(), { organisation, words } = local;
  if (!organisation) faults.set("@organisation", "Type the name of your organisation, such as Northtown Hospital.");
  else if (lengthOf(organisation) > table.limits.organisation) faults.set("@organisation", `Type a shorter name. It can have ${table.limits.organisation} letters, and this has ${lengthOf(organisation)}.`);
  else if (hidesSomething(organisation)) faults.set("@organisation", "There is a sign in this name that nobody can see. Delete the name and type it with the keyboard.");
  for (const [id, text] of words) {
    const fault = judgeWords(id, text, table);
    if (fault) faults.set(id, fault);
  }
  return faults;
}

function judgeWords(id: string, text: string, table: KitTable): string {
  const unsafe = findWord(UNSAFE, text);
  if (unsafe) return `“${unsafe}” cannot be here. Type an address that begins with https://, an e-mail address or a telephone number. Or delete it.`;
  if (lengthOf(text) > table.limits.words) return `Type fewer words. There is room for ${table.limits.words} letters, and this has ${lengthOf(text)}.`;
  if (hidesSomething(text)) return "There is a sign in these words that nobody can see. Delete them and type them with the keyboard.";
  if (id === "evaluation" && text && !findWord(ADDRESS, text)) return "Type the address of the form, such as https://forms.northtown.nhs.uk/course. Or leave this empty.";
  return "";
}

export const filledWords = (words: readonly [string, string][]): [string, string][] => words.filter(([, text]) => text);

/** JSON of a record of pairs, in their order. */
export const writeRecord = (pairs: readonly (readonly [string, unknown])[]): string => `{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(",")}}`;

/** The first hex digits of the SHA-256 of the canonical JSON, as `builder.course.slots.LocalWords.digest` makes them. */
export function digestOfWords({ organisation, nation, words }: LocalWords): string {
  const filled = filledWords(words).sort(([one], [other]) => (one < other ? -1 : 1));
  return digestOfText(`{"nation":${JSON.stringify(nation)},"organisation":${JSON.stringify(organisation)},"words":${writeRecord(filled)}}`).slice(0, SHORT_DIGEST);
}

/** Returns `local.yaml`, for people who build the course themselves. */
export function writeLocalYaml(local: LocalWords, title: string): string {
  const quoted = (text: string): string => `"${text.replace(/[\\"]/g, "\\$&")}"`;
  const filled = filledWords(local.words);
  return [
    `# Words for the course “${title}”. Use them with: copack build --local FILE`,
    `organisation: ${quoted(local.organisation)}`,
    ...(local.nation ? [`nation: ${quoted(local.nation)}`] : []),
    ...(filled.length ? ["slots:", ...filled.map(([id, text]) => `  ${id}: ${quoted(text)}`)] : []),
    "",
  ].join("\n");
}
