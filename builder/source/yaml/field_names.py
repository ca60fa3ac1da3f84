"""The words before the colons of Copack's YAML files, and what other tools and earlier versions call the same."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from msgspec import Struct, inspect

from builder.source.yaml.settings import (
    CourseFile,
    EvaluationFile,
    EvaluationQuestion,
    GlossaryEntry,
    LocalFile,
    PassMark,
    PersonEntry,
    SessionFile,
    ThemeColours,
    ThemeFile,
)

_MODELS = (CourseFile, SessionFile, EvaluationFile, EvaluationQuestion, GlossaryEntry, LocalFile, PassMark, PersonEntry, ThemeFile, ThemeColours)

OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "abstract": ("description", "summary"),
    "accent": ("links",),
    "aims": ("outcomes",),
    "alt": ("logo_alt",),
    "background": ("cover",),
    "base_url": ("base",),
    "banner": ("cover",),
    "baseurl": ("base",),
    "brand": ("main",),
    "button": ("links",),
    "buttons": ("links",),
    "color": ("colours",),
    "colors": ("colours",),
    "colour": ("colours",),
    "competencies": ("outcomes",),
    "copyright": ("licence",),
    "course_id": ("id",),
    "course_title": ("title",),
    "definition": ("means",),
    "description": ("summary",),
    "duration": ("minutes",),
    "email": ("contact",),
    "for": ("audience",),
    "formats": ("standards",),
    "goals": ("outcomes",),
    "identifier": ("id",),
    "header": ("main",),
    "image": ("cover", "logo"),
    "iri": ("base",),
    "icon": ("logo",),
    "lang": ("language",),
    "learning_objectives": ("outcomes",),
    "learning_outcomes": ("outcomes",),
    "length": ("minutes",),
    "license": ("licence",),
    "link": ("links",),
    "locale": ("language",),
    "mastery": ("pass", "mark"),
    "mastery_score": ("pass", "mark"),
    "masteryscore": ("pass", "mark"),
    "meaning": ("means",),
    "name": ("title", "term", "organisation"),
    "objectives": ("outcomes",),
    "organization": ("organisation",),
    "owner": ("organisation",),
    "pass_mark": ("pass", "mark"),
    "passing_score": ("pass", "mark"),
    "passmark": ("pass", "mark"),
    "palette": ("colours",),
    "primary": ("main",),
    "prompt": ("ask",),
    "publisher": ("organisation",),
    "question": ("ask",),
    "score": ("pass", "mark"),
    "secondary": ("links",),
    "slug": ("id",),
    "standard": ("standards",),
    "subtitle": ("summary", "description"),
    "summary": ("description",),
    "support": ("contact",),
    "target": ("audience",),
    "targets": ("standards",),
    "time": ("minutes",),
    "translation": ("language",),
    "type": ("kind",),
    "uri": ("base",),
    "url": ("base",),
    "word": ("term",),
}
"""What Adapt, Moodle, LiaScript, H5P, Hugo, Jekyll and people call a field -> its names here, of which a file knows one."""


@cache
def known_fields() -> frozenset[str]:
    """Return the words that stand before a colon in any of the files."""
    return frozenset(field.encode_name for model in _MODELS for field in _fields(model))


@cache
def holding_fields() -> frozenset[str]:
    """Return those of the words whose value is a list, or words with values, in any of the files."""
    holding = (inspect.VarTupleType, inspect.DictType, inspect.StructType)
    return frozenset(
        field.encode_name
        for model in _MODELS
        for field in _fields(model)
        if any(isinstance(member, holding) for member in (field.type.types if isinstance(field.type, inspect.UnionType) else (field.type,)))
    )


def _fields(model: type[Struct]) -> tuple[inspect.Field, ...]:
    described = inspect.type_info(model)
    assert isinstance(described, inspect.StructType)
    return described.fields


def name_here(word: str, known: Collection[str]) -> str:
    """Return the name that a field of another tool has here, or an empty text."""
    folded = word.strip().lower().replace("-", "_").replace(" ", "_")
    return next((name for name in OTHER_NAMES.get(folded, ()) if name in known), "")
