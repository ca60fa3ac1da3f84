"""The linter of SCORM 1.2 packages, ours and strangers'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Place, Rule
from builder.package.package import Package
from builder.standards.content_packaging import XSI, Item, Manifest, Resource, from_xml, parse_xml, walk_items
from builder.standards.scorm12 import rules
from builder.standards.scorm12.limits import IDENTIFIER_LENGTH, TITLE_LENGTH
from builder.standards.scorm12.manifest import DIALECT, MANIFEST_FILE

if TYPE_CHECKING:
    from lxml.etree import _Element

_SCHEMA_2004 = re.compile(rb"imscp_v1p1|<(?:\w+:)?schemaversion>\s*(?:2004|CAM|1\.3)")
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
_TIME_LIMIT_ACTIONS = {"exit,message", "exit,no message", "continue,message", "continue,no message"}
_TIMESPAN = re.compile(r"\d{2,4}:\d\d:\d\d(\.\d{1,2})?")
_MASTERY = re.compile(r"[1-9][0-9]?|100")
_ITEM_ORDER = ("title", "item", "metadata", "prerequisites", "maxtimeallowed", "timelimitaction", "datafromlms", "masteryscore")
_SCRIPT_ENDS = (".js", ".mjs", ".htm", ".html", ".xhtml")
_METADATA_LENGTHS = {("general", "description"): 1000, ("general", "title"): 255, ("general", "catalogentry"): 128, ("rights", "description"): 30}
"""(parent, name) -> most characters (requirements 1.1.5); the copyright text is the description of `rights`."""


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
        return (_found(rules.ROOT, message, root.sourceline or 0, f'Begin it with <manifest xmlns="{DIALECT.packaging}">.'),)
    manifest = from_xml(root, DIALECT)
    return (
        *_check_head(manifest, root, package),
        *_check_organizations(manifest),
        *_check_items(manifest),
        *_check_identifiers(manifest),
        *_check_resources(manifest, package),
        *_check_files(manifest, package, root),
        *_check_tree(root),
        *_check_calls(package),
    )


def _found(rule: Rule, message: str, line: int, hint: str) -> Diagnostic:
    return Diagnostic(rule, message, Place(MANIFEST_FILE, line), hint)


def _check_head(manifest: Manifest, root: _Element, package: Package) -> Iterator[Diagnostic]:
    if (manifest.schema.strip(), manifest.schemaversion) != ("ADL SCORM", "1.2"):
        message = f"The manifest says schema “{manifest.schema}” and schemaversion “{manifest.schemaversion}”."
        hint = "Write <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>."
        yield _found(rules.VERSION if manifest.schemaversion else rules.NO_VERSION, message, root.sourceline or 0, hint)
    named = root.get(f"{{{XSI}}}schemaLocation", "").split()[1::2]
    for name in named:
        if "://" not in name and name not in package.files:
            message = f"The manifest names the control document “{name}”, which is not in the zip."
            yield _found(
                rules.CONTROL_DOCUMENT, message, root.sourceline or 0, f"Put {name} beside the manifest, or take it out of xsi:schemaLocation."
            )


def _check_organizations(manifest: Manifest) -> Iterator[Diagnostic]:
    names = [organization.identifier for organization in manifest.organizations]
    if not names:
        yield _found(rules.ORGANIZATION, "The manifest has no organization.", 0, "Add one with a title and at least one item.")
    elif manifest.default not in names:
        message = f"The default organization “{manifest.default}” does not exist; there is “{names[0]}”."
        yield _found(rules.DEFAULT, message, manifest.organizations[0].line, f'Write <organizations default="{names[0]}">.')
    for organization in manifest.organizations:
        if not organization.items:
            message = f"The organization “{organization.identifier}” has no item."
            yield _found(rules.ORGANIZATION, message, organization.line, "Add an item that leads to the SCO.")
        yield from _check_title(f"The organization “{organization.identifier}”", organization.title, organization.line)


def _check_title(what: str, title: str, line: int) -> Iterator[Diagnostic]:
    if not title.strip() or title.strip() == "0":
        yield _found(rules.TITLE, f"{what} has no title that every platform shows.", line, "Give it a <title> with words in it.")
    elif len(title) > TITLE_LENGTH:
        yield _found(rules.TITLE, f"{what} has a title of {len(title)} characters.", line, f"Shorten it to {TITLE_LENGTH}.")


def _check_items(manifest: Manifest) -> Iterator[Diagnostic]:
    resources = {resource.identifier for resource in manifest.resources}
    for organization in manifest.organizations:
        for item in walk_items(organization.items):
            yield from _check_title(f"The item “{item.identifier}”", item.title, item.line)
            yield from _check_reference(item, resources)
            yield from _check_limits(item)
            if item.visible is None:
                message = f"The item “{item.identifier}” does not say whether it is visible."
                yield _found(rules.VISIBLE, message, item.line, 'Add isvisible="true".')


def _check_reference(item: Item, resources: set[str]) -> Iterator[Diagnostic]:
    if item.items and item.reference:
        message = f"The item “{item.identifier}” holds items and leads to “{item.reference}” as well."
        yield _found(rules.BRANCH, message, item.line, "Take identifierref away, or give the page an item of its own.")
    elif not item.items and not item.reference:
        yield _found(rules.REFERENCE, f"The item “{item.identifier}” leads nowhere.", item.line, "Add identifierref with the name of a resource.")
    elif item.reference and item.reference not in resources:
        message = f"The item “{item.identifier}” leads to “{item.reference}”, and there is no such resource."
        yield _found(rules.REFERENCE, message, item.line, f"Use one of: {', '.join(sorted(resources)) or 'none yet'}.")


def _check_limits(item: Item) -> Iterator[Diagnostic]:
    for name, text in item.limits:
        value = text.strip()
        said = f"The item “{item.identifier}” has {name} “{value[:60]}”."
        if name == "masteryscore" and not _MASTERY.fullmatch(value):
            yield _found(rules.MASTERY, said, item.line, "Write a whole number of 1 to 100, or leave it out and let the course decide.")
        elif name == "timelimitaction" and value not in _TIME_LIMIT_ACTIONS:
            yield _found(rules.LIMITS, said, item.line, f"Write one of: {'; '.join(sorted(_TIME_LIMIT_ACTIONS))}.")
        elif name == "maxtimeallowed" and not _TIMESPAN.fullmatch(value):
            yield _found(rules.LIMITS, said, item.line, "Write it as 0000:00:00.00, for example 0001:30:00.")
        elif name == "datafromlms" and len(text) > 255:  # noqa: PLR2004 - adlcp_rootv1p2.xsd, datafromlmsType
            yield _found(rules.LIMITS, said, item.line, "Shorten it to 255 characters.")
        elif name == "prerequisites":
            yield _found(rules.PREREQUISITES, said, item.line, "Leave it out.")


def _check_identifiers(manifest: Manifest) -> Iterator[Diagnostic]:
    named = [(manifest.identifier, 0)]
    named += [(one.identifier, one.line) for one in manifest.organizations]
    named += [(item.identifier, item.line) for one in manifest.organizations for item in walk_items(one.items)]
    named += [(one.identifier, one.line) for one in manifest.resources]
    counts = Counter(name for name, _ in named)
    for name, line in dict(named).items():
        if counts[name] > 1:
            yield _found(rules.IDENTIFIER, f"The identifier “{name}” stands {counts[name]} times.", line, "Give each its own.")
        if not _IDENTIFIER.fullmatch(name) or len(name) > IDENTIFIER_LENGTH:
            hint = f"Use letters, digits, full stops, hyphens and underscores, a letter first, at most {IDENTIFIER_LENGTH}."
            yield _found(rules.IDENTIFIER, f"“{name[:80]}” is no safe identifier.", line, hint)


def _check_resources(manifest: Manifest, package: Package) -> Iterator[Diagnostic]:
    names = {resource.identifier for resource in manifest.resources}
    scos = [resource for resource in manifest.resources if resource.scormtype == "sco"]
    for resource in manifest.resources:
        said = f"The resource “{resource.identifier}”"
        if resource.type != "webcontent":
            yield _found(rules.RESOURCE_TYPE, f"{said} has type “{resource.type}”.", resource.line, 'Write type="webcontent".')
        if resource.scormtype not in {"sco", "asset"}:
            message = f"{said} has adlcp:scormtype “{resource.scormtype}”."
            yield _found(rules.RESOURCE, message, resource.line, 'Write adlcp:scormtype="sco" or "asset", all in lower case.')
        if resource.scormtype == "sco" and not resource.href:
            yield _found(rules.RESOURCE, f"{said} is a SCO without an address.", resource.line, "Add href with the page that opens it.")
        for target in resource.dependencies:
            if target not in names:
                yield _found(
                    rules.DEPENDENCY, f"{said} depends on “{target}”, which does not exist.", resource.line, "Name a resource of this manifest."
                )
        yield from _check_addresses(resource, package)
    if all(resource.scormtype in {"sco", "asset"} for resource in manifest.resources) and manifest.resources[:1] != tuple(scos):
        message = "The first resource is not the SCO." if len(scos) == 1 else f"The package has {len(scos)} SCOs."
        line = manifest.resources[0].line if manifest.resources else 0
        yield _found(rules.SCO, message, line, "Where one opening page is enough, make one SCO and put its resource first.")


def _check_addresses(resource: Resource, package: Package) -> Iterator[Diagnostic]:
    said = f"The resource “{resource.identifier}”"
    path = re.split("[?#]", resource.href)[0]
    for address in dict.fromkeys((*resource.files, path)):
        if "://" in address or not address:
            continue
        if "\\" in address or address.startswith("/") or ".." in address.split("/"):
            yield _found(rules.ADDRESS, f"{said} has the address “{address}”.", resource.line, "Use forward slashes, from the root of the zip.")
        elif not _holds(package, address):
            near = next((name for name in package.files if name.lower() == address.lower()), "")
            hint = f"The zip has “{near}”: use the same capitals." if near else "Put the file into the zip, or take it out of the manifest."
            yield _found(rules.MISSING_FILE, f"{said} lists “{address}”, which is not in the zip.", resource.line, hint)
    if path and "://" not in path and path not in resource.files:
        message = f"{said} opens “{path}” but does not list it."
        yield _found(rules.LAUNCH_UNLISTED, message, resource.line, f'Add <file href="{path}"/> to it.')


def _holds(package: Package, address: str) -> bool:
    from urllib.parse import unquote

    return address in package.files or unquote(address) in package.files


def _check_files(manifest: Manifest, package: Package, root: _Element) -> Iterator[Diagnostic]:
    from urllib.parse import unquote

    # Capitals that differ are told as a missing file, once.
    listed = {unquote(file).lower() for resource in manifest.resources for file in resource.files}
    listed |= {MANIFEST_FILE, *((node.text or "").lower() for node in root.iter(f"{{{DIALECT.adlcp}}}location"))}
    for name in package.files:
        if name.lower() not in listed and not name.lower().endswith((".xsd", ".dtd")):
            message = f"“{name}” is in the zip, but no resource lists it."
            yield _found(rules.UNLISTED_FILE, message, 0, f'Add <file href="{name}"/> to a resource, or leave the file out.')


def _check_tree(root: _Element) -> Iterator[Diagnostic]:
    """Yield what the manifest as a value does not show: prefixes, order of elements, xml:base, lengths of metadata."""
    from lxml import etree

    for node in root.iter():
        name = etree.QName(node)
        line = node.sourceline or 0
        if node.get("{http://www.w3.org/XML/1998/namespace}base") is not None:
            yield _found(rules.BASE, f"“{name.localname}” has xml:base.", line, "Write whole addresses instead.")
        wanted = {DIALECT.packaging: None, DIALECT.adlcp: "adlcp"}.get(name.namespace or "", node.prefix)
        if node.prefix != wanted:
            message = f"“{node.prefix or ''}:{name.localname}” has a prefix that Moodle does not know."
            yield _found(rules.PREFIX, message, line, "Write IMS names without a prefix, and ADL names with adlcp.")
        if name.localname == "item" and name.namespace == DIALECT.packaging:
            yield from _check_order([etree.QName(child).localname for child in node], line)
        yield from _check_metadata(node, line)


def _check_order(children: list[str], line: int) -> Iterator[Diagnostic]:
    places = [_ITEM_ORDER.index(child) for child in children if child in _ITEM_ORDER]
    if places != sorted(places):
        yield _found(rules.ORDER, f"An item holds {', '.join(children)} in this order.", line, f"The order is: {', '.join(_ITEM_ORDER)}.")


def _check_metadata(node: _Element, line: int) -> Iterator[Diagnostic]:
    from lxml import etree

    parent = node.getparent()
    name, around = etree.QName(node).localname, "" if parent is None else etree.QName(parent).localname
    most = _METADATA_LENGTHS.get((around, name))
    text = "".join(map(str, node.itertext())).strip()
    if most is not None and len(text) > most:
        yield _found(rules.METADATA, f"The {name} of {around} has {len(text)} characters.", line, f"Shorten it to {most}.")


def _check_calls(package: Package) -> Iterator[Diagnostic]:
    """Open edX looks for these bytes in the same kinds of files (requirements 2.2.6)."""
    if not any(b"lesson_status" in package.read(name) for name in package.files if name.lower().endswith(_SCRIPT_ENDS)):
        message = "No page or script of the package says “lesson_status”."
        yield _found(rules.CALLS, message, 0, "Make sure that the package reports a status; content that only shows pages cannot be completed.")
