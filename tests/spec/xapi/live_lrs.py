"""The LRS over a real network connection, empty again whenever a test wants it so."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any
from urllib.parse import quote

from httpx import Response

from builder.lrs.application import create_application
from builder.lrs.store import Store
from tests.lrs_server import run_server
from tests.spec.xapi.client import Clock, count_uuids
from tests.spec.xapi.exchange_table import GOOD_LOGIN, PASSWORD, USER, Step


class LiveLrs:
    """One server; `renew` gives it an empty store, `play` sends one request over TCP and reads the whole answer."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.renew(0)

    def renew(self, largest: int) -> None:
        store = Store(Clock(), count_uuids())
        self._application = create_application(store, {USER: PASSWORD}, largest=largest)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self._application(scope, receive, send)

    def play(self, step: Step) -> Response:
        """Send a request with login and version 1.0.3, and JSON as content type, unless the step says otherwise."""
        sent: dict[str, str | None] = {**GOOD_LOGIN, "X-Experience-API-Version": "1.0.3"}
        sent |= {"Content-Type": "application/json"} if step.body is not None else {}
        headers = {name: value for name, value in {**sent, **step.headers}.items() if value is not None}
        query = step.query if isinstance(step.query, str) else "&".join(f"{name}={quote(value, safe='')}" for name, value in step.query.items())
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(step.method, f"/xAPI/{step.path}" + (f"?{query}" if query else ""), step.write_body() or None, headers)
            answer = connection.getresponse()
            return Response(answer.status, headers=answer.getheaders(), content=answer.read())
        finally:
            connection.close()

    def post(self, statement: Any, version: str) -> Response:
        """Send one statement."""
        return self.play(Step(0, "POST", "statements", {}, json.dumps(statement).encode(), {"X-Experience-API-Version": version}))


@contextmanager
def serve_live_lrs() -> Iterator[LiveLrs]:
    """A running server on a free loopback port for the length of a `with` block."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        live_lrs = LiveLrs(listener.getsockname()[1])
        with run_server(live_lrs, listener):
            yield live_lrs
