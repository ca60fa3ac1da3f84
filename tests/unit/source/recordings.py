"""The smallest files of each type that media may have: real enough for whoever looks at their first bytes."""

from __future__ import annotations

import io
import struct
import zipfile

VTT = b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello.\n\n00:01.000 --> 00:02.500\nWelcome to the course.\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><rect width="320" height="180" fill="#005eb8"/></svg>'


def wav(seconds: float = 0.5, rate: int = 8000) -> bytes:
    """Silence, 8 bits, one channel: browsers play it."""
    samples = bytes([128]) * int(seconds * rate)
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(samples), b"WAVE", b"fmt ", 16, 1, 1, rate, rate, 1, 8, b"data", len(samples))
    return head + samples


def zipped(*names: str, first: tuple[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if first:
            archive.writestr(*first)
        for name in names:
            archive.writestr(name, "<x/>")
    return out.getvalue()


_A_SECOND = struct.pack(">I4sI4s12xII", 36, b"moov", 28, b"mvhd", 1000, 1000)
"""Head of a film of a second (ISO/IEC 14496-12, 8.2.2)."""

FILES: dict[str, bytes] = {
    "a.mp3": b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" + b"\0" * 413,
    "frames.mp3": b"\xff\xfb\x90\x00" + b"\0" * 413,
    "a.m4a": struct.pack(">I4s4sI4s", 20, b"ftyp", b"M4A ", 0, b"M4A ") + _A_SECOND,
    "a.ogg": b"OggS\x00\x02" + b"\0" * 22,
    "a.wav": wav(),
    "a.mp4": struct.pack(">I4s4sI4s", 20, b"ftyp", b"isom", 512, b"isom") + _A_SECOND,
    "a.webm": b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm",
    "a.vtt": VTT,
    "a.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
    "a.docx": zipped("[Content_Types].xml", "word/document.xml"),
    "a.pptx": zipped("[Content_Types].xml", "ppt/presentation.xml"),
    "a.xlsx": zipped("[Content_Types].xml", "xl/workbook.xml"),
    "a.odt": zipped("content.xml", first=("mimetype", b"application/vnd.oasis.opendocument.text")),
    "a.txt": b"Plain words.\n",
    "a.rtf": b"{\\rtf1 Words}",
}
"""Name -> bytes, one or more of each type."""
