/**
 * The page that came with the document, for whoever is new: it shows before all else is here. What comes after it (`late_half`) takes over when it
 * arrives, and turns pages from then on.
 */

import { announce } from "./announce";
import { nothing } from "./attempt";
import type { Player } from "./context";
import type { Tables } from "./contract";
import type { LateHalf } from "./late";
import { openView } from "./shell";

/** ms that a page has to itself before more is fetched. */
export const IDLE = 500;

/** Whether it can be read by itself: it asks nothing, and to have seen it completes nothing. */
export const isReadable = (html: string, { course }: Tables): boolean => !course.firstPageCompletes && !/data-(?:interaction|check|question)=/.test(html);

export function openFirstPage(player: Player): void {
  const { attempt, host, late, library, position: { place: { page, session } }, saver, silent } = player;
  attempt.see(page.id, host.now());
  openView(player, "page", false);
  if (!silent) saver.hold(nothing());
  void late.fetch().then((half) => half && half.takeOver(player));
  void host.wait(IDLE).then(() => library.fetch(session.id));
}

/** What comes after the first page; null where it does not come, which is said, or where the learner has gone elsewhere meanwhile. */
export async function waitForLate(player: Player): Promise<LateHalf | null> {
  const { late, library, position, tell, words, host } = player, { place, view } = position;
  void library.fetch(place.session.id);
  const half = await late.fetch();
  tell("late", half ? "" : "page-problem");
  if (half) half.takeOver(player);
  else announce(host, words("page-problem"));
  return position.place === place && position.view === view ? half : null;
}
