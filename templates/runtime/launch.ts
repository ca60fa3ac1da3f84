/** What a launch comes to, whatever the driver could find out. */

import type { Driver, Launch } from "./contract";

/** Where no platform answers: nothing is recorded, and nothing was kept. */
const UNTRACKED: Launch = {
  connection: "untracked", notice: null, mode: "normal", finished: false, states: [], location: "", interactions: 0, ask: false,
};

/** Drivers never reject; should one, the learner still gets the course, and is told that nothing is recorded. */
export async function launch(driver: Driver): Promise<Launch> {
  return { ...UNTRACKED, ...(await driver.launch().catch(() => ({}))) };
}
