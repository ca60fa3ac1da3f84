/**
 * Words explained: a button in the text opens the meaning right after it. One is open at a time; Escape closes it.
 *
 * A press comes from the player (`late_actions.ts`), which keeps one that came before the page was at work.
 */

import type { Enhance } from "../contract";

const enhance: Enhance = (article, { announce }) => {
  const buttons = Array.from(article.querySelectorAll<HTMLElement>("button.copack-term"));
  const meaning = (button: HTMLElement): HTMLElement | null => article.querySelector<HTMLElement>(`#${button.getAttribute("aria-controls") || "none"}`);

  const set = (button: HTMLElement, open: boolean): void => {
    const means = meaning(button);
    if (!means) return;
    button.setAttribute("aria-expanded", String(open));
    means.hidden = !open;
  };
  const isOpen = (button: HTMLElement): boolean => button.getAttribute("aria-expanded") === "true";

  for (const button of buttons) {
    button.addEventListener("copack-word", () => {
      const open = !isOpen(button);
      for (const other of buttons) set(other, other === button && open);
      // Safari gives a button no focus when it is clicked, and Escape must find it.
      button.focus();
      const means = meaning(button);
      if (open && means) announce(means.textContent || "");
    });
    button.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !isOpen(button)) return;
      // The platform's own window must not close with it.
      event.stopPropagation();
      set(button, false);
    });
  }
};

export default enhance;
