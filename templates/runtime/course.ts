/** The whole course, made easy to look things up in. */

import type { CheckTable, InteractionTable } from "./contract";
import type { Outline } from "./outline";

export interface Course extends Outline {
  check(id: string): CheckTable | undefined;
  interaction(id: string): InteractionTable | undefined;
  final: CheckTable | undefined;
  /** Whether a state key still belongs to the course. */
  knows: (space: "page" | "check" | "answer", key: string) => boolean;
}

/** Makes an outline whole, in place: whoever holds it finds the rest in it. */
export function makeCourse(outline: Outline): Course {
  const { tables, places } = outline;
  const byId = <T extends { id: string }>(items: T[]): Map<string, T> => new Map(items.map((item): [string, T] => [item.id, item]));
  const checks = byId(tables.checks), interactions = byId(tables.interactions);
  const keys = {
    page: new Set(places.map((place) => place.page.key)),
    check: new Set(tables.checks.map((check) => check.key)),
    answer: new Set(tables.interactions.map((interaction) => interaction.key)),
  };
  return Object.assign(outline, {
    check: (id: string) => checks.get(id),
    interaction: (id: string) => interactions.get(id),
    final: tables.checks.find((check) => check.final),
    knows: (space: keyof typeof keys, key: string) => keys[space].has(key),
  });
}

/** Whether nothing of a question enters the packed state. Own words that are sent leave their count and index there. */
export const isKeptInWindow = ({ windowOnly, recorded }: InteractionTable): boolean => !!windowOnly && !recorded;
