"""WMV and WMA: an Advanced Systems Format header of objects, each with a GUID and a length (ASF Specification 1.2, 2 and 3)."""

from __future__ import annotations

import struct
from typing import BinaryIO

from builder.course.recordings.stream import MalformedRecordingError, read_exactly
from builder.course.recordings.tracks import Tracks, length_in_seconds

_HEAD = 30
"""Bytes of the header object before the objects in it: GUID, length, their number, two bytes (3.1)."""

_OBJECT_HEAD = 24
_MOST_OBJECTS = 1_000
_FILE_PROPERTIES = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
_PROPERTIES = struct.Struct("<16s8s8s8sQQQI")
"""Id, bytes, date, packets, time of play in 100 nanoseconds, time of sending, milliseconds before the start, flags (3.2)."""

_BROADCAST = 1
"""Flag of a live recording, whose times say nothing."""

_TICKS, _TICKS_OF_MILLISECOND = 10_000_000, 10_000


def read_asf(stream: BinaryIO) -> Tracks:
    """Return the length: the time of play without what a player holds back before it starts."""
    (length,) = struct.unpack_from("<Q", read_exactly(stream, _HEAD, 0), 16)
    at = _HEAD
    for _ in range(_MOST_OBJECTS):
        if at + _OBJECT_HEAD > length:
            break
        name, size = struct.unpack("<16sQ", read_exactly(stream, _OBJECT_HEAD, at))
        if name == _FILE_PROPERTIES:
            *_, play, _sending, before, flags = _PROPERTIES.unpack(read_exactly(stream, _PROPERTIES.size))
            return Tracks((), None if flags & _BROADCAST else length_in_seconds(play - before * _TICKS_OF_MILLISECOND, _TICKS))
        at += max(_OBJECT_HEAD, size)
    message = "no file properties"
    raise MalformedRecordingError(message)
