"""One fault found at one place, and the value-or-faults type that every stage returns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from msgspec import Struct

from builder.diagnostics.changes import Change
from builder.diagnostics.natural_order import NaturalKey, natural_key
from builder.diagnostics.rule import Rule, Severity

T = TypeVar("T")


class Place(Struct, frozen=True, order=True):
    """Where something stands in the author's folder (or in a zip).

    Attributes:
        file: path relative to the course folder or the zip's root, with forward slashes.
        line: 1-based line; 0 means the file as a whole.
        column: 1-based column in characters; 0 means the line as a whole.
        length: how many characters the caret underlines, at least 1.

    """

    file: str
    line: int = 0
    column: int = 0
    length: int = 1


class Diagnostic(Struct, frozen=True):
    """A fault for a person to read.

    Attributes:
        rule: which rule is broken.
        message: one plain sentence that shows the value at fault.
        place: where; `None` when the fault belongs to no file.
        hint: what to type to mend it.
        changes: the same for a program, where the hint says it all (made in `builder.diagnostics.fixes`); else nothing.

    """

    rule: Rule
    message: str
    place: Place | None
    hint: str
    changes: tuple[Change, ...] = ()


def by_place(diagnostic: Diagnostic) -> tuple[NaturalKey, Place, str, str]:
    """Sort key: as a reader meets them, file by file, the second session before the tenth."""
    place = diagnostic.place or Place("")
    return natural_key(place.file), place, diagnostic.rule.code, diagnostic.message


class Checked(Struct, Generic[T], frozen=True):
    """The result of a stage: a value, or `None` when errors left none; and what was found on the way."""

    value: T | None
    diagnostics: tuple[Diagnostic, ...] = ()


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of the diagnostics stops a build."""
    return any(diagnostic.rule.severity is Severity.ERROR for diagnostic in diagnostics)
