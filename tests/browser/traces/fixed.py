"""A browser in which time stands still between a learner's actions, and chance always says the same."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from playwright.sync_api import BrowserContext, Page

START: Final = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ACTION_MS: Final = 2000
"""What an action takes by the page's clock: longer than the rest after which a draft is saved (1.5 s), shorter than any patience with a network."""
LOG_KEY: Final = "trace-log"
"""Where a page notes what it asks for and stores: on the device, so that the last words of a closing window are kept."""

KEEP_REAL: Final = "window.real = { performance, setTimeout: window.setTimeout.bind(window) };"
"""Runs before the clock is put in. A page must still see whether it was reloaded, which Playwright's clock hides."""

FIX: Final = """
(() => {
  const { real } = window;
  window.performance.getEntriesByType = (type) => real.performance.getEntriesByType(type);

  // The first two bytes decide about banks and shuffling. The rest differs, so that windows and statements stay distinct.
  let drawn = 0;
  crypto.getRandomValues = (bytes) => {
    let state = (Date.now() ^ Math.imul(++drawn, 0x9e3779b1)) >>> 0;
    for (let at = 0; at < bytes.length; at += 1) {
      state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
      bytes[at] = at < 2 ? 0x5a : state >>> 24;
    }
    return bytes;
  };

  const { port1, port2 } = new MessageChannel();
  const turns = [];
  port1.onmessage = () => turns.shift()();
  const turn = () => new Promise((done) => { turns.push(done); port2.postMessage(0); });
  const rest = async () => { for (let at = 0; at < 5; at += 1) await turn(); };

  const { setItem, removeItem, getItem } = Storage.prototype;
  const note = (...row) => {
    const rows = JSON.parse(getItem.call(localStorage, "trace-log") ?? "[]");
    setItem.call(localStorage, "trace-log", JSON.stringify([...rows, row]));
  };
  const nameOf = (storage) => storage === window.sessionStorage ? "window" : "device";
  Storage.prototype.setItem = function (key, value) { note(nameOf(this), "set", key, value); return setItem.call(this, key, value); };
  Storage.prototype.removeItem = function (key) { note(nameOf(this), "remove", key); return removeItem.call(this, key); };

  let asked = 0;
  const fetch = window.fetch.bind(window);
  window.fetch = (address, options) => {
    asked += 1;
    note("request", options?.method ?? "GET", String(address), options?.body ?? "");
    const answer = fetch(address, options);
    // Until the page has read the answer and done what follows from it
    answer.then((response) => response.clone().arrayBuffer()).catch(() => null).then(rest).then(() => { asked -= 1; });
    return answer;
  };
  const arrived = new WeakSet();
  for (const event of ["load", "error"]) document.addEventListener(event, ({ target }) => arrived.add(target), true);
  const loading = () => [...document.scripts].some((script) => script.src && !arrived.has(script));
  window.whenQuiet = async () => {
    do await rest();
    while ((asked > 0 || loading() || document.readyState !== "complete") && await new Promise((done) => { real.setTimeout(() => done(true), 5); }));
  };
})();
"""


def fix_context(context: BrowserContext) -> None:
    """Stop the clock of every page that will be opened, settle what chance gives, and note requests and storage writes as they are made."""
    context.add_init_script(KEEP_REAL)
    context.clock.install(time=START)
    context.clock.pause_at(START)
    context.add_init_script(FIX)


def pass_time(page: Page, milliseconds: int = ACTION_MS) -> None:
    """Let the page come to rest, move its clock, and let it come to rest again."""
    await_quiet(page)
    page.clock.run_for(milliseconds)
    await_quiet(page)


def await_quiet(page: Page) -> None:
    """Wait until no request of any frame is under way and everything that follows from the last answer is done."""
    for frame in page.frames:
        frame.evaluate("() => window.whenQuiet?.()")
