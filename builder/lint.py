"""The linter: what is wrong with a zip, ours or a stranger's. The same rules for both; ours give nothing."""

from __future__ import annotations

from collections.abc import Iterable

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.package.inspection import aicc_files, inspect
from builder.package.package import Package
from builder.standards.standard import Standard

NOT_JUDGED = Rule("PKG027", "not-judged", Severity.NOTE, "Copack knows this standard, but does not know its rules.")


def lint(package: Package, standards: Iterable[Standard]) -> tuple[Diagnostic, ...]:
    """Return the generic faults of a package, and those that the standard which recognises it finds."""
    generic = inspect(package)
    own = next((standard for standard in standards if standard.recognises(package)), None)
    if own is not None:
        return (*generic, *own.lint(package))
    unknown = next(iter(aicc_files(package)), None)
    if unknown is None:
        return generic
    message = f"{unknown} belongs to AICC. Copack cannot check AICC courses, so it checked only the zip itself."
    return (*generic, Diagnostic(NOT_JUDGED, message, Place(unknown), "Ask the people who run your platform whether it accepts AICC."))
