"""A small web server on loopback that serves packages, can fail on demand, and writes down every request."""

from __future__ import annotations

import io
import mimetypes
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from builder.package.content import plain_path
from tests.browser.harness.caching import NO_STORE, Caching, asks_past_caches

LOGIN_PAGE: Final = b"<!DOCTYPE html><html lang=en><title>Sign in</title><form>Sign in again</form></html>"
NOT_KEPT: Final = NO_STORE.headers(b"")
TYPES: Final = {".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".webp": "image/webp"}


class Fault(Enum):
    """What a request gets instead of the file."""

    DENIED = "403 Forbidden"
    MISSING = "404 Not Found"
    LOGIN_PAGE = "200 with a login page, as after an ended session"
    CUT_SHORT = "half of the bytes, then a closed connection"
    NO_ANSWER = "a closed connection without a byte"


@dataclass(frozen=True)
class Request:
    """One request as it arrived, with the status it was answered with (0: connection closed)."""

    method: str
    path: str
    query: str
    status: int


@dataclass(frozen=True)
class Reply:
    """What a route answers."""

    status: int
    body: bytes
    content_type: str = "application/json"


Route = Callable[[str, bytes], Reply]
"""(query string, request body) -> reply"""


@dataclass
class Mount:
    """Files under one path of the server, with switches for faults.

    `files` maps a path without a leading slash to bytes. `headers` are added to each answer. `caching`: what browsers may keep; nothing by default.
    `charset`: what the server says that texts are written in.
    `gateway`: what a gateway in front of the server has kept, which it gives until a request asks past it.
    """

    prefix: str
    files: Mapping[str, bytes]
    headers: dict[str, str] = field(default_factory=dict)
    caching: Caching = field(default_factory=Caching)
    charset: str = "utf-8"
    gateway: dict[str, bytes] = field(default_factory=dict)
    _faults: dict[str, tuple[Fault, int]] = field(default_factory=dict)

    def break_path(self, path: str, fault: Fault, times: int = -1) -> None:
        """Answer `path`, given without the digest of its address, with `fault` for the next `times` requests (-1: until `mend`)."""
        self._faults[path] = (fault, times)

    def find(self, path: str, asked: Message) -> bytes | None:
        """The content of a path for a request with these headers, out of the gateway or of the server."""
        if asks_past_caches(asked):
            self.gateway.pop(path, None)
        return self.gateway.get(path, self.files.get(path))

    def mend(self) -> None:
        """Serve every path as it is again."""
        self._faults.clear()

    def take_fault(self, path: str) -> Fault | None:
        """The fault due for this request, counted down."""
        path = plain_path(path)
        fault, times = self._faults.get(path, (None, 0))
        if fault is None or times == 0:
            return None
        self._faults[path] = (fault, times - 1 if times > 0 else times)
        return fault


def read_files(package: Path) -> dict[str, bytes]:
    """Path -> bytes of an unpacked package folder or of a zip file."""
    if package.is_dir():
        files = sorted(path for path in package.rglob("*") if path.is_file())
        return {path.relative_to(package).as_posix(): path.read_bytes() for path in files}
    with zipfile.ZipFile(io.BytesIO(package.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


class Server:
    """Serves mounts and routes on a free loopback port. Use `serve()`."""

    def __init__(self) -> None:
        self.mounts: list[Mount] = []
        self.requests: list[Request] = []
        self._routes: dict[tuple[str, str], Route] = {}
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), type("Answerer", (_Answerer,), {"server_parts": self}))
        self._http.daemon_threads = True

    @property
    def origin(self) -> str:
        """Scheme, address and port, without a closing slash."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def mount(self, prefix: str, files: Path | Mapping[str, bytes], headers: Mapping[str, str] | None = None) -> Mount:
        """Serve files under `/prefix/` and give back the mount with its switches."""
        content = read_files(files) if isinstance(files, Path) else files
        mount = Mount(prefix.strip("/"), content, dict(headers or {}))
        self.mounts.append(mount)
        return mount

    def address(self, mount: Mount, path: str = "index.html") -> str:
        """The full address of a file of a mount."""
        return f"{self.origin}/{mount.prefix}/{path}"

    def route(self, method: str, path: str, route: Route) -> None:
        """Answer one exact path by a function."""
        self._routes[(method, path)] = route

    def find_route(self, method: str, path: str) -> Route | None:
        """The route of a request, if there is one."""
        return self._routes.get((method, path))

    def find_file(self, path: str) -> tuple[Mount, str] | None:
        """The mount (the longest prefix wins) and the path inside it."""
        inside = [mount for mount in self.mounts if path.startswith(f"/{mount.prefix}/")]
        if not inside:
            return None
        mount = max(inside, key=lambda candidate: len(candidate.prefix))
        return mount, path[len(mount.prefix) + 2 :] or "index.html"

    def start(self) -> None:
        """Answer requests from a thread of its own."""
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def stop(self) -> None:
        """Stop answering and free the port."""
        self._http.shutdown()
        self._http.server_close()


@contextmanager
def serve() -> Iterator[Server]:
    """A running server for the length of a `with` block."""
    server = Server()
    server.start()
    try:
        yield server
    finally:
        server.stop()


class _Answerer(BaseHTTPRequestHandler):
    """Answers for one Server, set on a subclass."""

    server_parts: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer("GET")

    def do_HEAD(self) -> None:
        self._answer("HEAD")

    def do_POST(self) -> None:
        self._answer("POST")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Quiet: the request list is the log."""

    def _answer(self, method: str) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = unquote(parts.path)
        route = self.server_parts.find_route(method, path)
        if route is not None:
            reply = route(parts.query, body)
            self._send(reply.status, reply.body, reply.content_type)
            status = reply.status
        else:
            status = self._serve_file(path)
        self.server_parts.requests.append(Request(method, path, parts.query, status))

    def _serve_file(self, path: str) -> int:
        place = self.server_parts.find_file(path)
        if place is None:
            return self._send(404, b"", "text/plain")
        mount, inside = place
        fault = mount.take_fault(inside)
        if fault in (Fault.DENIED, Fault.MISSING):
            return self._send(int(fault.value[:3]), b"", "text/plain")
        if fault is Fault.NO_ANSWER:
            return self._hang_up()
        policy = mount.caching.policy_of(inside)
        if fault is Fault.LOGIN_PAGE:
            return self._send(200, LOGIN_PAGE, "text/html; charset=utf-8", {**policy.headers(LOGIN_PAGE), **mount.headers})
        content = mount.find(inside, self.headers)
        if content is None:
            return self._send(404, b"", "text/plain")
        status, body = (304, b"") if policy.is_unchanged(content, self.headers) else (200, content)
        headers = {**policy.headers(content), **mount.headers}
        return self._send(status, body, _guess_type(inside, mount.charset), headers, cut=fault is Fault.CUT_SHORT)

    def _send(
        self, status: int, body: bytes, content_type: str, headers: Mapping[str, str] = NOT_KEPT, *, cut: bool = False
    ) -> int:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body[: len(body) // 2] if cut else body)
        if cut:
            self.close_connection = True
        return status

    def _hang_up(self) -> int:
        self.close_connection = True
        return 0


def _guess_type(path: str, charset: str) -> str:
    suffix = Path(path).suffix.lower()
    guessed = TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{guessed}; charset={charset}" if guessed.startswith("text/") else guessed
