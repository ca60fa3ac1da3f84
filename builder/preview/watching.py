"""Renews the view at each save, whatever happens to the folder: locked, renamed, removed, put back, or too large to be watched."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import watchfiles

from builder.preview.application import Broadcast
from builder.preview.view import View, renew

DEBOUNCE, STEP = 60, 20
"""Milliseconds: an editor's burst of writes ends well within them, and the page is still renewed at once (design 9)."""

PATIENCE = 1000
"""Milliseconds between two looks at a folder that does not change, and between two tries after a refusal."""

Tell = Callable[[View], None]


async def watch(folder: Path, broadcast: Broadcast, tell: Tell) -> None:
    """Publish a new view at each change of the folder, until cancelled. `tell` hears of each."""
    polling = False
    while True:
        try:
            await _watch_while_it_is_there(folder, broadcast, tell, polling=polling)
            await _renew(folder, broadcast, tell)
        except Exception:  # noqa: BLE001  # the system's way to watch has limits (files, memory, network drives): look at each file instead
            polling = True
        await asyncio.sleep(PATIENCE / 1000)


async def _watch_while_it_is_there(folder: Path, broadcast: Broadcast, tell: Tell, *, polling: bool) -> None:
    """Watch until the folder is gone or is another one. Raises whatever the system says that cannot watch it."""
    watched = _identify(folder)
    if watched is None:
        return
    changes_of = watchfiles.awatch(
        folder,
        debounce=DEBOUNCE,
        step=STEP,
        rust_timeout=PATIENCE,
        yield_on_timeout=True,
        force_polling=polling or None,
        ignore_permission_denied=True,
    )
    current = False
    async for changes in changes_of:
        if _identify(folder) != watched:
            return
        if changes or broadcast.view.refused or not current:  # a save may have come just before the watch began
            await _renew(folder, broadcast, tell)
            current = True


async def _renew(folder: Path, broadcast: Broadcast, tell: Tell) -> None:
    """Publish what the folder gives now; a view that says the same as the last one is not worth a word."""
    before = broadcast.view
    view = await asyncio.to_thread(renew, folder, before)
    if (view.package, view.report, view.failed) != (before.package, before.report, before.failed):
        await broadcast.publish(view)
        tell(view)


def _identify(folder: Path) -> tuple[int, int] | None:
    """Return what tells a folder from another one that takes its name; `None` when there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
