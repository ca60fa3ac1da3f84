"""What reading a course brings up besides the course: faults, ids to be written, links to be looked up."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from builder.course.model import Term
from builder.diagnostics import Diagnostic, Place, Rule, Severity

FIX = "Type `copack check --fix`: it writes what is missing, once."


class Insertion(Struct, frozen=True):
    """Text that `copack check --fix` writes. `new_line`: as a line of its own after the line of `place`."""

    place: Place
    text: str
    new_line: bool = False


class Findings(Struct):
    """Gathers as reading goes on.

    Attributes:
        drafts: missing ids and codes are warnings (preview), not errors.
        links: (page id, place) of each link to a page of the course.
        codeless: codes that the question at hand lacks: where, and a sentence.
        terms: entries of glossary.yaml by id, for links to them; `None` where it could not be read, so that nothing is said of them.
        errors: how many errors other than missing ids there are so far; a question with any of form is not handed to its kind.

    """

    drafts: bool = False
    diagnostics: list[Diagnostic] = field(default_factory=list)
    insertions: list[Insertion] = field(default_factory=list)
    links: list[tuple[str, Place]] = field(default_factory=list)
    terms: Mapping[str, Term] | None = field(default_factory=dict)
    errors: int = 0
    codeless: list[tuple[Place, str]] = field(default_factory=list)

    def report(self, rule: Rule, message: str, place: Place, hint: str) -> None:
        """Add a fault."""
        self.diagnostics.append(Diagnostic(rule, message, place, hint))
        self.errors += rule.severity is Severity.ERROR

    def report_missing(self, rule: Rule, message: str, place: Place, insertion: Insertion) -> None:
        """Add a missing id or code together with what would be written."""
        severity = Severity.WARNING if self.drafts else rule.severity
        self.diagnostics.append(Diagnostic(replace(rule, severity=severity), message, place, FIX))
        self.insertions.append(insertion)

    def lack_code(self, message: str, code: str, place: Place) -> None:
        """Note a missing code of the question at hand; `report_codes` tells of all of them in one."""
        self.codeless.append((place, message))
        self.insertions.append(Insertion(place, f"({code}) "))

    def report_codes(self, rule: Rule) -> None:
        """Report the codes that a question lacks as one fault, at the first."""
        if not self.codeless:
            return
        place, message = min(self.codeless)
        if len(self.codeless) > 1:
            message = f"{message[:-1]}, and {len(self.codeless) - 1} more in this question."
        severity = Severity.WARNING if self.drafts else rule.severity
        self.diagnostics.append(Diagnostic(replace(rule, severity=severity), message, place, FIX))
        self.codeless.clear()

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add faults that another room found."""
        for found in diagnostics:
            self.diagnostics.append(found)
            self.errors += found.rule.severity is Severity.ERROR


def nearest(word: str, known: Sequence[str], cutoff: float = 0.6) -> str:
    """Return the known word that is most like `word`, or an empty text."""
    close = difflib.get_close_matches(word, known, 1, cutoff)
    return close[0] if close else ""


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return the sentence "Did you mean ...?", or the list of what is known."""
    near = nearest(word.lower(), known)
    return f"Did you mean “{near}”?" if near else f"Known are: {', '.join(known)}."
