"""Types of pictures, recordings, captions and documents, and how their bytes tell them: a file is what it holds, not what its name says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from builder.package.content import Content, read_ends

AUDIO_TYPES = ("mp3", "m4a", "ogg", "wav")
VIDEO_TYPES = ("mp4", "webm")
CAPTION_TYPES = ("vtt", "srt")
DOCUMENT_TYPES = ("pdf", "docx", "odt", "pptx", "xlsx", "txt", "rtf")
FILE_TYPES = (*AUDIO_TYPES, *VIDEO_TYPES, *CAPTION_TYPES, *DOCUMENT_TYPES)
"""Media that are no pictures."""

LESS_PLAYED = frozenset({"ogg", "webm", "wav"})
"""Types that may stand in a course and are not advised: iPhones play WebM from iOS 17.4, Ogg from 18.4 (MDN browser-compat-data); WAV is large."""

DOWNLOAD_TYPES = (*DOCUMENT_TYPES, "png", "jpg", "svg", "mp3")

LOOKED_AT = 65_536
"""Bytes at either end of a file that are looked at: a zip's list of names is at its end."""

_MP3 = re.compile(rb"ID3|\xff[\xe2-\xe7\xf2-\xf7\xfa-\xff]")
"""A tag, or the first frame of MPEG audio, layer III (ISO/IEC 11172-3, 2.4.1.3)."""


def _starts_with(*texts: bytes) -> Callable[[bytes, bytes], bool]:
    return lambda first, _last: first.startswith(texts)


def _has_zip_folder(folder: bytes) -> Callable[[bytes, bytes], bool]:
    """A zip whose list of names tells the program: `word/`, `ppt/`, `xl/` (ISO/IEC 29500-2)."""
    return lambda first, last: first.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in first + last and folder in first + last


_TELLS: Mapping[str, Callable[[bytes, bytes], bool]] = {
    "mp3": lambda first, _last: bool(_MP3.match(first)),
    "m4a": lambda first, _last: first[4:8] == b"ftyp",  # ISO/IEC 14496-12, 4.3
    "mp4": lambda first, _last: first[4:8] == b"ftyp",
    "ogg": _starts_with(b"OggS"),
    "wav": lambda first, _last: first[:4] == b"RIFF" and first[8:12] == b"WAVE",
    "webm": lambda first, _last: first.startswith(b"\x1aE\xdf\xa3") and b"webm" in first[:4096],
    "vtt": lambda _first, _last: True,  # read line by line, with places
    "srt": lambda _first, _last: True,
    "pdf": _starts_with(b"%PDF-"),
    "docx": _has_zip_folder(b"word/"),
    "pptx": _has_zip_folder(b"ppt/"),
    "xlsx": _has_zip_folder(b"xl/"),
    "odt": lambda first, _last: first.startswith(b"PK\x03\x04") and b"mimetypeapplication/vnd.oasis.opendocument.text" in first[:128],
    "txt": lambda first, last: b"\0" not in first + last,
    "rtf": _starts_with(b"{\\rtf"),
    "png": _starts_with(b"\x89PNG\r\n\x1a\n"),
    "jpg": _starts_with(b"\xff\xd8\xff"),
    "jpeg": _starts_with(b"\xff\xd8\xff"),
    "webp": lambda first, _last: first[:4] == b"RIFF" and first[8:12] == b"WEBP",
}


def ending_of(path: str) -> str:
    """Return what stands after the last point, in small letters; empty without a point."""
    return path.rpartition(".")[2].lower() if "." in path else ""


def has_declared_type(path: str, content: Content) -> bool:
    """Tell whether a file's bytes begin, and where needed end, as those of its type do. Raises OSError."""
    return _TELLS[ending_of(path)](*read_ends(content, LOOKED_AT))
