"""The texts of a passage that have sentences: what long sentences, reading ages and passives are counted in."""

from __future__ import annotations

import re
from html import unescape

from builder.editorial.passages import Passage

_UNREAD = ("Title", "Heading", "Table", "Picture, only for the look")
"""How roles of passages begin that have no sentences."""

_PART_END = re.compile(r"</(?:li|p|blockquote)>|<br ?/?>")
_TAG = re.compile(r"<[^<>]*>")


def list_texts(passage: Passage) -> tuple[str, ...]:
    """Return the texts of a passage that have sentences: a list gives one for each item, headings, titles and tables none."""
    if passage.role.startswith(_UNREAD):
        return ()
    if not passage.html:
        return (passage.words,)
    parts = (unescape(_TAG.sub("", part)) for part in _PART_END.split(passage.html))
    return tuple(part for part in (" ".join(part.split()) for part in parts) if part)
