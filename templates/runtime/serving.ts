/**
 * What is wrong with how the package is served, found in the window itself and told in words: another character set than it is written in, or files that
 * did not arrive. It comes with the late half, so that the first page weighs nothing more, and asks the server for nothing of its own. A course that is
 * opened inside a zip has neither styles nor scripts: only words in the launch page could speak there, and it has no room for them yet.
 */

import type { Player } from "./context";
import { findAll } from "./dom";

/** A file of the package, by its name in the zip without the digest of its content. */
const nameOf = (address: string): string => new URL(address, document.baseURI).pathname.split("/").slice(-1).join("").replace(/-[0-9a-f]{12}(?=\.)/, "");

/** Whether no rule of a sheet came: browsers have an empty sheet for a file that is missing. Rules of files on a disk are not for scripts to read. */
function isEmpty({ sheet }: HTMLLinkElement): boolean {
  try {
    return !sheet || !sheet.cssRules.length;
  } catch {
    return false;
  }
}

/** Looks once, and listens from then on: a picture that arrives at last is told no more. */
export function watchServing({ tell, host }: Player): void {
  const { document } = host.window, missing = new Set<string>();
  const note = (address: string, arrived: boolean): void => {
    if (!address || /^data:/.test(address) || missing.has(address) !== arrived) return;
    if (arrived) missing.delete(address);
    else missing.add(address);
    tell("files", missing.size ? "notice-missing" : "", { list: Array.from(missing, nameOf).join(", ") });
  };
  const hear = ({ target, type }: Event): void => {
    if (target instanceof HTMLImageElement) note(target.src, type === "load");
  };
  // Neither event bubbles.
  for (const type of ["load", "error"]) document.addEventListener(type, hear, true);
  for (const link of findAll(document, "link[rel=stylesheet]")) if (link instanceof HTMLLinkElement && isEmpty(link)) note(link.href, false);
  for (const image of Array.from(document.images)) if (image.complete && "decode" in image) image.decode().catch(() => { note(image.src, false); });
  if (document.characterSet !== "UTF-8") tell("letters", "notice-letters", { found: document.characterSet });
}
