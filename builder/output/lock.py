"""A lock that a killed process cannot leave behind: it belongs to an open file, and the system lets go of it."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_UNKNOWN = {errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL}
"""What file systems answer that know no locks. Two builds at once are then not kept apart."""

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, *, wait: bool) -> None:
        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError as error:
                if wait and error.errno == errno.EDEADLK:  # LK_LOCK gives up after ten seconds
                    continue
                raise BlockingIOError(errno.EAGAIN, "locked") from error
            return
else:
    import fcntl

    def _lock(handle: int, *, wait: bool) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def hold_lock(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock whose file is `path`, and remove that file at the end.

    Args:
        path: in a folder that exists.
        waiting: called once when another process holds the lock, before waiting for it.

    Raises OSError, FileNotFoundError among them when another process removes the folder meanwhile.

    """
    handle = _open_locked(path, waiting)
    try:
        yield
    finally:
        if sys.platform == "win32":  # an open file has a name there until it is closed
            os.close(handle)
            with suppress(OSError):
                path.unlink()
        else:
            with suppress(OSError):
                path.unlink()
            os.close(handle)


def _open_locked(path: Path, waiting: Callable[[], None]) -> int:
    told = False
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            try:
                _lock(handle, wait=told)
            except BlockingIOError:
                if not told:
                    waiting()
                told = True
                _lock(handle, wait=True)
        except OSError as error:
            if error.errno not in _UNKNOWN:
                os.close(handle)
                raise
        except BaseException:
            os.close(handle)
            raise
        if _is_open_file(path, handle):
            return handle
        os.close(handle)  # its holder removed it: a lock on it keeps nobody out


def _is_open_file(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
