"""Words that stay in the first language within a course in another one, marked so that a screen reader speaks them right (WCAG 2.2 3.1.2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from builder.course.cmi import Definition
from builder.course.document import Prose, Text
from builder.course.model import Course
from builder.diagnostics import Place
from builder.source.translations.passage import Passage

Value = TypeVar("Value")

_FIRST_TAG = re.compile(r"<[a-z][a-z0-9]*")


def mark_left_words(course: Course, left: Iterable[Passage], language: str) -> Course:
    """Return the course with the language of each text of the first language that is shown as HTML.

    Titles of the course and of its sessions, outcomes, the glossary and the words for a picture are plain texts, which carry no mark.
    """
    points = {(passage.place.file, *passage.start) for passage in left}
    spoken = escape(language)

    def is_left(place: Place) -> bool:
        return (place.file, place.line, place.column) in points

    sessions = tuple(
        replace(
            session,
            pages=_mark(session.pages, is_left, spoken),
            guide=_mark(session.guide, is_left, spoken),
            handouts=_mark(session.handouts, is_left, spoken),
        )
        for session in course.sessions
    )
    return replace(course, sessions=sessions)


def _mark(value: Value, is_left: Callable[[Place], bool], language: str) -> Value:
    """Return a value in which each text that is left in the first language says so."""
    if isinstance(value, Text):
        return replace(value, html=f'<span lang="{language}">{value.html}</span>') if value.html and is_left(value.place) else value
    if isinstance(value, Prose):
        return replace(value, html=_FIRST_TAG.sub(rf'\g<0> lang="{language}"', value.html, count=1)) if is_left(value.place) else value
    if isinstance(value, tuple):
        parts: Any = tuple(_mark(part, is_left, language) for part in value)
        return value if all(new is old for new, old in zip(parts, value, strict=True)) else parts
    if isinstance(value, Struct) and not isinstance(value, Place | Definition):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        changed = {name: new for name, old in fields.items() if (new := _mark(old, is_left, language)) is not old}
        return replace(value, **changed) if changed else value
    return value
