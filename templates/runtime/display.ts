/** Text size and contrast as the learner chose them, kept on this device alone (tracking contract 5). Style sheets ask for the attribute (display.css). */

import type { Host } from "./contract";

/** One choice for all courses that come from the same address: whoever needs large text needs it in each. */
export const DISPLAY = "copack-display";

/** Shows the course as was chosen at an earlier visit. A value that no style rule asks for does nothing. */
export function showDisplay({ deviceStore }: Host): void {
  document.documentElement.dataset["display"] = (deviceStore && deviceStore.get(DISPLAY)) || "";
}
