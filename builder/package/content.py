"""The content of one file of a package, in memory or on disk: its size, its digest, a look at its ends. Large files are never held."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path, PurePosixPath

Content = bytes | Path
"""Bytes, or where a large file lies."""

HELD = 8_000_000
"""The most bytes of one file of media that are held in memory."""

PIECE = 1 << 20
"""Bytes read at a time."""

KILOBYTE, MEGABYTE = 1_000, 1_000_000
WHOLE_MEGABYTES = 10
"""From here on nobody cares for the tenth."""

SHORT_DIGEST = 12
"""Hex digits of a SHA-256 in the address of a file (tracking contract 6)."""

_DIGEST_IN_NAME = re.compile(rf"-[0-9a-f]{{{SHORT_DIGEST}}}(?=\.[a-z0-9]+$)")


def size_of(content: Content) -> int:
    """Return the number of bytes. Raises OSError."""
    return len(content) if isinstance(content, bytes) else content.stat().st_size


def digest_of(content: Content) -> str:
    """Return the SHA-256 in hex digits, read piece by piece. Raises OSError."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def short_digest(content: Content) -> str:
    """Return the first hex digits of the SHA-256 that stand in an address. Raises OSError."""
    return digest_of(content)[:SHORT_DIGEST]


def address_of(path: str, content: Content) -> str:
    """Return the path with the content's digest in its name, `sessions/one.js` -> `sessions/one-1f2e3d4c5b6a.js`. Raises OSError.

    No cache can answer an address of this version with a file of another one.
    """
    name = PurePosixPath(path)
    return str(name.with_name(f"{name.stem}-{short_digest(content)}{name.suffix}"))


def plain_path(address: str) -> str:
    """Return the path that an address was made from; a path without a digest comes back as it is."""
    return _DIGEST_IN_NAME.sub("", address)


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
