/** The switch between the full and the short version of a page. What the learner chose holds for every page of this window. */

import type { Enhance, Host } from "../contract";

const KEY = "copack-version";

/** Where the browser keeps nothing for a window, the choice lasts as long as the document. */
let chosen = "";

const enhance: Enhance = (article, { host }) => {
  const box = article.querySelector<HTMLElement>("[data-versions]");
  if (!box) return;
  const buttons = Array.from(box.querySelectorAll<HTMLElement>("[data-show]"));
  const show = (version: string): void => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset["show"] === version));
    article.querySelectorAll<HTMLElement>("[data-version]").forEach((part) => { part.hidden = part.dataset["version"] !== version; });
  };
  for (const button of buttons) {
    button.onclick = () => {
      choose(host, button.dataset["show"] === "short" ? "short" : "full");
      show(chosen);
    };
  }
  chosen = chosen || (host.windowStore && host.windowStore.get(KEY)) || "full";
  show(chosen === "short" ? "short" : "full");
};

export default enhance;

function choose(host: Host, version: string): void {
  chosen = version;
  if (host.windowStore) host.windowStore.set(KEY, version);
}
