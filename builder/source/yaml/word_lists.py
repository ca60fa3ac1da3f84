"""Lists of ids and other single words that are typed without brackets: `outcomes: 1.1, 1.2`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.source.yaml.nodes import Extent, Scalar

BETWEEN_WORDS = re.compile(r"[,;()\[\]]|(?<=\s)and(?=\s)")
BETWEEN_NUMBERS = re.compile(r"(?<=\s)(?=[0-9])")


def split_words(node: Scalar, pattern: re.Pattern[str]) -> Iterator[Scalar]:
    """Yield the words of a value that was typed where a list of words belongs: `1.1, 1.2`."""
    start = 0
    for gap in [*pattern.finditer(node.text), None]:
        typed = node.text[start : gap.start() if gap is not None else None]
        word, at = typed.strip(), start + len(typed) - len(typed.lstrip())
        if word:
            yield _part(node, word, at) if word != node.text else node
        start = gap.end() if gap is not None else start


def _part(node: Scalar, word: str, at: int) -> Scalar:
    """Return a word of a value; its own place where the value is typed plainly on one line, else that of the value."""
    extent = node.extent
    if node.quoted or extent.goes_on:
        return Scalar(word, node.place, node.quoted, node.end, Extent(extent.line, extent.start, extent.stop, goes_on=True))
    first = extent.start + at
    return Scalar(word, extent.line.place(first, len(word)), node.quoted, node.end, Extent(extent.line, first, first + len(word), goes_on=False))
