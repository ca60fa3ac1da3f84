/** Objectives, one for each outcome that this unit completes: whether anything about it is left to do, and what its questions came to (tracking contract 1). */

import type { Change, ScormCache, ScormDialect, ScormTable } from "../../contract";

const OBJECTIVES = "cmi.objectives";
/** What a platform holds of an objective that nobody has written to. */
const UNTOUCHED = ["", "unknown", "not attempted"];

export class Objectives {
  private taken = true;
  /** The platform refused an id since the last Commit. */
  private refused = false;
  /** Index of each objective at the platform; null until the first write. */
  private indices: { [id: string]: number } | null = null;
  private readonly completed: { [outcome: string]: boolean } = {};
  /** Per cent of each outcome's questions, once all of them were submitted. */
  private readonly marks: { [outcome: string]: number } = {};

  constructor(private readonly dialect: ScormDialect, private readonly table: ScormTable, private readonly cache: ScormCache) {}

  /** What a platform holds as completed stays, whatever a later version of the course asks. */
  write(change: Change): void {
    for (const outcome of change.completed) this.completed[outcome] = true;
    for (const { outcome, whole } of change.scored) if (whole) this.marks[outcome] = Math.floor((100 * whole.points) / whole.of);
    if (!change.completed.length && !change.scored.length) return;
    for (const objective of this.table.objectives) this.writeOne(objective);
  }

  private writeOne({ id, outcome, completes }: ScormTable["objectives"][number]): void {
    const { cache } = this;
    const mark = this.marks[outcome], completed = completes && this.completed[outcome];
    if (!this.taken || (!completed && mark === undefined)) return;
    const index = this.resolve(id);
    if (index === null) return;
    const at = `${OBJECTIVES}.${index}`;
    const completion = `${at}.${this.dialect.names.completion}`;
    if (mark !== undefined) cache.putScore(`${at}.score`, mark);
    if (!completes) return;
    if (completed || UNTOUCHED.indexOf(cache.knownWord(completion)) >= 0) cache.put(completion, completed ? "completed" : "incomplete");
  }

  /**
   * Objectives may be there already, in any order (SCORM 2004 takes them from the manifest): their ids are read once, at the first
   * write. One that is absent is appended, and those before it in the course first: a platform that hands no ids back then finds each
   * at the same index at every launch.
   */
  private resolve(id: string): number | null {
    const known = this.indices || this.read();
    this.indices = known;
    for (const one of this.table.objectives) {
      if (known[id] !== undefined) break;
      if (known[one.id] === undefined && !this.append(known, one.id)) return null;
    }
    // Said again where a Commit failed since.
    return this.cache.put(`${OBJECTIVES}.${known[id]}.id`, id) ? known[id] as number : null;
  }

  private append(known: { [id: string]: number }, id: string): boolean {
    const index = Object.keys(known).length;
    const accepted = this.cache.put(`${OBJECTIVES}.${index}.id`, id);
    if (accepted) known[id] = index;
    else this.taken = this.cache.outage();
    this.refused = this.refused || !accepted;
    return accepted;
  }

  /** As for answers: a platform that took everything else has no outage. */
  settle(saved: boolean): void {
    if (saved && this.refused) this.taken = false;
    this.refused = false;
  }

  private read(): { [id: string]: number } {
    const known: { [id: string]: number } = {};
    for (let index = 0, count = this.cache.count(OBJECTIVES); index < count; index += 1) {
      // A blank or doubled id still takes its index.
      const id = this.cache.readText(`${OBJECTIVES}.${index}.id`) || `#${index}`;
      known[known[id] === undefined ? id : `#${index}`] = index;
      this.cache.readText(`${OBJECTIVES}.${index}.${this.dialect.names.completion}`);
    }
    return known;
  }
}
