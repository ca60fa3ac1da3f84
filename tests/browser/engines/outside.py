"""A proxy that brings nothing anywhere, and notes what a browser wanted from outside this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Outside:
    """Where the proxy listens, and the requests that came."""

    place: str
    asked: list[str] = field(default_factory=list)


class _Refusal(BaseHTTPRequestHandler):
    """Answers every request with 502."""

    outside: Outside

    def handle_one_request(self) -> None:
        line = self.rfile.readline(65537).decode("latin-1").strip()
        if line:
            self.outside.asked.append(line)
            self.wfile.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        self.close_connection = True


@contextmanager
def watch_outside() -> Iterator[Outside]:
    """A proxy for the length of a `with` block."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), type("Refusal", (_Refusal,), {}))
    http.daemon_threads = True
    outside = Outside(f"127.0.0.1:{http.server_address[1]}")
    http.RequestHandlerClass.outside = outside  # type: ignore[attr-defined]  # a class made for this proxy alone
    threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield outside
    finally:
        http.shutdown()
        http.server_close()
