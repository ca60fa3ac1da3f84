/**
 * Brings every change to the driver: one save an action, tries again with growing pauses, tells only failure and recovery. What cannot
 * be sent yet, since a write is under way or failed, is given to the driver all the same where it keeps changes on the device.
 */

import type { Change, Driver, Host, Kept, Left } from "./contract";
import { nothing, type ActionResult } from "./attempt";

/** Seconds. */
const PAUSES = [2, 5, 15, 30, 60];
/** Drafts are saved when the learner has stopped typing for so many ms. */
const REST = 1500;

export interface SaverListener {
  /** State, location, outcome and seconds as they are now. */
  compose: () => Omit<Change, keyof ActionResult>;
  /** The visible line; `at` is ms of the clock. */
  show: (kept: Kept, at: number) => void;
  /** Said aloud: once when saving begins to fail, once when it works again. */
  tell: (failing: boolean) => void;
}

export interface Saver {
  /** Saves now. */
  record: (result: ActionResult) => void;
  /** Keeps a result for the next save: opening the course alone costs the platform nothing. */
  hold: (result: ActionResult) => void;
  /** Saves when the learner rests. */
  later: () => void;
  /** The window goes away, or may. `hidden` costs nothing when there is nothing to save. */
  leave: (how: "exit" | "unload" | "hidden") => Promise<Left>;
  /** Forgets what is not saved and saves no more. */
  close: () => void;
  /** The last change that the driver was given is not safe yet. */
  failing: () => boolean;
}

export function makeSaver(driver: Driver, host: Host, listener: SaverListener): Saver {
  const unsaved = makeUnsaved(), trouble = makeTrouble(host, listener), retry = makePause(host, send);
  /** While saving fails, typing does not hurry the next try; but what was typed is kept. */
  const rest = makePause(host, () => { (trouble.failing() ? keepOnDevice : send)(); });
  let closed = false, exiting: Promise<Left> | null = null;
  /** What the driver was asked to do, until all of it is done. */
  let running: Promise<void> | null = null;

  /** One write at a time: what may not be sent now goes when the write that runs is done. */
  function send(): void {
    if (running || exiting) keepOnDevice();
    else if (!closed && unsaved.any()) void write((change) => driver.save(change));
  }

  /** Until it is sent, the window may be killed. */
  function keepOnDevice(): void {
    if (!closed && unsaved.any() && driver.keepOnDevice) driver.keepOnDevice(compose(unsaved.all()));
  }

  const compose = (results: ActionResult): Change => ({ ...listener.compose(), ...results });

  function write(act: (change: Change) => Promise<Left>): Promise<Left> {
    const taken = unsaved.take(), earlier = running;
    retry.end();
    rest.end();
    const written = guard(() => act(compose(taken))).then((left) => {
      const pause = trouble.hear(left === "open" ? "kept" : left);
      if (pause) {
        unsaved.putBack(taken);
        retry.begin(pause);
      }
      return left;
    });
    const all = Promise.all([earlier, written]).then(() => {
      if (running !== all) return;
      running = null;
      // What failed is tried again after a pause, with all that came since.
      if (!trouble.failing() && !exiting) send();
    });
    running = all;
    return written;
  }

  /** One write at a time: what runs is waited for, and nothing new begins meanwhile (tracking contract 3). */
  async function exit(): Promise<Left> {
    if (running) keepOnDevice();
    while (running) await running;
    const left = await write((change) => driver.leave(change, "exit"));
    closed = closed || (left !== "lost" && left !== "open");
    exiting = null;
    // The course goes on, with what happened meanwhile.
    if (left === "open") send();
    return left;
  }

  async function leave(how: "exit" | "unload" | "hidden"): Promise<Left> {
    if (closed) return "kept";
    if (how === "exit") return (exiting = exiting || exit());
    // The exit takes along what is not saved.
    if (how === "hidden" && exiting) keepOnDevice();
    if (how === "hidden" && (exiting || !unsaved.any())) return "kept";
    closed = how === "unload";
    return write((change) => driver.leave(change, how));
  }

  return {
    leave, hold: unsaved.add, failing: trouble.failing,
    record: (result) => {
      unsaved.add(result);
      send();
    },
    later: () => { unsaved.touch(); rest.begin(REST); },
    close: () => { closed = true; },
  };
}

/** Shows what became of each save, and tells failure and recovery once each. `hear`: ms until what was lost is tried again, or 0. */
function makeTrouble(host: Host, listener: SaverListener): { failing: () => boolean; hear: (kept: Kept) => number } {
  let failures = 0;
  return {
    failing: () => failures > 0,
    hear: (kept) => {
      const lost = kept === "lost";
      if (lost !== failures > 0) listener.tell(lost);
      failures = lost ? failures + 1 : 0;
      listener.show(kept, host.now());
      return lost ? 1000 * (PAUSES[Math.min(failures, PAUSES.length) - 1] as number) : 0;
    },
  };
}

/** What the driver was not given yet, or nobody has; a draft counts, though it has no result. */
function makeUnsaved(): { any: () => boolean; all: () => ActionResult; touch: () => void; add: (result: ActionResult) => void; putBack: (taken: ActionResult) => void; take: () => ActionResult } {
  let results = nothing(), any = false;
  return {
    any: () => any,
    all: () => results,
    touch: () => { any = true; },
    add: (result) => {
      results = join(results, result);
      any = true;
    },
    putBack: (taken) => {
      results = join(taken, results);
      any = true;
    },
    take: () => {
      const taken = results;
      results = nothing();
      any = false;
      return taken;
    },
  };
}

/** A driver never rejects; if one does, nothing is safe. */
async function guard<Answer extends Left>(save: () => Promise<Answer>): Promise<Answer | "lost"> {
  try {
    return await save();
  } catch {
    return "lost";
  }
}

/** A pause before something is done, unless it is ended or begun anew meanwhile. */
function makePause(host: Host, act: () => void): { begin: (ms: number) => void; end: () => void } {
  let latest = 0;
  const end = (): number => (latest += 1);
  return {
    end,
    begin: (ms) => {
      const mine = end();
      void host.wait(ms).then(() => { if (mine === latest) act(); });
    },
  };
}

/** Every submission is told, in order; a session done or an outcome reached stays so. */
function join(earlier: ActionResult, later: ActionResult): ActionResult {
  return {
    answered: earlier.answered.concat(later.answered),
    scored: earlier.scored.concat(later.scored),
    sessions: earlier.sessions.concat(later.sessions.filter((id) => !earlier.sessions.includes(id))),
    completed: earlier.completed.concat(later.completed.filter((id) => !earlier.completed.includes(id))),
    reached: earlier.reached || later.reached,
  };
}
