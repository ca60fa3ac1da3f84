"""The preview's server: one event loop that answers requests, watches the folder and rebuilds."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn
import watchfiles

from builder.preview.application import Broadcast, application
from builder.preview.view import EMPTY, View, rebuild

HOST = "127.0.0.1"
DEBOUNCE, STEP = 60, 20
"""Milliseconds: an editor's burst of writes ends well within them, and the page is still renewed at once (design 9)."""


async def serve(folder: Path, port: int, told: Callable[[View], None], ready: Callable[[str], None]) -> None:
    """Serve a course until stopped. `told` hears of every view, `ready` of the address once it listens.

    Port 0 is any free one. Raises OSError when the port is taken.
    """
    broadcast = Broadcast(await asyncio.to_thread(rebuild, folder, EMPTY))
    told(broadcast.view)
    config = uvicorn.Config(application(broadcast, [HOST, "localhost"]), HOST, port, log_level="error", lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    listening = socket.create_server((HOST, port))
    ready(f"http://{HOST}:{listening.getsockname()[1]}/")
    watching = asyncio.create_task(_watch(folder, broadcast, told))
    try:
        await server.serve(sockets=[listening])
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


async def _watch(folder: Path, broadcast: Broadcast, told: Callable[[View], None]) -> None:
    async for _ in watchfiles.awatch(folder, debounce=DEBOUNCE, step=STEP):
        view = await asyncio.to_thread(rebuild, folder, broadcast.view)
        await broadcast.publish(view)
        told(view)
