"""Reading of binary formats from a file or from memory, with a bound on every step."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO


class MalformedRecordingError(Exception):
    """The bytes end early, or say what their format does not allow."""


@contextmanager
def open_stream(content: bytes | Path) -> Iterator[BinaryIO]:
    """Open a file, or bytes as if they were one. Raises OSError."""
    if isinstance(content, bytes):
        yield BytesIO(content)
    else:
        with content.open("rb") as opened:
            yield opened


def size_of_stream(stream: BinaryIO) -> int:
    """Return the number of bytes; the position is left at the end."""
    return stream.seek(0, os.SEEK_END)


def read_exactly(stream: BinaryIO, count: int, at: int | None = None) -> bytes:
    """Return `count` bytes from `at`, or from where the stream stands. Raises `MalformedRecordingError` where there are fewer."""
    if at is not None:
        stream.seek(at)
    held = stream.read(count)
    if len(held) < count:
        message = f"{count} bytes expected, {len(held)} left"
        raise MalformedRecordingError(message)
    return held


def read_tail(stream: BinaryIO, most: int) -> bytes:
    """Return the last bytes, at most so many."""
    size = size_of_stream(stream)
    return read_exactly(stream, min(size, most), max(0, size - most))
