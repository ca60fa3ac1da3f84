/** The state document: how far each window of an attempt has come, and what has been told (tracking contract 3 and 4). */

/** How far a window of the attempt has come; `at` is ms of the clock. */
export interface Reached { state: string; location: string; at: number }

/** What the state document holds. */
export interface Progress {
  v: 1;
  windows: Record<string, Reached>;
  /** Names of statements that are sent once a registration, and were. */
  told: string[];
  /** ms of the last time stamp: later launches go on from there, whatever their clock says. */
  last: number;
}

/** A document of ours, or null: a stranger's, or a damaged one, is not built upon. */
export function readProgress(text: string): Progress | null {
  try {
    const { v, windows, told, last } = JSON.parse(text) as Record<keyof Progress, unknown>;
    if (v !== 1 || typeof windows !== "object") return null;
    const whole: Progress = { v: 1, windows: {}, told: Array.isArray(told) ? told.map(String) : [], last: Number(last) || 0 };
    for (const [id, window] of Object.entries(windows as Record<string, Record<keyof Reached, unknown> | null>)) {
      const reached = takeReached(window);
      if (reached) whole.windows[id] = reached;
    }
    return whole;
  } catch {
    return null;
  }
}

/** The progress of one window, as it was held on the device. */
export function readReached(text: string): Reached | null {
  try {
    return takeReached(JSON.parse(text) as Record<keyof Reached, unknown> | null);
  } catch {
    return null;
  }
}

function takeReached(window: Record<keyof Reached, unknown> | null): Reached | null {
  return window && typeof window.state === "string" ? { state: window.state, location: typeof window.location === "string" ? window.location : "", at: Number(window.at) || 0 } : null;
}
