"""The moves of a build: complete files to their places, back again when one is refused, and what a stopped build left.

Each step may be the last before a kill, so each leaves a folder from which `finish` makes one whole build.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from builder.output.file_system import FileSystem
from builder.output.journal import decode_journal, encode_journal

WORK = ".copack-build"
"""The folder inside the output folder in which a build keeps its files until all are complete."""

NEW, OLD = "new", "old"
"""In it: complete files, and second names of those that they replace."""

JOURNAL = "journal.json"
_JOURNAL_PART = "journal.part"


class NotWritten(OSError):  # noqa: N818  # reads as a sentence where it is raised
    """The computer refused to write a file of a build. `filename` is that file at its place in the folder, never one below `WORK`.

    Attributes:
        folder: the output folder.
        mixed: whether the folder now holds files of two builds, because putting the old ones back was refused as well.

    """

    def __init__(self, error: OSError, folder: Path, *, mixed: bool) -> None:
        """Tell what was refused and how the folder was left."""
        named = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else str(folder)
        super().__init__(error.errno, error.strerror or str(error), str(folder) if WORK in Path(named).parts else named)
        self.folder, self.mixed = folder, mixed


def commit(folder: Path, names: Sequence[str], disk: FileSystem) -> None:
    """Move the files of a build to their places. Raises NotWritten."""
    work = folder / WORK
    try:
        with disk.create(work / _JOURNAL_PART) as stream:
            stream.write(encode_journal(names))
            disk.sync(stream)
        disk.sync_folder(work / NEW)
        disk.move(work / _JOURNAL_PART, work / JOURNAL)
        disk.sync_folder(work)
        for name in names:
            _put_in_place(folder, name, disk)
        disk.sync_folder(folder)
    except BaseException as fault:
        try:
            _undo(folder, names, disk)
        except OSError as second:
            raise NotWritten(fault if isinstance(fault, OSError) else second, folder, mixed=True) from second
        raise


def _put_in_place(folder: Path, name: str, disk: FileSystem) -> None:
    new, old, place = folder / WORK / NEW / name, folder / WORK / OLD / name, folder / name
    with naming(folder, name):
        _refuse_folder(place)
        disk.remove(old)
        if os.path.lexists(place):
            try:
                disk.link(place, old)
            except OSError:  # a file system without second names: for a moment the file is at no place
                disk.move(place, old)
        disk.move(new, place)


def _refuse_folder(place: Path) -> None:
    """Raise IsADirectoryError for a folder: somebody may have unpacked a zip under its own name, and what is in it is theirs."""
    if place.is_dir() and not place.is_symlink():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(place))


def _undo(folder: Path, names: Sequence[str], disk: FileSystem) -> None:
    """Put the earlier files back. The new ones return to where they came from, so that the journal stays true after a kill."""
    for name in names:
        new, old, place = folder / WORK / NEW / name, folder / WORK / OLD / name, folder / name
        if not os.path.lexists(new) and os.path.lexists(place):
            disk.move(place, new)
        if os.path.lexists(old) and not os.path.lexists(place):
            disk.move(old, place)


def finish(folder: Path, disk: FileSystem) -> bool:
    """Move what a stopped build had ready, and tell whether there was anything. Raises NotWritten."""
    journal = folder / WORK / JOURNAL
    try:
        names = decode_journal(disk.read(journal)) if journal.exists() else ()
        for name in names:
            new, place = folder / WORK / NEW / name, folder / name
            if os.path.lexists(new):
                with naming(folder, name):
                    _refuse_folder(place)
                    disk.move(new, place)
    except OSError as error:
        raise NotWritten(error, folder, mixed=True) from error
    return bool(names)


def sweep(folder: Path, disk: FileSystem) -> bool:
    """Remove what builds keep in `WORK`, and tell whether new files were among it. What is refused stays for the next run."""
    work = folder / WORK
    with suppress(OSError):
        disk.remove(work / JOURNAL)  # first: without all its files it would lead the next run to move some of them
        disk.remove(work / _JOURNAL_PART)
        new, old = ([*part.iterdir()] if part.is_dir() else [] for part in (work / NEW, work / OLD))
        for file in (*new, *old):
            with suppress(OSError):
                disk.remove(file)
        for part in (NEW, OLD):
            with suppress(OSError):
                disk.remove_folder(work / part)
        return bool(new)
    return False


@contextmanager
def naming(folder: Path, name: str) -> Iterator[None]:
    """Let a refusal name the file at its place in the folder; one that names a file elsewhere (a film that is gone) keeps it."""
    try:
        yield
    except OSError as error:
        named = error.filename
        if named is not None and WORK not in Path(os.fsdecode(named)).parts and Path(os.fsdecode(named)).parent != folder:
            raise
        raise OSError(error.errno, error.strerror, str(folder / name)) from error
