"""What the preview shows now: the last package that could be made, the faults of the newest text, and a number that grows."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from builder.diagnostics import Diagnostic, has_errors
from builder.package.package import Package
from builder.pipeline import Compilation, compile_folder, package_course
from builder.standards.standard import Options

PREVIEWED = "web"
"""The standard whose package the preview serves: it needs no platform."""


class View(Struct, frozen=True):
    """One state of the preview.

    Attributes:
        number: grows with each rebuild; a page that shows an older one renews itself.
        package: the newest that could be made, perhaps older than the text; `None` when there has been none yet.
        diagnostics: of the newest text.
        report: the same as plain text with lines and carets, as on the terminal.

    """

    number: int
    package: Package | None
    diagnostics: tuple[Diagnostic, ...]
    report: str

    @property
    def stale(self) -> bool:
        """Whether the shown package is older than the text, because the text has errors."""
        return has_errors(self.diagnostics)


EMPTY = View(0, None, (), "")


def rebuild(folder: Path, before: View) -> View:
    """Build the folder's newest text. With errors the earlier package stays; missing ids are no errors here."""
    from builder.diagnostics.reporters import as_text

    compilation = compile_folder(folder, standards=(PREVIEWED,), drafts=True)
    package, faults = _package(compilation)
    diagnostics = (*compilation.diagnostics, *faults)
    lines = compilation.source.lines if compilation.source is not None else (lambda _: ())
    report = as_text(diagnostics, lines, colour=False) if diagnostics else ""
    return View(before.number + 1, package or before.package, diagnostics, report)


def _package(compilation: Compilation) -> tuple[Package | None, tuple[Diagnostic, ...]]:
    if compilation.plan is None or has_errors(compilation.diagnostics):
        return None, ()
    packages, faults = package_course(compilation, Options(schemas=False), lambda _: None)
    return (None if has_errors(faults) or not packages else packages[0]), faults
