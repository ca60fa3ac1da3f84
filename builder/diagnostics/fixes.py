"""What an author has to change so that a fault goes: the sentence that says it, made together with the change that a program can make."""

from __future__ import annotations

from msgspec import Struct

from builder.diagnostics.changes import Change, Renaming, Replacement
from builder.diagnostics.diagnostic import Diagnostic, Place
from builder.diagnostics.rule import Rule


class Fix(Struct, frozen=True):
    """Changes after which a fault is gone, and the words that ask an author for them."""

    words: str
    changes: tuple[Change, ...]


def diagnose(rule: Rule, message: str, place: Place | None, fix: Fix) -> Diagnostic:
    """Return a diagnostic whose hint is the sentence of a fix."""
    return Diagnostic(rule, message, place, fix.words, fix.changes)


def replace_span(place: Place, text: str) -> Replacement:
    """Return the change that puts a text in place of the characters of a place."""
    return Replacement(place.file, (place.line, place.column), (place.line, place.column + place.length), text)


def delete_lines(file: str, first: int, last: int) -> Replacement:
    """Return the change that takes whole lines out of a file, from line `first` to line `last`."""
    return Replacement(file, (first, 1), (last + 1, 1), "")


def add_line(file: str, above: int, text: str) -> Replacement:
    """Return the change that writes a line of its own above another."""
    return Replacement(file, (above, 1), (above, 1), f"{text}\n")


def insert_text(file: str, line: int, column: int, text: str) -> Replacement:
    """Return the change that puts a text before a character."""
    return Replacement(file, (line, column), (line, column), text)


def rename(path: str, new: str, words: str) -> Fix:
    """Return the fix that gives a file or a folder another path."""
    return Fix(words, (Renaming(path, new),))
