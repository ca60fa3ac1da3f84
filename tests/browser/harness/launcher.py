"""Launches a package on a platform double in one of the ways that platforms use, and launches it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from playwright.sync_api import Browser, BrowserContext, Frame, Page

from tests.browser.harness.browser_monitor import BrowserMonitor, monitor_context
from tests.browser.harness.chromium import kill_tab
from tests.browser.harness.conditions import PATIENCE, press_by_script
from tests.browser.harness.platform import LMS, Call, Double, Launch, Platform, Quirks, Setting
from tests.browser.harness.server import Mount, Server, read_files

LATE_MILLISECONDS: Final = 3000


class ApiPlacement(Enum):
    """Where the platform puts the API object, seen from the window that shows the package."""

    FRAME = "API on the parent of the frame, as in Moodle"
    WINDOW_FRAME = "a popup window that holds a frame, API on the popup, as in Learning Hub"
    POPUP = "API on the opener of a popup"
    NESTED = "API four frames up"
    FOREIGN_PORTAL = "API on the parent, which itself sits in a frame of another origin"
    FOREIGN_PARENT = "the parent belongs to another origin, no API can be reached"
    LATE = "API on the parent, there only after three seconds"
    NONE = "no API anywhere"


PLACEMENT_NAMES: Final = {ApiPlacement.POPUP: "popup", ApiPlacement.NESTED: "nested", ApiPlacement.LATE: "late", ApiPlacement.NONE: "none"}


@dataclass
class Visit:
    """One opened package: the platform's page, and the window that holds the package (a popup, or the same)."""

    page: Page
    window: Page
    content_address: str
    platform: Platform

    @property
    def course(self) -> Frame:
        """The frame (or the main frame of the popup) that shows the package."""
        frame = self._find_course()
        assert frame is not None, "the package is not open"
        return frame

    def _find_course(self) -> Frame | None:
        start = self.content_address.rsplit("/", 1)[0] + "/"
        return next((frame for frame in self.window.frames if frame.url.startswith(start)), None)

    def await_course(self) -> Frame:
        """Wait until the package's document is there."""
        if self._find_course() is None:
            # Playwright brings events in only while it is asked something: none is missed between these two lines
            self.window.wait_for_event("framenavigated", lambda _: self._find_course() is not None)
        frame = self.course
        frame.wait_for_load_state("domcontentloaded")
        return frame

    @property
    def launch(self) -> Launch:
        """The platform's side of the newest launch."""
        return self.platform.launches[-1]

    def calls(self) -> list[Call]:
        """Every API call so far, while the platform's page is still open; else those that reached the server."""
        for frame in self.page.frames:
            if "/lms/launch.html" in frame.url:
                rows: list[dict[str, Any]] = frame.evaluate("window.calls")
                return [Call(row["name"], tuple(row["args"]), row["result"], row["error"]) for row in rows]
        return list(self.launch.calls)

    def reload(self) -> None:
        """F5 on the platform's page."""
        self.page.reload(wait_until="domcontentloaded")
        self.await_course()

    def reload_course(self) -> None:
        """F5 inside the course's frame: the platform's page, and its API object, stay."""
        course = self.course
        with self.window.expect_event("framenavigated", lambda frame: frame == course):
            course.evaluate("location.reload()")
        self.await_course()

    def kill(self) -> None:
        """The tab's process dies without a word."""
        self.platform.mark_killed()
        kill_tab(self.window)

    def close(self) -> None:
        """The learner closes the window; the package hears pagehide."""
        self.window.close()
        self.platform.await_finish(1.0)


