"""How wide and high a picture is, by the first bytes of its file alone: nothing is decoded."""

from __future__ import annotations

import re
from collections.abc import Mapping

_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ROOT = re.compile(rb"<svg\b[^>]*>")
_VIEW_BOX = re.compile(rb"""\bviewBox\s*=\s*["']([^"']*)["']""")
_SIZE = re.compile(rb"""\s(width|height)\s*=\s*["']\s*([0-9.]+)(?:px)?\s*["']""")

READ = 65_536
"""Bytes that are looked at; a photo may begin with much about its camera."""
MARKER = 0xFF
"""Begins each part of a JPEG."""
JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of the parts that say the size (ITU-T T.81, table B.1)."""

Size = tuple[int, int]
"""Width and height in px."""


def measure_pictures(pictures: Mapping[str, bytes]) -> dict[str, Size]:
    """Return the sizes of pictures by their path; those that do not say it are left out."""
    sizes = {path: read_size(content[:READ]) for path, content in pictures.items()}
    return {path: size for path, size in sizes.items() if all(size)}


def read_size(content: bytes) -> Size:
    """Return width and height as the file says them; (0, 0) where it does not, or is of a type that is not read here."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _number(content[16:20]), _number(content[20:24])
    if content.startswith(b"GIF8"):
        return int.from_bytes(content[6:8], "little"), int.from_bytes(content[8:10], "little")
    if content.startswith(b"\xff\xd8"):
        return _read_jpeg_size(content)
    return read_svg_size(content)


def _read_jpeg_size(content: bytes) -> Size:
    at = 2
    while at + 9 <= len(content) and content[at] == MARKER:
        marker = content[at + 1]
        if marker in JPEG_SIZES:
            return _number(content[at + 7 : at + 9]), _number(content[at + 5 : at + 7])
        at += 2 + max(2, _number(content[at + 2 : at + 4]))
    return 0, 0


def _number(big_endian: bytes) -> int:
    return int.from_bytes(big_endian, "big")


def read_svg_size(content: bytes) -> Size:
    """Return width and height in CSS pixels from the root element: its `viewBox`, else its own sizes; (0, 0) when it does not say."""
    root = _ROOT.search(_COMMENT.sub(b"", content))
    if root is None:
        return 0, 0
    box = _VIEW_BOX.search(root[0])
    if box is not None:
        _left, _top, width, height = (*box[1].replace(b",", b" ").split(), b"0", b"0", b"0", b"0")[:4]
        return _whole(width), _whole(height)
    sizes = dict(_SIZE.findall(root[0]))
    return _whole(sizes.get(b"width", b"0")), _whole(sizes.get(b"height", b"0"))


def _whole(number: bytes) -> int:
    try:
        return max(0, round(float(number)))
    except (ValueError, OverflowError):
        return 0
