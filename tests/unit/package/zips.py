"""Zips as no honest program writes them, for tests."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable

from msgspec import Struct

LOCAL, CENTRAL = b"PK\x03\x04", b"PK\x01\x02"


def make_zip(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED, links: bool = False) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = method
            if links:
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, content)
    return written.getvalue()


def patch(content: bytes, signature: bytes, offset: int, form: str, value: int) -> bytes:
    """Set one field of the first record that begins with `signature`."""
    at = content.index(signature) + offset
    return content[:at] + struct.pack(form, value) + content[at + struct.calcsize(form) :]



class RawEntry(Struct, frozen=True):
    """One stored entry with whatever it says, right or wrong; both headers say the same.

    Attributes:
        name: bytes of the path.
        content: as it lies in the zip.
        method: number of the compression that it claims.
        flags: general purpose bits; bit 11 says that the name is UTF-8.
        wrong_by: what the checksum is off by.
        size: bytes that it promises, unpacked; None: those it has.
        mode: Unix mode bits.

    """

    name: bytes
    content: bytes = b"x"
    method: int = 0
    flags: int = 0x800
    wrong_by: int = 0
    size: int | None = None
    mode: int = stat.S_IFREG | 0o644


def write_entries(entries: Iterable[RawEntry]) -> bytes:
    """Return the zip of these entries, in this order."""
    written, listed, count = bytearray(), bytearray(), 0
    for entry in entries:
        size = len(entry.content) if entry.size is None else entry.size
        crc = zlib.crc32(entry.content) ^ entry.wrong_by
        fields = (20, entry.flags, entry.method, 0, 0x21, crc, len(entry.content), size, len(entry.name), 0)
        listed += CENTRAL + struct.pack("<2B5H3L5H2L", 20, 3, *fields[:9], 0, 0, 0, 0, entry.mode << 16, len(written)) + entry.name
        written += LOCAL + struct.pack("<5H3L2H", *fields) + entry.name + entry.content
        count += 1
    return bytes(written + listed + b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, count, count, len(listed), len(written), 0))
