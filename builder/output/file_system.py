"""What a build does to the disk, one operation a method. It is an argument everywhere, so that tests can let any operation fail."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import IO

_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM}
"""What file systems answer that have no way to put a folder on the disk."""


class FileSystem:
    """The computer's own. Every method raises OSError."""

    def make_folder(self, path: Path) -> None:
        """Make a folder inside one that exists; one that is there already is fine, a link to one is not."""
        try:
            path.mkdir()
        except FileExistsError:
            if path.is_symlink() or not path.is_dir():
                raise

    def create(self, path: Path) -> IO[bytes]:
        """Open a file for writing from its start, with the rights of any other new file."""
        return path.open("wb")

    def sync(self, stream: IO[bytes]) -> None:
        """Put on the disk what was written to a stream."""
        stream.flush()
        os.fsync(stream.fileno())

    def sync_folder(self, path: Path) -> None:
        """Put the names in a folder on the disk, where the system has a way to ask for that."""
        if not hasattr(os, "O_DIRECTORY"):
            return
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _NO_SYNC:
                raise
        finally:
            os.close(handle)

    def link(self, source: Path, target: Path) -> None:
        """Give a file a second name."""
        os.link(source, target, follow_symlinks=os.link not in os.supports_follow_symlinks)

    def move(self, source: Path, target: Path) -> None:
        """Give a file another name in the place of whatever has it, at one moment."""
        source.replace(target)

    def read(self, path: Path) -> bytes:
        """Return the content of a small file."""
        return path.read_bytes()

    def remove(self, path: Path) -> None:
        """Remove a file; one that is not there is fine."""
        path.unlink(missing_ok=True)

    def remove_folder(self, path: Path) -> None:
        """Remove an empty folder."""
        path.rmdir()


DISK = FileSystem()
