"""What is wrong with the entries of a zip's list, each by itself and held against each other (ZIP-02 to ZIP-05, ZIP-10)."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.package.limits import Limits
from builder.package.zip_directory import Entry
from builder.package.zip_member import DEFLATED, ENCRYPTED_BITS, PATCH_BIT, STORED

_ERROR, _NOTE = Severity.ERROR, Severity.NOTE

ENCRYPTED = Rule("PKG002", "encrypted-entry", _ERROR, "Platforms do not ask for a password when they unpack a course.", "ZIP-04")
UNSAFE_PATH = Rule(
    "PKG003", "unsafe-path", _ERROR, "A path that leaves the package could overwrite files of the platform; importers refuse the zip.", "ZIP-02"
)
LINK = Rule("PKG004", "link-entry", _ERROR, "A link can point at any file of the platform; importers refuse it or drop it.", "ZIP-02")
DUPLICATE = Rule("PKG005", "duplicate-entry", _ERROR, "If two files have the same name, platforms differ in which one they keep.", "ZIP-03")
METHOD = Rule("PKG007", "unusual-compression", _ERROR, "Importers can only unpack stored and deflated files.", "ZIP-04")
DIRECTORY = Rule("PKG009", "directory-entry", _NOTE, "Entries for folders are not needed, and some importers fail on them.", "ZIP-05")
NAME_ENCODING = Rule("PKG035", "name-encoding", _ERROR, "Importers refuse or change a name that cannot be read as UTF-8.", "ZIP-03")
FILE_AND_FOLDER = Rule("PKG036", "file-and-folder", _ERROR, "A file and a folder of one name cannot both be unpacked.", "ZIP-03")
BOMB = Rule(
    "PKG006", "unreasonable-size", _ERROR, "Copack refuses files that become far too large when unpacked. This protects your computer.", "ZIP-10"
)

_NEWEST_VERSION = 63
"""Of the zip format, ten times (APPNOTE.TXT 6.3); Python's reader, which Open edX uses, refuses a newer one."""

_AES = 99
"""The method of an entry that is encrypted with AES (WinZip, APPNOTE.TXT 4.4.5)."""


def zip_fault(rule: Rule, name: str, message: str, hint: str) -> Diagnostic:
    """Return a diagnostic about an entry, or about the zip as a whole."""
    return Diagnostic(rule, message, Place(name), hint)


def shown_name(name: str) -> str:
    """Return a name that is safe to show and to use as a place."""
    return "".join(character if character.isprintable() else "�" for character in name)[:200] or "(no name)"


def check_name(entry: Entry, limits: Limits) -> Iterator[Diagnostic]:
    """Yield why the name of an entry cannot be used as a path inside the package."""
    name = shown_name(entry.name)
    if len(entry.raw_name) > limits.name:
        message = f"The path “{name[:60]}…” has {len(entry.raw_name)} bytes. Servers take at most {limits.name}."
        yield zip_fault(UNSAFE_PATH, name, message, "Use shorter names and fewer folders.")
    parts = entry.name.removesuffix("/").split("/")
    if "\\" in entry.name or "\0" in entry.name or ":" in parts[0] or {"", ".", ".."} & set(parts):
        yield zip_fault(UNSAFE_PATH, name, f"“{name}” is not a plain path inside the package.", "Use names and forward slashes only.")
    if not entry.is_decodable:
        yield zip_fault(NAME_ENCODING, name, f"The zip says that the name “{name}” is UTF-8, and it is not.", "Rename the file, and zip it again.")


def check_content(entry: Entry, limits: Limits) -> Iterator[Diagnostic]:
    """Yield why the content of an entry is not read, and a note for an entry that has none."""
    name = shown_name(entry.name)
    yield from _check_growth(entry, limits)
    if stat.S_IFMT(entry.mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        what = "a link to somewhere else" if stat.S_ISLNK(entry.mode) else "a device or a pipe, not a file"
        yield zip_fault(LINK, name, f"“{name}” is {what}.", "Put the file itself into the zip.")
    if entry.flags & ENCRYPTED_BITS:
        yield zip_fault(ENCRYPTED, name, f"“{name}” is encrypted.", "Zip it without a password.")
    if entry.method == _AES and entry.flags & ENCRYPTED_BITS:
        pass  # The password is the fault, and it has been told.
    elif entry.method not in {STORED, DEFLATED} or entry.flags & PATCH_BIT:
        message = f"“{name}” is packed with method {entry.method}{' as a patch' if entry.flags & PATCH_BIT else ''}."
        yield zip_fault(METHOD, name, message, "Zip it with the ordinary method, “deflate”.")
    elif entry.version > _NEWEST_VERSION:
        message = f"“{name}” asks for a program of version {entry.version / 10} of the zip format. There is no such version."
        yield zip_fault(METHOD, name, message, "Zip it again from the original.")
    if entry.is_folder:
        yield zip_fault(
            DIRECTORY,
            name,
            f"“{name}” is an entry for a folder.",
            "You do not have to change anything. If your zip program can, make the zip without folder entries.",
        )


def _check_growth(entry: Entry, limits: Limits) -> Iterator[Diagnostic]:
    name = shown_name(entry.name)
    if entry.size > limits.small and entry.size > limits.ratio * max(1, entry.packed):
        yield zip_fault(BOMB, name, f"“{name}” grows from {entry.packed} to {entry.size} bytes.", "Remove this file.")
    elif entry.packed > limits.small + 2 * entry.size:
        # Deflate adds five bytes to each 64 KB at the most; a stream of empty blocks costs time and gives nothing.
        message = f"“{name}” takes {entry.packed} bytes in the zip for {entry.size} of content."
        yield zip_fault(BOMB, name, message, "Zip it again from the original.")


def count_repeated(entries: Iterable[Entry]) -> dict[str, int]:
    """Return names that are in the list more than once, in order, and how often."""
    counts = Counter(entry.name for entry in entries)
    return {name: count for name, count in sorted(counts.items()) if count > 1}


def find_files_in_place_of_folders(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield names of files in whose place other files need a folder."""
    # With the lowest character in place of the slash, what is in a folder comes right behind a file of the folder's name.
    names = sorted(dict.fromkeys(entry.name.replace("/", "\0") for entry in entries if "\0" not in entry.name))
    return (name.replace("\0", "/") for name, following in pairwise(names) if following.startswith(f"{name}\0") and not name.endswith("\0"))


def find_overlaps(spans: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, str]]:
    """Yield pairs of entries that share bytes: the trick of the densest bombs is many entries of the list with one content.

    Args:
        spans: name of each entry, offset of its header, offset behind its content (or less).

    """
    furthest, end = "", 0
    for name, start, following in sorted(spans, key=lambda span: span[1:]):
        if start < end and name != furthest:
            yield furthest, name
        if following > end:
            furthest, end = name, following
