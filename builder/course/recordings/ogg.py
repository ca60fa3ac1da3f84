"""Ogg: pages of one or more streams; the last page of a stream tells how many samples came before its end (RFC 3533)."""

from __future__ import annotations

import struct
from typing import BinaryIO

from msgspec import Struct

from builder.course.recordings.stream import read_exactly, read_tail, size_of_stream
from builder.course.recordings.tracks import Tracks, length_in_seconds

_MAGIC = b"OggS"
_HEAD = 27
_FIRST = 0x02
"""Flag of a page that begins a stream."""

_MOST_STREAMS = 16
_TAIL = 300_000
"""Bytes at the end: a page has 65,307 at most (6), and each stream one near the end."""

_NOT_SAID = 0xFFFF_FFFF_FFFF_FFFF
_OPUS_RATE = 48_000
"""Samples a second of Opus, whatever the recording had (RFC 7845, 4)."""


class _Stream(Struct, frozen=True):
    """A stream: its codec, samples a second (0 where that cannot be told), and samples that come before the sound."""

    codec: str
    rate: int
    skipped: int = 0


def read_ogg(stream: BinaryIO) -> Tracks:
    """Return the streams and the length of the longest of those whose clock is known."""
    streams = _read_streams(stream)
    lengths = [
        length_in_seconds(granule - streams[serial].skipped, streams[serial].rate) or 0.0
        for serial, granule in _read_last_granules(stream)
        if serial in streams
    ]
    return Tracks(tuple(known.codec for known in streams.values()), max(lengths, default=0.0) or None)


def _read_streams(stream: BinaryIO) -> dict[int, _Stream]:
    """Return the streams by their serial numbers: their first pages are the first of the file (4)."""
    streams: dict[int, _Stream] = {}
    at, size = 0, size_of_stream(stream)
    while at + _HEAD <= size and len(streams) < _MOST_STREAMS:
        head = read_exactly(stream, _HEAD, at)
        if not head.startswith(_MAGIC) or not head[5] & _FIRST:
            break
        lengths = read_exactly(stream, head[26])
        (serial,) = struct.unpack_from("<I", head, 14)
        streams[serial] = _tell_stream(read_exactly(stream, sum(lengths)))
        at = stream.tell()
    return streams


def _tell_stream(packet: bytes) -> _Stream:
    """Tell a codec by its first packet."""
    if packet.startswith(b"OpusHead"):
        (skipped,) = struct.unpack_from("<H", packet, 10)
        return _Stream("opus", _OPUS_RATE, skipped)
    if packet.startswith(b"\x01vorbis"):
        (rate,) = struct.unpack_from("<I", packet, 12)
        return _Stream("vorbis", rate)
    if packet.startswith(b"\x7fFLAC"):
        return _Stream("flac", int.from_bytes(packet[27:30]) >> 4)  # STREAMINFO after 9 bytes of Ogg's, `fLaC` and 4 of the block (RFC 9639, 10.1)
    if packet.startswith(b"Speex   "):
        (rate,) = struct.unpack_from("<I", packet, 36)
        return _Stream("speex", rate)
    return _Stream("theora" if packet.startswith(b"\x80theora") else "unknown", 0)


def _read_last_granules(stream: BinaryIO) -> list[tuple[int, int]]:
    """Return (serial number, samples) of the pages near the end."""
    tail = read_tail(stream, _TAIL)
    granules: list[tuple[int, int]] = []
    at = tail.find(_MAGIC)
    while 0 <= at <= len(tail) - _HEAD:
        granule, serial = struct.unpack_from("<QI", tail, at + 6)
        if granule != _NOT_SAID:
            granules.append((serial, granule))
        at = tail.find(_MAGIC, at + 1)
    return granules
