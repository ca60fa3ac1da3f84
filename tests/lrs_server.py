"""A real LRS on a free loopback port, for tests: what it kept can be read, and any request can be made to fail.

with serve_lrs() as lrs:
    launch(endpoint=lrs.endpoint, auth=lrs.authorization)
    lrs.inject(answer_status(503, retry_after=2), method="POST", path="statements", times=2)
    ...
    assert [s["verb"]["id"] for s in lrs.list_statements()] == [...]
    assert lrs.list_advice() == []
"""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import uuid
from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum, auto
from typing import Any, TypeAlias

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from builder.lrs.application import PREFIX, create_application
from builder.lrs.fault import Edition, Fault, Json
from builder.lrs.resources.credentials import write_basic
from builder.lrs.storage.documents import Document, Owner, Resource
from builder.lrs.storage.identity import read_identity
from builder.lrs.store import Store
from builder.lrs.validator import validate_text

USER = "course"
PASSWORD = "pässword"  # beyond ASCII on purpose: it must be encoded as UTF-8

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]


class _Kind(Enum):
    STATUS = auto()
    SILENCE = auto()
    LOST_RESPONSE = auto()
    LOST_REQUEST = auto()


@dataclass(frozen=True, slots=True)
class Failure:
    """One way in which a request goes wrong; made by the functions below."""

    kind: _Kind
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    readable: bool = True


def answer_status(status: int, *, retry_after: int | None = None, readable: bool = True) -> Failure:
    """Answer with a status and store nothing: 400, 401, 409, 413, 429, 500...

    Args:
        status: the HTTP status.
        retry_after: seconds for a Retry-After header, if any.
        readable: whether the answer has the CORS headers; without them a page of another origin sees a network error.

    """
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return Failure(_Kind.STATUS, status, headers, readable)


def stay_silent() -> Failure:
    """Take the request, store nothing, and say nothing until `release()` or the end; then the line is cut."""
    return Failure(_Kind.SILENCE)


def lose_response() -> Failure:
    """Store what is sent, then cut the line before any answer: the sender cannot know that it was stored."""
    return Failure(_Kind.LOST_RESPONSE)


def lose_request() -> Failure:
    """Cut the line and store nothing, as a broken network does."""
    return Failure(_Kind.LOST_REQUEST)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request that arrived, and what became of it.

    Attributes:
        method: the HTTP method.
        path: below the endpoint: `statements`, `activities/state`.
        query: the query string as sent.
        headers: names in lower case -> values.
        body: the bytes sent.
        status: the status that went back; 0 when no answer did.
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

    def take(self, method: str, path: str) -> bool:
        """Use up one time if the request is meant; preflights are meant only by name."""
        wanted = method != "OPTIONS" if self.method is None else method == self.method
        if not wanted or self.path not in (None, path) or self.times == 0:
            return False
        self.times -= 1
        return True


class LrsServer:
    """A running LRS. All members may be used while it runs.

    Attributes:
        endpoint: its address, with the slash at the end, as `http://127.0.0.1:40123/xAPI/`.
        origin: the same without the path, for a content security policy.
        authorization: the value of the Authorization header for its one account.
        user, password: that account.
        store: what it keeps, for anything that the methods below do not tell.

    """

    def __init__(self, port: int, store: Store, editions: Sequence[Edition]) -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self.endpoint = f"{self.origin}{PREFIX}/"
        self.user, self.password = USER, PASSWORD
        self.authorization = write_basic(USER, PASSWORD)
        self.store = store
        self._editions = tuple(editions)
        self._exchanges: list[Exchange] = []
        self._orders: list[_Order] = []
        self._lock = threading.Lock()
        self._released = threading.Event()

    def list_statements(self) -> list[dict[str, Any]]:
        """List every statement in the order of storing, the voided included, as the LRS completed them."""
        return [dict(kept.statement) for kept in self.store.statements.list_all()]

    def list_documents(self, resource: Resource = Resource.STATE) -> list[tuple[Owner, str, Document]]:
        """List every document of a kind with its owner and name."""
        return [entry for entry in self.store.documents.list_all() if entry[0].resource is resource]

    def read_state(self, activity: str, agent: Mapping[str, Any], name: str, registration: str | None = None) -> bytes | None:
        """Read one state document; `None` if it is not there."""
        identity = read_identity(dict(agent))
        owner = Owner(Resource.STATE, activity, identity, None if registration is None else registration.lower())
        document = self.store.documents.find(owner, name)
        return None if document is None else document.content

    def list_exchanges(self, method: str | None = None, path: str | None = None) -> list[Exchange]:
        """List the requests that arrived, in order of their end, perhaps of one method or one path only."""
        with self._lock:
            return [one for one in self._exchanges if method in (None, one.method) and path in (None, one.path)]

    def list_advice(self) -> list[Fault]:
        """List what the standard advises against in the statements sent and stored: a clean sender has none."""
        found: list[Fault] = []
        for one in self.list_exchanges(path="statements"):
            if one.method in ("PUT", "POST") and one.status in (0, 200, 204) and one.body:
                version = one.headers.get("x-experience-api-version", "1.0.3")
                found += validate_text(one.body, Edition.V2 if version.startswith("2.") else Edition.V1)
        return found

    def inject(self, failure: Failure, *, method: str | None = None, path: str | None = None, times: int = 1) -> None:
        """Make the next requests fail.

        Args:
            failure: how; see `answer_status`, `stay_silent`, `lose_response`, `lose_request`.
            method: only requests of this method; by default any but OPTIONS.
            path: only requests to this resource, as `statements`.
            times: how many of them; -1 for all until `heal()`. Earlier orders are used up first.

        """
        with self._lock:
            self._orders.append(_Order(failure, method, path, times))

    def heal(self) -> None:
        """Forget all failures not yet used."""
        with self._lock:
            self._orders.clear()

    def release(self) -> None:
        """Cut the lines of all requests that wait in silence."""
        self._released.set()

    def _choose_failure(self, method: str, path: str) -> Failure | None:
        with self._lock:
            return next((order.failure for order in self._orders if order.take(method, path)), None)

    def _record(self, exchange: Exchange) -> None:
        with self._lock:
            self._exchanges.append(exchange)


