"""The preview's server: one event loop that answers requests, watches the folder and rebuilds."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn
from msgspec.structs import replace

from builder.preview.application import Broadcast, application
from builder.preview.view import EMPTY, View, renew
from builder.preview.watching import watch

HOST = "127.0.0.1"


async def serve(folder: Path, port: int, told: Callable[[View], None], ready: Callable[[str], None], language: str = "") -> None:
    """Serve a course until stopped. `told` hears of every view, `ready` of the address once it listens; `language`: as in `View`.

    Port 0 is any free one. Raises OSError when the port is taken.
    """
    broadcast = Broadcast(await asyncio.to_thread(renew, folder, replace(EMPTY, language=language)))
    told(broadcast.view)
    config = uvicorn.Config(application(broadcast, [HOST, "localhost"]), HOST, port, log_level="error", lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    listening = socket.create_server((HOST, port))
    ready(f"http://{HOST}:{listening.getsockname()[1]}/")
    watching = asyncio.create_task(watch(folder, broadcast, told))
    try:
        await server.serve(sockets=[listening])
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
