"""Package -> zip. Deterministic (ZIP-09): sorted names, fixed times and permissions, one compression level.

With the same zlib the same package gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from builder.package.content import PIECE
from builder.package.deflate import LEVEL, Deflated, append_deflated
from builder.package.package import Package

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can say; ours says no other."""

_UNIX = 3
_FILE_MODE = 0o100644
_LENGTHS_AT = 26
"""Bytes of a local header before the lengths of its name and of what follows the name (4.3.7)."""
_COMPRESSED = (
    ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".mp3", ".mp4", ".m4a", ".webm", ".ogg", ".woff", ".woff2", ".pdf", ".zip",
    ".docx", ".odt", ".pptx", ".xlsx",
)  # fmt: skip
"""Stored as they are: deflating them costs time and gains nothing."""


def seal(package: Package) -> bytes:
    """Return the zip of a package."""
    sealed = io.BytesIO()
    write_zip(package, sealed)
    return sealed.getvalue()


def digest_packed(path: Path) -> Iterator[tuple[str, int, str]]:
    """Yield name, method and the SHA-256 in hex digits of the packed content of each entry of a zip that we made, in its order. Raises OSError."""
    with zipfile.ZipFile(path) as archive, path.open("rb") as stream:
        for info in archive.infolist():
            stream.seek(info.header_offset + _LENGTHS_AT)
            name, extra = struct.unpack("<2H", stream.read(4))
            stream.seek(name + extra, io.SEEK_CUR)
            digest, left = hashlib.sha256(), info.compress_size
            while left:
                piece = stream.read(min(left, PIECE))
                digest.update(piece)
                left -= len(piece)
            yield info.filename, info.compress_type, digest.hexdigest()


def seal_again(content: bytes) -> bytes:
    """Return a zip that another library made of our files, sealed as `seal` does it: without that library's times and order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return seal(Package("", {name: archive.read(name) for name in archive.namelist()}))


def write_zip(package: Package, stream: IO[bytes], deflated: Deflated | None = None, comment: bytes = b"") -> None:
    """Write the zip of a package to a stream; large files are streamed from where they lie. `comment`: of the zip as a whole.

    Raises OSError. Packages that are written with the same `deflated` share its work.
    """
    deflated = deflated or Deflated()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        archive.comment = comment
        for name in sorted(package.files):
            info = zipfile.ZipInfo(name, EPOCH)
            info.create_system = _UNIX
            info.external_attr = _FILE_MODE << 16
            info.compress_type = zipfile.ZIP_STORED if name.lower().endswith(_COMPRESSED) else zipfile.ZIP_DEFLATED
            content = package.content(name)
            if isinstance(content, Path):
                info.file_size = content.stat().st_size
                with content.open("rb") as source, archive.open(info, "w") as target:
                    shutil.copyfileobj(source, target, PIECE)
            elif info.compress_type == zipfile.ZIP_STORED:
                archive.writestr(info, content)
            else:
                append_deflated(archive, info, *deflated.of(content), len(content))
