"""Deflating each content once, however many zips of a build hold it, and writing what is deflated already into a zip."""

from __future__ import annotations

import zipfile
import zlib

LEVEL = 6


class Deflated:
    """Contents and what deflate makes of them, each made once: the packages of one course differ in a few files only."""

    def __init__(self) -> None:
        self._made: dict[bytes, tuple[int, bytes]] = {}

    def of(self, content: bytes) -> tuple[int, bytes]:
        """Return the CRC-32 of a content, and the content deflated, without any header (RFC 1951)."""
        if content not in self._made:
            packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
            self._made[content] = zlib.crc32(content), packer.compress(content) + packer.flush()
        return self._made[content]


def append_deflated(archive: zipfile.ZipFile, info: zipfile.ZipInfo, checksum: int, packed: bytes, size: int) -> None:
    """Write an entry whose content is deflated already into a zip that is being made.

    `zipfile` has no call for that, but these attributes are all that it writes its directory from.

    Args:
        archive: opened with mode "w".
        info: name, time, rights and method of the entry; the rest is filled in.
        checksum: CRC-32 of the content.
        packed: the content, deflated.
        size: bytes of the content.

    """
    info.CRC, info.compress_size, info.file_size = checksum, len(packed), size
    info.header_offset = archive.start_dir
    assert archive.fp is not None
    archive.fp.seek(archive.start_dir)
    archive.fp.write(info.FileHeader())
    archive.fp.write(packed)
    archive.start_dir = archive.fp.tell()
    archive.filelist.append(info)
    archive.NameToInfo[info.filename] = info
