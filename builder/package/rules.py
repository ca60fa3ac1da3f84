"""Rules that hold for the zip of any standard (ZIP-01 to ZIP-13)."""

from __future__ import annotations

from builder.diagnostics import Rule, Severity


def _rule(number: int, name: str, severity: Severity, reason: str, clause: str) -> Rule:
    return Rule(f"PKG{number:03}", name, severity, reason, clause)


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

# ---------------------------------------------------------------- reading the zip

NOT_A_ZIP = _rule(1, "not-a-zip", _ERROR, "Platforms import zip files; this cannot be opened as one.", "ZIP-04")
ENCRYPTED = _rule(2, "encrypted-entry", _ERROR, "No platform asks for a password when it unpacks a course.", "ZIP-04")
UNSAFE_PATH = _rule(
    3, "unsafe-path", _ERROR, "A path that leaves the package could overwrite files of the platform; importers refuse the zip.", "ZIP-02"
)
LINK = _rule(4, "link-entry", _ERROR, "A link can point at any file of the platform; importers refuse it or drop it.", "ZIP-02")
DUPLICATE = _rule(5, "duplicate-entry", _ERROR, "With two files of one name, each platform keeps another one.", "ZIP-03")
BOMB = _rule(6, "unreasonable-size", _ERROR, "Contents that grow beyond measure when unpacked are refused, as a protection.", "ZIP-10")
METHOD = _rule(7, "unusual-compression", _ERROR, "Importers know stored and deflated files; others cannot be unpacked.", "ZIP-04")
DAMAGED = _rule(8, "damaged-entry", _ERROR, "A file that does not match its own checksum or its entry in the list cannot be trusted.", "ZIP-04")
DIRECTORY = _rule(9, "directory-entry", _NOTE, "Entries for folders are not needed, and some importers trip over them.", "ZIP-05")

# ---------------------------------------------------------------- what is in it

NO_MANIFEST = _rule(10, "no-manifest", _ERROR, "A platform finds nothing that it could open or track.", "ZIP-01")
MANIFEST_DEEPER = _rule(11, "manifest-not-at-root", _ERROR, "Platforms look for the manifest at the root of the zip and nowhere else.", "ZIP-01")
TWO_MANIFESTS = _rule(12, "second-manifest", _WARNING, "Open edX takes the first manifest that it meets, wherever it is.", "ZIP-01")
CHARACTERS = _rule(
    13, "file-name-characters", _WARNING, "Some platforms change or drop other characters in file names; the page is then blank.", "ZIP-03"
)
CAPITALS = _rule(14, "names-differ-in-capitals", _ERROR, "On many servers two names that differ only in capitals are one file.", "ZIP-03")
LONG_PATH = _rule(
    15, "long-path", _WARNING, "Platforms put a folder of their own before each path; Windows servers cut or refuse long ones.", "ZIP-03"
)
INDEX_XML = _rule(16, "index-xml", _WARNING, "ILIAS reads a file of this name as data of its own.", "ZIP-03")
LEFTOVER = _rule(17, "leftover-file", _WARNING, "Files that editors and systems leave behind serve nobody and may be refused.", "ZIP-05")
PROGRAM = _rule(18, "program-file", _WARNING, "Many platforms refuse a zip that holds programs or server pages.", "ZIP-06")
BADLY_SERVED = _rule(19, "badly-served-type", _WARNING, "Many platforms serve these with a type that browsers refuse.", "ZIP-07")
NOT_XML = _rule(20, "not-well-formed", _ERROR, "A platform stops at a manifest that is not well-formed XML.", "ZIP-08")
DOCTYPE = _rule(21, "document-type", _WARNING, "Importers refuse document types and entities, since they can be used to attack a server.", "ZIP-08")
ENCODING = _rule(22, "xml-encoding", _WARNING, "Simple importers need UTF-8 without a byte order mark, from the first byte.", "ZIP-08")
LARGE = _rule(23, "large-package", _WARNING, "Uploads of this size fail on many platforms.", "ZIP-10")
TOO_LARGE = _rule(24, "over-two-gigabytes", _ERROR, "NHS Learning Hub takes less than 2 GB.", "ZIP-10")
INSECURE = _rule(25, "insecure-address", _WARNING, "A page on https does not load from http, and some platforms refuse the zip.", "ZIP-12")
MIXED = _rule(26, "several-standards", _WARNING, "Importers guess differently which of two standards a zip is meant for.", "ZIP-13")
NOT_JUDGED = _rule(27, "not-judged", _NOTE, "Copack knows that there is such a standard, and not its rules.", "")
