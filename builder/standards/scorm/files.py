"""Resources and files of a manifest, held against the zip: rules of every SCORM version, and their checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Severity
from builder.package.package import PackageContents
from builder.standards.scorm.document import XSI
from builder.standards.scorm.manifest import MANIFEST_FILE, Dialect, Manifest, Resource, manifest_fault
from builder.standards.scorm.rules import VersionTerms, shared_rule
from builder.standards.xml_documents import qualify

if TYPE_CHECKING:
    from lxml.etree import _Element

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

CONTROL_DOCUMENT = shared_rule(
    "control-document-missing",
    "Strict validators read the schema files inside the package, by the names that the manifest gives.",
    scorm12=VersionTerms("S12003", _WARNING, "S12-03"),
    scorm2004=VersionTerms("S04002", _WARNING, "S04-02, S04-03"),
)
ADDRESS = shared_rule(
    "file-address",
    "A platform adds this address to its own folder, so it must be a plain path inside the package.",
    scorm12=VersionTerms("S12009", _ERROR, "S12-08"),
    scorm2004=VersionTerms("S04019", _ERROR, "S04-13"),
)
MISSING_FILE = shared_rule(
    "listed-file-missing",
    "The manifest lists a file that is not in the zip, so a page will be blank.",
    scorm12=VersionTerms("S12010", _ERROR, "S12-09, ZIP-11"),
    scorm2004=VersionTerms("S04020", _ERROR, "S04-13, ZIP-11"),
)
LAUNCH_UNLISTED = shared_rule(
    "launch-not-listed",
    "The page that opens should be among the files of its own resource.",
    scorm12=VersionTerms("S12023", _WARNING, "S12-08"),
    scorm2004=VersionTerms("S04021", _WARNING, "S04-13"),
)
DEPENDENCY = shared_rule(
    "dependency",
    "A dependency must name a resource of this manifest.",
    scorm12=VersionTerms("S12012", _ERROR, "S12-09"),
    scorm2004=VersionTerms("S04023", _ERROR, "S04-15"),
)
UNLISTED_FILE = shared_rule(
    "file-not-listed",
    "Some platforms keep only the files that the manifest lists.",
    scorm12=VersionTerms("S12011", _WARNING, "S12-09, ZIP-11"),
    scorm2004=VersionTerms("S04024", _WARNING, "S04-16, ZIP-11"),
)


def check_files(manifest: Manifest, root: _Element, package: PackageContents, dialect: Dialect) -> Iterator[Diagnostic]:
    """Yield the faults of resources, and the files that are missing or not listed."""
    yield from _check_control_documents(root, package, dialect)
    yield from _check_resources(manifest, package, dialect)
    yield from _check_unlisted(manifest, package, root, dialect)


def _check_control_documents(root: _Element, package: PackageContents, dialect: Dialect) -> Iterator[Diagnostic]:
    for name in root.get(qualify(XSI, "schemaLocation"), "").split()[1::2]:
        if "://" not in name and not package.lists(name):
            message = f"The manifest names the control document “{name}”, which is not in the zip."
            hint = f"Put {name} beside the manifest, or remove it from xsi:schemaLocation."
            yield manifest_fault(CONTROL_DOCUMENT[dialect.version], message, root.sourceline or 0, hint)


def _check_resources(manifest: Manifest, package: PackageContents, dialect: Dialect) -> Iterator[Diagnostic]:
    names = {resource.identifier for resource in manifest.resources}
    for resource in manifest.resources:
        said = f"The resource “{resource.identifier}”"
        for target in resource.dependencies:
            if target not in names:
                message = f"{said} depends on “{target}”, which does not exist."
                yield manifest_fault(DEPENDENCY[dialect.version], message, resource.line, "Name a resource of this manifest.")
        yield from _check_addresses(resource, package, dialect)


def _check_addresses(resource: Resource, package: PackageContents, dialect: Dialect) -> Iterator[Diagnostic]:
    said = f"The resource “{resource.identifier}”"
    path = re.split("[?#]", resource.href)[0]
    for address in dict.fromkeys((*resource.files, path)):
        if "://" in address or not address:
            continue
        if "\\" in address or address.startswith("/") or ".." in address.split("/"):
            yield manifest_fault(
                ADDRESS[dialect.version], f"{said} has the address “{address}”.", resource.line, "Use forward slashes, from the root of the zip."
            )
        elif not package.holds(address):
            near = package.find_in_other_capitals(address)
            hint = f"The zip has “{near}”: use the same capitals." if near else "Add the file to the zip, or remove it from the manifest."
            yield manifest_fault(MISSING_FILE[dialect.version], f"{said} lists “{address}”, which is not in the zip.", resource.line, hint)
    if path and "://" not in path and path not in resource.files:
        message = f"{said} opens “{path}” but does not list it."
        yield manifest_fault(LAUNCH_UNLISTED[dialect.version], message, resource.line, f'Add <file href="{path}"/> to it.')


def _check_unlisted(manifest: Manifest, package: PackageContents, root: _Element, dialect: Dialect) -> Iterator[Diagnostic]:
    from urllib.parse import unquote

    # Capitals that differ are told as a missing file, once.
    listed = {unquote(file).lower() for resource in manifest.resources for file in resource.files}
    listed |= {MANIFEST_FILE, *((node.text or "").lower() for node in root.iter(qualify(dialect.adlcp, "location")))}
    for name in package.names:
        if name.lower() not in listed and not name.lower().endswith((".xsd", ".dtd")):
            message = f"“{name}” is in the zip, but no resource lists it."
            yield manifest_fault(UNLISTED_FILE[dialect.version], message, 0, f'Add <file href="{name}"/> to a resource, or remove the file.')
