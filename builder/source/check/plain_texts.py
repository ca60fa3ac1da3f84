"""Texts of the YAML files: learners see them as they are typed, so Markdown has no place in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from builder.course.term import Term
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.bind.course import BoundCourse
from builder.source.files import TextFile
from builder.source.markdown.leftovers import FoundLeftover, find_leftovers

MARKUP_IN_PLAIN_TEXT = Rule(
    "SRC149", "markup-in-plain-text", Severity.WARNING, "Texts of the YAML files are shown as they are typed. Learners would see these signs."
)

_NO_WORDS = frozenset({"id", "base", "hosted", "version", "language", "kind"})
"""Fields whose value is no text for learners."""


def check_plain_texts(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of Markdown and other markup in texts of course.yaml, of the top blocks, of the glossary and of the form."""
    if course.file is not None:
        yield from _check_values(course.file.values, course.file.places)
    for session in course.sessions:
        if session.top is not None:
            yield from _check_values(session.top.values, session.top.places)
    if course.terms and course.source.glossary is not None:
        yield from _check_terms(course.terms.values(), course.source.glossary)
    if course.local is not None:
        yield from _check_values(course.local.values, course.local.places)
    if course.form is not None:
        yield from _check_values(course.form.file.values, course.form.file.places)


def _check_terms(terms: Iterable[Term], file: TextFile) -> Iterator[Diagnostic]:
    """Look at the entries of the glossary; each stands below the one before it."""
    start = 0
    for term in terms:
        for text in (term.term, term.means):
            leftover = next(find_leftovers(text), None)
            if leftover is not None:
                sign = leftover.typed.strip()
                line = next((number for number in range(start, len(file.lines)) if sign in file.lines[number]), start)
                yield _report(leftover, Place(file.path, line + 1))
                start = line + 1


def _check_values(values: Mapping[str, object], places: Mapping[str, Place]) -> Iterator[Diagnostic]:
    for path, text in _texts(values, ""):
        nearest = path
        while nearest not in places and "." in nearest:
            nearest = nearest.rpartition(".")[0]
        if nearest in places:
            yield from _check_text(text, places[nearest])


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Yield the texts within a value, each with the path of fields that leads to it."""
    if isinstance(value, str):
        yield path, value
        return
    fields: Mapping[object, object] = {}
    if isinstance(value, Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
    elif isinstance(value, Mapping):
        fields = value
    elif isinstance(value, tuple):
        fields = dict(enumerate(value))
    for name, field in fields.items():
        if name not in _NO_WORDS:
            yield from _texts(field, f"{path}.{name}" if path else str(name))


def _check_text(text: str, place: Place) -> Iterator[Diagnostic]:
    leftover = next(find_leftovers(text), None)
    if leftover is not None:
        yield _report(leftover, place)


def _report(leftover: FoundLeftover, place: Place) -> Diagnostic:
    message = f"Learners would see “{leftover.typed.strip()}” in this text."
    return Diagnostic(MARKUP_IN_PLAIN_TEXT, message, place, "Delete these signs. Bold words, links and the like can be in a session.md only.")
