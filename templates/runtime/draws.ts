/** Orders and draws of one learner, which follow from the seed of the attempt. They come after the first page, which asks nothing. */

import type { CheckTable, InteractionTable, Tables } from "./contract";

/** Whole numbers of 32 bits that follow from a seed and a name alone. tests/vectors/chance.json pins them: learners in the middle of a check hang on them. */
export function numbers(seed: number, name: string): () => number {
  // FNV-1a over the name, then a xorshift generator (G. Marsaglia, 2003).
  let state = 0x811c9dc5 ^ seed;
  for (let at = 0; at < name.length; at += 1) state = Math.imul(state ^ name.charCodeAt(at), 0x01000193);
  state = state >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** The items in the order of this learner (Fisher and Yates). */
export function shuffled<T>(items: T[], seed: number, name: string): T[] {
  const next = numbers(seed, name), mixed = items.slice();
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = next() % (at + 1);
    [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
  }
  return mixed;
}

/** The questions of a check that this learner is asked, in the author's order. */
export function asked(check: CheckTable, tables: Tables, seed: number | null): InteractionTable[] {
  const bank = check.interactions.map((id) => tables.interactions.find((table) => table.id === id)).filter((table): table is InteractionTable => !!table);
  if (!check.draw) return bank;
  const mixed = shuffled(bank, seed || 0, check.key);
  let chosen: InteractionTable[] = [];
  for (const [count, outcome] of check.draw) {
    chosen = chosen.concat(mixed.filter((table) => !chosen.includes(table) && (!outcome || table.outcomes.includes(outcome))).slice(0, count));
  }
  return bank.filter((table) => chosen.includes(table));
}
