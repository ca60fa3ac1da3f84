/** Where the learner is, and where Back and Next lead from there. Functions over one value; nothing here draws or saves. */

import type { SessionTable } from "./contract";
import type { Outline, Place } from "./outline";

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
export function startPosition(course: Outline, location: string): Position {
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

export function placeBefore({ places }: Outline, { view, place }: Position): Place | undefined {
  return view === "page" ? places[places.indexOf(place) - 1] : place;
}

export function sessionAfter({ tables }: Outline, { place }: Position): SessionTable | undefined {
  return tables.sessions[tables.sessions.indexOf(place.session) + 1];
}
