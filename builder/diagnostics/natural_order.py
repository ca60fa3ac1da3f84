"""The order in which people and file managers list names: 1, 2, 10, and not 1, 10, 2."""

from __future__ import annotations

import re
from typing import TypeAlias

NaturalKey: TypeAlias = tuple[tuple[tuple[int, int, str], ...], str]

_DIGITS = re.compile(r"([0-9]+)")


def natural_key(name: str) -> NaturalKey:
    """Return the sort key of a name or a path with forward slashes.

    Numbers count by their value, and come before letters; capitals do not matter. Names that differ in zeros and capitals alone (`1-a`, `01-A`)
    are in the order of their characters, so that no two names are equal.
    """
    parts: list[tuple[int, int, str]] = []
    for folder in name.split("/"):
        # A folder comes before its name with more behind it: `a/b` before `a-1/b`.
        parts += [(1, int(part), "") if part.isdecimal() else (2, 0, part) for part in _DIGITS.split(folder.casefold()) if part]
        parts.append((0, 0, ""))
    return tuple(parts), name
