"""The list of files at the end of a zip (APPNOTE.TXT 4.3.12 to 4.3.16), read without trusting any number in it.

`zipfile` reads the whole list before anybody can ask how long it is, and takes each name as it comes; here the limits come first.
"""

from __future__ import annotations

import os
import struct
from typing import BinaryIO

from msgspec import Struct

from builder.package.limits import Limits

_END, _END_64, _LOCATOR_64, _CENTRAL = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"PK\x01\x02"
_END_FORM = struct.Struct("<4s4H2LH")
_END_64_FORM = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_FORM = struct.Struct("<4sLQL")
_CENTRAL_FORM = struct.Struct("<4s6H3L5H2L")
_LONGEST_COMMENT = 0xFFFF
_ZIP64_FIELD = 1
_IN_ZIP64, _IN_ZIP64_SHORT = 0xFFFFFFFF, 0xFFFF
"""What a field of 32 or 16 bits says when its value is in a record of ZIP64 instead (4.4.1.4)."""

UTF8_NAME = 0x800
"""General purpose bit 11: the name is UTF-8; without it, code page 437 (4.4.4, appendix D)."""


class UnreadableZipError(ValueError):
    """The file has no list of files that can be read; the text says why, in plain words that end a sentence."""


class OversizedDirectoryError(ValueError):
    """The list of files is longer than the limits allow; the text says how long."""


class Entry(Struct, frozen=True):
    """One file as the list tells it; nothing of it is checked yet.

    Attributes:
        name: as text; of a name that is no UTF-8, each such byte is a lone surrogate, so that different names stay different.
        raw_name: as bytes.
        is_decodable: whether the bytes of the name are what the entry says of them.
        flags: general purpose bits (4.4.4).
        version: of the format that is needed to unpack it, ten times (4.4.3).
        method: of compression; 0 stored, 8 deflated.
        crc: CRC-32 of the content.
        packed: bytes in the zip.
        size: bytes unpacked.
        offset: of the local header, from the start of the file.
        mode: Unix mode bits; 0 where the zip was not made on Unix.

    """

    name: str
    raw_name: bytes
    is_decodable: bool
    flags: int
    version: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    mode: int

    @property
    def is_folder(self) -> bool:
        """Whether the entry is for a folder, which has no content."""
        return self.raw_name.endswith(b"/")


class Directory(Struct, frozen=True):
    """The list of files of a zip.

    Attributes:
        entries: in the order of the list.
        start: offset of the list; all contents lie before it.
        before: bytes of something else in front of the zip.
        after: bytes of something else behind it.
        counted: how many entries the end record announces, modulo 65,536 where it has no more room.

    """

    entries: tuple[Entry, ...]
    start: int
    before: int
    after: int
    counted: int


class _EndRecord(Struct, frozen=True):
    """Where the list ends and what the end record says of it."""

    end: int
    after: int
    counted: int
    size: int
    offset: int


def read_directory(stream: BinaryIO, limits: Limits) -> Directory:
    """Return the list of files of an open zip.

    Raises:
        UnreadableZipError: there is none, or it contradicts itself.
        OversizedDirectoryError: it is longer than the limits allow; nothing of it has been read.
        OSError: the file cannot be read.

    """
    length = stream.seek(0, os.SEEK_END)
    record = _find_end(stream, length)
    start = record.end - record.size
    before = start - record.offset
    if start < 0 or before < 0:
        raise UnreadableZipError("its beginning is missing")
    if record.size > limits.directory or record.counted > limits.entries:
        raise OversizedDirectoryError(f"{record.counted} entries in a list of {record.size} bytes")
    stream.seek(start)
    entries = _read_entries(stream.read(record.size), before)
    if len(entries) > limits.entries:
        raise OversizedDirectoryError(f"{len(entries)} entries")
    return Directory(entries, start, before, record.after, record.counted)


