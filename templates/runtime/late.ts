/**
 * What comes after the first page: browser halves of kinds and blocks, the rest of the tables, the views beside the course, the whole style sheet.
 * "Here" means that the script has handed over the rest of the tables, which stand at its end: a login page served as script fires `onload` too.
 */

import type { Stop } from "./browser_history";
import type { Player } from "./context";
import type { Host, LateTables, Tables } from "./contract";
import { box, findAll } from "./dom";
import type { View } from "./position";
import type { FoundStates } from "./state_reading";

const PATIENCE = 30000;

/** What the player does once all is here: it turns pages, takes answers, opens views beside the course, gives texts to take along. */
export interface LateHalf {
  /** Makes the tables of the start whole, in place: whoever holds a table finds the rest in it. */
  completeTables(tables: Tables, rest: LateTables): void;
  /** Reads what windows of this attempt left, and joins it. */
  readStates(texts: string[]): FoundStates;
  /** From now on pages are turned here. The page that is drawn gets its life, if it has none yet. */
  takeOver(player: Player): void;
  /** Opens the course where the learner left off. `isBack`: they have been there before. */
  open(player: Player, isBack: boolean): Promise<void>;
  /** The browser's Back or Forward leads to a view that was open before. */
  arrive(player: Player, stop: Stop): void;
  /** Does what a control is for. What leads to another page gives a promise of it. */
  act(player: Player, action: string, target: Element): Promise<void> | void;
  /** Enter in a field of a form. */
  enter(player: Player, form: EventTarget | null): void;
  /** Writes into a view what it shows, and what its button that leads on says. */
  fillView(player: Player, view: View): void;
  /** Writes at the ends what is recorded, after it may have changed. */
  tellRecorded(player: Player): void;
  /** Puts controls right that the browser has emptied. */
  rewriteCards(player: Player): void;
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
      if (half || !tables || !brought) return;
      brought.completeTables(tables, rest);
      const pager = box("pager");
      if (pager) pager.insertAdjacentHTML("beforebegin", rest.views);
      half = brought;
      completed();
    },
  };
}
