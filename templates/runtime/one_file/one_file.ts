/**
 * Puts the player in place of the text in a session that is one file (builder/kit/session_file.py).
 *
 * All text stands in the file for whoever has no script. This runs between the two halves of the player: only where the first one could be read. What the
 * player shows lies in templates, and pictures and recordings stand once in the file: each address is put where the player needs it.
 */

import type { Copack } from "../contract";

const page = document;
const all = <Kind extends HTMLElement>(selector: string): Kind[] => [...page.querySelectorAll<Kind>(selector)];

const ATTRIBUTES = ["src", "srcset", "poster", "href"];

/** By address in a package, the address that holds the file itself. */
function readHeld(): Map<string, string> {
  const [table] = all("[data-held]");
  const held = new Map(Object.entries(JSON.parse(table?.textContent || "{}") as Record<string, string>));
  for (const shown of all("[data-file]")) held.set(shown.dataset["file"] || "", shown.getAttribute("src") || shown.getAttribute("href") || "");
  return held;
}

/** Nothing in a template is asked for before it is in the page. */
function fillIn({ content }: HTMLTemplateElement, held: Map<string, string>): void {
  for (const name of ATTRIBUTES) {
    for (const element of [...content.querySelectorAll(`[${name}]`)]) {
      const file = held.get(element.getAttribute(name) || "");
      if (file) element.setAttribute(name, file);
    }
  }
}

function open(copack: Copack): void {
  const held = readHeld(), pages: Record<string, string> = {};
  const [player] = all<HTMLTemplateElement>("template[data-player]"), [session] = all("link[data-session]");
  if (!player || !session) return;
  fillIn(player, held);
  for (const stored of all<HTMLTemplateElement>("template[data-stored]")) {
    fillIn(stored, held);
    pages[stored.dataset["stored"] || ""] = stored.innerHTML;
    stored.remove();
  }
  const body = page.importNode(player.content, true);
  for (const { name, value } of [...player.attributes]) if (name !== "data-player") page.body.setAttribute(name, value);
  all("[data-reading], [data-held]").forEach((element) => { element.remove(); });
  player.replaceWith(body);
  for (const style of all<HTMLStyleElement>("style[media]")) style.removeAttribute("media");
  copack.session(session.dataset["session"] || "", session.dataset["digest"] || "", pages);
}

open(window.copack);
