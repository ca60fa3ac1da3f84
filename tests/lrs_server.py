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
import socket
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import uvicorn

from builder.lrs.application import PREFIX, create_application
from builder.lrs.fault import Edition, Fault
from builder.lrs.resources.credentials import write_basic
from builder.lrs.storage.documents import Document, DocumentKind, Owner
from builder.lrs.storage.identity import read_identity
from builder.lrs.store import Store
from builder.lrs.validator import validate_text
from tests.lrs_gate import (
    Exchange,
    Failure,
    Gate,
    Log,
    answer_late,
    answer_status,
    hold_response,
    lose_request,
    lose_response,
    stay_silent,
    time_out_after_storing,
)

__all__ = [
    "LrsServer",
    "answer_late",
    "answer_status",
    "hold_response",
    "lose_request",
    "lose_response",
    "serve_lrs",
    "stay_silent",
    "time_out_after_storing",
]

USER = "course"
PASSWORD = "pässword"  # beyond ASCII on purpose: it must be encoded as UTF-8


class LrsServer:
    """A running LRS. All members may be used while it runs.

    Attributes:
        endpoint: its address, with the slash at the end, as `http://127.0.0.1:40123/xAPI/`.
        origin: the same without the path, for a content security policy.
        authorization: the value of the Authorization header for its one account.
        user, password: that account.
        accounts: user -> password of everybody who may enter; a test may add to it and take from it while it runs.
        store: what it keeps, for anything that the methods below do not tell.

    """

    def __init__(self, port: int, store: Store, log: Log, accounts: dict[str, str]) -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self.endpoint = f"{self.origin}{PREFIX}/"
        self.user, self.password = USER, PASSWORD
        self.authorization = write_basic(USER, PASSWORD)
        self.accounts = accounts
        self.store = store
        self._log = log

    def list_statements(self) -> list[dict[str, Any]]:
        """List every statement in the order of storing, the voided included, as the LRS completed them."""
        return [dict(kept.statement) for kept in self.store.statements.list_all()]

    def list_documents(self, resource: DocumentKind = DocumentKind.STATE) -> list[tuple[Owner, str, Document]]:
        """List every document of a kind with its owner and name."""
        return [entry for entry in self.store.documents.list_all() if entry[0].resource is resource]

    def read_state(self, activity: str, agent: Mapping[str, Any], name: str, registration: str | None = None) -> bytes | None:
        """Read one state document; `None` if it is not there."""
        identity = read_identity(dict(agent))
        owner = Owner(DocumentKind.STATE, activity, identity, None if registration is None else registration.lower())
        document = self.store.documents.find(owner, name)
        return None if document is None else document.content

    def list_exchanges(self, method: str | None = None, path: str | None = None) -> list[Exchange]:
        """List the requests that arrived, in order of arrival, perhaps of one method or one path only."""
        return [one for one in self._log.list_exchanges() if method in (None, one.method) and path in (None, one.path)]

    def wait_for(self, condition: Callable[[], bool], what: str, seconds: float = 30) -> None:
        """Wait until a condition holds that requests bring about; fails with `what` when it never does."""
        assert self._log.wait_for(condition, seconds), f"the store never got {what}"

    def wait_for_exchange(self, method: str, path: str, failure: Failure | None = None) -> None:
        """Wait until a request has arrived, perhaps one that met a failure."""
        self.wait_for(
            lambda: any(failure in (None, one.failure) for one in self.list_exchanges(method, path)), f"{method} {path}, {failure or 'any'}"
        )

    def list_advice(self) -> list[Fault]:
        """List what the standard advises against in the statements sent and stored: a clean sender has none."""
        found: list[Fault] = []
        for one in self.list_exchanges(path="statements"):
            if one.method in ("PUT", "POST") and one.status in (0, 200, 204) and one.body:
                version = one.headers.get("x-experience-api-version", "1.0.3")
                found += validate_text(one.body, Edition.V2 if version.startswith("2.") else Edition.V1)
        return found

    def inject(self, failure: Failure, *, method: str | None = None, path: str | None = None, times: int = 1, after: int = 0) -> None:
        """Make the next requests fail.

        Args:
            failure: how; see the functions of `tests/lrs_gate.py`.
            method: only requests of this method; by default any but OPTIONS.
            path: only requests to this resource, as `statements`.
            times: how many of them; -1 for all until `heal()`. Earlier orders are used up first.
            after: how many of them go well before.

        """
        self._log.order(failure, method, path, times, after)

    def heal(self) -> None:
        """Forget all failures not yet used."""
        self._log.forget_orders()

    def release(self) -> None:
        """Let go all that waits: lines in silence are cut, late answers sent."""
        self._log.release()

    def count_waiting(self) -> int:
        """Count the requests that wait for `release`."""
        return self._log.count_waiting()

    def mark_etags(self, mark: Callable[[str], str]) -> None:
        """From now on a gateway writes each ETag otherwise, as those do that compress."""
        self._log.mark_etag = mark


class PromptServer(uvicorn.Server):
    """Stops when it is told to; uvicorn's own looks ten times a second whether it should, and waits once more for its lines."""

    async def main_loop(self) -> None:
        """Do nothing but answer."""
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        await self.on_tick(0)  # the Date header
        await self._stopping.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002 - uvicorn hands them over; the listener is closed by its own block
        """Close all lines at once."""
        for server in self.servers:
            server.close()
        for line in list(self.server_state.connections):
            if line.transport is not None:
                line.transport.close()

    def stop(self) -> None:
        """Stop from another thread."""
        self._loop.call_soon_threadsafe(self._stopping.set)


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
    accounts = {USER: PASSWORD}
    application = create_application(store, accounts, editions=tuple(editions), largest=largest, refuses_advice=refuses_advice)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        log = Log()
        lrs = LrsServer(listener.getsockname()[1], store, log, accounts)
        gate = Gate(application, log)
        with run_server(gate, listener, gate.make_protocol()):
            try:
                yield lrs
            finally:
                lrs.release()


@contextmanager
def run_server(application: Any, listener: socket.socket, http: Any = "auto") -> Iterator[None]:
    """Run an ASGI application on a listening socket, in a thread of its own, until the block ends.

    Args:
        application: what answers.
        listener: where it listens; the caller closes it.
        http: the protocol class of each line, or uvicorn's own.

    """
    server = PromptServer(uvicorn.Config(application, http=http, ws="none", lifespan="off", log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            threading.Event().wait(0.01)
        yield
    finally:
        server.stop()
        thread.join(timeout=10)
