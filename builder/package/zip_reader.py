"""Zip -> package. Trusts nothing: every promise of a stranger's zip is checked before its content is held (ZIP-02 to ZIP-05, ZIP-10)."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

from builder.diagnostics import Checked, Diagnostic, Place, Rule, Severity, has_errors
from builder.package.content import Content
from builder.package.package import Package

_ERROR, _NOTE = Severity.ERROR, Severity.NOTE

NOT_A_ZIP = Rule("PKG001", "not-a-zip", _ERROR, "Platforms import zip files. This file cannot be opened as a zip.", "ZIP-04")
ENCRYPTED = Rule("PKG002", "encrypted-entry", _ERROR, "Platforms do not ask for a password when they unpack a course.", "ZIP-04")
UNSAFE_PATH = Rule(
    "PKG003", "unsafe-path", _ERROR, "A path that leaves the package could overwrite files of the platform; importers refuse the zip.", "ZIP-02"
)
LINK = Rule("PKG004", "link-entry", _ERROR, "A link can point at any file of the platform; importers refuse it or drop it.", "ZIP-02")
DUPLICATE = Rule("PKG005", "duplicate-entry", _ERROR, "If two files have the same name, platforms differ in which one they keep.", "ZIP-03")
BOMB = Rule(
    "PKG006", "unreasonable-size", _ERROR, "Copack refuses files that become far too large when unpacked. This protects your computer.", "ZIP-10"
)
METHOD = Rule("PKG007", "unusual-compression", _ERROR, "Importers can only unpack stored and deflated files.", "ZIP-04")
DAMAGED = Rule("PKG008", "damaged-entry", _ERROR, "You cannot trust a file that does not match its own checksum or its entry in the list.", "ZIP-04")
DIRECTORY = Rule("PKG009", "directory-entry", _NOTE, "Entries for folders are not needed, and some importers fail on them.", "ZIP-05")


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
            return Checked(None, (_diagnostic(NOT_A_ZIP, path.name, message, "Export or zip it again."),))


def _diagnostic(rule: Rule, name: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(rule, message, Place(name), hint)


def _read(archive: zipfile.ZipFile, name: str, limits: Limits) -> Checked[Package]:
    entries = archive.infolist()
    diagnostics = [*_check_sizes(entries, name, limits), *_check_names(entries), *(fault for entry in entries for fault in _check_entry(entry))]
    if has_errors(diagnostics):
        return Checked(None, tuple(diagnostics))
    files: dict[str, Content] = {}
    for entry in entries:
        if not entry.is_dir():
            content = _content(archive, entry)
            if isinstance(content, Diagnostic):
                diagnostics.append(content)
            else:
                files[entry.filename] = content
    return Checked(None if has_errors(diagnostics) else Package(name, files), tuple(diagnostics))


def _check_sizes(entries: list[zipfile.ZipInfo], name: str, limits: Limits) -> Iterator[Diagnostic]:
    total = sum(entry.file_size for entry in entries)
    if len(entries) > limits.entries:
        yield _diagnostic(BOMB, name, f"The zip holds {len(entries)} entries. The most is {limits.entries}.", "Remove what the course does not need.")
    if total > limits.total:
        yield _diagnostic(BOMB, name, f"Unpacked it has {total} bytes. The most is {limits.total}.", "Link to large media instead.")
    for entry in entries:
        if entry.file_size > limits.small and entry.file_size > limits.ratio * max(1, entry.compress_size):
            message = f"“{_shown(entry.filename)}” grows from {entry.compress_size} to {entry.file_size} bytes."
            yield _diagnostic(BOMB, _shown(entry.filename), message, "Remove this file.")
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    for entry, following in pairwise(ordered):
        if entry.header_offset + entry.compress_size > following.header_offset:
            message = f"“{_shown(entry.filename)}” and “{_shown(following.filename)}” share the same bytes."
            yield _diagnostic(BOMB, _shown(entry.filename), message, "Zip the folder again.")


def _check_names(entries: list[zipfile.ZipInfo]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for entry in entries:
        if entry.filename in seen:
            name = _shown(entry.filename)
            yield _diagnostic(DUPLICATE, name, f"“{name}” is in the zip twice.", "Zip the folder again, into a new file.")
        seen.add(entry.filename)


def _check_entry(entry: zipfile.ZipInfo) -> Iterator[Diagnostic]:
    name = _shown(entry.filename)
    parts = entry.orig_filename.rstrip("/").split("/")
    if not entry.filename or "\\" in entry.orig_filename or "\0" in entry.orig_filename or ":" in parts[0] or {"", ".", ".."} & set(parts):
        yield _diagnostic(
            UNSAFE_PATH, name, f"“{_shown(entry.orig_filename)}” is not a plain path inside the package.", "Use names and forward slashes only."
        )
    if stat.S_ISLNK(entry.external_attr >> 16):
        yield _diagnostic(LINK, name, f"“{name}” is a link to somewhere else.", "Put the file itself into the zip.")
    if entry.flag_bits & 0x1:
        yield _diagnostic(ENCRYPTED, name, f"“{name}” is encrypted.", "Zip it without a password.")
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        message = f"“{name}” is packed with method {entry.compress_type}."
        yield _diagnostic(METHOD, name, message, "Zip it with the ordinary method, “deflate”.")
    if entry.filename.endswith("/"):  # is_dir() of Python 3.11 stumbles over a name without a character
        yield _diagnostic(
            DIRECTORY,
            name,
            f"“{name}” is an entry for a folder.",
            "You do not have to change anything. If your zip program can, make the zip without folder entries.",
        )


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | Diagnostic:
    """Read no more than the entry promises: the promise was checked, what comes may differ."""
    name = _shown(entry.filename)
    try:
        with archive.open(entry) as stream:
            content = stream.read(entry.file_size + 1)
    except _HOSTILE as fault:
        return _diagnostic(DAMAGED, name, f"“{name}” cannot be unpacked: {fault}.", "Zip it again from the original.")
    if len(content) != entry.file_size:
        message = f"“{name}” unpacks to another length than the {entry.file_size} bytes that the zip promises."
        return _diagnostic(DAMAGED, name, message, "Zip it again from the original.")
    return content


def _shown(name: str) -> str:
    """Return a name that is safe to show and to use as a place."""
    return "".join(character if character.isprintable() else "�" for character in name)[:200] or "(no name)"
