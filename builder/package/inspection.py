"""The generic linter: what is wrong with the files of a package, whatever its standard (ZIP-01 to ZIP-13)."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.package.addresses import check_addresses
from builder.package.content import MEGABYTE, size_in_words
from builder.package.file_names import check_names
from builder.package.limits import MEBIBYTE, JudgingLimits
from builder.package.manifest_file import check_manifest
from builder.package.package import PackageContents
from builder.package.text_files import MANIFESTS

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

NO_MANIFEST = Rule("PKG010", "no-manifest", _ERROR, "A platform cannot open or track anything in this zip.", "ZIP-01")
MANIFEST_DEEPER = Rule("PKG011", "manifest-not-at-root", _ERROR, "Platforms look for the manifest at the root of the zip only.", "ZIP-01")
TWO_MANIFESTS = Rule("PKG012", "second-manifest", _WARNING, "Some platforms take the first manifest that they meet, wherever it is.", "ZIP-01")
MISNAMED = Rule("PKG041", "manifest-misnamed", _ERROR, "Platforms look for the manifest by its exact name, in lower case.", "ZIP-01")
LARGE = Rule("PKG023", "large-package", _WARNING, "Uploads of this size fail on many platforms.", "ZIP-10")
TOO_LARGE = Rule("PKG024", "over-two-gigabytes", _ERROR, "Platforms take less than 2 GB.", "ZIP-10")
MIXED = Rule("PKG026", "several-standards", _WARNING, "With two standards in one zip, platforms differ in which one they use.", "ZIP-13")
NOT_READ = Rule("PKG042", "text-not-read", _NOTE, "Copack reads a limited amount of text in each zip, so that a check takes seconds.", "ZIP-10")
MANIFEST_TOO_LARGE = Rule("PKG043", "manifest-too-large", _ERROR, "A platform that reads such a manifest takes very long or stops.", "ZIP-10")

START_PAGE = "index.html"

AICC_FILES = (".crs", ".cst")
"""Ends of the files that tell the structure of an AICC course; Moodle looks for the second (requirements 2.1.1)."""

THRESHOLDS = {
    1000 * MEGABYTE: "Many platforms do not accept a file of this size",
    480 * MEGABYTE: "Some cmi5 players take no more than 480 MB",
    250 * MEGABYTE: "Many platforms refuse an upload of this size",
    100 * MEGABYTE: "Uploads in a browser often stop at this size",
}
"""The size from which to warn, and what happens there (ZIP-10, requirements 2.6), the largest first."""

MOST = 2 << 30
"""Bytes of a package that no platform takes (ZIP-10)."""

_LIKE_A_MANIFEST = 0.85
"""Likeness from which on a name is taken for a manifest's with a slip in it: `imsmanifest.xml.txt`, `imsmanifest (1).xml`."""


def inspect(package: PackageContents) -> tuple[Diagnostic, ...]:
    """Return the faults that any platform may stumble over."""
    return (
        *_check_manifests(package),
        *check_names(package.names),
        *(fault for name in package.texts.manifests for fault in check_manifest(name, package.read(name))),
        *_check_size(package),
        *check_addresses(package),
        *_check_reading(package),
    )


def aicc_files(package: PackageContents) -> tuple[str, ...]:
    """Return the AICC files at the root of a package."""
    return tuple(name for name in package.names if "/" not in name and name.lower().endswith(AICC_FILES))


def _diagnostic(rule: Rule, name: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(rule, message, Place(name), hint)


def _check_manifests(package: PackageContents) -> Iterator[Diagnostic]:
    at_root = [name for name in MANIFESTS if package.lists(name)]
    deeper = [name for name in package.names if "/" in name and name.rsplit("/", 1)[1].lower() in MANIFESTS]
    misnamed = {} if at_root else _misnamed_manifests(package)
    if len(at_root) > 1:
        yield _diagnostic(MIXED, package.name, f"The zip holds {' and '.join(at_root)}.", "Make one zip for each standard.")
    for name, meant in misnamed.items():
        yield _diagnostic(MISNAMED, name, f"“{name}” is not a name that platforms look for.", f"Rename it to {meant}.")
    for name in deeper:
        if at_root:
            yield _diagnostic(TWO_MANIFESTS, name, f"“{name}” is a second manifest.", f"Keep only the {at_root[0]} at the root.")
        elif not misnamed:
            message = f"The manifest is at “{name}”, not at the root of the zip."
            yield _diagnostic(MANIFEST_DEEPER, name, message, "Zip what is inside the folder, not the folder.")
    if not (at_root or deeper or misnamed or START_PAGE in package.names or aicc_files(package)):
        yield _no_manifest(package)


def _misnamed_manifests(package: PackageContents) -> dict[str, str]:
    """Return the files at the root whose names are almost those of a manifest, with the name that is meant."""
    meant = {}
    for name in package.names:
        lower = name.lower()
        likely = lower.endswith((".xml", ".xml.txt")) and "/" not in name and len(name) < 2 * len(MANIFESTS[0])
        near = difflib.get_close_matches(lower.removesuffix(".txt"), MANIFESTS, 1, _LIKE_A_MANIFEST) if likely else []
        if near and near[0][0] == lower[0]:
            meant[name] = near[0]
    return meant


def _no_manifest(package: PackageContents) -> Diagnostic:
    message = f"The zip has none of {', '.join(MANIFESTS)} and no {START_PAGE} at its root."
    inner = next((name for name in package.names if name.lower().endswith((".zip", ".scorm", ".pif"))), None)
    if inner is None:
        return _diagnostic(NO_MANIFEST, package.name, message, "Export the course again for a learning platform, and upload that zip as it is.")
    return _diagnostic(NO_MANIFEST, package.name, f"{message} It holds “{inner}”.", f"Unpack this zip, then check and upload “{inner}”.")


def _check_size(package: PackageContents) -> Iterator[Diagnostic]:
    total = package.total
    if total >= MOST:
        yield _diagnostic(TOO_LARGE, package.name, f"The files have {total // MEGABYTE} MB.", "Link to large media instead of packing them.")
        return
    passed = next((threshold for threshold in THRESHOLDS if total >= threshold), None)
    if passed:
        message = f"The files have {total // MEGABYTE} MB, more than {passed // MEGABYTE} MB. {THRESHOLDS[passed]}."
        yield _diagnostic(LARGE, package.name, message, "Link to large media, or ask the platform's administrator for its limit.")


def _check_reading(package: PackageContents) -> Iterator[Diagnostic]:
    """Yield what was not judged, because it is over the limits."""
    limits = JudgingLimits()
    for name in package.texts.skipped:
        if name in MANIFESTS:
            message = f"“{name}” has {package.size(name)} bytes. Copack reads at most {limits.manifest // MEBIBYTE} MB, and {limits.manifest_marks} "
            message += "elements and attributes."
            yield _diagnostic(MANIFEST_TOO_LARGE, name, message, "Ask the author of the zip for a smaller manifest.")
        else:
            most = f"{limits.markup // MEBIBYTE} MB of pages, styles and pictures, and {limits.scripts // MEBIBYTE} MB of scripts"
            message = f"“{name}” ({size_in_words(package.size(name))}) was not read. Of one zip Copack reads {most}."
            yield _diagnostic(NOT_READ, name, message, "Look through this file yourself for addresses of other websites.")
