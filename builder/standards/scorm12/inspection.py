"""The linter of SCORM 1.2 packages, ours and strangers'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.package.package import PackageContents
from builder.standards.scorm.document import from_xml
from builder.standards.scorm.inspection import check_packaging, open_imsmanifest
from builder.standards.scorm.manifest import MANIFEST_FILE, TIME_LIMIT_ACTIONS, Item, Manifest, is_scorm2004, manifest_fault, walk_items
from builder.standards.scorm12.manifest import DIALECT

if TYPE_CHECKING:
    from lxml.etree import _Element

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

VERSION = Rule("S12002", "schema-version", _ERROR, "A platform uses these two texts to choose the rules for a package.", "S12-02")
NO_VERSION = Rule(
    "S12026", "no-schema-version", _WARNING, "Without these two texts a platform guesses. Most treat the package as SCORM 1.2.", "S12-02"
)
RESOURCE = Rule(
    "S12008",
    "resource",
    _ERROR,
    "A resource says whether it is tracked and what it opens; without that it is not launched or not recorded.",
    "S12-07",
)
RESOURCE_TYPE = Rule("S12027", "resource-type", _WARNING, "SCORM 1.2 knows one type of resource; strict validators refuse others.", "S12-07")
SCO = Rule("S12020", "one-sco", _WARNING, "Some platforms open one page only: one SCO, and it must be the first resource.", "S12-18")
ORDER = Rule("S12014", "element-order", _ERROR, "The schema fixes the order of elements; strict validators refuse another.", "S12-11")
MASTERY = Rule(
    "S12015",
    "mastery-score",
    _ERROR,
    "Some platforms drop a mastery score of 0 and apply any other; it must be a whole number from 1 to 100.",
    "S12-12",
)
LIMITS = Rule("S12016", "item-limits", _ERROR, "Time limits and launch data have fixed forms; platforms refuse others.", "S12-13, S12-14")
PREREQUISITES = Rule("S12017", "prerequisites", _WARNING, "Few platforms use prerequisites, and each does it differently.", "S12-15")
METADATA = Rule("S12018", "metadata-length", _WARNING, "Some platforms refuse a package whose descriptive texts are too long.", "S12-16")

_TIMESPAN = re.compile(r"\d{2,4}:\d\d:\d\d(\.\d{1,2})?")
_MASTERY = re.compile(r"[1-9][0-9]?|100")
_ITEM_ORDER = ("title", "item", "metadata", "prerequisites", "maxtimeallowed", "timelimitaction", "datafromlms", "masteryscore")
_METADATA_LENGTHS = {("general", "description"): 1000, ("general", "title"): 255, ("general", "catalogentry"): 128, ("rights", "description"): 30}
"""(parent, name) -> most characters (requirements 1.1.5); the copyright text is the description of `rights`."""


def recognises(package: PackageContents) -> bool:
    """Tell whether a package has a manifest at its root that does not call itself SCORM 2004."""
    return MANIFEST_FILE in package.texts.manifests and not is_scorm2004(package.read(MANIFEST_FILE))


def lint(package: PackageContents) -> tuple[Diagnostic, ...]:
    """Return the faults of a SCORM 1.2 package. A manifest that is no XML is the generic linter's."""
    opened = open_imsmanifest(package, DIALECT)
    root = opened.value
    if root is None:
        return opened.diagnostics
    manifest = from_xml(root, DIALECT)
    return (
        *_check_head(manifest, root),
        *check_packaging(manifest, root, package, DIALECT),
        *(fault for organization in manifest.organizations for item in walk_items(organization.items) for fault in _check_limits(item)),
        *_check_resources(manifest),
        *_check_tree(root),
    )


def _check_head(manifest: Manifest, root: _Element) -> Iterator[Diagnostic]:
    if (manifest.schema.strip(), manifest.schemaversion) != ("ADL SCORM", "1.2"):
        message = f"The manifest says schema “{manifest.schema}” and schemaversion “{manifest.schemaversion}”."
        hint = "Write <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>."
        yield manifest_fault(VERSION if manifest.schemaversion else NO_VERSION, message, root.sourceline or 0, hint)


