"""Ids and codes that `copack check --fix` writes: made from words once, and never changed after that."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from string import ascii_lowercase, digits

ITEM_CODES = ascii_lowercase + digits
SIDE_CODES = "xyz" + ascii_lowercase[:23][::-1] + digits
ID_LENGTH = 40
_WORDS = 5


def make_id(words: str, fallback: str, taken: Collection[str], numbers: dict[str, int] | None = None) -> str:
    """Return a free id from the first words of a text (author syntax, "What `copack check --fix` writes").

    `numbers` remembers the last number given to each stem, so that thousands of equal headings cost no search.
    """
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", words.lower()) if not unicodedata.combining(letter))
    parts = re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’‘]", "", plain)).split()[:_WORDS]
    stem = "-".join(parts)[:ID_LENGTH].strip("-") or fallback
    made, count = stem, (numbers or {}).get(stem, 1)
    while made in taken:
        count += 1
        made = f"{stem[: ID_LENGTH - len(str(count)) - 1].rstrip('-')}-{count}"
    if numbers is not None:
        numbers[stem] = count
    return made


def free_code(taken: Iterable[str], codes: str = ITEM_CODES) -> str:
    """Return the first free code, or an empty text when none is left."""
    used = set(taken)
    return next((code for code in codes if code not in used), "")
