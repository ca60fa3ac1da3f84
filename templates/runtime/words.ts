/** The player's sentences, all from the tables: no English in scripts. */

export interface Words {
  (name: string, values?: Record<string, string | number>): string;
  /** In which the sentences are: a tag of RFC 5646. */
  language: string;
}

/** An unknown name gives an empty text: a missing sentence must not stop a learner. */
export function makeWords(sentences: Record<string, string>, language: string): Words {
  const say = (name: string, values: Record<string, string | number> = {}) =>
    (sentences[name] || "").replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ""));
  return Object.assign(say, { language });
}

/** Which form of a sentence a number takes; where the browser does not know (iOS 12), as in English. */
function categoryOf(language: string, number: number): string {
  return "PluralRules" in Intl ? new Intl.PluralRules(language).select(number) : number === 1 ? "one" : "other";
}

/** The sentence for a number of things: `name-one`, `name-few` and so on by the language's plural categories, where there is such a form; else `name`. */
export function counted(words: Words, name: string, value: string, number: number, values: Record<string, string | number> = {}): string {
  const all = { ...values, [value]: number };
  return words(`${name}-${categoryOf(words.language, number)}`, all) || words(name, all);
}
