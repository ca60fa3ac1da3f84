"""The generic linter: what is wrong with the files of a package, whatever its standard (ZIP-01 to ZIP-13)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.package.content import MEGABYTE, size_of
from builder.package.package import Package

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

NO_MANIFEST = Rule("PKG010", "no-manifest", _ERROR, "A platform cannot open or track anything in this zip.", "ZIP-01")
MANIFEST_DEEPER = Rule("PKG011", "manifest-not-at-root", _ERROR, "Platforms look for the manifest at the root of the zip only.", "ZIP-01")
TWO_MANIFESTS = Rule("PKG012", "second-manifest", _WARNING, "Some platforms take the first manifest that they meet, wherever it is.", "ZIP-01")
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
NOT_XML = Rule("PKG020", "not-well-formed", _ERROR, "A platform cannot read a manifest that is not well-formed XML.", "ZIP-08")
DOCTYPE = Rule(
    "PKG021", "document-type", _WARNING, "Importers refuse document types and entities, since they can be used to attack a server.", "ZIP-08"
)
ENCODING = Rule("PKG022", "xml-encoding", _WARNING, "Simple importers need UTF-8 without a byte order mark, from the first byte.", "ZIP-08")
LARGE = Rule("PKG023", "large-package", _WARNING, "Uploads of this size fail on many platforms.", "ZIP-10")
TOO_LARGE = Rule("PKG024", "over-two-gigabytes", _ERROR, "Platforms take less than 2 GB.", "ZIP-10")
INSECURE = Rule("PKG025", "insecure-address", _WARNING, "A page on https does not load from http, and some platforms refuse the zip.", "ZIP-12")
MIXED = Rule("PKG026", "several-standards", _WARNING, "With two standards in one zip, platforms differ in which one they use.", "ZIP-13")

MANIFESTS = ("imsmanifest.xml", "cmi5.xml", "tincan.xml")
"""The file that tells a standard, always at the root."""

START_PAGE = "index.html"

AICC_FILES = (".crs", ".cst")
"""Ends of the files that tell the structure of an AICC course; Moodle looks for the second (requirements 2.1.1)."""

PATH_LENGTH, SEGMENT_LENGTH = 150, 100

THRESHOLDS = {
    1000 * MEGABYTE: "Many platforms do not accept a file of this size",
    480 * MEGABYTE: "Some cmi5 players take no more than 480 MB",
    250 * MEGABYTE: "Many platforms refuse an upload of this size",
    100 * MEGABYTE: "Uploads in a browser often stop at this size",
}
"""The size from which to warn, and what happens there (ZIP-10, requirements 2.6), the largest first."""

MOST = 2 << 30

_PLAIN_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LEFTOVERS = re.compile(r"(^|/)(__MACOSX/|\.[^/]|thumbs\.db$|desktop\.ini$)|(~|\.bak|\.orig|\.swp|\.tmp)$", re.IGNORECASE)
_PROGRAMS = re.compile(r"\.(php\d?|phtml|aspx?|jspx?|cgi|pl|py|rb|sh|exe|dll|app|dmg|bat|cmd|com|msi|htaccess|swf)$", re.IGNORECASE)
_BADLY_SERVED = re.compile(r"\.(mjs|wasm|webmanifest|map)$", re.IGNORECASE)
_PAGES = (".htm", ".html", ".xhtml")
_INSECURE = re.compile(
    rb"""(?:\b(?:src|data|poster|action)\s*=\s*["']?|<link\b[^>]*\bhref\s*=\s*["']?|\burl\(\s*["']?)(http://[^"'\s)>]+)""", re.IGNORECASE
)
_LOOPBACK = re.compile(rb"http://(localhost|127\.)", re.IGNORECASE)
_BOM = b"\xef\xbb\xbf"


def inspect(package: Package) -> tuple[Diagnostic, ...]:
    """Return the faults that any platform may stumble over."""
    return (
        *_check_manifests(package),
        *(fault for name in package.files for fault in _check_name(name)),
        *_check_capitals(package),
        *(fault for name in package.files if name in MANIFESTS for fault in _check_xml(name, package.read(name))),
        *_check_size(package),
        *(fault for name in package.files if name.lower().endswith((*_PAGES, ".css")) for fault in _check_addresses(name, package.read(name))),
    )


