/**
 * Slots: places for words of whoever runs the course. The launch page holds those words, as text and addresses; session files hold neutral ones, which
 * stay where there are no others.
 */

import type { Enhance, LocalTable } from "../contract";

const SAFE = /^(?:https|mailto|tel):/;

const all = (selector: string): HTMLElement[] => Array.from(document.querySelectorAll<HTMLElement>(selector));

function readTable(): LocalTable | null {
  const held = all("script[data-local]")[0];
  return held ? JSON.parse(held.textContent || "null") as LocalTable | null : null;
}

function link(words: string, address: string, { newTab, newTabLanguage }: LocalTable): HTMLElement {
  const element = document.createElement("a");
  element.href = address;
  element.textContent = words;
  if (!/^https:/.test(address)) return element;
  element.target = "_blank";
  element.rel = "noopener noreferrer";
  const said = document.createElement("span");
  said.textContent = newTab;
  if (newTabLanguage) said.lang = newTabLanguage;
  element.append(" ", said);
  return element;
}

/** Nothing that an organisation typed is ever read as markup, and nothing but web pages, e-mail and telephone numbers is a link. */
function fill(slot: HTMLElement, pieces: readonly (readonly string[])[], table: LocalTable): void {
  slot.textContent = "";
  for (const [words = "", address = ""] of pieces) slot.append(SAFE.test(address) ? link(words, address, table) : words);
}

/** In the whole document: the views beside the course have slots too, and they come with the late half. */
const enhance: Enhance = () => {
  const table = readTable();
  if (!table) return;
  const { organisation = "", nation = "", digest = "" } = table;
  const words: Record<string, readonly (readonly string[])[]> = { ...table.words, "@organisation": [[organisation]], "@digest": [[digest]] };
  for (const slot of all("data.copack-local")) {
    const pieces = words[slot.getAttribute("value") || ""];
    if (pieces) fill(slot, pieces, table);
  }
  for (const line of all("[data-nations]")) line.hidden = !!nation && !(line.dataset["nations"] || "").split(" ").includes(nation.replace(" ", "-"));
  for (const line of all("[data-local-words]")) line.hidden = !organisation;
};

export default enhance;
