"""WAV and AVI: chunks of name, length and content (RIFF; EBU Tech 3306 for WAV files of more than 4 GB)."""

from __future__ import annotations

import struct
from typing import BinaryIO

from builder.course.recordings.stream import read_exactly, size_of_stream
from builder.course.recordings.tracks import Tracks, length_in_seconds

_MOST_CHUNKS = 1_000
_HEAD = 12
_NOT_SAID = 0xFFFF_FFFF
_CODECS = {1: "pcm", 2: "adpcm", 3: "pcm", 6: "pcm", 7: "pcm", 0x55: "mp3", 0xFFFE: "pcm"}
"""Names of `wFormatTag`."""


def read_wav(stream: BinaryIO) -> Tracks:
    """Return the codec, and the length by bytes a second."""
    size = size_of_stream(stream)
    at, codec, rate, held = _HEAD, "unknown", 0, 0
    for _ in range(_MOST_CHUNKS):
        if at + 8 > size:
            break
        name, length = struct.unpack("<4sI", read_exactly(stream, 8, at))
        if name == b"fmt ":
            tag, _channels, _samples, rate = struct.unpack("<HHII", read_exactly(stream, 12))
            codec = _CODECS.get(tag, "unknown")
        elif name == b"data":  # a recorder that was cut off says 0 or nothing
            held = size - at - 8 if length in {0, _NOT_SAID} else min(length, size - at - 8)
            break
        at += 8 + length + length % 2
    return Tracks((codec,), length_in_seconds(held, rate))


def read_avi(stream: BinaryIO) -> Tracks:
    """Return the length of the longest stream of an AVI; where streams say none, that of its frames (OpenDML AVI 1.02, 5)."""
    size = size_of_stream(stream)
    at, frames, lengths = _HEAD, 0.0, [0.0]
    for _ in range(_MOST_CHUNKS):
        if at + 8 > size:
            break
        name, length = struct.unpack("<4sI", read_exactly(stream, 8, at))
        if name == b"LIST":
            kind = read_exactly(stream, 4)
            if kind == b"movi":  # what follows is the film itself
                break
            at += 12 if kind in {b"hdrl", b"strl"} else 8 + length + length % 2
            continue
        if name == b"avih":
            microseconds, _rate, _pad, _flags, count = struct.unpack("<5I", read_exactly(stream, 20))
            frames = microseconds * count / 1_000_000
        elif name == b"strh":
            scale, rate, _start, count = struct.unpack_from("<4I", read_exactly(stream, 36), 20)
            lengths.append(length_in_seconds(count * scale, rate) or 0.0)
        at += 8 + length + length % 2
    return Tracks((), length_in_seconds(max(lengths) or frames, 1))
