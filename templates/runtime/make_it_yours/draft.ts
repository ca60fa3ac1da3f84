/** What was typed, kept in this browser where the person asks for it, and nowhere else. */

import { toRecord } from "./records";

export interface Draft { [field: string]: string }

const keyOf = (course: string): string => `copack.make-it-yours.${course}`;

export function readDraft(window: Window, course: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(keyOf(course)) || "null");
    if (!kept || typeof kept !== "object") return null;
    return toRecord(Object.entries(kept as Draft).filter(([, value]) => typeof value === "string"));
  } catch {
    return null;
  }
}

/** Keeps a draft, or forgets it where it is `null`. Tells whether the browser allowed it. */
export function keepDraft(window: Window, course: string, draft: Draft | null): boolean {
  try {
    if (draft) window.localStorage.setItem(keyOf(course), JSON.stringify(draft));
    else window.localStorage.removeItem(keyOf(course));
    return true;
  } catch {
    return false;
  }
}
