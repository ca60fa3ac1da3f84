/** The pages of a course in their order: what the first page needs of it. `course` adds what comes after that. */

import type { PageTable, SessionTable, Tables } from "./contract";

export interface Place {
  page: PageTable;
  session: SessionTable;
  /** Of the page in its session, from 0. */
  at: number;
}

export interface Outline {
  tables: Tables;
  /** Every page with where it stands, in order. */
  places: Place[];
  place(page: string): Place | undefined;
}

export function makeOutline(tables: Tables): Outline {
  const places: Place[] = [];
  for (const session of tables.sessions) session.pages.forEach((page, at) => places.push({ page, session, at }));
  const byPage = new Map(places.map((place): [string, Place] => [place.page.id, place]));
  return { tables, places, place: (page) => byPage.get(page) };
}

export const minutesOf = (pages: PageTable[]): number => pages.reduce((sum, page) => sum + page.minutes, 0);