def _check_limits(item: Item) -> Iterator[Diagnostic]:
    for name, text in item.limits:
        value = text.strip()
        said = f"The item “{item.identifier}” has {name} “{value[:60]}”."
        if name == "masteryscore" and not _MASTERY.fullmatch(value):
            yield manifest_fault(MASTERY, said, item.line, "Write a whole number from 1 to 100, or remove it and let the course decide.")
        elif name == "timelimitaction" and value not in TIME_LIMIT_ACTIONS:
            yield manifest_fault(LIMITS, said, item.line, f"Write one of: {'; '.join(TIME_LIMIT_ACTIONS)}.")
        elif name == "maxtimeallowed" and not _TIMESPAN.fullmatch(value):
            yield manifest_fault(LIMITS, said, item.line, "Write it as 0000:00:00.00, for example 0001:30:00.")
        elif name == "datafromlms" and len(text) > 255:  # noqa: PLR2004 - adlcp_rootv1p2.xsd, datafromlmsType
            yield manifest_fault(LIMITS, said, item.line, "Shorten it to 255 characters.")
        elif name == "prerequisites":
            yield manifest_fault(PREREQUISITES, said, item.line, "Remove it.")


def _check_resources(manifest: Manifest) -> Iterator[Diagnostic]:
    scos = [resource for resource in manifest.resources if resource.scormtype == "sco"]
    for resource in manifest.resources:
        said = f"The resource “{resource.identifier}”"
        if resource.type != "webcontent":
            yield manifest_fault(RESOURCE_TYPE, f"{said} has type “{resource.type}”.", resource.line, 'Write type="webcontent".')
        if resource.scormtype not in {"sco", "asset"}:
            message = f"{said} has adlcp:scormtype “{resource.scormtype}”."
            yield manifest_fault(RESOURCE, message, resource.line, 'Write adlcp:scormtype="sco" or "asset", all in lower case.')
        if resource.scormtype == "sco" and not resource.href:
            yield manifest_fault(RESOURCE, f"{said} is a SCO without an address.", resource.line, "Add href with the page that opens it.")
    if all(resource.scormtype in {"sco", "asset"} for resource in manifest.resources) and manifest.resources[:1] != tuple(scos):
        message = "The first resource is not the SCO." if len(scos) == 1 else f"The package has {len(scos)} SCOs."
        line = manifest.resources[0].line if manifest.resources else 0
        yield manifest_fault(SCO, message, line, "Where one opening page is enough, make one SCO and put its resource first.")


def _check_tree(root: _Element) -> Iterator[Diagnostic]:
    """Yield what the manifest as a value does not show: order of elements, lengths of metadata."""
    from lxml import etree

    for node in root.iter():
        name, line = etree.QName(node), node.sourceline or 0
        if name.localname == "item" and name.namespace == DIALECT.packaging:
            yield from _check_order([etree.QName(child).localname for child in node], line)
        yield from _check_metadata(node, line)


def _check_order(children: list[str], line: int) -> Iterator[Diagnostic]:
    places = [_ITEM_ORDER.index(child) for child in children if child in _ITEM_ORDER]
    if places != sorted(places):
        message = f"An item holds {', '.join(dict.fromkeys(children))} in this order."
        yield manifest_fault(ORDER, message, line, f"The order is: {', '.join(_ITEM_ORDER)}.")


def _check_metadata(node: _Element, line: int) -> Iterator[Diagnostic]:
    from lxml import etree

    parent = node.getparent()
    name, around = etree.QName(node).localname, "" if parent is None else etree.QName(parent).localname
    most = _METADATA_LENGTHS.get((around, name))
    text = "" if most is None else "".join(map(str, node.itertext())).strip()
    if most is not None and len(text) > most:
        yield manifest_fault(METADATA, f"The {name} of {around} has {len(text)} characters.", line, f"Shorten it to {most}.")
