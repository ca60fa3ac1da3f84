"""What stands between the network and the LRS of the tests: it notes each request, and lets some of them fail."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any, TypeAlias

from uvicorn.protocols.http.h11_impl import H11Protocol

from builder.lrs.application import PREFIX

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]


class Kind(Enum):
    STATUS = auto()
    SILENCE = auto()
    LOST_RESPONSE = auto()
    LOST_REQUEST = auto()
    HELD_RESPONSE = auto()
    LATE_RESPONSE = auto()
    GATEWAY_TIMEOUT = auto()


@dataclass(frozen=True, slots=True)
class Failure:
    """One way in which a request goes wrong; made by the functions below."""

    kind: Kind
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    readable: bool = True
    content: str = ""


def answer_status(status: int, *, retry_after: int | None = None, readable: bool = True, content: str = "") -> Failure:
    """Answer with a status and store nothing: 400, 401, 409, 413, 429, 500...

    Args:
        status: the HTTP status.
        retry_after: seconds for a Retry-After header, if any.
        readable: whether the answer has the CORS headers; without them a page of another origin sees a network error.
        content: what it answers in place of a word to whoever reads a log: a page to sign in.

    """
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return Failure(Kind.STATUS, status, headers, readable, content)


def stay_silent() -> Failure:
    """Take the request, store nothing, and say nothing until `release()` or the end; then the line is cut."""
    return Failure(Kind.SILENCE)


def lose_response() -> Failure:
    """Store what is sent, then cut the line before any answer: the sender cannot know that it was stored."""
    return Failure(Kind.LOST_RESPONSE)


def hold_response() -> Failure:
    """Store what is sent, and keep the answer back until `release()` or the end; then the line is cut."""
    return Failure(Kind.HELD_RESPONSE)


def answer_late() -> Failure:
    """Store what is sent, and keep the answer back until `release()`: a slow store, as slow as the test wants it."""
    return Failure(Kind.LATE_RESPONSE)


def time_out_after_storing() -> Failure:
    """Store what is sent, and answer 504, as a gateway does whose patience was shorter than the store's work."""
    return Failure(Kind.GATEWAY_TIMEOUT, 504)


def lose_request() -> Failure:
    """Cut the line and store nothing, as a broken network does."""
    return Failure(Kind.LOST_REQUEST)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request that arrived, and what became of it.

    Attributes:
        method: the HTTP method.
        path: below the endpoint: `statements`, `activities/state`.
        query: the query string as sent.
        headers: names in lower case -> values.
        body: the bytes sent.
        status: the status that went back; 0 when none did, or none yet.
        failure: the failure that was injected, if one was.

    """

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes
    status: int
    failure: Failure | None = None


@dataclass(slots=True)
class _Order:
    """A failure that waits for its requests."""

    failure: Failure
    method: str | None
    path: str | None
    times: int
    after: int = 0

    def take(self, method: str, path: str) -> bool:
        """Use up one time if the request is meant; preflights are meant only by name."""
        wanted = method != "OPTIONS" if self.method is None else method == self.method
        if not wanted or self.path not in (None, path) or self.times == 0:
            return False
        if self.after > 0:
            self.after -= 1
            return False
        self.times -= 1
        return True


class Log:
    """What arrived, what shall fail, and who waits in silence; shared by the test's thread and the server's."""

    def __init__(self) -> None:
        self._exchanges: list[Exchange] = []
        self._orders: list[_Order] = []
        self._waiting: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []
        self._lock = threading.Condition()
        self.mark_etag: Callable[[str], str] = lambda etag: etag

    def count_waiting(self) -> int:
        with self._lock:
            return len(self._waiting)

    def list_exchanges(self) -> list[Exchange]:
        with self._lock:
            return list(self._exchanges)

    def order(self, failure: Failure, method: str | None, path: str | None, times: int, after: int) -> None:
        with self._lock:
            self._orders.append(_Order(failure, method, path, times, after))

    def forget_orders(self) -> None:
        with self._lock:
            self._orders.clear()

    def release(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for loop, event in waiting:
            loop.call_soon_threadsafe(event.set)

    def choose_failure(self, method: str, path: str) -> Failure | None:
        with self._lock:
            return next((order.failure for order in self._orders if order.take(method, path)), None)

    def record(self, exchange: Exchange) -> int:
        with self._lock:
            self._exchanges.append(exchange)
            self._lock.notify_all()
            return len(self._exchanges) - 1

    def complete(self, place: int, status: int) -> None:
        with self._lock:
            self._exchanges[place] = replace(self._exchanges[place], status=status)
            self._lock.notify_all()

    def announce(self) -> None:
        """Whoever waits looks again: something was stored without an answer."""
        with self._lock:
            self._lock.notify_all()

    def wait_for(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Wait until a condition holds that requests bring about; false when it did not within the time."""
        with self._lock:
            return self._lock.wait_for(condition, seconds)

    async def wait_for_release(self) -> None:
        event = asyncio.Event()
        with self._lock:
            self._waiting.append((asyncio.get_running_loop(), event))
            self._lock.notify_all()
        await event.wait()


