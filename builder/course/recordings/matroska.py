"""WebM and Matroska: elements of id, length and content (RFC 8794, RFC 9559)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from msgspec import Struct

from builder.course.recordings.stream import MalformedRecordingError, read_exactly, read_tail, size_of_stream
from builder.course.recordings.tracks import Tracks, length_in_seconds

_SEGMENT, _INFO, _TRACKS, _CLUSTER = 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675
_TIMESTAMP_SCALE, _DURATION = 0x2AD7B1, 0x4489
_TRACK_ENTRY, _CODEC = 0xAE, 0x86
_TIMESTAMP, _SIMPLE_BLOCK, _BLOCK_GROUP, _BLOCK = 0xE7, 0xA3, 0xA0, 0xA1

_NANOSECONDS = 1_000_000_000
_USUAL_SCALE = 1_000_000
"""Nanoseconds a tick, where the file does not say."""

_MOST_ELEMENTS = 20_000
_TAIL = 1_000_000
"""Bytes at the end in which the last cluster is looked for."""


class _Element(Struct, frozen=True):
    """`start` and `end` of what is inside; `end` is that of the parent where the length is not known."""

    id: int
    start: int
    end: int


def read_matroska(stream: BinaryIO) -> Tracks:
    """Return the tracks, and the length: as said, else where the last cluster ends (recorders in browsers do not say it)."""
    size = size_of_stream(stream)
    segment = next((element for element in _elements(stream, 0, size) if element.id == _SEGMENT), None)
    if segment is None:
        message = "no segment"
        raise MalformedRecordingError(message)
    scale, duration = _USUAL_SCALE, 0.0
    codecs: tuple[str, ...] = ()
    for element in _elements(stream, segment.start, segment.end):
        if element.id == _CLUSTER:
            break
        if element.id == _INFO:
            scale, duration = _read_info(stream, element)
        elif element.id == _TRACKS:
            codecs = tuple(_read_codecs(stream, element))
    return Tracks(codecs, length_in_seconds((duration or _read_last_time(stream)) * scale, _NANOSECONDS))


def _elements(stream: BinaryIO, start: int, end: int) -> Iterator[_Element]:
    """Yield the elements that lie one after another between two places."""
    for _ in range(_MOST_ELEMENTS):
        if start >= end:
            return
        stream.seek(start)
        identity, _width = _read_number(stream, keep_marker=True)
        length, width = _read_number(stream, keep_marker=False)
        inside = stream.tell()
        unknown = length == (1 << 7 * width) - 1
        stop = end if unknown else min(end, inside + length)
        yield _Element(identity, inside, stop)
        start = stop


def _read_number(stream: BinaryIO, *, keep_marker: bool) -> tuple[int, int]:
    """Return a number whose width its first bits tell, and the width in bytes (RFC 8794, 4)."""
    first = read_exactly(stream, 1)[0]
    width = 9 - first.bit_length()
    if width > 8:  # noqa: PLR2004 - no bit of the first byte is set
        message = "a number of more than eight bytes"
        raise MalformedRecordingError(message)
    value = first if keep_marker else first & ((1 << (8 - width)) - 1)
    return int.from_bytes(bytes([value]) + read_exactly(stream, width - 1)), width


def _read_whole(stream: BinaryIO, element: _Element) -> bytes:
    """Return the content of a small element."""
    return read_exactly(stream, min(element.end - element.start, 64), element.start)


def _read_info(stream: BinaryIO, info: _Element) -> tuple[int, float]:
    """Return nanoseconds a tick, and ticks, 0 where they are not said."""
    scale, duration = _USUAL_SCALE, 0.0
    for element in _elements(stream, info.start, info.end):
        if element.id == _TIMESTAMP_SCALE:
            scale = int.from_bytes(_read_whole(stream, element))
        elif element.id == _DURATION:
            held = _read_whole(stream, element)
            (duration,) = struct.unpack(">f" if len(held) == struct.calcsize(">f") else ">d", held)
    return scale, duration


def _read_codecs(stream: BinaryIO, tracks: _Element) -> Iterator[str]:
    for entry in _elements(stream, tracks.start, tracks.end):
        if entry.id == _TRACK_ENTRY:
            for element in _elements(stream, entry.start, entry.end):
                if element.id == _CODEC:
                    yield _read_whole(stream, element).rstrip(b"\0").decode("latin-1")


def _read_last_time(stream: BinaryIO) -> int:
    """Return the latest time in the last cluster, in ticks; 0 where none is found near the end."""
    at = read_tail(stream, _TAIL).rfind(_CLUSTER.to_bytes(4))
    if at < 0:
        return 0
    size = size_of_stream(stream)
    start = max(0, size - _TAIL) + at
    cluster = next(_elements(stream, start, size))
    base, latest = 0, 0
    for element in _elements(stream, cluster.start, cluster.end):
        if element.id == _TIMESTAMP:
            base = int.from_bytes(_read_whole(stream, element))
        elif element.id == _SIMPLE_BLOCK:
            latest = max(latest, _read_block_time(stream, element.start))
        elif element.id == _BLOCK_GROUP:
            blocks = (inner for inner in _elements(stream, element.start, element.end) if inner.id == _BLOCK)
            latest = max(latest, *(_read_block_time(stream, block.start) for block in blocks), 0)
    return base + latest


def _read_block_time(stream: BinaryIO, at: int) -> int:
    """Return the time of a block after its cluster's (RFC 9559, 10.1)."""
    stream.seek(at)
    _read_number(stream, keep_marker=False)
    (ticks,) = struct.unpack(">h", read_exactly(stream, 2))
    return int(ticks)
