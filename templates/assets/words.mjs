/** Judges the tables of the player's sentences, `templates/pages/words.<language>.json`: each holds every sentence of the British English one, in every form of its language. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const FIRST = "en-GB";
const TABLE = /^words\.(.+)\.json$/;
const FORM = /-(?:zero|one|two|few|many)$/;
const VALUE = /\{\w+\}/g;

/** What is wrong with the tables of a tree, in sentences. @returns {string[]} */
export function judgeWords(root) {
  const folder = join(root, "templates", "pages");
  const tables = new Map((existsSync(folder) ? readdirSync(folder) : []).sort().flatMap((name) => {
    const language = TABLE.exec(name)?.[1];
    return language ? [[language, JSON.parse(readFileSync(join(folder, name), "utf8"))]] : [];
  }));
  const first = tables.get(FIRST);
  return first ? [...tables].flatMap(([language, table]) => judgeTable(language, table, first)) : [];
}

function judgeTable(language, table, first) {
  const say = (fault) => `words.${language}.json: ${fault}`;
  const wanted = new Set(listNames(first, language)), own = Object.keys(table);
  const values = (text) => new Set(text.match(VALUE));
  return [
    ...[...wanted].filter((name) => !table[name]?.trim()).map((name) => say(`“${name}” is missing`)),
    ...own.filter((name) => !wanted.has(name)).map((name) => say(`“${name}” is asked for by nobody`)),
    ...own.filter((name) => wanted.has(name)).flatMap((name) => {
      const known = values(`${first[name] ?? ""} ${first[name.replace(FORM, "")] ?? ""}`);
      return [...values(table[name])].filter((value) => !known.has(value)).map((value) => say(`“${name}” has no value ${value}`));
    }),
  ];
}

/** Names of the sentences of a language: where the first table has a form for one, each form of the language but "other", which has the plain name. */
function listNames(first, language) {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.filter((form) => form !== "other");
  const plain = Object.keys(first).filter((name) => !isForm(first, name));
  return plain.flatMap((name) => [name, ...(`${name}-one` in first ? forms.map((form) => `${name}-${form}`) : [])]);
}

const isForm = (table, name) => FORM.test(name) && name.replace(FORM, "") in table;
