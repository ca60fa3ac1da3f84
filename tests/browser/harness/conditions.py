"""Waits for what a test means, never for a time: a condition in the page, or that all requests of a window were answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import BrowserContext, Frame, Locator, Page, Request, expect

PATIENCE: Final = 60_000
"""Milliseconds until a condition counts as never met."""
EXPECT_PATIENCE: Final = 60_000
"""Likewise of Playwright's `expect`. On two busy cores half a minute is not enough; a longer patience costs nothing where the page is quick."""
NOTHING_COMES: Final = 5_000
"""Milliseconds that a test waits for what should not come; the same walk without its fault waits for as long as it needs."""


@contextmanager
def little_patience(milliseconds: int = NOTHING_COMES) -> Iterator[None]:
    """Where a planted fault keeps away what a walk expects, do not wait for it as long as for something that is late."""
    _opening.patience = milliseconds
    expect.set_options(timeout=milliseconds)
    try:
        yield
    finally:
        expect.set_options(timeout=EXPECT_PATIENCE)
        _opening.patience = EXPECT_PATIENCE


@dataclass
class _Opening:
    """How long a course may take to open, in milliseconds: as long as Playwright's `expect` waits, which does not tell."""

    patience: int = EXPECT_PATIENCE


_opening: Final = _Opening()


# Not Playwright's wait_for_function: that evaluates texts, which the page's policy rightly forbids
ASK_UNTIL: Final = """
([argument, patience]) => new Promise((done) => {
  const holds = %s;
  // Where a test has stopped the page's clock, the real one is kept here (tests/browser/traces/fixed.py)
  const { performance, setTimeout } = window.real ?? window;
  const end = performance.now() + patience;
  const ask = () => (holds(argument) ? done(true) : performance.now() > end ? done(false) : setTimeout(ask, 20));
  ask();
})
"""


ASK_ONE: Final = "async (all, given) => all.length === 1 ? [await (%s)(all[0], given)] : null"


def ask_element(control: Locator, function: str, argument: Any = None) -> Any:
    """Call a function of an element, and await its promise.

    In one question to the browser where the element is there already: `Locator.evaluate` takes four, and three times as much of the processor.

    Args:
        control: names one element; if it is not there yet it is waited for, and an error if there are several.
        function: the source of a JavaScript function of the element and of `argument`.
        argument: anything that JSON can hold.

    """
    answers = control.evaluate_all(ASK_ONE % function.strip(), argument)
    return answers[0] if answers else control.evaluate(function, argument)


IS_READY: Final = """(each) => each.getClientRects().length > 0 && !each.disabled && each.getAttribute("aria-disabled") !== "true\""""
ASK_UNTIL_READY: Final = f"(each, patience) => ({ASK_UNTIL % IS_READY})([each, patience])"
PRESS: Final = f"""
async (each, patience) => {{
  if (!await ({ASK_UNTIL % IS_READY})([each, patience])) throw new Error(`never there to be pressed: ${{each.outerHTML.slice(0, 200)}}`);
  each.focus();
  each.click();
}}
"""


def await_ready(control: Locator) -> None:
    """Wait until a control shows and takes a click or a key: those that lead on rest while a page turns."""
    assert ask_element(control, ASK_UNTIL_READY, PATIENCE), f"never there to be used: {control}"


def press_by_script(control: Locator) -> None:
    """Wait until a control shows and is enabled; then let the page focus and click it."""
    ask_element(control, PRESS, PATIENCE)


def await_opening(surface: Page | Frame, condition: str) -> None:
    """Wait until a function of the page says that the course is open, with the patience of `expect`."""
    await_in_page(surface, condition, what="the course is open", patience=_opening.patience)


def await_in_page(surface: Page | Frame, condition: str, argument: Any = None, *, what: str = "", patience: int = PATIENCE) -> None:
    """Wait until a function of the page gives true.

    Args:
        surface: the document that is asked.
        condition: the source of a JavaScript function of `argument`.
        argument: anything that JSON can hold.
        what: named when it never happens; by default the condition itself.
        patience: milliseconds until it counts as never met.

    """
    assert surface.evaluate(ASK_UNTIL % condition.strip(), [argument, patience]), f"never happened: {what or condition}"


class Traffic:
    """Requests of a browser context that are not answered yet."""

    def __init__(self, context: BrowserContext) -> None:
        self._open: set[Request] = set()
        context.on("request", self._begin)
        context.on("requestfinished", self._end)
        context.on("requestfailed", self._end)

    def _begin(self, request: Request) -> None:
        self._open.add(request)

    def _end(self, request: Request) -> None:
        self._open.discard(request)

    def settle(self, page: Page) -> None:
        """Wait until every request of an open page was answered or failed, and those too that an answer led to."""
        quiet = 0
        for _ in range(PATIENCE // 20):
            # Asking the page also brings in what the browser has to tell of requests begun before
            page.evaluate("() => new Promise((done) => setTimeout(done, 20))")
            own = {request for request in self._open if belongs_to(request, page)}
            quiet = 0 if own else quiet + 1
            if quiet == 2:
                return
        raise AssertionError(f"never answered: {[request.url for request in self._open]}")


def belongs_to(request: Request, page: Page) -> bool:
    """Whether a request was made by a document of this page."""
    try:
        return request.frame.page == page
    except Exception:  # noqa: BLE001 - Playwright has a class of its own for a request without a frame, and does not publish it
        return False
