"""The preview as a web application: files of the package, the faults, and a stream that tells pages to renew themselves."""

from __future__ import annotations

import asyncio
import json
import mimetypes
from collections.abc import AsyncIterator, Collection
from importlib.resources import files
from pathlib import Path, PurePosixPath

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Route

from builder.pages.media import TYPES
from builder.preview.guard import OwnPagesOnly
from builder.preview.view import View

OWN = "__copack__"
"""Everything of the preview itself lies under this path; no package has a file there."""

HEARTBEAT = 15.0
"""Seconds between signs of life on a quiet stream, so that a closed window is noticed."""


class Broadcast:
    """The newest view, and everybody who waits for the next one. Lives in one event loop."""

    def __init__(self, view: View) -> None:
        """Start with a view."""
        self.view = view
        self._changed = asyncio.Condition()

    async def publish(self, view: View) -> None:
        """Make a view the newest and wake whoever waits."""
        async with self._changed:
            self.view = view
            self._changed.notify_all()

    async def after(self, number: int, seconds: float) -> View | None:
        """Return the first view newer than `number`, or `None` when there was none for so long."""
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(lambda: self.view.number > number)
                return self.view
        except TimeoutError:
            return None


def application(broadcast: Broadcast, hosts: Collection[str]) -> Starlette:
    """Return the application. Only its own pages, opened by one of the names in `hosts`, are answered (`guard.py`)."""

    async def events(_: Request) -> Response:
        return StreamingResponse(_stream(broadcast), media_type="text/event-stream")

    async def own(request: Request) -> Response:
        name: str = request.path_params["name"]
        if name not in ("renew.js", "renew.css"):
            return _missing()
        return _answer(_own_file(name), "text/javascript" if name.endswith(".js") else "text/css")

    async def course(request: Request) -> Response:
        return _course_file(broadcast.view, request.path_params["path"] or "index.html")

    routes = [Route(f"/{OWN}/events", events), Route(f"/{OWN}/{{name}}", own), Route("/{path:path}", course)]
    return Starlette(routes=routes, middleware=[Middleware(OwnPagesOnly, hosts)])


async def _stream(broadcast: Broadcast) -> AsyncIterator[str]:
    """Yield each view as a server-sent event, the present one first."""
    view: View | None = broadcast.view
    number = broadcast.view.number
    while True:
        if view is None:
            yield ": still here\n\n"
        else:
            number = view.number
            told = {"number": view.number, "report": view.report, "stale": view.stale, "headline": view.headline}
            yield f"data: {json.dumps(told)}\n\n"
        view = await broadcast.after(number, HEARTBEAT)


def _course_file(view: View, path: str) -> Response:
    if view.package is None:
        return _answer(_with_renewal(_own_file("faults.html"), view.number), "text/html")
    if path not in view.package.files:
        return _missing()
    content = view.package.content(path)
    if isinstance(content, Path):
        return FileResponse(content, media_type=_type_of(path)) if content.is_file() else _missing()
    return _answer(_with_renewal(content, view.number) if path == "index.html" else content, _type_of(path))


def _type_of(path: str) -> str:
    """Return what a file is, whatever the types that this computer knows."""
    suffix = PurePosixPath(path).suffix
    return TYPES.get(suffix) or ("text/vtt" if suffix == ".vtt" else mimetypes.guess_type(path)[0]) or "application/octet-stream"


def _own_file(name: str) -> bytes:
    return files("builder.preview").joinpath("static", name).read_bytes()


def _with_renewal(index: bytes, number: int) -> bytes:
    """Return a page with the preview's own script and style in its head; the package itself never holds them."""
    own = f'<link rel="stylesheet" href="{OWN}/renew.css"><script src="{OWN}/renew.js" data-number="{number}" defer></script></head>'
    return index.replace(b"</head>", own.encode(), 1)


def _missing() -> Response:
    return Response("There is no such file in the course.", 404)


def _answer(content: bytes, media_type: str) -> Response:
    return Response(content, media_type=media_type)
