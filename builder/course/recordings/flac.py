"""FLAC: the first block of metadata tells samples a second and how many there are (RFC 9639, 8.2)."""

from __future__ import annotations

from typing import BinaryIO

from builder.course.recordings.stream import MalformedRecordingError, read_exactly
from builder.course.recordings.tracks import Tracks, length_in_seconds

_MAGIC = 4
_STREAM_INFO = 0
_INFO_LENGTH = 34
_RATE_BITS, _FORMAT_BITS, _COUNT_BITS = 20, 8, 36
"""Widths of samples a second, of channels and bits a sample, and of the number of samples, from the tenth byte of the block on."""


def read_flac(stream: BinaryIO) -> Tracks:
    """Return the length; a recorder that was cut off says 0 samples, so that it is not known."""
    head = read_exactly(stream, 4, _MAGIC)
    if head[0] & 0x7F != _STREAM_INFO or int.from_bytes(head[1:]) < _INFO_LENGTH:
        message = "the first block is not STREAMINFO"
        raise MalformedRecordingError(message)
    packed = int.from_bytes(read_exactly(stream, _INFO_LENGTH)[10:18])
    rate = packed >> _FORMAT_BITS + _COUNT_BITS
    return Tracks(("flac",), length_in_seconds(packed & (1 << _COUNT_BITS) - 1, rate))
