/** The one green button of a page moves with the task: it checks what is being answered, and once nothing is left to check, it is "Next". */

import { act, box, findAll } from "./dom";

const CHECKING = "[data-action=check-answer],[data-action=submit-check],[data-action=step-next]";
const SECONDARY = "nhsuk-button--secondary";

/** Where several questions wait, it is at the one that was used last, else at the first. */
export function showTask(): void {
  const page = box("page");
  // What another step of a check or form holds is out of view without being hidden: paper shows it.
  const waiting = page ? findAll(page, CHECKING).filter((button) => !button.closest("[hidden],.copack-step--away")) : [];
  const isUsed = (button: HTMLElement): boolean => !!button.closest("[data-question],[data-check]")?.contains(document.activeElement);
  const task = waiting.find(isUsed) || waiting.find(({ classList }) => !classList.contains(SECONDARY)) || waiting[0];
  for (const button of waiting) button.classList.toggle(SECONDARY, button !== task);
  const next = act("next");
  if (next) next.classList.toggle(SECONDARY, !!task);
}
