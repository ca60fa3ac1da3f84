/**
 * Judges the tables of the player's sentences, `templates/pages/words.<language>.json`: each holds every sentence of the British English one, in every form
 * of its language. A sentence that nobody has reviewed is `{ "draft": "..." }`, one that nobody has translated yet `{ "draft": "" }`. Python has no plural rules, so it gets from here which number takes which form.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const FIRST = "en-GB";
const TABLE = /^words\.(.+)\.json$/;
const FORM = /-(?:zero|one|two|few|many)$/;
const VALUE = /\{\w+\}/g;
const HOW = '. Type { "draft": "..." } with a translation that somebody has yet to review, or { "draft": "" }: then the preview says it in English';
/** Whole numbers from this one on take the plain form in what is made at build: no course has so many pages, questions or minutes in one place. */
const MOST = 1000;

/** What is wrong with the tables of a tree, in sentences. @returns {string[]} */
export function judgeWords(root) {
  const tables = readTables(root), first = tables.get(FIRST);
  return first ? [...tables].flatMap(([language, table]) => judgeTable(language, table, first)) : [];
}

/** By language of a table, by form, the whole numbers that take it, save "other". @returns {Record<string, Record<string, number[]>>} */
export function listPluralForms(root) {
  return Object.fromEntries([...readTables(root).keys()].map((language) => {
    const rules = new Intl.PluralRules(language), numbers = Array.from({ length: MOST }, (_, number) => number);
    return [language, Object.fromEntries(listForms(language).map((form) => [form, numbers.filter((number) => rules.select(number) === form)]))];
  }));
}

function readTables(root) {
  const folder = join(root, "templates", "pages");
  return new Map((existsSync(folder) ? readdirSync(folder) : []).sort().flatMap((name) => {
    const language = TABLE.exec(name)?.[1];
    return language ? [[language, JSON.parse(readFileSync(join(folder, name), "utf8"))]] : [];
  }));
}

/** A sentence, reviewed or not. */
const textOf = (sentence) => (typeof sentence === "string" ? sentence : sentence?.draft);

/** Only what says of itself that it is a draft may be empty. */
const isThere = (sentence) => (typeof sentence === "string" ? !!sentence.trim() : typeof sentence?.draft === "string");

/** The forms of a language save "other", which has the plain name. */
const listForms = (language) => new Intl.PluralRules(language).resolvedOptions().pluralCategories.filter((form) => form !== "other");

function judgeTable(language, table, first) {
  const say = (fault) => `words.${language}.json: ${fault}`;
  const wanted = new Set(listNames(first, language)), own = Object.keys(table);
  const values = (text) => new Set((textOf(text) ?? "").match(VALUE));
  return [
    ...[...wanted].filter((name) => !isThere(table[name])).map((name) => say(`“${name}” is missing${language === FIRST ? "" : HOW}`)),
    // A translation may come before the sentence that asks for it.
    ...own.filter((name) => !wanted.has(name) && typeof table[name] === "string").map((name) => say(`“${name}” is asked for by nobody`)),
    ...own.filter((name) => wanted.has(name)).flatMap((name) => {
      const known = values(`${textOf(first[name]) ?? ""} ${textOf(first[name.replace(FORM, "")]) ?? ""}`);
      return [...values(table[name])].filter((value) => !known.has(value)).map((value) => say(`“${name}” has no value ${value}`));
    }),
  ];
}

/** Names of the sentences of a language: where the first table has a form for one, each form of the language but "other", which has the plain name. */
function listNames(first, language) {
  const forms = listForms(language);
  const plain = Object.keys(first).filter((name) => !isForm(first, name));
  return plain.flatMap((name) => [name, ...(`${name}-one` in first ? forms.map((form) => `${name}-${form}`) : [])]);
}

const isForm = (table, name) => FORM.test(name) && name.replace(FORM, "") in table;
