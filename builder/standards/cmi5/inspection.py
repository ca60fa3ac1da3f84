"""The linter of cmi5 packages, ours and strangers'."""

from __future__ import annotations

from builder.diagnostics import Diagnostic
from builder.package.package import Package
from builder.standards.cmi5.manifest import MANIFEST_FILE


def recognises(package: Package) -> bool:
    """Tell whether a package has a cmi5.xml at its root."""
    return MANIFEST_FILE in package.files


def lint(_package: Package) -> tuple[Diagnostic, ...]:
    """Return the faults of a cmi5 package."""
    return ()
