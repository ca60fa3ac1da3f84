/** Where the learner is, and where Back and Next lead from there. Functions over one value; nothing here draws or saves. */

import type { SessionTable } from "./contract";
import type { Course, Place } from "./course";

export type View = "start" | "page" | "contents" | "session-end" | "course-end" | "recorded" | "help" | "glossary" | "record" | "closed";

/** Views beside the course: "Back to where you were" leads out of them, and out of the last one where leaving failed. */
const ASIDE: View[] = ["contents", "recorded", "help", "glossary", "record", "closed"];

export const isAside = (view: View): boolean => ASIDE.includes(view);

export interface Position {
  /** The page that is open, or was when another view covered it. */
  place: Place;
  view: View;
  /** Where "Back to where you were" leads. */
  returnView: View;
  /** The question of a check that is in view by itself, by its id; empty at the start of a page. */
  question: string;
  /** How many times in a row a session did not arrive. */
  failures: number;
}

/** Where a launch begins: where the learner left, else at the first page. `location`: as `locationOf` wrote it. */
export function startPosition(course: Course, location: string): Position {
  const [page = "", question = ""] = location.split("/"), left = course.place(page);
  return { place: left || (course.places[0] as Place), view: "start", returnView: "page", question: left ? question : "", failures: 0 };
}

/** `page`, or `page/question` in the middle of a check (tracking contract 3). */
export const locationOf = ({ place, question }: Position): string => place.page.id + (question && `/${question}`);

/** Goes to a page: to its start, where it is another one. */
export function moveTo(position: Position, place: Place): void {
  if (position.place !== place) position.question = "";
  position.place = place;
}

/** Changes the view, and notes where the way back leads. */
export function changeView(position: Position, view: View): void {
  if (!isAside(position.view)) position.returnView = position.view;
  position.view = view;
}

export function placeBefore({ places }: Course, { view, place }: Position): Place | undefined {
  return view === "page" ? places[places.indexOf(place) - 1] : place;
}

export function sessionAfter({ tables }: Course, { place }: Position): SessionTable | undefined {
  return tables.sessions[tables.sessions.indexOf(place.session) + 1];
}

/** Where Next leads: to a page, by its id, or to the end of the session or the course. */
export function nextStop(course: Course, position: Position): { page: string } | "session-end" | "course-end" {
  const { session, at } = position.place, onPage = position.view === "page";
  const following = onPage && session.pages[at + 1];
  if (following) return { page: following.id };
  if (onPage && course.tables.sessions.length > 1) return "session-end";
  const after = sessionAfter(course, position), first = after && after.pages[0];
  return first ? { page: first.id } : "course-end";
}
