/**
 * What comes after the first page: browser halves of kinds and blocks, the rest of the tables, the views beside the course, the whole style sheet.
 * "Here" means that the script has handed over the rest of the tables, which stand at its end: a login page served as script fires `onload` too.
 */

import type { Player } from "./context";
import type { Host, LateTables, Tables } from "./contract";
import { find, findAll } from "./dom";
import type { View } from "./position";

const PATIENCE = 30000;

/** What the player does with what comes after the first page: questions, views beside the course, texts to take along. */
export interface LateHalf {
  /** Gives blocks and questions of the page that is drawn their life, with what was answered put back. */
  enliven(player: Player): void;
  /** Does what a control of a question, a check or a view beside the course is for. */
  act(player: Player, action: string, target: Element): void;
  /** Enter in a field of a form. */
  enter(player: Player, form: EventTarget | null): void;
  /** Writes into a view what it shows, before it opens. */
  fillView(player: Player, view: View): void;
  /** The heading of the first question that waits on a page of which something is answered; null elsewhere. */
  waitingQuestion(player: Player): HTMLElement | null;
  /** Puts controls right that the browser has emptied. */
  rewriteCards(player: Player): void;
  /** Everything that the learner wrote for themselves, as a text; empty where there is nothing. */
  writeNotes(player: Player): string;
}

export interface Late {
  /** Null until all of it is here. */
  half(): LateHalf | null;
  /** Resolves to the half, or to null where something did not arrive; asked again after that, it tries again. */
  fetch(): Promise<LateHalf | null>;
  /** Called by the late script: the half at its beginning, the rest of the tables at its end. */
  bring(half: LateHalf): void;
  take(rest: LateTables): void;
}

/** Makes the tables of the start whole, in place: whoever holds a row or a table finds the rest in it. */
export function completeTables(tables: Tables, { interactions, driver, words }: LateTables): void {
  for (const row of tables.interactions) Object.assign(row, interactions[row.id]);
  const table = tables.driver.table as Record<string, Record<string, unknown>>;
  for (const field of Object.keys(driver)) Object.assign(table[field] as Record<string, unknown>, driver[field]);
  Object.assign(tables.words, words);
}

/**
 * @param held the tables of the start, once they are here
 * @param completed called when all is here
 */
export function makeLate(host: Host, held: () => Tables | null, completed: () => void): Late {
  const { document } = host.window;
  let brought: LateHalf | null = null, half: LateHalf | null = null, attempts = 0, running: Promise<LateHalf | null> | null = null;

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
    half: () => (running ? null : half),
    fetch: () => {
      if (half && !running) return Promise.resolve(half);
      attempts += running ? 0 : 1;
      running = running || Promise.all(findAll(document, 'link[rel="copack-late"]').map((link) => request(link.getAttribute("href") || ""))).then(() => {
        running = null;
        return half;
      });
      return running;
    },
    bring: (given) => { brought = given; },
    take: (rest) => {
      const tables = held();
      if (half || !tables) return;
      completeTables(tables, rest);
      const closed = find(document, '[data-view="closed"]');
      if (closed) closed.insertAdjacentHTML("beforebegin", rest.views);
      half = brought;
      completed();
    },
  };
}
