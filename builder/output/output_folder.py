"""Files that belong together, written into a folder: all appear, or none.

They are written into a folder of their own inside it (`WORK`), on the same file system; then a journal says that they are complete, and they are
moved to their places one by one. What stops in between is undone at once, or, after a kill, finished by the next run.

    kill before the journal   the folder is as it was; the next run removes the unfinished files
    kill after the journal    the next run moves the rest
    refusal (disk full, a locked file, no right to write)   undone at once; where undoing is refused as well, the next run finishes
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import IO

from builder.output.file_system import DISK, FileSystem
from builder.output.lock import hold_lock
from builder.output.swap import JOURNAL, NEW, OLD, WORK, NotWritten, commit, finish, naming, sweep

_LOCK = "lock"
_EARLIER_PARTS = r"\.{name}\.[a-z0-9_]{{8}}\.part"
"""What a killed build left beside the file `name` before there was `WORK`."""


class Staging:
    """The files of one build while they are written. Made by `write_together`."""

    def __init__(self, folder: Path, disk: FileSystem) -> None:
        """Stage files for a folder that exists."""
        self._folder, self._disk = folder, disk
        self._names: list[str] = []

    @contextmanager
    def create(self, name: str) -> Iterator[IO[bytes]]:
        """Give a stream to a new file of this name. Raises OSError that names the file."""
        self._names.append(name)
        with naming(self._folder, name), self._disk.create(self.find(name)) as stream:
            yield stream
            self._disk.sync(stream)

    def write(self, name: str, content: bytes) -> None:
        """Write a file whole. Raises OSError that names it."""
        with self.create(name) as stream:
            stream.write(content)

    def find(self, name: str) -> Path:
        """Return where a file of this build lies until all are complete."""
        return self._folder / WORK / NEW / name

    @property
    def names(self) -> tuple[str, ...]:
        """The files so far, in the order of writing."""
        return tuple(self._names)


@contextmanager
def write_together(folder: Path, tell: Callable[[str], None] = lambda _: None, disk: FileSystem = DISK) -> Iterator[Staging]:
    """Give a staging for the files of one build; at the end all move into `folder`, which is made where there is none.

    Args:
        folder: where the files appear.
        tell: hears, in plain words, that another build holds the folder, before waiting for it.
        disk: the operations on the disk.

    Raises NotWritten when the computer refuses anything. Any other exception of the caller leaves the folder as it was, too.

    """
    with _refusals(folder), _made(folder, disk), _held(folder, tell, disk):
        finish(folder, disk)
        sweep(folder, disk)
        staging = Staging(folder, disk)
        try:
            for part in (NEW, OLD):
                disk.make_folder(folder / WORK / part)
            yield staging
            commit(folder, staging.names, disk)
        except NotWritten as refused:
            if not refused.mixed:
                sweep(folder, disk)
            raise
        except BaseException:
            sweep(folder, disk)
            raise
        sweep(folder, disk)
        _remove_earlier_parts(folder, staging.names)


def write_file(path: Path, content: bytes, disk: FileSystem = DISK) -> Path:
    """Write one file and return its path. Raises NotWritten. A kill at any point leaves the old file or the new one."""
    with write_together(path.parent, disk=disk) as staging:
        staging.write(path.name, content)
    return path


def is_unfinished(folder: Path) -> bool:
    """Tell whether a stopped build left a folder with files of two builds."""
    return (folder / WORK / JOURNAL).exists()


def recover(folder: Path, tell: Callable[[str], None] = lambda _: None, disk: FileSystem = DISK) -> str:
    """Finish or remove what a stopped build left in a folder, and return what was done in plain words; empty where there was nothing.

    Args:
        folder: where the files of a build appear.
        tell: hears, in plain words, that another build holds the folder, before waiting for it.
        disk: the operations on the disk.

    Raises NotWritten when the computer refuses.
    """
    if not (folder / WORK).is_dir():
        return ""
    with _refusals(folder), _held(folder, tell, disk):
        finished, swept = finish(folder, disk), sweep(folder, disk)
    if finished:
        return f"An earlier build into “{folder}” was stopped. Copack has finished it first: all its files are now in their places."
    if swept:
        return f"An earlier build into “{folder}” was stopped before it changed a file. Copack has removed its unfinished files."
    return ""


# ---------------------------------------------------------------- the parts of a build


@contextmanager
def _refusals(folder: Path) -> Iterator[None]:
    try:
        yield
    except NotWritten:
        raise
    except OSError as error:
        raise NotWritten(error, folder, mixed=False) from error


@contextmanager
def _made(folder: Path, disk: FileSystem) -> Iterator[None]:
    """Make a folder and those above it, and remove the empty ones again when nothing came of it."""
    *missing, nearest = _missing_and_nearest(folder)
    if not nearest.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(nearest))
    made: list[Path] = []
    try:
        for path in reversed(missing):
            disk.make_folder(path)
            made.append(path)
        yield
    except BaseException:
        for path in reversed(made):
            with suppress(OSError):
                disk.remove_folder(path)
        raise


def _missing_and_nearest(folder: Path) -> list[Path]:
    """Return the folders that are not there, from `folder` upwards, and last the one that is."""
    lineage = [folder, *folder.parents]
    return lineage[: next((count for count, path in enumerate(lineage, 1) if os.path.lexists(path)), len(lineage))]


@contextmanager
def _held(folder: Path, tell: Callable[[str], None], disk: FileSystem) -> Iterator[None]:
    """Hold the folder: no other build writes into it meanwhile. `tell` hears of one that holds it, before this one waits."""
    work = folder / WORK
    waiting = partial(tell, f"Another build is writing into “{folder}”. This one waits for it.")
    try:
        with ExitStack() as held:
            while True:
                disk.make_folder(work)
                try:
                    held.enter_context(hold_lock(work / _LOCK, waiting))
                except FileNotFoundError:
                    continue  # another build ended and removed its folder
                break
            yield
    finally:
        with suppress(OSError):  # a build that waits has begun to use it, or its files are still needed
            disk.remove_folder(work)


def _remove_earlier_parts(folder: Path, names: Sequence[str]) -> None:
    parts = [re.compile(_EARLIER_PARTS.format(name=re.escape(name))) for name in names]
    with suppress(OSError):
        for path in folder.iterdir():
            if any(part.fullmatch(path.name) for part in parts):
                path.unlink()
