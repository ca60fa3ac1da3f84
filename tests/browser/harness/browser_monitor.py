"""Sees what a person would not: console errors, broken security policy, requests that leave this machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError

from tests.browser.harness.conditions import Traffic

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
LOCAL_SCHEMES: Final = frozenset({"data", "blob", "about", "file"})
NOTICES: Final = ("Synchronous XMLHttpRequest on the main thread is deprecated",)
"""What Chromium says about the platform double itself."""


@dataclass
class BrowserMonitor:
    """What one browser context has done so far."""

    traffic: Traffic
    outside_requests: list[str] = field(default_factory=list)
    policy_violations: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def assert_no_outside_request(self) -> None:
        """Fail when anything left this machine."""
        assert not self.outside_requests, "requests outside this machine:\n" + "\n".join(self.outside_requests)

    def assert_policy_kept(self) -> None:
        """Fail when the Content Security Policy of a page was broken."""
        assert not self.policy_violations, "policy violations:\n" + "\n".join(self.policy_violations)

    def assert_no_console_error(self, *, but: str = "") -> None:
        """Fail on any error in a console, uncaught exceptions included; `but`: a text in those that are foreseen."""
        errors = [error for error in self.console_errors if not but or but not in error]
        assert not errors, "console errors:\n" + "\n".join(errors)

    def assert_clean(self, *, but: str = "") -> None:
        """All three."""
        self.assert_no_outside_request()
        self.assert_policy_kept()
        self.assert_no_console_error(but=but)


def monitor_context(context: BrowserContext) -> BrowserMonitor:
    """Begin to monitor every page, frame and popup of a context."""
    monitor = BrowserMonitor(Traffic(context))

    def see_request(request: Request) -> None:
        monitor.requests.append(request.url)
        if is_outside(request.url):
            monitor.outside_requests.append(f"{request.method} {request.url}")

    def see_message(message: ConsoleMessage) -> None:
        text = f"{message.text} ({message.location.get('url', '')})"
        if "Content Security Policy" in message.text or "content security policy" in message.text.lower():
            monitor.policy_violations.append(text)
        elif message.type == "error" and not message.text.startswith(NOTICES):
            monitor.console_errors.append(text)

    def see_exception(fault: WebError) -> None:
        monitor.console_errors.append(f"uncaught: {fault.error}")

    def see_page(page: Page) -> None:
        page.on("websocket", lambda socket: see_address(socket.url))

    def see_address(url: str) -> None:
        if is_outside(url):
            monitor.outside_requests.append(url)

    context.on("request", see_request)
    context.on("console", see_message)
    context.on("weberror", see_exception)
    context.on("page", see_page)
    return monitor


def is_outside(url: str) -> bool:
    """Whether an address is not on this machine."""
    parts = urlsplit(url)
    return parts.scheme not in LOCAL_SCHEMES and parts.hostname not in LOOPBACK
