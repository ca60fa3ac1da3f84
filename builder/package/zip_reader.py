"""Zip -> package. Trusts nothing: every promise of a stranger's zip is checked before its content is used (ZIP-02 to ZIP-05, ZIP-10)."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from builder.diagnostics import Checked, Diagnostic, Place, Rule, Severity, has_errors
from builder.package.limits import MEBIBYTE, Limits
from builder.package.package import Package
from builder.package.text_files import by_importance
from builder.package.zip_directory import Directory, Entry, OversizedDirectoryError, UnreadableZipError, read_directory
from builder.package.zip_member import DEFLATED, ENCRYPTED_BITS, PATCH_BIT, STORED, DamagedMemberError, ZipMember, locate

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

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
NAME_ENCODING = Rule("PKG035", "name-encoding", _ERROR, "Importers refuse or change a name that cannot be read as UTF-8.", "ZIP-03")
FILE_AND_FOLDER = Rule("PKG036", "file-and-folder", _ERROR, "A file and a folder of one name cannot both be unpacked.", "ZIP-03")
AROUND = Rule(
    "PKG037", "bytes-around-zip", _WARNING, "Some importers look for the zip at the first or the last byte of the file, and refuse others.", "ZIP-04"
)
NOT_VERIFIED = Rule("PKG038", "not-verified", _NOTE, "Comparing gigabytes with their checksums takes longer than a check should.", "ZIP-10")

_NEWEST_VERSION = 63
"""Of the zip format, ten times (APPNOTE.TXT 6.3); Python's reader, which Open edX uses, refuses a newer one."""


def read_zip(path: Path, limits: Limits | None = None) -> Checked[Package]:
    """Return the package of a zip file, whose files are read when they are needed, or the reasons why it is not opened.

    Raises OSError only for an unreadable path.
    """
    limits = limits or Limits()
    with path.open("rb") as stream:
        try:
            directory = read_directory(stream, limits)
        except UnreadableZipError as fault:
            message = f"“{path.name}” cannot be opened as a zip: {fault}."
            return Checked(None, (_diagnostic(NOT_A_ZIP, path.name, message, "Export or zip it again."),))
        except OversizedDirectoryError as fault:
            message = f"The zip holds {fault}. The most is {limits.entries} entries in {limits.directory} bytes."
            return Checked(None, (_diagnostic(BOMB, path.name, message, "Remove what the course does not need."),))
        return _read(stream, path, directory, limits)


