"""The content of one file of a package, in memory or on disk: its size, its digest, a look at its ends. Large files are never held."""

from __future__ import annotations

import hashlib
from pathlib import Path

Content = bytes | Path
"""Bytes, or where a large file lies."""

HELD = 8_000_000
"""The most bytes of one file of media that are held in memory."""

PIECE = 1 << 20
"""Bytes read at a time."""

KILOBYTE, MEGABYTE = 1_000, 1_000_000
WHOLE_MEGABYTES = 10
"""From here on nobody cares for the tenth."""


def size_of(content: Content) -> int:
    """Return the number of bytes. Raises OSError."""
    return len(content) if isinstance(content, bytes) else content.stat().st_size


def digest_of(content: Content) -> str:
    """Return the SHA-256 in hex digits, read piece by piece. Raises OSError."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def read_ends(content: Content, length: int) -> tuple[bytes, bytes]:
    """Return the first and the last `length` bytes; both are the whole when it is shorter. Raises OSError."""
    if isinstance(content, bytes):
        return content[:length], content[-length:]
    with content.open("rb") as opened:
        first = opened.read(length)
        opened.seek(max(0, content.stat().st_size - length))
        return first, opened.read(length)


def size_in_words(size: int) -> str:
    """Return a number of bytes as people say it: "82 KB", "1.4 MB", "23 MB"."""
    if size >= WHOLE_MEGABYTES * MEGABYTE:
        return f"{round(size / MEGABYTE)} MB"
    if round(size / KILOBYTE) >= KILOBYTE:
        return f"{size / MEGABYTE:.1f}".removesuffix(".0") + " MB"
    return f"{max(1, round(size / KILOBYTE))} KB"
