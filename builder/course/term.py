"""A word that the course explains."""

from __future__ import annotations

from msgspec import Struct

from builder.diagnostics import Place


class Term(Struct, frozen=True):
    """A word that the course explains. `id` as in glossary.yaml; `means` is plain text."""

    id: str
    term: str
    means: str
    place: Place = Place("glossary.yaml")
