"""W3C WebDriver, as far as tests need it: commands of one session, over HTTP as WebKit's driver speaks it.

https://www.w3.org/TR/webdriver2/
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any, Final, Protocol

Json = Any
ELEMENT: Final = "element-6066-11e4-a52e-4f735466cecf"
"""The name under which a reference to an element stands (section 12.2)."""
PATIENCE_SECONDS: Final = 240
"""Longer than a page may take to load on a busy machine; a driver that says nothing for so long hangs."""
PATHS: Final = {
    "NewSession": ("POST", "/session"),
    "DeleteSession": ("DELETE", "/session/{session}"),
    "SetTimeouts": ("POST", "/session/{session}/timeouts"),
    "Navigate": ("POST", "/session/{session}/url"),
    "GetCurrentURL": ("GET", "/session/{session}/url"),
    "Back": ("POST", "/session/{session}/back"),
    "Refresh": ("POST", "/session/{session}/refresh"),
    "GetWindowHandle": ("GET", "/session/{session}/window"),
    "NewWindow": ("POST", "/session/{session}/window/new"),
    "SwitchToWindow": ("POST", "/session/{session}/window"),
    "CloseWindow": ("DELETE", "/session/{session}/window"),
    "SwitchToFrame": ("POST", "/session/{session}/frame"),
    "ExecuteScript": ("POST", "/session/{session}/execute/sync"),
    "ElementClick": ("POST", "/session/{session}/element/{element}/click"),
    "ElementSendKeys": ("POST", "/session/{session}/element/{element}/value"),
}
"""Command -> method and path (section 6.1)."""


class WebDriverError(Exception):
    """A command that the browser could not do. `code` is one of section 6.6: "no such frame"."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


class Connection(Protocol):
    """Brings commands to a browser."""

    def send(self, command: str, parameters: Mapping[str, Json]) -> Json:
        """Do a command and return its value. Raises WebDriverError."""


class HttpConnection:
    """A driver program that listens on a port of this machine."""

    def __init__(self, port: int) -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self._session = ""
        # Proxies of the machine's settings are not for this
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def is_ready(self) -> bool:
        """Whether the driver would begin a session now. Raises OSError while nobody listens."""
        return bool(self._ask("GET", "/status", None)["ready"])

    def send(self, command: str, parameters: Mapping[str, Json], patience: float = PATIENCE_SECONDS) -> Json:
        """Do a command. Raises TimeoutError where the driver says nothing for so many seconds."""
        method, path = PATHS[command]
        given = dict(parameters)
        place = path.format(session=self._session, element=given.pop("element", ""))
        value = self._ask(method, place, given if method == "POST" else None, patience)
        if command == "NewSession":
            self._session = value["sessionId"]
        return value

    def _ask(self, method: str, path: str, body: Json, patience: float = PATIENCE_SECONDS) -> Json:
        content = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.origin + path, content, {"Content-Type": "application/json; charset=utf-8"}, method=method)
        try:
            with self._opener.open(request, timeout=patience) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as refusal:
            fault = json.load(refusal)["value"]
            raise WebDriverError(fault["error"], fault["message"]) from None
