/** The menu in the bar: a list that its button opens. Escape, and whatever is done elsewhere on the page, closes it. */

import { act, box, find, focus } from "./dom";

export function showMenu(visible: boolean): void {
  const button = act("menu"), panel = find(document, "#copack-menu");
  if (!button || !panel) return;
  button.setAttribute("aria-expanded", String(visible));
  panel.hidden = !visible;
}

export const toggleMenu = (): void => { showMenu(!isOpen()); };

/** The control to which the focus returns: that of the menu for whatever stands in it, which closes with each view. */
export const lastingControl = (control: Element): Element => (control.closest("#copack-menu") && act("menu")) || control;

export function watchMenu(): void {
  for (const type of ["click", "focusin"]) {
    document.addEventListener(type, ({ target }) => {
      const menu = box("menu");
      if (menu && !menu.contains(target as Node)) showMenu(false);
    });
  }
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !isOpen()) return;
    showMenu(false);
    focus(act("menu"));
  });
}

function isOpen(): boolean {
  const button = act("menu");
  return !!button && button.getAttribute("aria-expanded") === "true";
}
