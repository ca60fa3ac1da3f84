/** What a platform holds of this learner, as far as we were told: nothing that it holds already is written again. */

import type { ScormApi, ScormCache, ScormDialect } from "../../contract";
import { cutEnds, readWord } from "./reading";

export class CmiCache implements ScormCache {
  /** Read at launch, or accepted since and committed; by element. */
  private readonly held: { [element: string]: string } = {};
  /** Accepted, not committed yet. */
  private fresh: { [element: string]: string } = {};
  /** Error code of the last refused write or Commit. */
  private refusal = "";

  constructor(readonly api: ScormApi, private readonly dialect: ScormDialect) {}

  /** Asks the platform, and remembers what the answer says. "unknown" is what platforms answer of themselves: it has yet to be said. */
  read(element: string): string {
    const value = this.api.get(element), said = cutEnds(value);
    if (said !== "unknown") this.held[element] = said;
    return value;
  }

  readText(element: string): string {
    return cutEnds(this.read(element));
  }

  /** Whether the platform failed at the last question, so that an empty answer to it says nothing. */
  fails(): boolean {
    return this.api.threw() || this.dialect.outages.indexOf(this.api.error()) >= 0;
  }

  /** What is known without asking. */
  known(element: string): string | undefined {
    return this.fresh[element] ?? this.held[element];
  }

  knownWord(element: string): string {
    return readWord(this.known(element) ?? "");
  }

  /** True when the platform holds it, now or already. */
  put(element: string, value: string): boolean {
    if (this.known(element) === value) return true;
    const accepted = this.api.set(element, value);
    if (accepted) this.fresh[element] = value;
    else this.refusal = this.api.error();
    return accepted;
  }

  /** What was accepted counts as held only now: after a refused Commit all of it is written again. */
  commit(): boolean {
    const committed = this.api.commit();
    if (committed) Object.keys(this.fresh).forEach((element) => { this.held[element] = this.fresh[element] as string; });
    else this.refusal = this.api.error();
    this.fresh = {};
    return committed;
  }

  /** Platforms answer `_count` with nothing, a nought or nonsense where they hold no such list. */
  count(array: string): number {
    const count = Number(this.api.get(`${array}._count`));
    return count > 0 && count < Infinity ? Math.floor(count) : 0;
  }

  /** Whether the last refusal means that the index leaves a gap: the platform did not hand back what it was told before. */
  gap(): boolean {
    return this.refusal === this.dialect.gap;
  }

  /** Whether it means that the platform as a whole fails; every other refusal of an id means that it has no such list. */
  outage(): boolean {
    return this.dialect.outages.indexOf(this.refusal) >= 0;
  }

  /** Whether it means that the API was ended, here or by another part of the platform. */
  ended(): boolean {
    return this.dialect.ended.indexOf(this.refusal) >= 0;
  }

  /** A score of 0 to 100 below an element. True when its last part was accepted. */
  putScore(element: string, raw: number): boolean {
    this.put(`${element}.min`, "0");
    this.put(`${element}.max`, "100");
    const put = this.put(`${element}.raw`, String(raw));
    return this.dialect.scaled ? this.put(`${element}.scaled`, String(raw / 100)) && put : put;
  }
}