def _diagnostic(rule: Rule, name: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(rule, message, Place(name), hint)


def _read(stream: BinaryIO, path: Path, directory: Directory, limits: Limits) -> Checked[Package]:
    entries = directory.entries
    diagnostics = [
        *_check_whole(directory, path.name, limits),
        *(fault for entry in entries for fault in (*_check_growth(entry, limits), *_check_entry(entry, limits))),
        *_check_names(entries),
        *_check_overlaps((entry.name, entry.offset, entry.offset + len(entry.raw_name) + entry.packed) for entry in entries),
    ]
    if has_errors(diagnostics):
        return Checked(None, tuple(diagnostics))
    members = _locate_all(stream, path, directory, diagnostics)
    diagnostics += _check_overlaps((name, member.header, member.end) for name, member in members.items())
    if not has_errors(diagnostics):
        diagnostics += _verify(members, path.name, limits)
    return Checked(None if has_errors(diagnostics) else Package(path.name, members), tuple(diagnostics))


# ---------------------------------------------------------------- what the list promises


def _check_whole(directory: Directory, name: str, limits: Limits) -> Iterator[Diagnostic]:
    """What is judged of the package as a whole: many files below each limit are a bomb as well."""
    total, packed = sum(entry.size for entry in directory.entries), sum(entry.packed for entry in directory.entries)
    if total > limits.total:
        yield _diagnostic(BOMB, name, f"Unpacked it has {total} bytes. The most is {limits.total}.", "Link to large media instead.")
    elif total > limits.small_total and total > limits.ratio * max(1, packed):
        message = f"All its files together grow from {packed} to {total} bytes, more than {limits.ratio} times."
        yield _diagnostic(BOMB, name, message, "Remove the files that are almost empty and very large.")
    if len(directory.entries) & 0xFFFF != directory.counted & 0xFFFF:
        message = f"The zip says that it holds {directory.counted} entries, and lists {len(directory.entries)}."
        yield _diagnostic(DAMAGED, name, message, "Zip the folder again, into a new file.")
    for where, extra in (("before", directory.before), ("after", directory.after)):
        if extra:
            yield _diagnostic(AROUND, name, f"The file has {extra} other bytes {where} the zip.", "Zip the folder again, into a new file.")


def _check_growth(entry: Entry, limits: Limits) -> Iterator[Diagnostic]:
    name = _shown(entry.name)
    if entry.size > limits.small and entry.size > limits.ratio * max(1, entry.packed):
        yield _diagnostic(BOMB, name, f"“{name}” grows from {entry.packed} to {entry.size} bytes.", "Remove this file.")
    elif entry.packed > limits.small + 2 * entry.size:
        # Deflate adds five bytes to each 64 KB at the most; a stream of empty blocks costs time and gives nothing.
        message = f"“{name}” takes {entry.packed} bytes in the zip for {entry.size} of content."
        yield _diagnostic(BOMB, name, message, "Zip it again from the original.")


def _check_names(entries: Iterable[Entry]) -> Iterator[Diagnostic]:
    """Yield names that are in the list twice, and files in whose place other files need a folder."""
    # With the lowest character in place of the slash, what is in a folder comes right behind a file of the folder's name.
    for name, following in pairwise(sorted(entry.name.replace("/", "\0") for entry in entries)):
        shown = _shown(name.replace("\0", "/"))
        if name == following:
            yield _diagnostic(DUPLICATE, shown, f"“{shown}” is in the zip twice.", "Zip the folder again, into a new file.")
        elif following.startswith(f"{name}\0") and not name.endswith("\0"):
            message = f"“{shown}” is a file, and other files are in a folder of the same name."
            yield _diagnostic(FILE_AND_FOLDER, shown, message, "Rename the file or the folder.")


def _check_entry(entry: Entry, limits: Limits) -> Iterator[Diagnostic]:
    name = _shown(entry.name)
    if len(entry.raw_name) > limits.name:
        message = f"The path “{name[:60]}…” has {len(entry.raw_name)} bytes. Servers take at most {limits.name}."
        yield _diagnostic(UNSAFE_PATH, name, message, "Use shorter names and fewer folders.")
    parts = entry.name.removesuffix("/").split("/")
    if "\\" in entry.name or "\0" in entry.name or ":" in parts[0] or {"", ".", ".."} & set(parts):
        yield _diagnostic(UNSAFE_PATH, name, f"“{name}” is not a plain path inside the package.", "Use names and forward slashes only.")
    if not entry.is_decodable:
        yield _diagnostic(NAME_ENCODING, name, f"The zip says that the name “{name}” is UTF-8, and it is not.", "Rename the file, and zip it again.")
    if stat.S_IFMT(entry.mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        what = "a link to somewhere else" if stat.S_ISLNK(entry.mode) else "a device or a pipe, not a file"
        yield _diagnostic(LINK, name, f"“{name}” is {what}.", "Put the file itself into the zip.")
    if entry.flags & ENCRYPTED_BITS:
        yield _diagnostic(ENCRYPTED, name, f"“{name}” is encrypted.", "Zip it without a password.")
    if entry.method not in {STORED, DEFLATED} or entry.flags & PATCH_BIT:
        message = f"“{name}” is packed with method {entry.method}{' as a patch' if entry.flags & PATCH_BIT else ''}."
        yield _diagnostic(METHOD, name, message, "Zip it with the ordinary method, “deflate”.")
    elif entry.version > _NEWEST_VERSION:
        message = f"“{name}” asks for a program of version {entry.version / 10} of the zip format. There is no such version."
        yield _diagnostic(METHOD, name, message, "Zip it again from the original.")
    if entry.is_folder:
        yield _diagnostic(
            DIRECTORY,
            name,
            f"“{name}” is an entry for a folder.",
            "You do not have to change anything. If your zip program can, make the zip without folder entries.",
        )


# ---------------------------------------------------------------- what lies in the file


def _locate_all(stream: BinaryIO, path: Path, directory: Directory, diagnostics: list[Diagnostic]) -> dict[str, ZipMember]:
    """Return the members by their names, without folders; those that cannot be located are added to the diagnostics."""
    members = {}
    for entry in directory.entries:
        if not entry.is_folder:
            try:
                members[entry.name] = locate(stream, path, entry, directory.start)
            except DamagedMemberError as fault:
                diagnostics.append(_damaged(entry.name, fault))
    return members


def _check_overlaps(spans: Iterable[tuple[str, int, int]]) -> Iterator[Diagnostic]:
    """Yield entries that share bytes: the trick of the densest bombs is many entries of the list with one content.

    Args:
        spans: name of each entry, offset of its header, offset behind its content (or less).

    """
    for (name, _, end), (following, start, _) in pairwise(sorted(spans, key=lambda span: span[1:])):
        if end > start:
            message = f"“{_shown(name)}” and “{_shown(following)}” share the same bytes."
            yield _diagnostic(BOMB, _shown(name), message, "Zip the folder again.")


def _verify(members: dict[str, ZipMember], package: str, limits: Limits) -> Iterator[Diagnostic]:
    """Compare contents with their checksums, what is judged first, until the limit of bytes is reached."""
    left = limits.verified
    skipped = 0
    for name in by_importance(members):
        member = members[name]
        left -= max(member.size, member.packed)
        if left < 0:
            skipped += 1
            continue
        try:
            member.verify()
        except DamagedMemberError as fault:
            yield _damaged(name, fault)
    if skipped:
        message = f"{skipped} of {len(members)} files were not compared with their checksums, because all files have more than "
        message += f"{limits.verified // MEBIBYTE} MB."
        yield _diagnostic(NOT_VERIFIED, package, message, "Play the whole course once on the platform before learners do.")


def _damaged(name: str, fault: DamagedMemberError | str) -> Diagnostic:
    return _diagnostic(DAMAGED, _shown(name), f"“{_shown(name)}” cannot be unpacked: {fault}.", "Zip it again from the original.")


def _shown(name: str) -> str:
    """Return a name that is safe to show and to use as a place."""
    return "".join(character if character.isprintable() else "�" for character in name)[:200] or "(no name)"
