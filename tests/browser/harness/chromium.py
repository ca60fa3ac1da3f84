"""Debian's Chromium under Playwright: nothing is downloaded, nothing outside this machine can be reached."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

HEADLESS: Final = "chromium-headless-shell"
WHOLE: Final = ("chromium", "chromium-browser", "google-chrome")
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",  # no process of its own for what draws by the processor anyway: a sixteenth less of it for a page load
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # Requests are made by the browser's process: a twentieth less of the processor. The first is Playwright's own, whose list this one replaces.
    "--enable-features=CDPScreenshotNewSurface,NetworkServiceInProcess2",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
UNDRAWN: Final = (*FLAGS, "--disable-threaded-compositing")
"""Without its compositor's thread `chromium-headless-shell` draws no frame, as a browser does in a tab that is not in view: a fifth less of the processor
for a course that is played to its end. No `requestAnimationFrame`, and nothing that waits for one: Playwright's clicks by mouse never happen."""


def find_whole_chromium() -> str | None:
    """Path of the installed Chromium, or None."""
    return next((path for name in WHOLE if (path := shutil.which(name))), None)


def find_chromium() -> str | None:
    """Path of Debian's Chromium without a window, which needs a third of the time; else of the whole one; else None."""
    return shutil.which(HEADLESS) or find_whole_chromium()


def launch_chromium(playwright: Playwright, path: str, flags: Sequence[str] = FLAGS) -> Browser:
    """Start a headless browser that reaches nothing outside this machine."""
    return playwright.chromium.launch(executable_path=path, headless=True, args=list(flags))


@contextmanager
def run_chromium(path: str) -> Iterator[Browser]:
    """A headless browser for the length of a `with` block."""
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright, path)
        try:
            yield browser
        finally:
            browser.close()


in_whole_chromium_too: Final = pytest.mark.parametrize(
    "launcher",
    [pytest.param("browser", id="small"), pytest.param("whole_browser", id="whole", marks=pytest.mark.slow)],
    indirect=True,
)
"""Plays a test once more in the whole Chromium, in `make test-full`: popups, films and the question before leaving are others there."""


def kill_tab(page: Page) -> None:
    """End the tab's process at once: no pagehide, no beacon, as when a phone drops a tab in the background."""
    browser = page.context.browser
    assert browser is not None
    own = page.context.new_cdp_session(page)
    target = own.send("Target.getTargetInfo")["targetInfo"]["targetId"]
    # A crashed target never answers, so the message goes by way of the browser, which does
    outer = browser.new_browser_cdp_session()
    session = outer.send("Target.attachToTarget", {"targetId": target, "flatten": False})["sessionId"]
    with page.expect_event("crash"):
        message = json.dumps({"id": 1, "method": "Page.crash"})
        outer.send("Target.sendMessageToTarget", {"sessionId": session, "message": message})
    page.close()
