"""The one entrance: which container and which codecs a recording has, and how long it is. Judged by bytes, never by a file's name."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from builder.course.recordings.asf import read_asf
from builder.course.recordings.flac import read_flac
from builder.course.recordings.iso_media import read_iso_media
from builder.course.recordings.matroska import read_matroska
from builder.course.recordings.mpeg_audio import find_mpeg_audio, read_mpeg_audio
from builder.course.recordings.ogg import read_ogg
from builder.course.recordings.riff import read_avi, read_wav
from builder.course.recordings.stream import MalformedRecordingError, open_stream
from builder.course.recordings.tracks import Tracks

_LOOKED_AT = 4096
"""Bytes at the start that tell the container."""

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (4, b"ftyp", "mp4"),  # ISO/IEC 14496-12, 4.3; QuickTime's brand is `qt  `
    (4, b"moov", "mov"),  # QuickTime files of before 2001 have no ftyp
    (4, b"mdat", "mov"),
    (4, b"wide", "mov"),
    (0, b"\x1aE\xdf\xa3", "matroska"),  # RFC 8794, 8.1
    (0, b"OggS", "ogg"),  # RFC 3533, 6
    (8, b"WAVE", "wav"),
    (8, b"AVI ", "avi"),
    (0, b"fLaC", "flac"),  # RFC 9639, 6
    (0, b"0&\xb2u\x8ef\xcf\x11\xa6\xd9\x00\xaa\x00b\xcel", "wmv"),  # ASF header object, also of wma
    (0, b"FLV", "flv"),
    (0, b"FORM", "aiff"),
    (0, b"#!AMR", "amr"),
    (0, b"\x00\x00\x01\xba", "mpeg"),
    (0, b"\x00\x00\x01\xb3", "mpeg"),
)
"""Where, which bytes, and the container that they tell."""

_TRANSPORT_PACKET = 188
_ADTS = (b"\xff\xf1", b"\xff\xf9")

_READERS: dict[str, Callable[[BinaryIO], Tracks]] = {
    "mp4": read_iso_media,
    "mov": read_iso_media,
    "matroska": read_matroska,
    "webm": read_matroska,
    "ogg": read_ogg,
    "wav": read_wav,
    "mp3": read_mpeg_audio,
    "avi": read_avi,
    "flac": read_flac,
    "wmv": read_asf,
}


class RecordingFacts(Struct, frozen=True):
    """What a recording is.

    Attributes:
        container: `mp4`, `mov`, `webm`, `matroska`, `ogg`, `wav`, `mp3`, `avi`, `flac`, `wmv`, `flv`, `aiff`, `amr`, `aac`, `mpeg`, `mpeg-ts`.
        codecs: of its tracks, in order, as the container calls them: `avc1`, `hvc1`, `mp4a`, `V_VP9`, `A_OPUS`, `opus`, `vorbis`, `pcm`; none where
            they were not read.
        seconds: its length; `None` where the file does not say.

    """

    container: str
    codecs: tuple[str, ...] = ()
    seconds: float | None = None


def read_recording(content: bytes | Path) -> RecordingFacts | None:
    """Return what a recording is, or `None` where its bytes are those of no container known here. Raises OSError.

    Damaged bytes give the container alone. A few hundred kilobytes are read at most, however large the file is.
    """
    with open_stream(content) as stream:
        container = _tell_container(stream.read(_LOOKED_AT))
        if container is None:
            return None
        reader = _READERS.get(container)
        if reader is None:
            return RecordingFacts(container)
        try:
            tracks = reader(stream)
        except (MalformedRecordingError, struct.error):
            return RecordingFacts(container)
        return RecordingFacts(container, tracks.codecs, tracks.seconds)


def read_duration(content: bytes | Path) -> float | None:
    """Return the length of a recording in seconds; `None` where the file does not say, or is none. Raises OSError."""
    facts = read_recording(content)
    return None if facts is None else facts.seconds


def _tell_container(start: bytes) -> str | None:
    container = next((container for at, magic, container in _MAGIC if start[at : at + len(magic)] == magic), None)
    if container == "mp4":
        return "mov" if start[8:12] == b"qt  " else "mp4"
    if container == "matroska":
        return "webm" if b"webm" in start else "matroska"
    if container is not None:
        return container
    if start[:1] == b"G" and start[_TRANSPORT_PACKET : _TRANSPORT_PACKET + 1] == b"G":  # ISO/IEC 13818-1, 2.4.3.2
        return "mpeg-ts"
    if start.startswith(_ADTS):
        return "aac"
    return "mp3" if find_mpeg_audio(start) is not None or start.startswith(b"ID3") else None
