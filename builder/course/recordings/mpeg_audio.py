"""MP3: frames one after another, each with a head of four bytes (ISO/IEC 11172-3, 2.4.1.3; ISO/IEC 13818-3)."""

from __future__ import annotations

import struct
from typing import BinaryIO

from msgspec import Struct

from builder.course.recordings.stream import MalformedRecordingError, read_exactly, read_tail, size_of_stream
from builder.course.recordings.tracks import Tracks, length_in_seconds

_HEAD = 4
_TAG_HEAD = 10
_NOTES = 128
"""Bytes of an ID3v1 tag at the end."""

_SEARCHED = 65_536
"""Bytes after the tag in which the first frame is looked for: some programs leave blanks."""

_MEASURED = 2_000
"""Frames whose bit rate is averaged where no head says how many there are: some 50 seconds."""

_BIT_RATES = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),  # version 1
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),  # versions 2 and 2.5
}
"""Kilobits a second of layer III."""

_SAMPLE_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_VERSION_1, _LAYER_3, _MONO = 3, 1, 3


class _Frame(Struct, frozen=True):
    """What the head of a frame says: bytes, samples, samples a second, and where a Xing head would stand in it."""

    length: int
    samples: int
    rate: int
    xing_at: int


def read_mpeg_audio(stream: BinaryIO) -> Tracks:
    """Return the length: by the frames that a Xing, Info or VBRI head counts, else by bytes and bit rate."""
    start = _skip_tag(stream)
    searched = read_exactly(stream, min(_SEARCHED, size_of_stream(stream) - start), start)
    at = find_mpeg_audio(searched)
    frame = _read_frame(searched[at : at + _HEAD]) if at is not None else None
    if at is None or frame is None:
        message = "no frame of layer III"
        raise MalformedRecordingError(message)
    counted = _read_count(searched[at : at + frame.length], frame)
    if counted:
        return Tracks(("mp3",), length_in_seconds(counted * frame.samples, frame.rate))
    return Tracks(("mp3",), _measure(stream, start + at))


def find_mpeg_audio(held: bytes) -> int | None:
    """Return where the first frame begins: one that another follows, since two bytes alone can stand anywhere."""
    at = held.find(b"\xff")
    while 0 <= at <= len(held) - _HEAD:
        frame = _read_frame(held[at : at + _HEAD])
        if frame is not None:
            following = held[at + frame.length : at + frame.length + _HEAD]
            if len(following) < _HEAD or _read_frame(following) is not None:
                return at
        at = held.find(b"\xff", at + 1)
    return None


def _skip_tag(stream: BinaryIO) -> int:
    """Return where sound may begin: after an ID3v2 tag, whose length leaves out the first bit of each byte."""
    head = read_exactly(stream, _TAG_HEAD, 0)
    if not head.startswith(b"ID3"):
        return 0
    length = sum(byte << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
    return _TAG_HEAD + length


def _read_frame(head: bytes) -> _Frame | None:
    if len(head) < _HEAD or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:  # noqa: PLR2004 - eleven bits that are set begin each frame
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bit_rate, sample_rate, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    first = version == _VERSION_1
    if layer != _LAYER_3 or version not in _SAMPLE_RATES or not 0 < bit_rate < len(_BIT_RATES[first]) or sample_rate >= len(_SAMPLE_RATES[version]):
        return None
    samples, rate = 1152 if first else 576, _SAMPLE_RATES[version][sample_rate]
    mono = head[3] >> 6 == _MONO
    side = (17 if mono else 32) if first else (9 if mono else 17)
    return _Frame(samples // 8 * _BIT_RATES[first][bit_rate] * 1000 // rate + padding, samples, rate, _HEAD + side)


def _read_count(held: bytes, frame: _Frame) -> int:
    """Return how many frames the first one says that there are; 0 where it says nothing."""
    if held[frame.xing_at : frame.xing_at + 4] in {b"Xing", b"Info"}:
        flags, count = struct.unpack_from(">II", held, frame.xing_at + 4)
        return int(count) if flags & 1 else 0
    if held[36:40] == b"VBRI":
        return int(struct.unpack_from(">I", held, 36 + 14)[0])
    return 0


def _measure(stream: BinaryIO, at: int) -> float | None:
    """Return the length in seconds of all frames from `at`, by the mean of the first ones."""
    end = size_of_stream(stream)
    if read_tail(stream, _NOTES).startswith(b"TAG"):
        end -= _NOTES
    here, seconds = at, 0.0
    for _ in range(_MEASURED):
        frame = _read_frame(read_exactly(stream, _HEAD, here)) if here + _HEAD <= end else None
        if frame is None:
            break
        here += frame.length
        seconds += frame.samples / frame.rate
    left = max(0, end - here) if here - at and seconds and here < end else 0
    return length_in_seconds(seconds * (1 + left / max(1, here - at)), 1)
