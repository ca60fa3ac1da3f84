"""Which files stand in a file itself, and by which address."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from pathlib import PurePosixPath

from builder.course.blocks import Download, Recording
from builder.course.model import Course
from builder.package.content import Content, size_of
from builder.pages.assets import MEDIA_TYPES
from builder.pages.media import TYPES, list_media

INLINE_LIMIT = 5_000_000
"""The most bytes of recordings and downloads in one file. Written as letters they take a third more: with all else it stays below the 10 MB that
many mailboxes take."""

_OTHER_TYPES: Mapping[str, str] = {".vtt": "text/vtt", ".pdf": "application/pdf", ".txt": "text/plain"}


def choose_outside(course: Course, limit: int = INLINE_LIMIT) -> frozenset[str]:
    """Return the paths of recordings and downloads that do not stand in the file: those that no longer fit, in the order of the pages.

    Captions go with their recording. Raises OSError for a large file that is gone.
    """
    inside: set[str] = set()
    outside: set[str] = set()
    total = 0
    for media in list_media(course):
        paths = [path for path in media.files() if path not in inside] if isinstance(media, Recording | Download) else []
        size = sum(size_of(course.files[path]) for path in paths)
        fits = total + size <= limit
        total += size if fits else 0
        (inside if fits else outside).update(paths)
    return frozenset(outside - inside)


def inline_address(path: str, content: Content) -> str:
    """Return an address that holds a file itself. `path`: its ending says what it is. Raises OSError."""
    suffix = PurePosixPath(path).suffix.lower()
    kind = MEDIA_TYPES.get(suffix) or TYPES.get(suffix) or _OTHER_TYPES.get(suffix, "application/octet-stream")
    held = content if isinstance(content, bytes) else content.read_bytes()
    return f"data:{kind};base64,{b64encode(held).decode('ascii')}"
