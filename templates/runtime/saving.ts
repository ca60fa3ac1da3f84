/** Brings every change to the driver: one save an action, tries again with growing pauses, tells only failure and recovery. */

import type { Change, Driver, Host, Kept } from "./contract";
import type { Step } from "./attempt";

const PAUSES = [2, 5, 15, 30, 60];
/** Drafts are saved when the learner has stopped typing for this long. */
const REST = 1500;

export interface Ears {
  /** State, location, outcome and seconds as they are now. */
  compose(): Omit<Change, keyof Step>;
  /** The visible line; `at` is ms of the clock. */
  show(kept: Kept, at: number): void;
  /** Said aloud: once when saving begins to fail, once when it works again. */
  tell(failing: boolean): void;
}

export class Saver {
  private pending: Step = nothing();
  private dirty = false;
  private running: Promise<void> | null = null;
  private failures = 0;
  private turn = 0;
  private closed = false;

  constructor(private readonly driver: Driver, private readonly host: Host, private readonly ears: Ears) {}

  /** The last change that the driver was given is not safe yet. */
  get failing(): boolean {
    return this.failures > 0;
  }

  /** Saves now. */
  record(step: Step): void {
    this.pending = join(this.pending, step);
    this.dirty = true;
    this.send();
  }

  /** Saves when the learner rests. */
  later(): void {
    this.dirty = true;
    // While saving fails, the pause of the next try stands: typing must not hurry it.
    if (!this.failures) this.wait(REST);
  }

  /** The window goes away, or may. `hidden` costs nothing when there is nothing to save. */
  async leave(how: "exit" | "unload" | "hidden"): Promise<Kept> {
    if (this.closed || (how === "hidden" && !this.dirty)) return "kept";
    if (how === "exit" && this.running) await this.running;
    const taken = this.take();
    if (how === "unload") this.closed = true;
    const kept = await this.ask(() => this.driver.leave(this.change(taken), how));
    if (how === "exit" && kept !== "lost") this.closed = true;
    this.settle(kept, taken);
    return kept;
  }

  /** Forgets what is not saved and saves no more. */
  close(): void {
    this.closed = true;
  }

  private send(): void {
    if (this.closed || this.running || !this.dirty) return;
    const taken = this.take();
    this.turn += 1;
    this.running = this.ask(() => this.driver.save(this.change(taken))).then((kept) => {
      this.running = null;
      this.settle(kept, taken);
    });
  }

  private take(): Step {
    const taken = this.pending;
    this.pending = nothing();
    this.dirty = false;
    return taken;
  }

  private change(step: Step): Change {
    return { ...this.ears.compose(), ...step };
  }

  /** A driver never rejects; if one does, nothing is safe. */
  private async ask(call: () => Promise<Kept>): Promise<Kept> {
    try {
      return await call();
    } catch (_) {
      return "lost";
    }
  }

  private settle(kept: Kept, taken: Step): void {
    this.ears.show(kept, this.host.now());
    if (kept === "lost") {
      this.pending = join(taken, this.pending);
      this.dirty = true;
      this.failures += 1;
      if (this.failures === 1) this.ears.tell(true);
      if (!this.closed) this.wait(1000 * (PAUSES[Math.min(this.failures, PAUSES.length) - 1] as number));
      return;
    }
    if (this.failures) this.ears.tell(false);
    this.failures = 0;
    this.send();
  }

  private wait(ms: number): void {
    this.turn += 1;
    const turn = this.turn;
    void this.host.wait(ms).then(() => { if (turn === this.turn) this.send(); });
  }
}

const nothing = (): Step => ({ answered: [], sessions: [], reached: false });

/** Every submission is told, in order; a session done or an outcome reached stays so. */
function join(one: Step, other: Step): Step {
  return {
    answered: one.answered.concat(other.answered),
    sessions: one.sessions.concat(other.sessions.filter((id) => one.sessions.indexOf(id) < 0)),
    reached: one.reached || other.reached,
  };
}
