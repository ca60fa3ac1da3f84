"""MP4, M4A, 3GP and QuickTime: boxes of length, type and content (ISO/IEC 14496-12)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from msgspec import Struct

from builder.course.recordings.stream import MalformedRecordingError, read_exactly, size_of_stream
from builder.course.recordings.tracks import Tracks, length_in_seconds

_MOST_BOXES = 20_000
"""Boxes looked at in one container: a film of an hour in fragments of a second has 7,200."""

_LONG, _TO_THE_END = 1, 0
"""Lengths with a meaning: the length follows in 64 bits; the box is the last (4.2)."""

_HEAD = 8
_NO_DURATION = (0, 0xFFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF)
_TRACK_ID_AT = 12

_MOST_RUN = 4_000_000
"""Bytes of the samples of one run: a fragment holds a few seconds, and a sample takes sixteen bytes at most."""

# Flags of `tfhd` and `trun` (8.8.7, 8.8.8): which fields are there, in this order.
_TFHD_FIELDS = ((0x01, 8), (0x02, 4), (0x08, 4))
_TFHD_DURATION = 0x08
_TRUN_HEAD = ((0x01, 4), (0x04, 4))
_TRUN_SAMPLE = (0x100, 0x200, 0x400, 0x800)


class _Box(Struct, frozen=True):
    """`start` and `end` of what is inside."""

    type: bytes
    start: int
    end: int


class _Track(Struct, frozen=True):
    """A track: its clock in ticks a second, its codec, and how long a sample is where a fragment does not say."""

    codec: str
    timescale: int


def read_iso_media(stream: BinaryIO) -> Tracks:
    """Return the tracks of sound and pictures, and the length: of the whole film, else of its fragments."""
    boxes = list(_boxes(stream, 0, size_of_stream(stream)))
    film = next((box for box in boxes if box.type == b"moov"), None)
    if film is None:
        message = "no moov box"
        raise MalformedRecordingError(message)
    inside = list(_boxes(stream, film.start, film.end))
    tracks = {number: track for box in inside if box.type == b"trak" for number, track in _read_track(stream, box)}
    header = _child(inside, b"mvhd")
    timescale, duration = _read_clock(stream, header)
    seconds = _read_fragments(stream, boxes, inside, tracks) if duration in _NO_DURATION else length_in_seconds(duration, timescale)
    return Tracks(tuple(track.codec for track in tracks.values()), seconds)


def _boxes(stream: BinaryIO, start: int, end: int) -> Iterator[_Box]:
    """Yield the boxes that lie one after another between two places."""
    for _ in range(_MOST_BOXES):
        if start + _HEAD > end:
            return
        length, kind = struct.unpack(">I4s", read_exactly(stream, _HEAD, start))
        head = _HEAD
        if length == _LONG:
            (length,) = struct.unpack(">Q", read_exactly(stream, 8))
            head += 8
        elif length == _TO_THE_END:
            length = end - start
        if length < head:
            message = "a box shorter than its own head"
            raise MalformedRecordingError(message)
        yield _Box(kind, start + head, min(start + length, end))
        start += length


def _child(boxes: list[_Box], kind: bytes) -> _Box:
    found = next((box for box in boxes if box.type == kind), None)
    if found is None:
        message = f"no {kind!r} box"
        raise MalformedRecordingError(message)
    return found


def _descend(stream: BinaryIO, box: _Box, *path: bytes) -> _Box:
    for kind in path:
        box = _child(list(_boxes(stream, box.start, box.end)), kind)
    return box


def _read_clock(stream: BinaryIO, box: _Box) -> tuple[int, int]:
    """Return ticks a second and ticks of `mvhd` or `mdhd`: both begin alike (8.2.2, 8.4.2)."""
    version = read_exactly(stream, 1, box.start)[0]
    at, form = (20, ">IQ") if version == 1 else (12, ">II")
    timescale, duration = struct.unpack(form, read_exactly(stream, struct.calcsize(form), box.start + at))
    return timescale, duration


def _read_track(stream: BinaryIO, box: _Box) -> Iterator[tuple[int, _Track]]:
    """Yield (track id, track) of sound and pictures; of text, hints and time codes nothing."""
    header = _descend(stream, box, b"tkhd")
    version = read_exactly(stream, 1, header.start)[0]
    (number,) = struct.unpack(">I", read_exactly(stream, 4, header.start + (20 if version == 1 else _TRACK_ID_AT)))
    media = _descend(stream, box, b"mdia")
    kind = read_exactly(stream, 4, _descend(stream, media, b"hdlr").start + 8)
    if kind not in {b"vide", b"soun"}:
        return
    description = _descend(stream, media, b"minf", b"stbl", b"stsd")
    codec = read_exactly(stream, 4, description.start + 8 + 4)  # version, flags, count; then an entry's length and its code (8.5.2)
    timescale, _ = _read_clock(stream, _descend(stream, media, b"mdhd"))
    yield number, _Track(codec.decode("latin-1").strip(), timescale)


# ---------------------------------------------------------------- fragments, as recorders in browsers write them


def _read_fragments(stream: BinaryIO, boxes: list[_Box], film: list[_Box], tracks: dict[int, _Track]) -> float | None:
    """Return the length of a film in fragments (8.8): where the samples of its last ones end."""
    defaults: dict[int, int] = {}
    extends = next((box for box in film if box.type == b"mvex"), None)
    for box in _boxes(stream, extends.start, extends.end) if extends is not None else ():
        if box.type == b"trex":
            number, _description, duration = struct.unpack(">III", read_exactly(stream, 12, box.start + 4))
            defaults[number] = duration
    ends: dict[int, int] = {}
    for fragment in (box for box in boxes if box.type == b"moof"):
        for part in _boxes(stream, fragment.start, fragment.end):
            if part.type == b"traf":
                number, start, ticks = _read_fragment(stream, part, defaults)
                ends[number] = (ends.get(number, 0) if start is None else start) + ticks
    lengths = [length_in_seconds(end, tracks[number].timescale) for number, end in ends.items() if number in tracks]
    return max((seconds for seconds in lengths if seconds is not None), default=None)


def _read_fragment(stream: BinaryIO, fragment: _Box, defaults: dict[int, int]) -> tuple[int, int | None, int]:
    """Return track id, the time at which the fragment starts where it says so, and its ticks."""
    inside = list(_boxes(stream, fragment.start, fragment.end))
    header = _child(inside, b"tfhd")
    flags, number = struct.unpack(">II", read_exactly(stream, 8, header.start))
    default = defaults.get(number, 0)
    if flags & _TFHD_DURATION:
        before = sum(width for flag, width in _TFHD_FIELDS[:-1] if flags & flag)
        (default,) = struct.unpack(">I", read_exactly(stream, 4, header.start + 8 + before))
    start = None
    decode_time = next((box for box in inside if box.type == b"tfdt"), None)
    if decode_time is not None:
        form = ">Q" if read_exactly(stream, 1, decode_time.start)[0] == 1 else ">I"
        (start,) = struct.unpack(form, read_exactly(stream, struct.calcsize(form), decode_time.start + 4))
    return number, start, sum(_read_run(stream, box, default) for box in inside if box.type == b"trun")


def _read_run(stream: BinaryIO, run: _Box, default: int) -> int:
    """Return the ticks of the samples of one run (8.8.8)."""
    flags, count = struct.unpack(">II", read_exactly(stream, 8, run.start))
    if not flags & _TRUN_SAMPLE[0]:
        return int(count) * default
    head = 8 + sum(width for flag, width in _TRUN_HEAD if flags & flag)
    width = 4 * sum(1 for flag in _TRUN_SAMPLE if flags & flag)
    if count * width > min(run.end - run.start, _MOST_RUN):
        message = "a run longer than its box, or than any film's"
        raise MalformedRecordingError(message)
    samples = read_exactly(stream, count * width, run.start + head)
    return sum(struct.unpack_from(">I", samples, at)[0] for at in range(0, len(samples), width))
