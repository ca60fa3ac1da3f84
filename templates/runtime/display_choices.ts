/** The choices of text size and contrast in the menu. */

import type { Host } from "./contract";
import { DISPLAY } from "./display";
import { box, find, findAll, show } from "./dom";

const CHOICE = "[data-choice]";

/** Puts the choices, which come after the first page, into the menu, with what is chosen already. */
export function openDisplayChoices({ deviceStore }: Host): void {
  const choices = box("display-choices"), panel = find(document, "#copack-menu");
  if (!choices || !panel) return;
  panel.append(choices);
  choices.hidden = false;
  const chosen = (document.documentElement.dataset["display"] || "").split(" ");
  for (const group of findAll(choices, "[role=group]")) {
    const buttons = findAll(group, CHOICE), current = buttons.find(({ dataset }) => chosen.includes(dataset["choice"] || "-")) || buttons[0];
    press(buttons, current);
  }
  show(find(choices, "[data-display-kept]"), !!deviceStore);
}

/** Shows the course as was chosen, and keeps it on the device where the browser lets it. @param target what was pressed, in one of the choices */
export function chooseDisplay({ deviceStore }: Host, target: Element): void {
  const pressed = target.closest<HTMLElement>(CHOICE), group = target.closest("[role=group]"), choices = box("display-choices");
  if (!pressed || !group || !choices) return;
  press(findAll(group, CHOICE), pressed);
  const display = findAll(choices, `${CHOICE}[aria-pressed="true"]`).map(({ dataset }) => dataset["choice"]).filter(Boolean).join(" ");
  document.documentElement.dataset["display"] = display;
  if (display) show(find(choices, "[data-display-kept]"), !!deviceStore && deviceStore.set(DISPLAY, display));
  else forgetDisplay({ deviceStore });
}

/** The choice holds until the window closes, and no longer. */
export function forgetDisplay({ deviceStore }: Pick<Host, "deviceStore">): void {
  if (deviceStore) deviceStore.remove(DISPLAY);
}

const press = (buttons: HTMLElement[], current: HTMLElement | undefined): void => {
  for (const button of buttons) button.setAttribute("aria-pressed", String(button === current));
};
