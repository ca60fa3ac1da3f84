/** Brings every change to the driver: one save an action, tries again with growing pauses, tells only failure and recovery. */

import type { Change, Driver, Host, Kept } from "./contract";
import type { Step } from "./attempt";

/** Seconds. */
const PAUSES = [2, 5, 15, 30, 60];
/** Drafts are saved when the learner has stopped typing for so many ms. */
const REST = 1500;

export interface Ears {
  /** State, location, outcome and seconds as they are now. */
  compose(): Omit<Change, keyof Step>;
  /** The visible line; `at` is ms of the clock. */
  show(kept: Kept, at: number): void;
  /** Said aloud: once when saving begins to fail, once when it works again. */
  tell(failing: boolean): void;
}

export interface Saver {
  /** Saves now. */
  record(step: Step): void;
  /** Keeps a step for the next save: opening the course alone costs the platform nothing. */
  hold(step: Step): void;
  /** Saves when the learner rests. */
  later(): void;
  /** The window goes away, or may. `hidden` costs nothing when there is nothing to save. */
  leave(how: "exit" | "unload" | "hidden"): Promise<Kept>;
  /** Forgets what is not saved and saves no more. */
  close(): void;
  /** The last change that the driver was given is not safe yet. */
  failing(): boolean;
}

export function makeSaver(driver: Driver, host: Host, ears: Ears): Saver {
  let pending = nothing(), dirty = false, closed = false, failures = 0, turn = 0;
  let running: Promise<void> | null = null;

  function take(): Step {
    const taken = pending;
    pending = nothing();
    dirty = false;
    return taken;
  }

  /** A driver never rejects; if one does, nothing is safe. */
  async function ask(call: (change: Change) => Promise<Kept>, step: Step): Promise<Kept> {
    try {
      return await call({ ...ears.compose(), ...step });
    } catch (_) {
      return "lost";
    }
  }

  function send(): void {
    if (closed || running || !dirty) return;
    const taken = take();
    turn += 1;
    running = ask((change) => driver.save(change), taken).then((kept) => {
      running = null;
      settle(kept, taken);
    });
  }

  function settle(kept: Kept, taken: Step): void {
    const lost = kept === "lost";
    if (lost !== failures > 0) ears.tell(lost);
    failures = lost ? failures + 1 : 0;
    ears.show(kept, host.now());
    if (!lost) return send();
    pending = join(taken, pending);
    dirty = true;
    wait(1000 * (PAUSES[Math.min(failures, PAUSES.length) - 1] as number));
  }

  function wait(ms: number): void {
    turn += 1;
    const mine = turn;
    void host.wait(ms).then(() => { if (mine === turn) send(); });
  }

  function hold(step: Step): void {
    pending = join(pending, step);
    dirty = true;
  }

  return {
    hold,
    record: (step) => {
      hold(step);
      send();
    },
    later: () => {
      dirty = true;
      // While saving fails, the pause of the next try stands: typing must not hurry it.
      if (!failures) wait(REST);
    },
    leave: async (how) => {
      if (closed || (how === "hidden" && !dirty)) return "kept";
      if (how === "exit" && running) await running;
      const taken = take();
      closed = how === "unload";
      const kept = await ask((change) => driver.leave(change, how), taken);
      closed = closed || (how === "exit" && kept !== "lost");
      settle(kept, taken);
      return kept;
    },
    close: () => { closed = true; },
    failing: () => failures > 0,
  };
}

const nothing = (): Step => ({ answered: [], scored: [], sessions: [], reached: false });

/** Every submission is told, in order; a session done or an outcome reached stays so. */
function join(one: Step, other: Step): Step {
  return {
    answered: one.answered.concat(other.answered),
    scored: one.scored.concat(other.scored),
    sessions: one.sessions.concat(other.sessions.filter((id) => !one.sessions.includes(id))),
    reached: one.reached || other.reached,
  };
}
