"""An LRS in this process with a clock that a test moves, and a way to talk HTTP to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from httpx import ASGITransport, AsyncClient, Response

from builder.lrs.application import create_application
from builder.lrs.store import Store
from tests.event_loop import run_apart
from tests.spec.xapi.exchange_table import GOOD_LOGIN, LARGEST, PASSWORD, USER


@dataclass
class Clock:
    """Gives a time that moves on by `tick` with each look."""

    now: datetime = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    tick: timedelta = timedelta(seconds=1)

    def __call__(self) -> datetime:
        self.now += self.tick
        return self.now


def count_uuids() -> Callable[[], str]:
    """Make UUIDs that count up, so that tests can name them."""
    made = 0

    def make() -> str:
        nonlocal made
        made += 1
        return f"00000000-0000-4000-8000-{made:012d}"

    return make


@dataclass
class Lrs:
    """The LRS, its memory and its clock."""

    maximum: int = 100
    largest: int = LARGEST
    refuses_advice: bool = False
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.store = Store(self.clock, count_uuids(), self.maximum)
        application = create_application(self.store, {USER: PASSWORD}, largest=self.largest, refuses_advice=self.refuses_advice)
        self.transport = ASGITransport(application)

    def ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, str] | str = "",
        body: Any = None,
        headers: Mapping[str, str | None] | None = None,
    ) -> Response:
        """Send a request with login and version 1.0.3, and JSON as content type, unless `headers` say otherwise."""
        content = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        sent: dict[str, str | None] = {**GOOD_LOGIN, "X-Experience-API-Version": "1.0.3"}
        sent |= {"Content-Type": "application/json"} if content is not None else {}
        sent |= headers or {}
        kept = {name: value for name, value in sent.items() if value is not None}
        query_string = query if isinstance(query, str) else "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items())
        address = path if path.startswith("/") else f"/xAPI/{path}"
        full = f"{address}?{query_string}" if query_string else address

        async def send() -> Response:
            async with AsyncClient(transport=self.transport, base_url="http://lrs.example") as client:
                return await client.request(method, full, content=content, headers=kept)

        return run_apart(send())
