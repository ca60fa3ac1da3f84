/** The browser's own Back and Forward: one entry a page or view that the learner went to, none with an address of its own (tracking contract 6). */

import type { View } from "./position";

/** What stands in an entry of the browser's history. `page` is an id, `at` counts the entries of this window. */
export interface Stop { view: View; page: string; at: number }

export interface BrowserHistory {
  /** Before anything moves: notes how far the learner had scrolled, and the control that leads away. */
  leave(control: Element | null): void;
  /** A view shows now. `moved`: the learner went there; else it takes the place of what is open. Returns what to restore where the browser led here. */
  enter(view: View, page: string, moved: boolean): Left | undefined;
  /** Leads back to what was open before a view beside the course, where that is the entry before this one. */
  backTo(view: View, page: string): boolean;
}

/** How a view was left. */
export interface Left { top: number; control: HTMLElement | null }

interface Listener {
  /** The browser leads to an earlier or later entry. */
  arrive: (stop: Stop) => void;
  /** Views beside the course take the place of one another, so that one step back leaves them all. */
  isAside: (view: View) => boolean;
}

const KEY = "copack";

export function makeBrowserHistory(window: Window, { arrive, isAside }: Listener): BrowserHistory {
  const { history } = window;
  const stops = new Map<number, Stop>(), left = new Map<number, Left>();
  let current: Stop | null = null, expected: Stop | null = null;

  /** Some frames refuse entries, and Safari after a hundred in half a minute; then the course's own links lead about, and Back leaves it. */
  function write(stop: Stop, replaces: boolean): void {
    try {
      history.scrollRestoration = "manual";
      if (replaces) history.replaceState({ [KEY]: stop }, "");
      else history.pushState({ [KEY]: stop }, "");
    } catch {
      return;
    }
    stops.set(stop.at, stop);
  }

  function leave(control: Element | null): void {
    if (current) left.set(current.at, { top: window.scrollY, control: control as HTMLElement | null });
  }

  window.addEventListener("popstate", ({ state }) => {
    const stop = readStop(state);
    if (!stop || (current && current.at === stop.at)) return;
    leave(window.document.activeElement);
    expected = stop;
    arrive(stop);
  });

  return {
    leave,
    enter: (view, page, moved) => {
      const arrived = expected && expected.view === view && expected.page === page ? expected : null;
      expected = null;
      const isSame = !!current && current.view === view && current.page === page;
      const replaces = !moved || !current || isSame || (isAside(view) && isAside(current.view));
      const at = current ? current.at + (replaces ? 0 : 1) : (readStop(history.state) || { at: 0 }).at;
      current = arrived || { view, page, at };
      if (arrived) return left.get(arrived.at);
      write(current, replaces);
      return undefined;
    },
    backTo: (view, page) => {
      const before = current && stops.get(current.at - 1);
      if (!before || before.view !== view || before.page !== page) return false;
      history.back();
      return true;
    },
  };
}

/** What an entry holds may come from another page, or from another version of the course. */
function readStop(state: unknown): Stop | null {
  const stop = typeof state === "object" && state !== null ? (state as Record<string, unknown>)[KEY] : null;
  if (typeof stop !== "object" || stop === null) return null;
  const { view, page, at } = stop as Partial<Record<keyof Stop, unknown>>;
  return typeof view === "string" && typeof page === "string" && typeof at === "number" ? { view: view as View, page, at } : null;
}
