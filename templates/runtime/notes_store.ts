/** Where own words lie in the window, by unit, and how the window forgets them. */

import type { Host, Tables } from "./contract";

/** Of the whole course: on the device, where the learner asked for it. */
export const notesOfCourse = ({ id }: Pick<Tables["course"], "id">): string => `copack-notes:${id}`;

/** Of a unit: its notes, and behind them the trail of states that the window has written. */
export const notesOfUnit = (course: Pick<Tables["course"], "id" | "unit">): [string, string] => {
  const { id, unit } = course, ofUnit = id === unit ? notesOfCourse(course) : `${notesOfCourse(course)}.${unit}`;
  return [ofUnit, `${ofUnit}:states`];
};

/** The learner leaves. What they asked to be kept on the device stays there. */
export function forgetWindow({ windowStore }: Pick<Host, "windowStore">, course: Pick<Tables["course"], "id" | "unit">): void {
  if (windowStore) for (const key of notesOfUnit(course)) windowStore.remove(key);
}
