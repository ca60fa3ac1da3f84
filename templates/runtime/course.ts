/** The tables, made easy to look things up in. */

import type { CheckTable, InteractionTable, PageTable, SessionTable, Tables } from "./contract";

export interface Place {
  page: PageTable;
  session: SessionTable;
  /** Of the page in its session, from 0. */
  at: number;
}

export interface Course {
  tables: Tables;
  /** Every page with where it stands, in order. */
  places: Place[];
  place(page: string): Place | undefined;
  check(id: string): CheckTable | undefined;
  interaction(id: string): InteractionTable | undefined;
  final: CheckTable | undefined;
  /** Whether a state key still belongs to the course. */
  knows: (space: "page" | "check" | "answer", key: string) => boolean;
}

export function makeCourse(tables: Tables): Course {
  const places: Place[] = [];
  for (const session of tables.sessions) session.pages.forEach((page, at) => places.push({ page, session, at }));
  const byId = <T extends { id: string }>(items: T[]): Map<string, T> => new Map(items.map((item): [string, T] => [item.id, item]));
  const checks = byId(tables.checks), interactions = byId(tables.interactions);
  const byPage = new Map(places.map((place): [string, Place] => [place.page.id, place]));
  const keys = {
    page: new Set(places.map((place) => place.page.key)),
    check: new Set(tables.checks.map((check) => check.key)),
    answer: new Set(tables.interactions.map((interaction) => interaction.key)),
  };
  return {
    tables, places,
    place: (page) => byPage.get(page),
    check: (id) => checks.get(id),
    interaction: (id) => interactions.get(id),
    final: tables.checks.find((check) => check.final),
    knows: (space, key) => keys[space].has(key),
  };
}

/** Whether nothing of a question enters the packed state. Own words that are sent leave their count and index there. */
export const isKeptInWindow = ({ windowOnly, recorded }: InteractionTable): boolean => !!windowOnly && !recorded;

export const minutesOf = (pages: PageTable[]): number => pages.reduce((sum, page) => sum + page.minutes, 0);
