/** How far a learner is with one page. */

import type { CheckTable } from "./contract";
import type { Outline, Place } from "./outline";
import type { State } from "./state";

export type Status = "not-started" | "in-progress" | "done";

interface Seen { readonly course: Outline; readonly state: State }

export const isSeen = ({ state }: Pick<Seen, "state">, place: Place): boolean => state.pages.has(place.page.key);

export const timesSubmitted = ({ state }: Pick<Seen, "state">, check: CheckTable): number => (state.checks.get(check.key) || { count: 0 }).count;

export function pageStatus(seen: Seen, place: Place): Status {
  if (!isSeen(seen, place)) return "not-started";
  const open = seen.course.tables.checks.some((check) => check.page === place.page.id && !timesSubmitted(seen, check));
  return open ? "in-progress" : "done";
}
