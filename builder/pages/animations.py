"""Pictures that move: how long, read from the chunks of GIF, PNG and WebP; and the same bytes without what cameras and programs noted."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from msgspec import Struct

MOST_SECONDS = 5
"""Something that moves by itself for longer needs a way to stop it (WCAG 2.2 2.2.2)."""

_SHORTEST, _INSTEAD = 0.011, 0.1
"""Seconds of a frame that browsers take for a mistake, and what they show it for instead."""

_PNG_HEAD, _RIFF_HEAD = 8, 12
_PNG_NOTES = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_WEBP_NOTES = frozenset({b"EXIF", b"XMP "})
_WEBP_NOTED = 0x0C
"""Flags of a WebP that say that it holds EXIF and XMP (RFC 9649, 2.7)."""


class Motion(Struct, frozen=True):
    """How a picture moves.

    Attributes:
        frames: how many, two at least.
        seconds: of one turn through them.
        turns: how often they are shown; 0 is without end.

    """

    frames: int
    seconds: float
    turns: int

    @property
    def stops_in_time(self) -> bool:
        """Whether it stands still soon enough for those whom it keeps from reading."""
        return self.turns > 0 and self.turns * self.seconds <= MOST_SECONDS


def read_motion(content: bytes) -> Motion | None:
    """Return how a picture moves; `None` for one that stands still, and for what is damaged before its second frame."""
    if content.startswith(b"GIF8"):
        frames, turns = _read_gif(content)
    elif content.startswith(b"\x89PNG"):
        frames, turns = _read_png(content)
    elif content[8:12] == b"WEBP":
        frames, turns = _read_webp(content)
    else:
        return None
    shown = [_INSTEAD if seconds < _SHORTEST else seconds for seconds in frames]
    return Motion(len(shown), sum(shown), turns) if len(shown) > 1 else None


def without_notes(content: bytes) -> bytes:
    """Return a picture of more than one frame without texts, places and times; a GIF, which camera makes none of, as it is."""
    if content.startswith(b"\x89PNG"):
        kept = (content[start:end] for kind, start, end in _png_chunks(content) if kind not in _PNG_NOTES)
        return content[:_PNG_HEAD] + b"".join(kept)
    if content[8:12] == b"WEBP":
        chunks = [(kind, content[start:end]) for kind, start, end in _webp_chunks(content) if kind not in _WEBP_NOTES]
        held = b"".join(_without_flags(chunk) if kind == b"VP8X" else chunk for kind, chunk in chunks)
        return struct.pack("<4sI4s", b"RIFF", 4 + len(held), b"WEBP") + held
    return content


def _without_flags(chunk: bytes) -> bytes:
    return chunk[:8] + bytes([chunk[8] & ~_WEBP_NOTED]) + chunk[9:]


# ---------------------------------------------------------------- GIF (GIF89a, 17 to 27)

_TABLE, _SUB_BLOCK_END = 0x80, 0
_EXTENSION, _IMAGE, _CONTROL, _APPLICATION = 0x21, 0x2C, 0xF9, 0xFF


def _read_gif(content: bytes) -> tuple[list[float], int]:
    """Return the seconds of each frame, and the turns: one where no program's block says more."""
    frames: list[float] = []
    turns, delay = 1, 0.0
    at = 13 + _table_size(content[10:11])
    while at < len(content):
        if content[at] == _EXTENSION:
            body = content[at + 3 : at + 19]
            if content[at + 1 : at + 2] == bytes([_CONTROL]) and len(body) > 2:  # noqa: PLR2004 - one byte of flags, two of time
                delay = int.from_bytes(body[1:3], "little") / 100
            elif content[at + 1 : at + 2] == bytes([_APPLICATION]) and body[:11] == b"NETSCAPE2.0":
                again = int.from_bytes(body[13:15], "little")
                turns = again + 1 if again else 0
            at = _after_sub_blocks(content, at + 2)
        elif content[at] == _IMAGE:
            frames.append(delay)
            at = _after_sub_blocks(content, at + 11 + _table_size(content[at + 9 : at + 10]))
        else:
            break
    return frames, turns


def _table_size(flags: bytes) -> int:
    """Return the bytes of a table of colours."""
    return 3 << (flags[0] & 7) + 1 if flags and flags[0] & _TABLE else 0


def _after_sub_blocks(content: bytes, at: int) -> int:
    while at < len(content) and content[at] != _SUB_BLOCK_END:
        at += content[at] + 1
    return at + 1


# ---------------------------------------------------------------- PNG (PNG 11.3.4) and WebP (RFC 9649, 2.7)


def _read_png(content: bytes) -> tuple[list[float], int]:
    frames: list[float] = []
    turns = 1
    for kind, start, end in _png_chunks(content):
        body = content[start + 8 : end - 4]
        if kind == b"acTL" and len(body) >= 8:  # noqa: PLR2004 - frames and turns
            (turns,) = struct.unpack_from(">I", body, 4)
        elif kind == b"fcTL" and len(body) >= 24:  # noqa: PLR2004 - up to the time, two numbers
            above, below = struct.unpack_from(">HH", body, 20)
            frames.append(above / (below or 100))
    return frames, turns


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, start and end of each chunk, its length, name and sum included."""
    at = _PNG_HEAD
    while at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4])
        yield content[at + 4 : at + 8], at, min(end, len(content))
        at = end


def _read_webp(content: bytes) -> tuple[list[float], int]:
    frames: list[float] = []
    turns = 0
    for kind, start, _end in _webp_chunks(content):
        body = content[start + 8 : start + 8 + 16]
        if kind == b"ANIM":
            turns = int.from_bytes(body[4:6], "little")
        elif kind == b"ANMF":
            frames.append(int.from_bytes(body[12:15], "little") / 1000)
    return frames, turns


def _webp_chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    at = _RIFF_HEAD
    while at + 8 <= len(content):
        length = int.from_bytes(content[at + 4 : at + 8], "little")
        end = at + 8 + length + length % 2
        yield content[at : at + 4], at, min(end, len(content))
        at = end
