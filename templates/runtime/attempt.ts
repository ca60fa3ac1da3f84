/** One go at the course: the state, and where it stands. Knows no page, no platform; what comes of it is decided by `answers`, which comes after the first page. */

import type { Answered, Outcome, Scored } from "./contract";
import type { Outline } from "./outline";
import { pack, type State } from "./state";

/** What one action changed, for the driver (see `Change`). */
export interface ActionResult {
  answered: Answered[];
  scored: Scored[];
  sessions: string[];
  completed: string[];
  reached: boolean;
}

/** What no action changed: a draft alone is saved. */
export const nothing = (): ActionResult => ({ answered: [], scored: [], sessions: [], completed: [], reached: false });

export interface Attempt {
  readonly course: Outline;
  state: State;
  /** States that were written before notes were here, which follow them. */
  followed: string[];
  outcome: () => Outcome;
  pack: () => string;
  /** The window writes this state now: whoever comes back to it is the same learner. */
  follow: (state: string) => void;
  /** A page came into sight. `at`: ms of the clock. */
  see: (page: string, at: number) => ActionResult;
}

/**
 * An attempt that reads the first page: seeing it completes nothing, else the whole attempt is waited for (`firstPageCompletes` of the tables).
 *
 * @param state as it was found
 */
export function makeAttempt(course: Outline, state: State): Attempt {
  const attempt: Attempt = {
    course, state, followed: [],
    outcome: () => attempt.state.outcome,
    follow: (written) => { attempt.followed.push(written); },
    pack: () => pack(attempt.state),
    see: (page) => {
      const place = course.place(page);
      if (place) attempt.state.pages.add(place.page.key);
      return nothing();
    },
  };
  return attempt;
}
