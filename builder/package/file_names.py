"""What is wrong with the names of a package's files on some server or computer (ZIP-03, ZIP-05 to ZIP-07)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from builder.diagnostics import Diagnostic, Place, Rule, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

CHARACTERS = Rule(
    "PKG013", "file-name-characters", _WARNING, "Some platforms change or drop other characters in file names; the page is then blank.", "ZIP-03"
)
CAPITALS = Rule("PKG014", "names-differ-in-capitals", _ERROR, "On many servers two names that differ only in capitals are one file.", "ZIP-03")
LONG_PATH = Rule(
    "PKG015", "long-path", _WARNING, "Platforms add their own folder before each path. Windows servers cut or refuse long paths.", "ZIP-03"
)
INDEX_XML = Rule("PKG016", "index-xml", _WARNING, "Some platforms read a file of this name as data of their own.", "ZIP-03")
LEFTOVER = Rule("PKG017", "leftover-file", _WARNING, "Learners do not need files that programs leave behind. Platforms may refuse them.", "ZIP-05")
PROGRAM = Rule("PKG018", "program-file", _WARNING, "Many platforms refuse a zip that holds programs or server pages.", "ZIP-06")
BADLY_SERVED = Rule("PKG019", "badly-served-type", _WARNING, "Many platforms serve these with a type that browsers refuse.", "ZIP-07")
RESERVED = Rule("PKG039", "reserved-file-name", _WARNING, "Windows cannot make a file or folder of this name, so it cannot unpack the zip.", "ZIP-03")

PATH_LENGTH, SEGMENT_LENGTH = 150, 100

_PLAIN_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LEFTOVERS = re.compile(r"(^|/)(__MACOSX/|\.[^/]|thumbs\.db$|desktop\.ini$)|(~|\.bak|\.orig|\.swp|\.tmp)$", re.IGNORECASE)
_PROGRAMS = re.compile(r"\.(php\d?|phtml|aspx?|jspx?|cgi|pl|py|rb|sh|exe|dll|app|dmg|bat|cmd|com|msi|htaccess|swf)$", re.IGNORECASE)
_BADLY_SERVED = re.compile(r"\.(mjs|wasm|webmanifest|map)$", re.IGNORECASE)
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)", re.IGNORECASE)
"""Names of devices, whatever ending follows (Microsoft, Naming Files, Paths, and Namespaces)."""


def is_reserved_by_windows(name: str) -> bool:
    """Tell whether Windows cannot make a file or folder of this name (one part of a path, not a path)."""
    return _DEVICES.match(name) is not None or name.endswith((".", " "))


def check_names(names: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield the faults of each name, and those of names that are one name elsewhere."""
    seen: dict[str, str] = {}
    for name in names:
        yield from _check_name(name)
        first = seen.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if first != name:
            yield _diagnostic(CAPITALS, name, f"“{first}” and “{name}” differ only in capitals.", "Rename one of them.")


def _diagnostic(rule: Rule, name: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(rule, message, Place(name), hint)


def _check_name(name: str) -> Iterator[Diagnostic]:
    parts = name.split("/")
    reserved = next((part for part in parts if is_reserved_by_windows(part)), None)
    if reserved is not None:
        yield _diagnostic(RESERVED, name, f"Windows cannot make “{reserved}”, which is part of “{name}”.", "Rename it.")
    if _LEFTOVERS.search(name):
        yield _diagnostic(LEFTOVER, name, f"“{name}” was left by a system or an editor.", "Remove it from the zip.")
    elif not all(_PLAIN_NAME.fullmatch(part) for part in parts):
        yield _diagnostic(CHARACTERS, name, f"“{name}” has other characters than letters, digits, . _ and -.", "Rename the file.")
    if len(name) > PATH_LENGTH or any(len(part) > SEGMENT_LENGTH for part in parts):
        message = f"“{name[:60]}…” has {len(name)} characters."
        yield _diagnostic(LONG_PATH, name, message, f"Use at most {PATH_LENGTH} for the path and {SEGMENT_LENGTH} for each name.")
    if name == "index.xml":
        yield _diagnostic(INDEX_XML, name, "There is an index.xml at the root.", "Rename the file.")
    if _PROGRAMS.search(name):
        yield _diagnostic(PROGRAM, name, f"“{name}” is a program or a server page.", "Remove it from the zip.")
    if _BADLY_SERVED.search(name):
        yield _diagnostic(
            BADLY_SERVED, name, f"“{name}” has a type that many platforms do not serve.", "Use plain .js files, and remove source maps."
        )
