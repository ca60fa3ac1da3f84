/** The one polite live region. */

import { box } from "./dom";
import type { Host } from "./contract";

/** Says a sentence once. The region is emptied first, so that the same sentence is read out again. */
export function announce(host: Host, sentence: string): void {
  const region = box("announce");
  if (!region || !sentence) return;
  region.textContent = "";
  void host.wait(100).then(() => { region.textContent = sentence; });
}
