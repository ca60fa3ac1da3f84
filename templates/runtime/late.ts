/**
 * What comes after the first page: browser halves of kinds and blocks, the rest of the tables, the views beside the course, the whole style sheet.
 * "Here" means that the script has handed over the rest of the tables, which stand at its end: a login page served as script fires `onload` too.
 */

import type { Host, LateTables, Tables } from "./contract";
import { find, findAll } from "./dom";

const PATIENCE = 30000;

export interface Late {
  isHere(): boolean;
  /** Resolves to whether everything is here now; asked again after a failure, it tries again. */
  fetch(): Promise<boolean>;
  /** Called by the late script. */
  take(rest: LateTables): void;
}

/** Makes the tables of the start whole, in place: whoever holds a row or a table finds the rest in it. */
export function completeTables(tables: Tables, { interactions, driver, words }: LateTables): void {
  for (const row of tables.interactions) Object.assign(row, interactions[row.id]);
  const table = tables.driver.table as Record<string, Record<string, unknown>>;
  for (const field of Object.keys(driver)) Object.assign(table[field] as Record<string, unknown>, driver[field]);
  Object.assign(tables.words, words);
}

/** @param held the tables of the start, once they are here */
export function makeLate(host: Host, held: () => Tables | null): Late {
  const { document } = host.window;
  let here = false, attempts = 0, running: Promise<boolean> | null = null;

  /** Resolves when a file arrived, or did not. */
  function request(address: string): Promise<void> {
    const isStyle = /\.css$/.test(address), element = document.createElement(isStyle ? "link" : "script");
    // The same address again could be answered from memory with the same login page.
    const again = attempts > 1 ? `?again=${attempts - 1}` : "";
    if (isStyle) Object.assign(element, { rel: "stylesheet", href: address + again });
    else Object.assign(element, { src: address + again });
    return new Promise<void>((done) => {
      element.onload = element.onerror = () => { done(); };
      document.head.appendChild(element);
      void host.wait(PATIENCE).then(done);
    });
  }

  return {
    isHere: () => here && !running,
    fetch: () => {
      if (here && !running) return Promise.resolve(true);
      attempts += running ? 0 : 1;
      running = running || Promise.all(findAll(document, 'link[rel="copack-late"]').map((link) => request(link.getAttribute("href") || ""))).then(() => {
        running = null;
        return here;
      });
      return running;
    },
    take: (rest) => {
      const tables = held();
      if (here || !tables) return;
      completeTables(tables, rest);
      const closed = find(document, '[data-view="closed"]');
      if (closed) closed.insertAdjacentHTML("beforebegin", rest.views);
      here = true;
    },
  };
}
