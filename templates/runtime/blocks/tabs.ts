/** Tabs (WAI-ARIA Authoring Practices, "Tabs", automatic activation): makes them of the panels that a page holds one under another. */

import type { Enhance } from "../contract";

const enhance: Enhance = (article) => {
  article.querySelectorAll<HTMLElement>("[data-tabs]").forEach((box, at) => makeTabs(box, `tabs-${at + 1}`));
};

export default enhance;

function makeTabs(box: HTMLElement, id: string): void {
  const panels = Array.from(box.querySelectorAll<HTMLElement>("[data-panel]"));
  const list = document.createElement("div");
  list.className = "copack-tabs__list";
  list.setAttribute("role", "tablist");
  const tabs = panels.map((panel, at) => makeTab(panel, `${id}-${at + 1}`));
  const choose = (chosen: number): void => {
    tabs.forEach((tab, at) => {
      tab.setAttribute("aria-selected", String(at === chosen));
      tab.tabIndex = at === chosen ? 0 : -1;
      (panels[at] as HTMLElement).hidden = at !== chosen;
    });
  };
  tabs.forEach((tab, at) => { tab.onclick = () => choose(at); });
  list.onkeydown = (event) => {
    const next = whereTo(event, tabs.indexOf(event.target as HTMLElement), tabs.length);
    const tab = next === null ? null : tabs[next];
    if (next === null || !tab) return;
    event.preventDefault();
    choose(next);
    tab.focus();
  };
  list.append(...tabs);
  box.prepend(list);
  box.classList.add("copack-tabs--on");
  choose(0);
}

/** The tab of a panel, named by the panel's heading. */
function makeTab(panel: HTMLElement, id: string): HTMLElement {
  const tab = document.createElement("button"), name = panel.querySelector(".copack-tabs__name");
  tab.type = "button";
  tab.id = `${id}-tab`;
  tab.className = "copack-tabs__tab";
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", id);
  // The author's words as they are, bold and all.
  if (name) tab.append(...Array.from(name.cloneNode(true).childNodes));
  panel.id = id;
  panel.tabIndex = 0;
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", tab.id);
  return tab;
}

/** Index of the tab that a key leads to, or null. */
function whereTo(event: KeyboardEvent, at: number, count: number): number | null {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || at < 0) return null;
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  return step ? (at + step + count) % count : event.key === "Home" ? 0 : event.key === "End" ? count - 1 : null;
}
