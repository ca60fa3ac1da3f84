"""One file inside a stranger's zip: read when it is needed, piece by piece, and let go."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from builder.package.content import PIECE
from builder.package.zip_directory import Entry

_LOCAL = b"PK\x03\x04"
_LOCAL_FORM = struct.Struct("<4s5H3L2H")
_PACKED_PIECE = 1 << 16
"""Packed bytes read at a time: what is left of them is copied once for each unpacked piece."""

STORED, DEFLATED = 0, 8
ENCRYPTED_BITS = 0x2041
"""General purpose bits 0, 6 and 13: encrypted, strongly encrypted, with a list that is encrypted too (4.4.4)."""

PATCH_BIT = 0x20
"""General purpose bit 5: the content is a patch of another file (4.4.4)."""

_SIZES_FOLLOW = 0x8
"""General purpose bit 3: the sizes stand behind the content, and the local header has noughts (4.4.4)."""

_IN_ZIP64 = 0xFFFFFFFF


class DamagedMemberError(OSError):
    """The content of a member is not what its entry says; the text says how, in plain words that end a sentence."""


class ZipMember(Struct, frozen=True):
    """Where the content of one file lies.

    Attributes:
        archive: the zip.
        header: offset of the header before the content.
        start: offset of the packed content.
        packed: its bytes.
        size: bytes of the content.
        method: `STORED` or `DEFLATED`.
        crc: CRC-32 of the content.

    """

    archive: Path
    header: int
    start: int
    packed: int
    size: int
    method: int
    crc: int

    @property
    def end(self) -> int:
        """The offset behind the packed content."""
        return self.start + self.packed

    def pieces(self) -> Iterator[bytes]:
        """Yield the content, at most `PIECE` bytes at a time and never more than `size` in all.

        Raises:
            DamagedMemberError: it is longer or shorter than its entry says, cannot be unpacked, or has another checksum.
            OSError: the zip cannot be read any more.

        """
        length, crc = 0, 0
        with self.archive.open("rb") as stream:
            stream.seek(self.start)
            for piece in _inflate(stream, self.packed) if self.method == DEFLATED else _copy(stream, self.packed, PIECE):
                length += len(piece)
                if length > self.size:
                    raise DamagedMemberError(f"it is longer than the {self.size} bytes that the zip promises")
                crc = zlib.crc32(piece, crc)
                yield piece
        if length != self.size:
            raise DamagedMemberError(f"it has {length} bytes, and the zip promises {self.size}")
        if crc != self.crc:
            raise DamagedMemberError("its checksum is another one")

    def read(self) -> bytes:
        """Return the whole content. Raises as `pieces`."""
        return b"".join(self.pieces())

    def verify(self) -> None:
        """Read the content once, holding one piece at a time. Raises as `pieces`."""
        for _ in self.pieces():
            pass


def _copy(stream: BinaryIO, packed: int, most: int) -> Iterator[bytes]:
    while packed > 0:
        piece = stream.read(min(most, packed))
        if not piece:
            raise DamagedMemberError("the file ends in the middle of it")
        packed -= len(piece)
        yield piece


def _inflate(stream: BinaryIO, packed: int) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    end = stream.tell() + packed
    try:
        for taken in _copy(stream, packed, _PACKED_PIECE):
            held = taken
            while held and not inflater.eof:
                yield inflater.decompress(held, PIECE)
                held = inflater.unconsumed_tail
            if inflater.eof:
                break
        while not inflater.eof and (piece := inflater.decompress(b"", PIECE)):
            yield piece
    except zlib.error:
        raise DamagedMemberError("its packed bytes are damaged") from None
    if not inflater.eof:
        raise DamagedMemberError("its packed bytes end too early")
    if inflater.unused_data or stream.tell() < end:
        raise DamagedMemberError("other bytes follow in its place")


def locate(stream: BinaryIO, archive: Path, entry: Entry, limit: int) -> ZipMember:
    """Return where the content of an entry lies, by the header that stands before it (4.3.7).

    Platforms that unpack a zip as it arrives read that header alone, so it must agree with the list.

    Args:
        stream: the zip, open.
        archive: its path.
        entry: of the list.
        limit: offset before which all contents end.

    Raises:
        DamagedMemberError: there is no such header, or it says something else than the list.
        OSError: the zip cannot be read.

    """
    stream.seek(entry.offset)
    header = stream.read(_LOCAL_FORM.size)
    if len(header) < _LOCAL_FORM.size or header[:4] != _LOCAL:
        raise DamagedMemberError("it is not where the list of files says that it is")
    _, _, flags, method, _, _, _, packed, size, named, extra = _LOCAL_FORM.unpack(header)
    if stream.read(named) != entry.raw_name:
        raise DamagedMemberError("it has another name in the list of files than before its content")
    if method != entry.method or (flags ^ entry.flags) & ENCRYPTED_BITS:
        raise DamagedMemberError("the list of files says something else of it than the header before its content")
    if not flags & _SIZES_FOLLOW and any(
        said not in {told, _IN_ZIP64} for said, told in ((packed, entry.packed), (size, entry.size))
    ):
        raise DamagedMemberError("it has other sizes in the list of files than before its content")
    start = entry.offset + _LOCAL_FORM.size + named + extra
    if start + entry.packed > limit:
        raise DamagedMemberError("it reaches into the list of files")
    return ZipMember(archive, entry.offset, start, entry.packed, entry.size, entry.method, entry.crc)
