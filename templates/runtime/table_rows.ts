/** Rows of a table as they travel: the names of the fields once, then the values of each row (builder/standards/table_rows.py writes them). */

import type { Tables } from "./contract";

export type PackedRows = [string[], ...unknown[][]];

/** The tables of the start in their short form. What has rows of its own comes later, save the sessions. */
export type PackedTables = Omit<Tables, "outcomes" | "sessions" | "checks" | "interactions"> & { sessions: PackedRows };

/** A row that has more fields than all rows have holds them at its end, by name. */
export function unpackRows<Row>([names, ...rows]: PackedRows): Row[] {
  return rows.map((values) => values.reduce<Record<string, unknown>>((row, value, at) => ({ ...row, ...(at < names.length ? { [names[at] as string]: value } : (value as object)) }), {}) as unknown as Row);
}

export function unpackTables(packed: PackedTables): Tables {
  type Session = Tables["sessions"][number];
  const sessions = unpackRows<Omit<Session, "pages"> & { pages: PackedRows }>(packed.sessions);
  return {
    ...packed, outcomes: [], checks: [], interactions: [],
    sessions: sessions.map((session) => ({ ...session, pages: unpackRows(session.pages) })),
  };
}
