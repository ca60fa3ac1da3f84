"""The journal of a build: written when all its files are complete, removed when all are in their places.

A folder that holds one may hold files of two builds. Whoever comes next moves the remaining files (`output_folder.py`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence

RESERVED = frozenset(("", ".", ".."))
SEPARATORS = frozenset("/\\:\0")


def is_plain_name(name: str) -> bool:
    """Tell whether a name stays in its folder, on every system."""
    return name not in RESERVED and not SEPARATORS & set(name)


def encode_journal(names: Sequence[str]) -> bytes:
    """Return the journal of a build of these files. ASCII, so that names in any encoding return as they were."""
    return json.dumps(list(names)).encode("ascii")


def decode_journal(content: bytes) -> tuple[str, ...]:
    """Return the names of the files; none for what no build wrote, so that nobody can lead a move out of the folder."""
    try:
        names = json.loads(content)
    except (ValueError, RecursionError):
        return ()
    if not isinstance(names, list) or not all(isinstance(name, str) and is_plain_name(name) for name in names):
        return ()
    return tuple(names)
