"""Package -> zip, whole or not at all. Deterministic (ZIP-09): sorted names, fixed times and permissions, one compression level.

With the same zlib the same package gives the same bytes.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import IO

from builder.package.content import PIECE
from builder.package.deflate import LEVEL, Deflated, append_deflated
from builder.package.package import Package

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can say; ours says no other."""

_UNIX = 3
_FILE_MODE = 0o100644
_COMPRESSED = (
    ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".mp3", ".mp4", ".m4a", ".webm", ".ogg", ".woff", ".woff2", ".pdf", ".zip",
    ".docx", ".odt", ".pptx", ".xlsx",
)  # fmt: skip
"""Stored as they are: deflating them costs time and gains nothing."""


def seal(package: Package) -> bytes:
    """Return the zip of a package."""
    sealed = io.BytesIO()
    _write(package, sealed)
    return sealed.getvalue()


def write(package: Package, folder: Path, deflated: Deflated | None = None) -> Path:
    """Write the zip of a package into a folder and return its path; large files are streamed from where they lie.

    Raises OSError. A kill at any point leaves the old zip or the new one. Packages that are written with the same `deflated` share its work.
    """
    path = folder / package.name
    with _Replacement(path) as stream:
        _write(package, stream, deflated)
    return path


def write_file(path: Path, content: bytes) -> Path:
    """Write one file and return its path. Raises OSError. A kill at any point leaves the old file or the new one."""
    with _Replacement(path) as stream:
        stream.write(content)
    return path


class _Replacement:
    """A stream to a temporary file beside `path`, which takes its place when all is written and on the disk."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> IO[bytes]:
        handle, name = tempfile.mkstemp(prefix=f".{self._path.name}.", suffix=".part", dir=self._path.parent)
        self._temporary = Path(name)
        self._stream = os.fdopen(handle, "wb")
        return self._stream

    def __exit__(self, fault: type[BaseException] | None, *_: object) -> None:
        try:
            with self._stream:
                if fault is None:
                    self._stream.flush()
                    os.fsync(self._stream.fileno())
            if fault is None:
                self._temporary.chmod(0o666 & ~_umask())
                self._temporary.replace(self._path)
                _sync_folder(self._path.parent)
        finally:
            self._temporary.unlink(missing_ok=True)


def _umask() -> int:
    """Return the mask that an ordinarily made file would have met; there is no way to read it without setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Put the renaming itself on the disk, where the system has a way to ask for that."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(package: Package, stream: IO[bytes], deflated: Deflated | None = None) -> None:
    deflated = deflated or Deflated()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for name in sorted(package.files):
            info = zipfile.ZipInfo(name, EPOCH)
            info.create_system = _UNIX
            info.external_attr = _FILE_MODE << 16
            info.compress_type = zipfile.ZIP_STORED if name.lower().endswith(_COMPRESSED) else zipfile.ZIP_DEFLATED
            content = package.files[name]
            if isinstance(content, Path):
                info.file_size = content.stat().st_size
                with content.open("rb") as source, archive.open(info, "w") as target:
                    shutil.copyfileobj(source, target, PIECE)
            elif info.compress_type == zipfile.ZIP_STORED:
                archive.writestr(info, content)
            else:
                append_deflated(archive, info, *deflated.of(content), len(content))
