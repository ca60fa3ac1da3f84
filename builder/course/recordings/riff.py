"""WAV: chunks of name, length and content (RIFF; EBU Tech 3306 for files of more than 4 GB)."""

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