def aicc_files(package: Package) -> tuple[str, ...]:
    """Return the AICC files at the root of a package."""
    return tuple(name for name in package.files if "/" not in name and name.lower().endswith(AICC_FILES))


def _diagnostic(rule: Rule, name: str, message: str, hint: str, line: int = 0) -> Diagnostic:
    return Diagnostic(rule, message, Place(name, line), hint)


def _check_manifests(package: Package) -> Iterator[Diagnostic]:
    at_root = [name for name in MANIFESTS if name in package.files]
    deeper = [name for name in package.files if "/" in name and name.rsplit("/", 1)[1].lower() in MANIFESTS]
    if len(at_root) > 1:
        yield _diagnostic(MIXED, package.name, f"The zip holds {' and '.join(at_root)}.", "Make one zip for each standard.")
    for name in deeper:
        if at_root:
            yield _diagnostic(TWO_MANIFESTS, name, f"“{name}” is a second manifest.", f"Keep only the {at_root[0]} at the root.")
        else:
            message = f"The manifest is at “{name}”, not at the root of the zip."
            yield _diagnostic(MANIFEST_DEEPER, name, message, "Zip what is inside the folder, not the folder.")
    if not at_root and not deeper and START_PAGE not in package.files and not aicc_files(package):
        message = f"The zip has none of {', '.join(MANIFESTS)} and no {START_PAGE} at its root."
        yield _diagnostic(NO_MANIFEST, package.name, message, "Export the course again for a learning platform, and upload that zip as it is.")


def _check_name(name: str) -> Iterator[Diagnostic]:
    parts = name.split("/")
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


def _check_capitals(package: Package) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    for name in package.files:
        first = seen.setdefault(name.lower(), name)
        if first != name:
            yield _diagnostic(CAPITALS, name, f"“{first}” and “{name}” differ only in capitals.", "Rename one of them.")


def _check_xml(name: str, content: bytes) -> Iterator[Diagnostic]:
    from lxml import etree

    if content.startswith((_BOM, b"\xff\xfe", b"\xfe\xff")) or re.match(rb"\s+<\?xml", content):
        yield _diagnostic(ENCODING, name, f"{name} does not begin with “<” in UTF-8.", "Save it as UTF-8 without a byte order mark.", 1)
    if re.search(rb"<!(DOCTYPE|ENTITY)", content):
        yield _diagnostic(DOCTYPE, name, f"{name} has a document type or entities.", "Remove <!DOCTYPE …>.")
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False, huge_tree=False)
    try:
        tree = etree.fromstring(content, parser).getroottree()
    except etree.XMLSyntaxError as fault:
        yield _diagnostic(
            NOT_XML, name, f"{name} is not well-formed XML: {fault.msg}.", "Export the course again, or fix this line.", fault.lineno or 0
        )
    else:
        if (tree.docinfo.encoding or "UTF-8").upper() not in {"UTF-8", "US-ASCII", "ASCII"}:
            yield _diagnostic(ENCODING, name, f"{name} is written in {tree.docinfo.encoding}.", "Save it as UTF-8.", 1)


def _check_size(package: Package) -> Iterator[Diagnostic]:
    total = sum(size_of(content) for content in package.files.values())
    if total >= MOST:
        yield _diagnostic(TOO_LARGE, package.name, f"The files have {total // MEGABYTE} MB.", "Link to large media instead of packing them.")
        return
    passed = next((threshold for threshold in THRESHOLDS if total >= threshold), None)
    if passed:
        message = f"The files have {total // MEGABYTE} MB, more than {passed // MEGABYTE} MB. {THRESHOLDS[passed]}."
        yield _diagnostic(LARGE, package.name, message, "Link to large media, or ask the platform's administrator for its limit.")


def _check_addresses(name: str, content: bytes) -> Iterator[Diagnostic]:
    if b"http://" not in content.lower():  # most files have none, and the pattern takes a hundred times as long to say so
        return
    for start in dict.fromkeys(_INSECURE.findall(content)):
        if not _LOOPBACK.match(start):
            address = start.decode("utf-8", "replace")
            yield _diagnostic(INSECURE, name, f"“{name}” loads {address[:120]}.", "Add the file to the package, or use https.")
