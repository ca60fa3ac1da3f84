/** What stands between the learner and the end, as a list of links. */

import type { AnsweringAttempt } from "./answers";
import { make, makeBullets } from "./dom";
import type { Missing } from "./progress";
import { rawOf } from "./state";
import type { Words } from "./words";

/** A list of links to what is still to do. */
export function listMissing(items: Missing[], attempt: AnsweringAttempt, words: Words): HTMLElement {
  const { mark } = attempt.course.tables.pass;
  const raw = rawOf(attempt.state.outcome) ?? 0;
  return makeBullets({}, ...items.map(({ what, title, page }) =>
    make("li", {}, make("a", { href: `#${page}` }, words(`still-${what}`, { title, mark: mark ?? 0, raw })))));
}
