"""The linter of SCORM 2004 packages, ours and strangers', in the order of the ADL test suite (requirements 4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.package.package import PackageContents
from builder.standards.scorm.document import XSI, from_xml
from builder.standards.scorm.inspection import check_packaging, open_imsmanifest
from builder.standards.scorm.manifest import MANIFEST_FILE, VERSION_LENGTH, Manifest, is_scorm2004, manifest_fault
from builder.standards.scorm2004.items import check_items
from builder.standards.scorm2004.manifest import ADLCP, DIALECT, FOURTH, IMSCP, THIRD, Edition
from builder.standards.scorm2004.resources import check_delivery, check_resources
from builder.standards.scorm2004.sequencing import check_sequencing

if TYPE_CHECKING:
    from lxml.etree import _Element

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

UNMAPPED = Rule(
    "S04003", "2004-namespace-not-mapped", _WARNING, "A strict validator looks up the schema of each namespace that the manifest uses.", "S04-02"
)
STRUCTURE = Rule(
    "S04004",
    "2004-manifest-parts",
    _ERROR,
    "A manifest has one metadata, one organizations and one resources, in this order. Platforms do not read any other.",
    "S04-04",
)
SUBMANIFEST = Rule("S04005", "2004-sub-manifest", _WARNING, "Platforms ignore manifests inside a manifest.", "S04-04")
VERSION = Rule(
    "S04006",
    "2004-schema-version",
    _ERROR,
    "A platform decides by these two texts which rules to play a package by. Some take any text that they do not know for SCORM 1.2.",
    "S04-05, requirements 2.1.4",
)
OLD_EDITION = Rule(
    "S04007",
    "2004-second-edition",
    _WARNING,
    "The 2nd Edition is no longer played by its own rules: some platforms take it for SCORM 1.2.",
    "S04-05, requirements fact 11",
)
METADATA_FILE = Rule("S04008", "2004-metadata-file", _ERROR, "A metadata file that the manifest names must be in the zip.", "S04-05")

_SECOND = {"CAM 1.3", "1.3", "2004 2nd Edition"}
_SKELETON = ["metadata", "organizations", "resources"]


def recognises(edition: Edition, package: PackageContents) -> bool:
    """Tell whether a package is of an edition. What names neither, but is SCORM 2004, is taken for the 4th."""
    content = package.read(MANIFEST_FILE) if MANIFEST_FILE in package.texts.manifests else b""
    if not is_scorm2004(content):
        return False
    third = THIRD.schemaversion.encode() in content
    return third if edition is THIRD else not third


def lint(edition: Edition, package: PackageContents) -> tuple[Diagnostic, ...]:
    """Return the faults of a SCORM 2004 package. A manifest that is no XML is the generic linter's."""
    opened = open_imsmanifest(package, DIALECT)
    root = opened.value
    if root is None:
        return opened.diagnostics
    manifest = from_xml(root, DIALECT)
    return (
        *_check_head(manifest, root, edition),
        *_check_skeleton(root),
        *_check_namespaces(root),
        *check_packaging(manifest, root, package, DIALECT),
        *_check_metadata_files(root, package),
        *check_items(manifest, root, edition),
        *check_resources(manifest, root),
        *check_sequencing(root),
        *check_delivery(manifest, root),
    )


def _check_head(manifest: Manifest, root: _Element, edition: Edition) -> Iterator[Diagnostic]:
    line = root.sourceline or 0
    known = {THIRD.schemaversion, FOURTH.schemaversion}
    if manifest.schemaversion in _SECOND:
        message = f"The manifest says schemaversion “{manifest.schemaversion}”: the 2nd Edition."
        yield manifest_fault(OLD_EDITION, message, line, "Ask its author for a package of the 3rd or 4th Edition, or of SCORM 1.2.")
    elif manifest.schema != "ADL SCORM" or manifest.schemaversion not in known:
        message = f"The manifest says schema “{manifest.schema}” and schemaversion “{manifest.schemaversion}”."
        hint = f"Write <metadata><schema>ADL SCORM</schema><schemaversion>{edition.schemaversion}</schemaversion></metadata>, without spaces."
        yield manifest_fault(VERSION, message, line, hint)
    if len(manifest.version) > VERSION_LENGTH:
        message = f"The manifest's version has {len(manifest.version)} characters."
        yield manifest_fault(STRUCTURE, message, line, f"Shorten it to {VERSION_LENGTH}.")


def _check_skeleton(root: _Element) -> Iterator[Diagnostic]:
    """S04-04: the parts of the manifest, each once, in order."""
    from lxml import etree

    names = [etree.QName(child).localname for child in root if etree.QName(child).namespace == IMSCP]
    if "manifest" in names:
        yield manifest_fault(SUBMANIFEST, "The manifest holds another manifest.", root.sourceline or 0, "Join the two into one manifest.")
    parts = [name for name in names if name != "manifest"]
    if parts != _SKELETON:
        message = f"The manifest holds {', '.join(parts) or 'nothing'}."
        yield manifest_fault(STRUCTURE, message, root.sourceline or 0, f"It must have {', '.join(_SKELETON)}, one of each, in this order.")


def _check_namespaces(root: _Element) -> Iterator[Diagnostic]:
    from lxml import etree

    said = root.get(f"{{{XSI}}}schemaLocation", "").split()
    used = {etree.QName(node).namespace or "" for node in root.iter()}
    for namespace in sorted(used - set(said[::2]) - {""}) if said else ():
        message = f"The manifest uses names from “{namespace}”, but does not say where their schema is."
        yield manifest_fault(UNMAPPED, message, root.sourceline or 0, "Add the namespace and the name of its .xsd file to xsi:schemaLocation.")


def _check_metadata_files(root: _Element, package: PackageContents) -> Iterator[Diagnostic]:
    for node in root.iter(f"{{{ADLCP}}}location"):
        name = (node.text or "").strip()
        if "://" not in name and not package.lists(name):
            message = f"The manifest names the metadata file “{name}”, which is not in the zip."
            yield manifest_fault(METADATA_FILE, message, node.sourceline or 0, "Add it to the zip, or remove adlcp:location.")
