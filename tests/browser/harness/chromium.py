"""Debian's Chromium under Playwright: nothing is downloaded, nothing outside this machine can be reached."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


def find_chromium() -> str | None:
    """Path of the installed Chromium, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def run_chromium(path: str) -> Iterator[Browser]:
    """A headless browser for the length of a `with` block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


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
