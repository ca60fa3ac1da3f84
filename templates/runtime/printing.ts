/** Paper has no button: while the page is printed, what is folded on it is open. Browsers that know `::details-content` need no script for it. */

import { findAll } from "./dom";

export function watchPrinting(window: Window): void {
  let opened: HTMLElement[] = [];
  window.addEventListener("beforeprint", () => {
    opened = findAll(window.document, "[data-view]:not([hidden]) details:not([open])");
    for (const details of opened) details.setAttribute("open", "");
  });
  window.addEventListener("afterprint", () => {
    for (const details of opened) details.removeAttribute("open");
    opened = [];
  });
}
