"""Square brackets and their partners."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct


class Brackets(Struct, frozen=True):
    """Brackets of a text by index: the partner of each that has one, and those without, in order."""

    partners: dict[int, int]
    unopened: tuple[int, ...]
    unclosed: tuple[int, ...]


def pair_brackets(text: str, indices: Iterable[int]) -> Brackets:
    """Pair the square brackets that stand at these indices, given in order. Linear in their number."""
    opened: list[int] = []
    unopened: list[int] = []
    partners: dict[int, int] = {}
    for at in indices:
        if text[at] == "[":
            opened.append(at)
        elif opened:
            partners[at] = opened.pop()
            partners[partners[at]] = at
        else:
            unopened.append(at)
    return Brackets(partners, tuple(unopened), tuple(opened))
