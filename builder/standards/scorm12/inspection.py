"""The linter of SCORM 1.2 packages, ours and strangers'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic
from builder.package.package import Package
from builder.standards.content_packaging import Item, Manifest, from_xml, parse_xml, walk_items
from builder.standards.packaging_checks import PackagingRules, check_packaging, found
from builder.standards.scorm12 import rules
from builder.standards.scorm12.limits import IDENTIFIER_LENGTH, TITLE_LENGTH
from builder.standards.scorm12.manifest import DIALECT, MANIFEST_FILE

if TYPE_CHECKING:
    from lxml.etree import _Element

_SCHEMA_2004 = re.compile(rb"imscp_v1p1|<(?:\w+:)?schemaversion>\s*(?:2004|CAM|1\.3)")
_TIME_LIMIT_ACTIONS = {"exit,message", "exit,no message", "continue,message", "continue,no message"}
_TIMESPAN = re.compile(r"\d{2,4}:\d\d:\d\d(\.\d{1,2})?")
_MASTERY = re.compile(r"[1-9][0-9]?|100")
_ITEM_ORDER = ("title", "item", "metadata", "prerequisites", "maxtimeallowed", "timelimitaction", "datafromlms", "masteryscore")
_METADATA_LENGTHS = {("general", "description"): 1000, ("general", "title"): 255, ("general", "catalogentry"): 128, ("rights", "description"): 30}
"""(parent, name) -> most characters (requirements 1.1.5); the copyright text is the description of `rights`."""

PACKAGING = PackagingRules(
    control_document=rules.CONTROL_DOCUMENT,
    organization=rules.ORGANIZATION,
    default=rules.DEFAULT,
    title=rules.TITLE,
    reference=rules.REFERENCE,
    branch=rules.BRANCH,
    visible=rules.VISIBLE,
    identifier=rules.IDENTIFIER,
    address=rules.ADDRESS,
    missing_file=rules.MISSING_FILE,
    launch_unlisted=rules.LAUNCH_UNLISTED,
    unlisted_file=rules.UNLISTED_FILE,
    dependency=rules.DEPENDENCY,
    base=rules.BASE,
    prefix=rules.PREFIX,
    no_calls=rules.CALLS,
    title_length=TITLE_LENGTH,
    identifier_length=IDENTIFIER_LENGTH,
    prefixes={DIALECT.packaging: None, DIALECT.adlcp: "adlcp"},
    calls=("lesson_status",),
)


def recognises(package: Package) -> bool:
    """Tell whether a package has a manifest at its root that does not call itself SCORM 2004."""
    return MANIFEST_FILE in package.files and not _SCHEMA_2004.search(package.read(MANIFEST_FILE))


def lint(package: Package) -> tuple[Diagnostic, ...]:
    """Return the faults of a SCORM 1.2 package. A manifest that is no XML is the generic linter's."""
    from lxml import etree

    try:
        root = parse_xml(package.read(MANIFEST_FILE))
    except etree.XMLSyntaxError:
        return ()
    if root.tag != f"{{{DIALECT.packaging}}}manifest":
        message = f"The manifest begins with “{etree.QName(root).localname}” in the namespace “{etree.QName(root).namespace or ''}”."
        return (found(rules.ROOT, message, root.sourceline or 0, f'Begin it with <manifest xmlns="{DIALECT.packaging}">.'),)
    manifest = from_xml(root, DIALECT)
    return (
        *_check_head(manifest, root),
        *check_packaging(manifest, root, package, PACKAGING, DIALECT),
        *(fault for one in manifest.organizations for item in walk_items(one.items) for fault in _check_limits(item)),
        *_check_resources(manifest),
        *_check_tree(root),
    )


def _check_head(manifest: Manifest, root: _Element) -> Iterator[Diagnostic]:
    if (manifest.schema.strip(), manifest.schemaversion) != ("ADL SCORM", "1.2"):
        message = f"The manifest says schema “{manifest.schema}” and schemaversion “{manifest.schemaversion}”."
        hint = "Write <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>."
        yield found(rules.VERSION if manifest.schemaversion else rules.NO_VERSION, message, root.sourceline or 0, hint)


def _check_limits(item: Item) -> Iterator[Diagnostic]:
    for name, text in item.limits:
        value = text.strip()
        said = f"The item “{item.identifier}” has {name} “{value[:60]}”."
        if name == "masteryscore" and not _MASTERY.fullmatch(value):
            yield found(rules.MASTERY, said, item.line, "Write a whole number of 1 to 100, or leave it out and let the course decide.")
        elif name == "timelimitaction" and value not in _TIME_LIMIT_ACTIONS:
            yield found(rules.LIMITS, said, item.line, f"Write one of: {'; '.join(sorted(_TIME_LIMIT_ACTIONS))}.")
        elif name == "maxtimeallowed" and not _TIMESPAN.fullmatch(value):
            yield found(rules.LIMITS, said, item.line, "Write it as 0000:00:00.00, for example 0001:30:00.")
        elif name == "datafromlms" and len(text) > 255:  # noqa: PLR2004 - adlcp_rootv1p2.xsd, datafromlmsType
            yield found(rules.LIMITS, said, item.line, "Shorten it to 255 characters.")
        elif name == "prerequisites":
            yield found(rules.PREREQUISITES, said, item.line, "Leave it out.")


def _check_resources(manifest: Manifest) -> Iterator[Diagnostic]:
    scos = [resource for resource in manifest.resources if resource.scormtype == "sco"]
    for resource in manifest.resources:
        said = f"The resource “{resource.identifier}”"
        if resource.type != "webcontent":
            yield found(rules.RESOURCE_TYPE, f"{said} has type “{resource.type}”.", resource.line, 'Write type="webcontent".')
        if resource.scormtype not in {"sco", "asset"}:
            message = f"{said} has adlcp:scormtype “{resource.scormtype}”."
            yield found(rules.RESOURCE, message, resource.line, 'Write adlcp:scormtype="sco" or "asset", all in lower case.')
        if resource.scormtype == "sco" and not resource.href:
            yield found(rules.RESOURCE, f"{said} is a SCO without an address.", resource.line, "Add href with the page that opens it.")
    if all(resource.scormtype in {"sco", "asset"} for resource in manifest.resources) and manifest.resources[:1] != tuple(scos):
        message = "The first resource is not the SCO." if len(scos) == 1 else f"The package has {len(scos)} SCOs."
        line = manifest.resources[0].line if manifest.resources else 0
        yield found(rules.SCO, message, line, "Where one opening page is enough, make one SCO and put its resource first.")


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
        yield found(rules.ORDER, f"An item holds {', '.join(children)} in this order.", line, f"The order is: {', '.join(_ITEM_ORDER)}.")


def _check_metadata(node: _Element, line: int) -> Iterator[Diagnostic]:
    from lxml import etree

    parent = node.getparent()
    name, around = etree.QName(node).localname, "" if parent is None else etree.QName(parent).localname
    most = _METADATA_LENGTHS.get((around, name))
    text = "".join(map(str, node.itertext())).strip()
    if most is not None and len(text) > most:
        yield found(rules.METADATA, f"The {name} of {around} has {len(text)} characters.", line, f"Shorten it to {most}.")