class Gate:
    """Stands between the network and the LRS: records requests and lets them fail."""

    def __init__(self, application: Any, log: Log) -> None:
        self._application = application
        self._log = log
        self._lines: dict[tuple[str, int], asyncio.Transport] = {}

    def make_protocol(self) -> type[H11Protocol]:
        """Make uvicorn's protocol, which tells us of each line so that it can be cut."""
        lines = self._lines

        class Line(H11Protocol):
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                lines[transport.get_extra_info("peername")[:2]] = transport
                super().connection_made(transport)

        return Line

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        path = str(scope["path"]).removeprefix(PREFIX + "/")
        failure = self._log.choose_failure(scope["method"], path)
        body = await _read_body(receive)
        if body is None:
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        query = scope["query_string"].decode("ascii")
        place = self._log.record(Exchange(scope["method"], path, query, headers, body, 0, failure))

        async def note(message: Message) -> None:
            # Before it goes out, so that who has the answer finds its status here.
            if "status" in message:
                self._log.complete(place, int(message["status"]))
                message["headers"] = [(name, self._mark(name, value)) for name, value in message.get("headers", [])]
            await send(message)

        if not await self._serve(failure, scope, body, note):
            self._lines[tuple(scope["client"])].abort()

    def _mark(self, name: bytes, value: bytes) -> bytes:
        return self._log.mark_etag(value.decode("latin-1")).encode("latin-1") if name.lower() == b"etag" else value

    async def _serve(self, failure: Failure | None, scope: Message, body: bytes, send: Send) -> bool:
        """Answer, or not; false when the line must be cut."""
        if failure is None:
            await self._run(scope, body, send)
            return True
        if failure.kind is Kind.STATUS:
            await _send_status(failure, send)
            return True
        if failure.kind is Kind.GATEWAY_TIMEOUT:
            await self._run(scope, body, _swallow)
            await _send_status(failure, send)
            return True
        if failure.kind is Kind.LATE_RESPONSE:
            await self._run_late(scope, body, send)
            return True
        if failure.kind in (Kind.LOST_RESPONSE, Kind.HELD_RESPONSE):
            await self._run(scope, body, _swallow)
            self._log.announce()
        if failure.kind in (Kind.SILENCE, Kind.HELD_RESPONSE):
            await self._log.wait_for_release()
        return False

    async def _run_late(self, scope: Message, body: bytes, send: Send) -> None:
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await self._run(scope, body, keep)
        await self._log.wait_for_release()
        for message in messages:
            await send(message)

    async def _run(self, scope: Message, body: bytes, send: Send) -> None:
        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        await self._application(scope, receive, send)


async def _read_body(receive: Receive) -> bytes | None:
    """Read a whole body; `None` if the sender went away in the middle of it."""
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += bytes(message.get("body", b""))
        if not message.get("more_body", False):
            return body


async def _swallow(_message: Message) -> None:
    return


async def _send_status(failure: Failure, send: Send) -> None:
    content: dict[str, Any] = {"error": f"this answer, {failure.status}, was asked for by the test", "faults": []}
    body = b"" if failure.status == 204 else failure.content.encode() or json.dumps(content).encode()
    kind = "text/html; charset=utf-8" if failure.content else "application/json"
    headers = {"Content-Type": kind, "Content-Length": str(len(body)), **failure.headers}
    if failure.readable:
        headers |= {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After, ETag"}
    raw = [(name.lower().encode("ascii"), value.encode("ascii")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": failure.status, "headers": raw})
    await send({"type": "http.response.body", "body": body})
