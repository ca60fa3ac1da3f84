/**
 * Answers that wait in this window alone (`Keep: window`, tracking contract 3). They leave no row in the packed state: what was filled in and what was
 * submitted are kept where own words are, so that a reload finds both.
 */

import type { InteractionTable, Response } from "./contract";
import { mark } from "./marking";
import type { Notes } from "./notes";
import type { KeptAnswer } from "./state";

export interface WindowAnswers {
  get(table: InteractionTable): KeptAnswer | undefined;
  /** What was submitted last; null before that. */
  submitted(table: InteractionTable): Response | null;
  submit(table: InteractionTable, response: Response): void;
}

export function makeWindowAnswers(notes: Notes): WindowAnswers {
  /** How often each was submitted since this window was opened or reloaded. */
  const counts = new Map<string, number>();
  // No key holds a full stop.
  const nameOf = ({ key }: InteractionTable): string => `${key}.`;
  const submitted = (table: InteractionTable): Response | null => notes.get(nameOf(table));
  return {
    submitted,
    get: (table) => {
      const response = submitted(table), right = !!response && mark(table, response).right;
      return response ? { count: counts.get(table.key) || 1, right, firstRight: right, index: null, payload: "" } : undefined;
    },
    submit: (table, response) => {
      counts.set(table.key, submitted(table) ? (counts.get(table.key) || 1) + 1 : 1);
      notes.set(nameOf(table), response);
    },
  };
}
