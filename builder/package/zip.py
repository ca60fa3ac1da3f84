"""Package -> zip, and back. The only room that knows zip files.

Writing is deterministic (ZIP-09): sorted names, fixed times and permissions, one compression level; with the same zlib the
same package gives the same bytes. Reading trusts nothing: every promise of the zip is checked before its content is held.
"""

from __future__ import annotations

import io
import os
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import IO

from msgspec import Struct

from builder.diagnostics import Checked, Diagnostic, Place, Rule, has_errors
from builder.package import rules
from builder.package.content import PIECE, Content
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


# ---------------------------------------------------------------- writing


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



# ---------------------------------------------------------------- reading


class Limits(Struct, frozen=True):
    """What a stranger's zip may cost.

    Attributes:
        entries: most files.
        total: most bytes, unpacked.
        ratio: most bytes unpacked for each packed byte, counted for files above `small`.
        small: bytes below which a ratio says nothing.

    """

    entries: int = 20_000
    total: int = 2 << 30
    ratio: int = 200
    small: int = 1 << 20


_HOSTILE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, UnicodeError, OSError)
"""What bytes that lie about themselves make the zip library raise; OSError when they point before the file's start."""


def read_zip(path: Path, limits: Limits | None = None) -> Checked[Package]:
    """Return the package of a zip file, held in memory, or the reasons why it is not opened. Raises OSError only for an unreadable path."""
    limits = limits or Limits()
    with path.open("rb") as stream:
        try:
            with zipfile.ZipFile(stream) as archive:
                return _read(archive, path.name, limits)
        except _HOSTILE as fault:
            message = f"“{path.name}” cannot be opened as a zip: {fault}."
            return Checked(None, (_found(rules.NOT_A_ZIP, path.name, message, "Export or zip it again."),))


def _found(rule: Rule, name: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(rule, message, Place(name), hint)


def _read(archive: zipfile.ZipFile, name: str, limits: Limits) -> Checked[Package]:
    entries = archive.infolist()
    found = [*_check_sizes(entries, name, limits), *_check_names(entries), *(fault for entry in entries for fault in _check_entry(entry))]
    if has_errors(found):
        return Checked(None, tuple(found))
    files: dict[str, Content] = {}
    for entry in entries:
        if not entry.is_dir():
            content = _content(archive, entry)
            if isinstance(content, Diagnostic):
                found.append(content)
            else:
                files[entry.filename] = content
    return Checked(None if has_errors(found) else Package(name, files), tuple(found))


def _check_sizes(entries: list[zipfile.ZipInfo], name: str, limits: Limits) -> Iterator[Diagnostic]:
    total = sum(entry.file_size for entry in entries)
    if len(entries) > limits.entries:
        yield _found(
            rules.BOMB, name, f"The zip holds {len(entries)} entries; {limits.entries} is the most.", "Leave out what the course does not need."
        )
    if total > limits.total:
        yield _found(rules.BOMB, name, f"Unpacked it has {total} bytes; {limits.total} is the most.", "Link to large media instead.")
    for entry in entries:
        if entry.file_size > limits.small and entry.file_size > limits.ratio * max(1, entry.compress_size):
            message = f"“{_shown(entry.filename)}” grows from {entry.compress_size} to {entry.file_size} bytes."
            yield _found(rules.BOMB, _shown(entry.filename), message, "Leave this file out.")
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    for one, next_one in pairwise(ordered):
        if one.header_offset + one.compress_size > next_one.header_offset:
            message = f"“{_shown(one.filename)}” and “{_shown(next_one.filename)}” share the same bytes."
            yield _found(rules.BOMB, _shown(one.filename), message, "Zip the folder again.")


def _check_names(entries: list[zipfile.ZipInfo]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for entry in entries:
        if entry.filename in seen:
            name = _shown(entry.filename)
            yield _found(rules.DUPLICATE, name, f"“{name}” stands twice in the zip.", "Zip the folder again, into a new file.")
        seen.add(entry.filename)


def _check_entry(entry: zipfile.ZipInfo) -> Iterator[Diagnostic]:
    name = _shown(entry.filename)
    parts = entry.orig_filename.rstrip("/").split("/")
    if not entry.filename or "\\" in entry.orig_filename or "\0" in entry.orig_filename or ":" in parts[0] or {"", ".", ".."} & set(parts):
        yield _found(
            rules.UNSAFE_PATH, name, f"“{_shown(entry.orig_filename)}” is no plain path inside the package.", "Use names and forward slashes only."
        )
    if stat.S_ISLNK(entry.external_attr >> 16):
        yield _found(rules.LINK, name, f"“{name}” is a link to somewhere else.", "Put the file itself into the zip.")
    if entry.flag_bits & 0x1:
        yield _found(rules.ENCRYPTED, name, f"“{name}” is encrypted.", "Zip it without a password.")
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        message = f"“{name}” is packed with method {entry.compress_type}."
        yield _found(rules.METHOD, name, message, "Zip it with the ordinary method, “deflate”.")
    if entry.filename.endswith("/"):  # is_dir() of Python 3.11 stumbles over a name without a character
        yield _found(
            rules.DIRECTORY, name, f"“{name}” is an entry for a folder.", "Nothing breaks; leave folder entries out if your zip program can."
        )


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | Diagnostic:
    """Read no more than the entry promises: the promise was checked, what comes may differ."""
    name = _shown(entry.filename)
    try:
        with archive.open(entry) as stream:
            content = stream.read(entry.file_size + 1)
    except _HOSTILE as fault:
        return _found(rules.DAMAGED, name, f"“{name}” cannot be unpacked: {fault}.", "Zip it again from the original.")
    if len(content) != entry.file_size:
        message = f"“{name}” unpacks to another length than the {entry.file_size} bytes that the zip promises."
        return _found(rules.DAMAGED, name, message, "Zip it again from the original.")
    return content


def _shown(name: str) -> str:
    """Return a name that is safe to show and to use as a place."""
    return "".join(character if character.isprintable() else "�" for character in name)[:200] or "(no name)"
