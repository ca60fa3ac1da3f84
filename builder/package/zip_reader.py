"""Zip -> package. Trusts nothing: every promise of a stranger's zip is checked before its content is used (ZIP-02 to ZIP-05, ZIP-10).

A fault of some entries takes out those alone: the others are judged all the same, so that one run tells all faults.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from builder.diagnostics import Checked, Diagnostic, Rule, Severity, has_errors
from builder.package.limits import MEBIBYTE, Limits
from builder.package.package import Package, PackageContents, PartialPackage
from builder.package.text_files import within_limits
from builder.package.zip_directory import Directory, Entry, OversizedDirectoryError, UnreadableZipError, read_directory
from builder.package.zip_entries import (
    BOMB,
    DUPLICATE,
    FILE_AND_FOLDER,
    check_content,
    check_name,
    count_repeated,
    find_files_in_place_of_folders,
    find_overlaps,
    shown_name,
    zip_fault,
)
from builder.package.zip_member import DamagedMemberError, ZipMember, locate

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

NOT_A_ZIP = Rule("PKG001", "not-a-zip", _ERROR, "Platforms import zip files. This file cannot be opened as a zip.", "ZIP-04")
DAMAGED = Rule("PKG008", "damaged-entry", _ERROR, "You cannot trust a file that does not match its own checksum or its entry in the list.", "ZIP-04")
AROUND = Rule(
    "PKG037", "bytes-around-zip", _WARNING, "Some importers look for the zip at the first or the last byte of the file, and refuse others.", "ZIP-04"
)
NOT_VERIFIED = Rule("PKG038", "not-verified", _NOTE, "Comparing gigabytes with their checksums takes longer than a check should.", "ZIP-10")

_ZIP_AGAIN = "Zip the folder again, into a new file."


class _Judged(Struct, frozen=True):
    """What is wrong with some entries.

    Attributes:
        diagnostics: in the order of the list.
        unreadable: names of files whose content is taken out.
        unsafe: names that cannot be used as paths.

    """

    diagnostics: tuple[Diagnostic, ...]
    unreadable: frozenset[str] = frozenset()
    unsafe: frozenset[str] = frozenset()


def read_zip(path: Path, limits: Limits | None = None) -> Checked[PackageContents]:
    """Return the package of a zip file, whose files are read when they are needed.

    With errors it is a `PartialPackage` of what can be read all the same, and nothing where the zip cannot be opened or is a bomb as a whole.
    Raises OSError only for an unreadable path.
    """
    limits = limits or Limits()
    with path.open("rb") as stream:
        try:
            directory = read_directory(stream, limits)
        except UnreadableZipError as fault:
            message = f"“{path.name}” cannot be opened as a zip: {fault}."
            return Checked(None, (zip_fault(NOT_A_ZIP, path.name, message, "Export or zip it again."),))
        except OversizedDirectoryError as fault:
            message = f"The zip holds {fault}. The most is {limits.entries} entries in {limits.directory} bytes."
            return Checked(None, (zip_fault(BOMB, path.name, message, "Remove what the course does not need."),))
        return _read(stream, path, directory, limits)


def _read(stream: BinaryIO, path: Path, directory: Directory, limits: Limits) -> Checked[PackageContents]:
    listed = _judge_list(directory.entries, limits)
    out = listed.unreadable | listed.unsafe
    readable = [entry for entry in directory.entries if entry.name not in out and not entry.is_folder]
    bombs = tuple(_check_total(readable, path.name, limits))
    told = (*bombs, *_check_frame(directory, path.name), *listed.diagnostics)
    if bombs:
        return Checked(None, told)
    located, lost = _locate_all(stream, path, readable, directory.start)
    overlapping = _judge_overlaps((name, member.header, member.end) for name, member in located.items())
    members = {name: member for name, member in located.items() if name not in overlapping.unreadable}
    damaged = _verify(members, path.name, limits)
    diagnostics = (*told, *lost, *overlapping.diagnostics, *damaged.diagnostics)
    if not has_errors(diagnostics):
        return Checked(Package(path.name, members), diagnostics)
    files = {name: member for name, member in members.items() if name not in damaged.unreadable}
    judged = listed.unsafe | files.keys()
    unreadable = {entry.name: entry.size for entry in directory.entries if not entry.is_folder and entry.name not in judged}
    return Checked(PartialPackage(path.name, files, unreadable, listed.unsafe), diagnostics)


# ---------------------------------------------------------------- what the list promises


def _judge_list(entries: tuple[Entry, ...], limits: Limits) -> _Judged:
    diagnostics: list[Diagnostic] = []
    unreadable, unsafe = set(), set()
    for entry in entries:
        of_name, of_content = tuple(check_name(entry, limits)), tuple(check_content(entry, limits))
        diagnostics += (*of_name, *of_content)
        if has_errors(of_name):
            unsafe.add(entry.name)
        elif has_errors(of_content):
            unreadable.add(entry.name)
    repeated = count_repeated(entries)
    for name, count in repeated.items():
        times = "twice" if count == 2 else f"{count} times"  # noqa: PLR2004 - the word for two
        diagnostics.append(zip_fault(DUPLICATE, shown_name(name), f"“{shown_name(name)}” is in the zip {times}.", _ZIP_AGAIN))
    for name in map(shown_name, find_files_in_place_of_folders(entries)):
        message = f"“{name}” is a file, and other files are in a folder of the same name."
        diagnostics.append(zip_fault(FILE_AND_FOLDER, name, message, "Rename the file or the folder."))
    overlapping = _judge_overlaps((entry.name, entry.offset, entry.offset + len(entry.raw_name) + entry.packed) for entry in entries)
    return _Judged((*diagnostics, *overlapping.diagnostics), overlapping.unreadable.union(unreadable, repeated), frozenset(unsafe))


def _judge_overlaps(spans: Iterable[tuple[str, int, int]]) -> _Judged:
    pairs = tuple(find_overlaps(spans))
    diagnostics = (
        zip_fault(BOMB, shown_name(name), f"“{shown_name(name)}” and “{shown_name(other)}” share the same bytes.", "Zip the folder again.")
        for name, other in pairs
    )
    return _Judged(tuple(diagnostics), frozenset(name for pair in pairs for name in pair))


def _check_total(entries: Iterable[Entry], name: str, limits: Limits) -> Iterator[Diagnostic]:
    """Yield why the files that are left are a bomb together: many files below each limit are one as well."""
    entries = tuple(entries)
    total, packed = sum(entry.size for entry in entries), sum(entry.packed for entry in entries)
    if total > limits.total:
        yield zip_fault(BOMB, name, f"Unpacked it has {total} bytes. The most is {limits.total}.", "Link to large media instead.")
    elif total > limits.small_total and total > limits.ratio * max(1, packed):
        message = f"All its files together grow from {packed} to {total} bytes, more than {limits.ratio} times."
        yield zip_fault(BOMB, name, message, "Remove the files that are almost empty and very large.")


def _check_frame(directory: Directory, name: str) -> Iterator[Diagnostic]:
    """Yield what is wrong around the list and the contents."""
    if len(directory.entries) & 0xFFFF != directory.counted & 0xFFFF:
        message = f"The zip says that it holds {directory.counted} entries, and lists {len(directory.entries)}."
        yield zip_fault(DAMAGED, name, message, _ZIP_AGAIN)
    for where, extra in (("before", directory.before), ("after", directory.after)):
        if extra:
            yield zip_fault(AROUND, name, f"The file has {extra} other bytes {where} the zip.", _ZIP_AGAIN)


# ---------------------------------------------------------------- what lies in the file


def _locate_all(stream: BinaryIO, path: Path, entries: Iterable[Entry], limit: int) -> tuple[dict[str, ZipMember], tuple[Diagnostic, ...]]:
    """Return the members by their names, and what is wrong with those that cannot be located."""
    members, diagnostics = {}, []
    for entry in entries:
        try:
            members[entry.name] = locate(stream, path, entry, limit)
        except DamagedMemberError as fault:
            diagnostics.append(_damaged(entry.name, fault))
    return members, tuple(diagnostics)


def _verify(members: Mapping[str, ZipMember], package: str, limits: Limits) -> _Judged:
    """Compare contents with their checksums: all that rules read, and others until the limit of bytes is reached."""
    left, skipped = limits.verified, 0
    compared: dict[str, Diagnostic | None] = {}

    def compare(name: str) -> None:
        nonlocal left
        left -= max(members[name].size, members[name].packed)
        try:
            members[name].verify()
        except DamagedMemberError as fault:
            compared[name] = _damaged(name, fault)
        else:
            compared[name] = None

    # Each that is damaged leaves room for others among those that rules read.
    while judged := set(within_limits({name: member.size for name, member in members.items() if compared.get(name) is None})) - compared.keys():
        for name in sorted(judged):
            compare(name)
    for name in sorted(members.keys() - compared.keys()):
        if max(members[name].size, members[name].packed) <= left:
            compare(name)
        else:
            skipped += 1
    damaged = {name: fault for name, fault in compared.items() if fault is not None}
    notes = []
    if skipped:
        message = f"{skipped} of {len(members)} files were not compared with their checksums, because all files have more than "
        message += f"{limits.verified // MEBIBYTE} MB."
        notes = [zip_fault(NOT_VERIFIED, package, message, "Play the whole course once on the platform before learners do.")]
    return _Judged((*damaged.values(), *notes), frozenset(damaged))


def _damaged(name: str, fault: DamagedMemberError) -> Diagnostic:
    return zip_fault(DAMAGED, shown_name(name), f"“{shown_name(name)}” cannot be unpacked: {fault}.", "Zip it again from the original.")
