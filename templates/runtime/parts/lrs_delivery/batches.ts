/** Which of the statements that wait go together in one request (tracking contract 4). */

export type Statement = Record<string, unknown>;

/** A gateway that gives up after half a minute leaves the store time for so many. */
const MOST = 10;

/** Where each event of the unit itself stands among all others; nothing of a session may come before `initialized` (cmi5 9.3.2.0-2). */
const OUTCOME = /\/(completed|passed|failed)$/, BEGINNING = /\/initialized$/;

/**
 * The statements of the next request. The beginning of a session and an outcome go alone: of several statements a store may have taken
 * some while a gateway says of all that they failed. Sent again they are conflicts, which a platform may never count.
 *
 * @param rows what waits, in the order of time
 * @param activity id of the unit: a session of a course is `completed` too, and that is no outcome
 */
export function nextBatch(rows: Statement[], activity: string): Statement[] {
  const ordered = outcomesFirst(rows, activity), [first] = ordered;
  return first && rank(first, activity) < REST ? [first] : ordered.slice(0, MOST);
}

/** Whether the batch is one that goes alone and is waited for before anything else. */
export const isUrgent = ([first]: Statement[], activity: string): boolean => first !== undefined && rank(first, activity) < REST;

/** What waits, outcomes before the rest; all else stays in its order. */
export function outcomesFirst(rows: Statement[], activity: string): Statement[] {
  const ranked = rows.map((row) => ({ row, rank: rank(row, activity) }));
  // Without an outcome nothing is moved: where rows of several launches wait, each begins with its own `initialized`.
  if (!ranked.some((entry) => entry.rank === 1)) return rows;
  return [0, 1, REST].reduce<Statement[]>((all, wanted) => all.concat(ranked.filter((entry) => entry.rank === wanted).map((entry) => entry.row)), []);
}

const REST = 2;

function rank({ verb, object }: Statement, activity: string): number {
  const told = String((verb as { id?: unknown } | undefined)?.id);
  if ((object as { id?: unknown } | undefined)?.id !== activity) return REST;
  return BEGINNING.test(told) ? 0 : OUTCOME.test(told) ? 1 : REST;
}
