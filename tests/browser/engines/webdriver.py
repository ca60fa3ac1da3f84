"""Windows of a browser that speaks W3C WebDriver."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any, Final

from tests.browser.engines.protocol import ELEMENT, Connection
from tests.browser.engines.window import FRAME, Control, EngineWindow

CALL: Final = "return (%s)(...arguments)"
FIND_FRAME: Final = "return document.querySelector('iframe[name=%s]')" % FRAME  # noqa: UP031 - beside a text of the same form


class WebDriverBrowser:
    """One session: a browser with a profile of its own. Its first window stays empty: a browser ends with its last one.

    Attributes:
        version: what it says of itself.
        was_killed: whether its pages were.

    """

    def __init__(self, connection: Connection, version: str, list_page_processes: Callable[[], list[int]]) -> None:
        self.connection = connection
        self.version = version
        self.was_killed = False
        self._first = self._window = str(self.send("GetWindowHandle"))
        self._list_page_processes = list_page_processes
        self._spared = list_page_processes()

    def window(self) -> WebDriverWindow:
        """A new window, not a tab: a tab behind another one is a hidden page, which browsers let do little."""
        self.turn_to(self._first)
        return WebDriverWindow(self, self.send("NewWindow", type="window")["handle"])

    def kill_pages(self) -> None:
        """End the processes of all windows but the first, without a word. WebKit's driver ends its session then, and with it the browser."""
        for process in set(self._list_page_processes()) - set(self._spared):
            os.kill(process, signal.SIGKILL)
        self.was_killed = True

    def send(self, command: str, **parameters: Any) -> Any:
        """Do a command in the window that is worked now."""
        return self.connection.send(command, parameters)

    def turn_to(self, window: str) -> bool:
        """Work another window from now on; whether it was another."""
        if window == self._window:
            return False
        self.send("SwitchToWindow", handle=window)
        self._window = window
        return True

    def forget(self, window: str) -> None:
        """A window is gone: none is worked now."""
        if self._window == window:
            self._window = "none"


class WebDriverWindow(EngineWindow):
    """A window of such a browser."""

    def __init__(self, browser: WebDriverBrowser, handle: str) -> None:
        self.browser = browser
        self.handle = handle
        self._in_frame = False

    def open(self, address: str) -> None:
        self._at_top("Navigate", url=address)

    def address(self) -> str:
        return str(self._at_top("GetCurrentURL"))

    def back(self) -> None:
        self._at_top("Back")

    def reload(self) -> None:
        self._at_top("Refresh")

    def run(self, function: str, *arguments: Any) -> Any:
        self._turn_to_course()
        return self.browser.send("ExecuteScript", script=CALL % function, args=list(arguments))

    def find(self, function: str, *arguments: Any) -> Control:
        found = self.run(function, *arguments)
        assert isinstance(found, dict), f"no such element: {arguments}"
        return WebDriverControl(self.browser, found[ELEMENT])

    def close(self) -> None:
        self._at_top("CloseWindow")
        self.browser.forget(self.handle)

    def kill(self) -> None:
        self.browser.kill_pages()
        self.browser.forget(self.handle)

    def _at_top(self, command: str, **parameters: Any) -> Any:
        self.browser.turn_to(self.handle)
        self.browser.send("SwitchToFrame", id=None)
        self._in_frame = False
        return self.browser.send(command, **parameters)

    def _turn_to_course(self) -> None:
        if self.browser.turn_to(self.handle):
            self._in_frame = False
        if not self.framed or self._in_frame:
            return
        self.browser.send("SwitchToFrame", id=None)
        self.browser.send("SwitchToFrame", id=self.browser.send("ExecuteScript", script=FIND_FRAME, args=[]))
        self._in_frame = True


class WebDriverControl(Control):
    """An element of such a window."""

    def __init__(self, browser: WebDriverBrowser, element: str) -> None:
        self.browser = browser
        self.element = element

    def press(self) -> None:
        self.browser.send("ElementClick", element=self.element)

    def type(self, text: str) -> None:
        self.browser.send("ElementSendKeys", element=self.element, text=text)
