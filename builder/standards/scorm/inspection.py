"""What the linters of both SCORM versions begin with: the root of the manifest, and all that every version demands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.diagnostics import Checked, Diagnostic, Severity
from builder.package.package import PackageContents
from builder.standards.scorm.files import check_files
from builder.standards.scorm.manifest import MANIFEST_FILE, Dialect, Manifest
from builder.standards.scorm.names import check_names
from builder.standards.scorm.organizations import check_organizations
from builder.standards.scorm.rules import VersionTerms, shared_rule
from builder.standards.xml_documents import open_manifest

if TYPE_CHECKING:
    from lxml.etree import _Element

ROOT = shared_rule(
    "manifest-root",
    "Platforms find a SCORM 2004 manifest by its root element and that element's namespace.",
    scorm12=VersionTerms("S12001", Severity.ERROR, "S12-01", "Platforms find a SCORM 1.2 manifest by its root element and that element's namespace."),
    scorm2004=VersionTerms("S04001", Severity.ERROR, "S04-01"),
)


def open_imsmanifest(package: PackageContents, dialect: Dialect) -> Checked[_Element]:
    """Return the root element of the manifest, or what is wrong with it."""
    return open_manifest(package, MANIFEST_FILE, dialect.packaging, "manifest", ROOT[dialect.version], called="The manifest")


def check_packaging(manifest: Manifest, root: _Element, package: PackageContents, dialect: Dialect) -> Iterator[Diagnostic]:
    """Yield the faults that all versions share."""
    yield from check_organizations(manifest, dialect)
    yield from check_files(manifest, root, package, dialect)
    yield from check_names(root, package, dialect)