@contextmanager
def serve_lrs(
    *,
    editions: Sequence[Edition] = (Edition.V1, Edition.V2),
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    make_uuid: Callable[[], str] = lambda: str(uuid.uuid4()),
    largest: int = 4 * 1024 * 1024,
    maximum: int = 100,
    refuses_advice: bool = False,
) -> Iterator[LrsServer]:
    """Serve an empty LRS on a free loopback port until the block ends.

    Args:
        editions: the editions of xAPI that it speaks, the oldest first.
        clock: gives the time of storing.
        make_uuid: gives ids to statements that come without.
        largest: bytes of a body above which it answers 413.
        maximum: statements in one answer.
        refuses_advice: whether it also refuses what is only advised against.

    """
    store = Store(clock, make_uuid, maximum)
    application = create_application(store, {USER: PASSWORD}, editions=tuple(editions), largest=largest, refuses_advice=refuses_advice)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        lrs = LrsServer(listener.getsockname()[1], store, editions)
        gate = _Gate(application, lrs)
        config = uvicorn.Config(gate, http=gate.make_protocol(), ws="none", lifespan="off", log_level="critical", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            while not server.started and thread.is_alive():
                threading.Event().wait(0.01)
            yield lrs
        finally:
            lrs.release()
            server.should_exit = True
            thread.join(timeout=10)


class _Gate:
    """Stands between the network and the LRS: records requests and lets them fail."""

    def __init__(self, application: Any, lrs: LrsServer) -> None:
        self._application = application
        self._lrs = lrs
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
        failure = self._lrs._choose_failure(scope["method"], path)
        body = await _read_body(receive)
        status = await self._serve(failure, scope, body, send)
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        query = scope["query_string"].decode("ascii")
        self._lrs._record(Exchange(scope["method"], path, query, headers, body, status, failure))
        if status == 0:
            self._lines[tuple(scope["client"])].abort()

    async def _serve(self, failure: Failure | None, scope: Message, body: bytes, send: Send) -> int:
        """Answer, or not; the status that went out, 0 for none."""
        if failure is None:
            return await self._run(scope, body, send)
        if failure.kind is _Kind.STATUS:
            await _send_status(failure, send)
            return failure.status
        if failure.kind is _Kind.SILENCE:
            while not self._lrs._released.is_set():
                await asyncio.sleep(0.02)
        if failure.kind is _Kind.LOST_RESPONSE:
            await self._run(scope, body, _swallow)
        return 0

    async def _run(self, scope: Message, body: bytes, send: Send) -> int:
        status = 0

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def note(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        await self._application(scope, receive, note)
        return status


async def _read_body(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body", False):
            return body


async def _swallow(_message: Message) -> None:
    return


async def _send_status(failure: Failure, send: Send) -> None:
    content: dict[str, Json] = {"error": f"this answer, {failure.status}, was asked for by the test", "faults": []}
    body = json.dumps(content).encode()
    headers = {"Content-Type": "application/json", "Content-Length": str(len(body)), **failure.headers}
    if failure.readable:
        headers |= {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After, ETag"}
    raw = [(name.lower().encode("ascii"), value.encode("ascii")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": failure.status, "headers": raw})
    await send({"type": "http.response.body", "body": body})
