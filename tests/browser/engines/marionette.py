"""Marionette, Firefox's own protocol beneath W3C WebDriver: the same commands over a socket, so that no further driver is needed.

https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
"""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping
from typing import Any, Final

from tests.browser.engines.protocol import ELEMENT, PATIENCE_SECONDS, WebDriverError

VALUE: Final = "value"
"""Most commands wrap what they give."""


class MarionetteConnection:
    """A browser that listens on a port of this machine. Raises OSError while it does not."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS)
        self._stream = self._socket.makefile("rb")
        self._last = 0
        self.greeting = self._read()

    def close(self) -> None:
        self._stream.close()
        self._socket.close()

    def send(self, command: str, parameters: Mapping[str, Any]) -> Any:
        self._last += 1
        given = dict(parameters)
        if command.startswith("Element"):
            given["id"] = given.pop("element")
        elif command == "SwitchToFrame" and given["id"]:
            given = {"element": given["id"][ELEMENT]}
        message = json.dumps([0, self._last, f"WebDriver:{command}", given]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, number, error, result = self._read()
        assert number == self._last, "an answer to another command"
        if error:
            raise WebDriverError(error["error"], error["message"])
        return result[VALUE] if isinstance(result, dict) and result.keys() == {VALUE} else result

    def _read(self) -> Any:
        length = b""
        while (sign := self._stream.read(1)) != b":":
            if not sign:
                raise ConnectionError("Firefox has ended")
            length += sign
        return json.loads(self._stream.read(int(length)))
