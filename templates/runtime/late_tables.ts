/** The tables of a unit, made whole when the rest of them arrives (builder/standards/late_tables.py parts them). */

import type { LateTables, Tables } from "./contract";
import { unpackRows, type PackedRows } from "./table_rows";

/** In place: whoever holds a table finds the rest in it. */
export function completeTables(tables: Tables, { outcomes, checks, interactions, driver, words }: LateTables): void {
  for (const [rows, packed] of [[tables.outcomes, outcomes], [tables.checks, checks], [tables.interactions, interactions]]) {
    (rows as unknown[]).push(...unpackRows(packed as PackedRows));
  }
  const table = tables.driver.table as Record<string, object>;
  for (const field of Object.keys(driver)) Object.assign(table[field] as object, driver[field]);
  Object.assign(tables.words, words);
}
