"""What the preview shows now: the last package that could be made, the faults of the newest text, and a number that grows."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from builder.diagnostics import Diagnostic, has_errors
from builder.package.package import Package
from builder.pipeline import Compilation, compile_folder, package_course
from builder.source.unread_files import UNREADABLE
from builder.standards.standard import Options

PREVIEWED = "web"
"""The standard whose package the preview serves: it needs no platform."""


class View(Struct, frozen=True):
    """One state of the preview.

    Attributes:
        number: grows with each rebuild; a page that shows an older one renews itself.
        package: the newest that could be made, perhaps older than the text; `None` when there has been none yet.
        diagnostics: of the newest text.
        report: the same as plain text with lines and carets, as on the terminal; or why the newest text could not be read.
        refused: the computer refused a file, so that trying again may help without another save.
        language: one into which the course is translated; empty: the first one.
        failed: nothing can be said about the newest text, because of the computer or of a fault of ours.

    """

    number: int
    package: Package | None
    diagnostics: tuple[Diagnostic, ...]
    report: str
    refused: bool = False
    failed: bool = False
    language: str = ""

    @property
    def stale(self) -> bool:
        """Whether the shown package is older than the text."""
        return self.failed or has_errors(self.diagnostics)

    @property
    def headline(self) -> str:
        """What the page says above the report."""
        if self.failed:
            return "Copack could not read your newest text. You see the course as it was before."
        if self.stale:
            return "Your newest text has errors. You see the course as it was before."
        return "Preview: worth a look" if self.report else ""


EMPTY = View(0, None, (), "")


def renew(folder: Path, before: View) -> View:
    """Build the folder's newest text as `rebuild` does. Never raises: whatever goes wrong is said in the view, and the earlier package stays."""
    try:
        return rebuild(folder, before)
    except OSError as refusal:
        from builder.diagnostics.system_errors import explain_system_error

        report = f"{explain_system_error(refusal)}\nThe preview tries again every second, and at each save."
        return View(before.number + 1, before.package, (), report, refused=True, failed=True, language=before.language)
    except Exception as fault:  # noqa: BLE001  # the preview goes on, whatever happens; the author reads that it is ours
        from builder.diagnostics.own_fault import describe_own_fault

        report = f"{describe_own_fault(fault)}\nPlease report the line above. The preview tries again at the next save."
        return View(before.number + 1, before.package, (), report, failed=True, language=before.language)


def rebuild(folder: Path, before: View) -> View:
    """Build the folder's newest text. With errors the earlier package stays; missing ids are no errors here. Raises OSError."""
    from builder.diagnostics.reporters import as_text

    compilation = compile_folder(folder, standards=(PREVIEWED,), drafts=True, language=before.language)
    package, faults = _package(compilation)
    diagnostics = (*compilation.diagnostics, *faults)
    lines = compilation.source.lines if compilation.source is not None else (lambda _: ())
    report = as_text(diagnostics, lines, colour=False) if diagnostics else ""
    refused = any(diagnostic.rule is UNREADABLE for diagnostic in diagnostics)
    return View(before.number + 1, package or before.package, diagnostics, report, refused, language=before.language)


def _package(compilation: Compilation) -> tuple[Package | None, tuple[Diagnostic, ...]]:
    if compilation.plan is None or has_errors(compilation.diagnostics):
        return None, ()
    packages, faults = package_course(compilation, Options(schemas=False), lambda _: None)
    return (None if has_errors(faults) or not packages else packages[0]), faults