class Launcher:
    """One browser profile, one server with the package, one platform. Opens the package as often as wanted."""

    def __init__(self, browser: Browser, server: Server, elsewhere: Server, scorm_again: bytes) -> None:
        self.browser = browser
        self.server = server
        self.elsewhere = elsewhere
        self.contexts: list[BrowserContext] = []
        self.monitors: list[BrowserMonitor] = []
        files = read_files(LMS) | {"scorm-again.js": scorm_again}
        for each in (server, elsewhere):
            each.mount("lms", files)
        self._platforms = 0
        self.context = self.new_context()

    @property
    def monitor(self) -> BrowserMonitor:
        """What the newest context has done."""
        return self.monitors[-1]

    def new_context(self, **options: Any) -> BrowserContext:
        """A fresh browser profile (options as for Playwright's new_context), watched from its first request."""
        self.context = self.browser.new_context(**options)
        self.context.set_default_timeout(PATIENCE)
        self.contexts.append(self.context)
        self.monitors.append(monitor_context(self.context))
        return self.context

    def settle(self, page: Page) -> None:
        """Wait until all that an open page has sent so far was answered."""
        self.monitor.traffic.settle(page)

    def mount(self, package: Path | Mapping[str, bytes], *, policy: str = "", prefix: str = "") -> Mount:
        """Serve a package (folder, zip or path -> bytes), with a Content-Security-Policy header if given."""
        headers = {"Content-Security-Policy": policy} if policy else {}
        return self.server.mount(prefix or f"content/{len(self.server.mounts)}", package, headers)

    def platform(
        self, double: Double = Double.STRICT, quirks: Quirks = Quirks.PLAIN, setting: Setting | None = None
    ) -> Platform:
        """A platform double with an empty record for one learner."""
        self._platforms += 1
        platform = Platform(f"p{self._platforms}", double, quirks, setting)
        self.server.route("GET", f"/platform/{platform.name}/launch", platform.begin)
        self.server.route("POST", f"/platform/{platform.name}/record", platform.receive)
        return platform

    def open_package(
        self,
        mount: Mount,
        platform: Platform,
        placement: ApiPlacement = ApiPlacement.FRAME,
        *,
        path: str = "index.html",
        viewport: tuple[int, int] | None = None,
        page: Page | None = None,
    ) -> Visit:
        """Launch the package, in a window that is open already if one is given; its own document is loaded when this returns."""
        content = self.server.address(mount, path)
        page = page or self.context.new_page()
        if viewport:
            page.set_viewport_size({"width": viewport[0], "height": viewport[1]})
        visit = Visit(page, page, content, platform)
        self._go(visit, placement)
        visit.await_course()
        return visit

    def open_page(self, mount: Mount, path: str = "index.html", query: str = "") -> Page:
        """Open a package by itself, as from a static host (with `?query` for a Tin Can launch)."""
        page = self.context.new_page()
        page.goto(self.server.address(mount, path) + (f"?{query}" if query else ""), wait_until="domcontentloaded")
        return page

    def _go(self, visit: Visit, placement: ApiPlacement) -> None:
        content, page = visit.content_address, visit.page
        launch = self._launch_address(visit, placement)
        if placement is ApiPlacement.FOREIGN_PARENT:
            page.goto(f"{self.elsewhere.origin}/lms/frame.html?{urlencode({'content': content})}")
        elif placement is ApiPlacement.FOREIGN_PORTAL:
            page.goto(f"{self.elsewhere.origin}/lms/frame.html?{urlencode({'content': launch})}")
        elif placement is ApiPlacement.WINDOW_FRAME:
            page.goto(f"{self.server.origin}/lms/portal.html")
            with page.expect_popup() as opened:
                page.evaluate("address => void window.open(address, 'launch', 'width=1024,height=768')", launch)
            visit.page = visit.window = opened.value
        else:
            page.goto(launch, wait_until="domcontentloaded")
        if placement is ApiPlacement.POPUP:
            with page.expect_popup() as opened:
                press_by_script(page.get_by_role("button", name="Open the course"))
            visit.window = opened.value

    def _launch_address(self, visit: Visit, placement: ApiPlacement) -> str:
        query = {
            "platform": visit.platform.name,
            "content": visit.content_address,
            "placement": PLACEMENT_NAMES.get(placement, "frame"),
            "delay": LATE_MILLISECONDS,
        }
        return f"{self.server.origin}/lms/launch.html?{urlencode(query)}"

    def close(self) -> None:
        """Close every profile."""
        for context in self.contexts:
            context.close()