def _find_end(stream: BinaryIO, length: int) -> _EndRecord:
    """Return the last end record whose comment fits into the file and whose list begins with an entry."""
    first = max(0, length - _END_FORM.size - _LONGEST_COMMENT)
    stream.seek(first)
    tail = stream.read(length - first)
    at = len(tail)
    while (at := tail.rfind(_END, 0, at)) >= 0:
        if at + _END_FORM.size > len(tail):
            continue
        _, disk, first_disk, here, counted, size, offset, comment = _END_FORM.unpack_from(tail, at)
        behind = len(tail) - at - _END_FORM.size - comment
        if behind < 0:
            continue
        if disk not in {0, _IN_ZIP64_SHORT} or first_disk not in {0, _IN_ZIP64_SHORT} or here != counted:
            raise UnreadableZipError("it is one part of a zip that was split into several")
        record = _EndRecord(first + at, behind, counted, size, offset)
        return _find_end_64(stream, record) if _IN_ZIP64 in {size, offset} or counted == _IN_ZIP64_SHORT else record
    raise UnreadableZipError(_explain_no_end(stream, length))


def _find_end_64(stream: BinaryIO, record: _EndRecord) -> _EndRecord:
    """Return the end record of ZIP64 that stands before an ordinary one, or that one where there is none (65,535 files exactly)."""
    located = record.end - _LOCATOR_FORM.size
    at = located - _END_64_FORM.size
    if at < 0:
        return record
    stream.seek(at)
    held = stream.read(_END_64_FORM.size + _LOCATOR_FORM.size)
    if held[_END_64_FORM.size :][:4] != _LOCATOR_64:
        return record
    if held[:4] != _END_64:
        raise UnreadableZipError("its list of files is not where the zip says that it is")
    *_, counted, size, offset = _END_64_FORM.unpack_from(held)
    return _EndRecord(at, record.after, counted, size, offset)


def _explain_no_end(stream: BinaryIO, length: int) -> str:
    """Return what a file without an end record most likely is."""
    stream.seek(0)
    head = stream.read(512)
    if not length:
        return "it is empty"
    if head.startswith(b"PK"):
        return "its end is missing, so the download or the copy was not complete"
    if head.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return "it is an archive of another kind (RAR, 7z or gzip)"
    if head.lstrip()[:1] == b"<":
        return "it is a web page or an XML file; perhaps the page of a login was saved in place of the zip"
    return "it does not have the list of files that each zip has at its end"


def _read_entries(listed: bytes, before: int) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    at = 0
    while at < len(listed):
        if listed[at : at + 4] != _CENTRAL or at + _CENTRAL_FORM.size > len(listed):
            raise UnreadableZipError(f"its list of files is damaged after {len(entries)} files")
        name_at = at + _CENTRAL_FORM.size
        _, _, version, flags, method, _, _, crc, packed, size, named, extra, comment, _, _, attributes, offset = _CENTRAL_FORM.unpack_from(listed, at)
        following = name_at + named + extra + comment
        if following > len(listed):
            raise UnreadableZipError(f"its list of files is damaged after {len(entries)} files")
        raw_name = listed[name_at : name_at + named]
        size, packed, offset = _widen(listed[name_at + named : name_at + named + extra], (size, packed, offset))
        name, is_decodable = _decode(raw_name, flags)
        entries.append(Entry(name, raw_name, is_decodable, flags, version & 0xFF, method, crc, packed, size, offset + before, attributes >> 16))
        at = following
    return tuple(entries)


def _widen(extra: bytes, values: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return size, packed size and offset with what the ZIP64 field of an entry has in place of those that say so (4.5.3)."""
    at = 0
    while _IN_ZIP64 in values and at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == _ZIP64_FIELD:
            held = extra[at + 4 : at + 4 + length]
            wide = iter(struct.unpack(f"<{len(held) // 8}Q", held[: len(held) // 8 * 8]))
            size, packed, offset = (next(wide, value) if value == _IN_ZIP64 else value for value in values)
            return size, packed, offset
        at += 4 + length
    return values


def _decode(raw_name: bytes, flags: int) -> tuple[str, bool]:
    """Return a name as text, and whether its bytes are UTF-8 where the entry says so."""
    if not flags & UTF8_NAME:
        return raw_name.decode("cp437"), True
    try:
        return raw_name.decode("utf-8"), True
    except UnicodeDecodeError:
        return raw_name.decode("utf-8", "surrogateescape"), False
