/** The player's sentences, all from the tables: no English in scripts. */

export interface Words {
  (name: string, values?: Record<string, string | number>): string;
  /** In which the sentences are: a tag of RFC 5646. */
  language: string;
}

/** Stand before words of ours, before words of the course in a sentence of ours, and after a sentence, where the two are in different languages (parts/languages.ts). */
export const OURS = "\x0e", OF_COURSE = "\x0f", END = "\x10";

/**
 * An unknown name gives an empty text: a missing sentence must not stop a learner.
 *
 * @param courseLanguage that of the course, where the player does not speak it: then each sentence carries marks for `parts/languages`
 */
export function makeWords(sentences: Record<string, string>, language: string, courseLanguage = ""): Words {
  const isMarked = !!courseLanguage && primaryOf(courseLanguage) !== primaryOf(language);
  const say = (name: string, values: Record<string, string | number> = {}): string => {
    const sentence = (sentences[name] || "").replace(/\{(\w+)\}/g, (_, key: string) => {
      const value = values[key] ?? "";
      return isMarked && typeof value === "string" ? OF_COURSE + value + OURS : String(value);
    });
    return isMarked && sentence ? OURS + sentence + END : sentence;
  };
  return Object.assign(say, { language });
}

/** `cy` of `cy-GB`. */
export const primaryOf = (language: string): string => (language.split("-")[0] || "").toLowerCase();

/** Which form of a sentence a number takes; where the browser does not know (iOS 12), as in English. */
function categoryOf(language: string, number: number): string {
  return "PluralRules" in Intl ? new Intl.PluralRules(language).select(number) : number === 1 ? "one" : "other";
}

/** The sentence for a number of things: `name-one`, `name-few` and so on by the language's plural categories, where there is such a form; else `name`. */
export function counted(words: Words, name: string, value: string, number: number, values: Record<string, string | number> = {}): string {
  const all = { ...values, [value]: number };
  return words(`${name}-${categoryOf(words.language, number)}`, all) || words(name, all);
}
