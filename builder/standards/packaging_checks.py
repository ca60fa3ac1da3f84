"""What every SCORM manifest must get right, whichever version: names, titles, addresses, files. Each version gives its own rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.diagnostics import Diagnostic, Place, Rule
from builder.package.package import Package
from builder.standards.content_packaging import XSI, Dialect, Item, Manifest, Resource, walk_items

if TYPE_CHECKING:
    from lxml.etree import _Element

MANIFEST_FILE = "imsmanifest.xml"
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
_SCRIPT_ENDS = (".js", ".mjs", ".htm", ".html", ".xhtml")
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


class PackagingRules(Struct, frozen=True):
    """The rules of one version for what all versions demand, and its limits.

    Attributes:
        title_length: the most characters of a title.
        identifier_length: of an identifier.
        prefixes: namespace -> the prefix that Moodle compares as text; `None` is none.
        calls: words of which a tracked package must hold one, in some script or page (requirements 2.2.6).

    """

    control_document: Rule
    organization: Rule
    default: Rule
    title: Rule
    reference: Rule
    branch: Rule
    visible: Rule
    identifier: Rule
    address: Rule
    missing_file: Rule
    launch_unlisted: Rule
    unlisted_file: Rule
    dependency: Rule
    base: Rule
    prefix: Rule
    no_calls: Rule
    title_length: int
    identifier_length: int
    prefixes: dict[str, str | None]
    calls: tuple[str, ...]


def found(rule: Rule, message: str, line: int, hint: str) -> Diagnostic:
    """Return a fault of the manifest at a line (0: nowhere in particular)."""
    return Diagnostic(rule, message, Place(MANIFEST_FILE, line), hint)


def check_packaging(manifest: Manifest, root: _Element, package: Package, rules: PackagingRules, dialect: Dialect) -> Iterator[Diagnostic]:
    """Yield the faults that all versions share."""
    yield from _check_control_documents(root, package, rules)
    yield from _check_organizations(manifest, rules)
    yield from _check_items(manifest, rules)
    yield from _check_identifiers(manifest, rules)
    yield from _check_resources(manifest, package, rules)
    yield from _check_files(manifest, package, root, rules, dialect)
    yield from _check_names(root, rules)
    yield from _check_calls(package, rules)


def _check_control_documents(root: _Element, package: Package, rules: PackagingRules) -> Iterator[Diagnostic]:
    for name in root.get(f"{{{XSI}}}schemaLocation", "").split()[1::2]:
        if "://" not in name and name not in package.files:
            message = f"The manifest names the control document “{name}”, which is not in the zip."
            hint = f"Put {name} beside the manifest, or take it out of xsi:schemaLocation."
            yield found(rules.control_document, message, root.sourceline or 0, hint)


def _check_organizations(manifest: Manifest, rules: PackagingRules) -> Iterator[Diagnostic]:
    names = [organization.identifier for organization in manifest.organizations]
    if not names:
        yield found(rules.organization, "The manifest has no organization.", 0, "Add one with a title and at least one item.")
    elif manifest.default not in names:
        message = f"The default organization “{manifest.default}” does not exist; there is “{names[0]}”."
        yield found(rules.default, message, manifest.organizations[0].line, f'Write <organizations default="{names[0]}">.')
    for organization in manifest.organizations:
        if not organization.items:
            message = f"The organization “{organization.identifier}” has no item."
            yield found(rules.organization, message, organization.line, "Add an item that leads to the SCO.")
        yield from _check_title(f"The organization “{organization.identifier}”", organization.title, organization.line, rules)


def _check_title(what: str, title: str, line: int, rules: PackagingRules) -> Iterator[Diagnostic]:
    if not title.strip() or title.strip() == "0":
        yield found(rules.title, f"{what} has no title that every platform shows.", line, "Give it a <title> with words in it.")
    elif len(title) > rules.title_length:
        yield found(rules.title, f"{what} has a title of {len(title)} characters.", line, f"Shorten it to {rules.title_length}.")


def _check_items(manifest: Manifest, rules: PackagingRules) -> Iterator[Diagnostic]:
    resources = {resource.identifier for resource in manifest.resources}
    for organization in manifest.organizations:
        for item in walk_items(organization.items):
            yield from _check_title(f"The item “{item.identifier}”", item.title, item.line, rules)
            yield from _check_reference(item, resources, rules)
            if item.visible is None:
                message = f"The item “{item.identifier}” does not say whether it is visible."
                yield found(rules.visible, message, item.line, 'Add isvisible="true".')


def _check_reference(item: Item, resources: set[str], rules: PackagingRules) -> Iterator[Diagnostic]:
    if item.items and item.reference:
        message = f"The item “{item.identifier}” holds items and leads to “{item.reference}” as well."
        yield found(rules.branch, message, item.line, "Take identifierref away, or give the page an item of its own.")
    elif not item.items and not item.reference:
        yield found(rules.reference, f"The item “{item.identifier}” leads nowhere.", item.line, "Add identifierref with the name of a resource.")
    elif item.reference and item.reference not in resources:
        message = f"The item “{item.identifier}” leads to “{item.reference}”, and there is no such resource."
        yield found(rules.reference, message, item.line, f"Use one of: {', '.join(sorted(resources)) or 'none yet'}.")


def _check_identifiers(manifest: Manifest, rules: PackagingRules) -> Iterator[Diagnostic]:
    named = [(manifest.identifier, 0)]
    named += [(one.identifier, one.line) for one in manifest.organizations]
    named += [(item.identifier, item.line) for one in manifest.organizations for item in walk_items(one.items)]
    named += [(one.identifier, one.line) for one in manifest.resources]
    counts = Counter(name for name, _ in named)
    for name, line in dict(named).items():
        if counts[name] > 1:
            yield found(rules.identifier, f"The identifier “{name}” stands {counts[name]} times.", line, "Give each its own.")
        if not _IDENTIFIER.fullmatch(name) or len(name) > rules.identifier_length:
            hint = f"Use letters, digits, full stops, hyphens and underscores, a letter first, at most {rules.identifier_length}."
            yield found(rules.identifier, f"“{name[:80]}” is no safe identifier.", line, hint)


def _check_resources(manifest: Manifest, package: Package, rules: PackagingRules) -> Iterator[Diagnostic]:
    names = {resource.identifier for resource in manifest.resources}
    for resource in manifest.resources:
        said = f"The resource “{resource.identifier}”"
        for target in resource.dependencies:
            if target not in names:
                message = f"{said} depends on “{target}”, which does not exist."
                yield found(rules.dependency, message, resource.line, "Name a resource of this manifest.")
        yield from _check_addresses(resource, package, rules)


def _check_addresses(resource: Resource, package: Package, rules: PackagingRules) -> Iterator[Diagnostic]:
    said = f"The resource “{resource.identifier}”"
    path = re.split("[?#]", resource.href)[0]
    for address in dict.fromkeys((*resource.files, path)):
        if "://" in address or not address:
            continue
        if "\\" in address or address.startswith("/") or ".." in address.split("/"):
            yield found(rules.address, f"{said} has the address “{address}”.", resource.line, "Use forward slashes, from the root of the zip.")
        elif not _holds(package, address):
            near = next((name for name in package.files if name.lower() == address.lower()), "")
            hint = f"The zip has “{near}”: use the same capitals." if near else "Put the file into the zip, or take it out of the manifest."
            yield found(rules.missing_file, f"{said} lists “{address}”, which is not in the zip.", resource.line, hint)
    if path and "://" not in path and path not in resource.files:
        message = f"{said} opens “{path}” but does not list it."
        yield found(rules.launch_unlisted, message, resource.line, f'Add <file href="{path}"/> to it.')


def _holds(package: Package, address: str) -> bool:
    from urllib.parse import unquote

    return address in package.files or unquote(address) in package.files


def _check_files(manifest: Manifest, package: Package, root: _Element, rules: PackagingRules, dialect: Dialect) -> Iterator[Diagnostic]:
    from urllib.parse import unquote

    # Capitals that differ are told as a missing file, once.
    listed = {unquote(file).lower() for resource in manifest.resources for file in resource.files}
    listed |= {MANIFEST_FILE, *((node.text or "").lower() for node in root.iter(f"{{{dialect.adlcp}}}location"))}
    for name in package.files:
        if name.lower() not in listed and not name.lower().endswith((".xsd", ".dtd")):
            message = f"“{name}” is in the zip, but no resource lists it."
            yield found(rules.unlisted_file, message, 0, f'Add <file href="{name}"/> to a resource, or leave the file out.')


def _check_names(root: _Element, rules: PackagingRules) -> Iterator[Diagnostic]:
    from lxml import etree

    for node in root.iter():
        name = etree.QName(node)
        if node.get(_BASE) is not None:
            yield found(rules.base, f"“{name.localname}” has xml:base.", node.sourceline or 0, "Write whole addresses instead.")
        if node.prefix != rules.prefixes.get(name.namespace or "", node.prefix):
            message = f"“{node.prefix or ''}:{name.localname}” has a prefix that Moodle does not know."
            hint = f"Write IMS names without a prefix, and the others with {', '.join(one for one in rules.prefixes.values() if one)}."
            yield found(rules.prefix, message, node.sourceline or 0, hint)


def _check_calls(package: Package, rules: PackagingRules) -> Iterator[Diagnostic]:
    """Open edX looks for these bytes in the same kinds of files (requirements 2.2.6)."""
    scripts = [package.read(name) for name in package.files if name.lower().endswith(_SCRIPT_ENDS)]
    if not any(word.encode() in script for script in scripts for word in rules.calls):
        message = f"No page or script of the package says “{'” or “'.join(rules.calls)}”."
        yield found(rules.no_calls, message, 0, "Make sure that the package reports a status; content that only shows pages cannot be completed.")
