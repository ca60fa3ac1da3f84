/** The player's sentences, all from the tables: no English in scripts. */

export type Words = (name: string, values?: Record<string, string | number>) => string;

/** An unknown name gives an empty text: a missing sentence must not stop a learner. */
export function makeWords(sentences: Record<string, string>): Words {
  return (name, values = {}) => (sentences[name] || "").replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ""));
}

/** The sentence for a number of things: `name-one` for 1 where there is one. */
export function counted(words: Words, name: string, value: string, number: number, values: Record<string, string | number> = {}): string {
  const all = { ...values, [value]: number };
  return (number === 1 && words(`${name}-one`, all)) || words(name, all);
}
