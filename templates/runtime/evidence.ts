/** What a learner has shown of each outcome: by the marked questions about it, as they were submitted last, and by its pages. */

import type { AnsweringAttempt } from "./answers";
import type { CheckTable, InteractionTable } from "./contract";
import type { Place } from "./outline";
import { triesLeft, type Learned } from "./progress";
import { tally, type Tally } from "./tally";

/** `shown`: every question about it was right; `again`: not every one; `open`: something about it is to do; `read`: no question is about it, every page was seen. */
export type Standing = "shown" | "again" | "open" | "read";

export interface Evidence {
  learned: Learned;
  standing: Standing;
  /** In the unit of all outcomes that are told together. */
  count: Tally;
}

export function weighEvidence(attempt: AnsweringAttempt, outcomes: Learned[]): Evidence[] {
  const together = outcomes.reduce<InteractionTable[]>((all, { asked }) => all.concat(asked), []);
  return outcomes.map((learned) => {
    const count = tally(attempt, learned.asked, together);
    return { learned, count, standing: standingOf(learned, count) };
  });
}

function standingOf({ questions, open, unseen }: Learned, { right, of }: Tally): Standing {
  if (!questions) return unseen ? "open" : "read";
  return open ? "open" : right === of ? "shown" : "again";
}

/** The most pages that are named for one outcome. */
const MOST_PAGES = 3;

/** Pages that are worth another look: those about the fewest other outcomes, without those that only check it. */
export function pagesAbout({ course }: AnsweringAttempt, { about }: Learned): Place[] {
  const { checks, outcomes } = course.tables;
  const teaching = about.filter(({ page }) => !checks.some((check) => check.page === page.id));
  const breadth = ({ page }: Place): number => outcomes.filter(({ pages }) => pages.includes(page.id)).length;
  const least = Math.min(...teaching.map(breadth));
  return teaching.filter((place) => breadth(place) === least).slice(0, MOST_PAGES);
}

/** Checks that ask about it and can be tried again. */
export function checksAbout(attempt: AnsweringAttempt, { asked }: Learned): CheckTable[] {
  return attempt.course.tables.checks.filter((check) => asked.some((table) => table.check === check.id) && triesLeft(attempt, check) !== 0);
}
