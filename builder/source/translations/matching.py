"""Which translation belongs to which passage of the first language, and how far it can be relied on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from builder.source.translations.passage import Passage
from builder.source.translations.record import Entry

State = Literal["missing", "changed", "draft", "reviewed"]
"""`changed`: the first language says something else by now; `draft`: it fits, and nobody has reviewed it."""


class Translated(Struct, frozen=True):
    """A passage of the first language with its translation.

    Attributes:
        origin: in the first language.
        words: the passage in the other one; `None` where it is missing.
        state: how far it can be relied on.

    """

    origin: Passage
    words: Passage | None
    state: State

    @property
    def entry(self) -> Entry | None:
        """Return what the record should say of it; `None` where it cannot say that it fits."""
        if self.words is None or self.state == "changed":
            return None
        return Entry(self.origin.digest, self.words.digest if self.state == "reviewed" else "")


class Match(Struct, frozen=True):
    """The passages of a course with their translations, in order, and those of the other language that belong to none."""

    passages: tuple[Translated, ...]
    extra: tuple[Passage, ...]


def match(origins: Sequence[Passage], found: Iterable[Passage], record: Mapping[str, Entry]) -> Match:
    """Match passages by id, and where something was added or moved in the first language, by the digest that the record holds.

    A passage that has no entry and the very words of the first language is what `copack translate` left there: it is missing.
    """
    by_id = {passage.id: passage for passage in found}
    named = {origin.id for origin in origins}
    places: dict[tuple[str, str], list[str]] = {}
    for ident in by_id:
        if ident in record:
            places.setdefault((ident.rpartition("/")[0], record[ident].origin), []).append(ident)
    chosen: dict[str, Passage] = {}
    for origin in origins:
        same = places.get((origin.parent, origin.digest), [])
        if same:
            ident = origin.id if origin.id in same else same[0]
            same.remove(ident)
            chosen[origin.id] = by_id[ident]
    used = {passage.id for passage in chosen.values()}
    passages = [_judge(origin, chosen.get(origin.id), by_id.get(origin.id) if origin.id not in used else None, record) for origin in origins]
    kept = used | {each.words.id for each in passages if each.words is not None}
    # A passage that stands as it was left, in the words of the first language, is no translation that could be lost.
    extra = [passage for ident, passage in by_id.items() if ident not in kept and (ident in record or ident not in named)]
    return Match(tuple(passages), tuple(extra))


def _judge(origin: Passage, fitting: Passage | None, named: Passage | None, record: Mapping[str, Entry]) -> Translated:
    """Return a passage with the translation that fits its words, or else with the one that has its name."""
    if fitting is not None:
        reviewed = record[fitting.id].reviewed == fitting.digest
        return Translated(origin, fitting, "reviewed" if reviewed else "draft")
    if named is None or (named.id not in record and named.digest == origin.digest):
        return Translated(origin, None, "missing")
    return Translated(origin, named, "changed" if named.id in record else "draft")
