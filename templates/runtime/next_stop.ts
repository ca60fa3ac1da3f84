/** Where Next leads from a page or view. */

import type { Outline } from "./outline";
import { sessionAfter, type Position } from "./position";

/** To a page, by its id, or to the end of the session or the course. */
export function nextStop(course: Outline, position: Position): { page: string } | "session-end" | "course-end" {
  const { session, at } = position.place, onPage = position.view === "page";
  const following = onPage && session.pages[at + 1];
  if (following) return { page: following.id };
  if (onPage && course.tables.sessions.length > 1) return "session-end";
  const after = sessionAfter(course, position), first = after && after.pages[0];
  return first ? { page: first.id } : "course-end";
}
