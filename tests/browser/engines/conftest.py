"""A browser of each engine, and windows in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.engines.firefox import browse_firefox, find_firefox
from tests.browser.engines.playwright_window import PlaywrightWindow
from tests.browser.engines.webdriver import WebDriverBrowser
from tests.browser.engines.webkit import Programs, browse_webkit, find_webkit
from tests.browser.engines.window import EngineWindow


@pytest.fixture
def webkit_programs() -> Programs:
    """What WebKit takes."""
    programs = find_webkit()
    if programs is None:
        pytest.skip("WebKit is not installed (apt-get install webkit2gtk-driver xvfb)")
    return programs


@pytest.fixture
def webkit(webkit_programs: Programs) -> Iterator[WebDriverBrowser]:
    """A fresh WebKit."""
    with browse_webkit(webkit_programs) as browser:
        yield browser


@pytest.fixture
def firefox() -> Iterator[WebDriverBrowser]:
    """A fresh Firefox."""
    program = find_firefox()
    if program is None:
        pytest.skip("Firefox is not installed (apt-get install firefox-esr)")
    with browse_firefox(program) as browser:
        yield browser


@pytest.fixture
def open_window(request: pytest.FixtureRequest, engine: str) -> Iterator[Callable[[], EngineWindow]]:
    """Opens windows of one profile in the engine that the test names: "Chromium", "Firefox" or "WebKit"."""
    if engine == "Firefox":
        yield request.getfixturevalue("firefox").window
    elif engine == "WebKit":
        with ExitStack() as browsers:
            yield WebKitWindows(request.getfixturevalue("webkit_programs"), browsers)
    else:
        context: BrowserContext = request.getfixturevalue("browser").new_context()
        yield lambda: PlaywrightWindow(context)
        context.close()


class WebKitWindows:
    """Opens windows of WebKit: of the browser that runs, or of a new one when its pages were killed."""

    def __init__(self, programs: Programs, browsers: ExitStack) -> None:
        self._programs = programs
        self._browsers = browsers
        self._browser: WebDriverBrowser | None = None

    def __call__(self) -> EngineWindow:
        if self._browser is None or self._browser.was_killed:
            self._browsers.close()
            self._browser = self._browsers.enter_context(browse_webkit(self._programs))
        return self._browser.window()
