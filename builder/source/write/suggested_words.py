"""Other words for a passage, as edits of what differs: what an author typed around it, marks and line ends included, stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from builder.diagnostics import Place
from builder.source.tree.lines import Line, Span, span
from builder.source.tree.session import SessionTree
from builder.source.write.edits import Edit

_TOKEN = re.compile(r"\w+|[^\w\s]")

SIGNS = frozenset("*_[]<>\\`#|{}~^$→")
"""Signs that mean something in a source: words of reviewers that hold one are typed by hand."""


class NotSuggestableError(ValueError):
    """These words cannot be put in place of those by a program; the message says why, in plain words."""


class _Token(Struct, frozen=True):
    """A word or a single sign of a text, and where it is there."""

    text: str
    start: int
    end: int


def suggest_words(tree: SessionTree, place: Place, words: str, better: str) -> list[Edit]:
    """Return the edits that make `better` of the passage that reads `words` and begins at a place. Raises `NotSuggestableError`."""
    typed_in = _find_span(tree, place, words)
    if typed_in is None:
        raise NotSuggestableError("These words are not in the file as one piece")
    return list(_Change(typed_in, words, better).edits())


def _tokens(text: str) -> list[_Token]:
    return [_Token(found[0], found.start(), found.end()) for found in _TOKEN.finditer(text)]


def _find_span(tree: SessionTree, place: Place, words: str) -> Span | None:
    """Return the lines from a place on that hold as many of the words as the passage has, the first from its column on."""
    wanted = [token.text for token in _tokens(words)]
    known, count = set(wanted), 0
    parts: list[tuple[Line, int]] = []
    for line in tree.lines[max(0, place.line - 1) :]:
        start = _index_at(line, place.column) if not parts else 0
        parts.append((line, start))
        count += sum(token.text in known for token in _tokens(line.text[start:]))
        if count >= len(wanted):
            return span(parts)
    return None


def _index_at(line: Line, column: int) -> int:
    """Return the index of the character that stands in a column on disk."""
    return next((index for index in range(len(line.text)) if line.place(index).column >= column), len(line.text))


class _Change:
    """How the words of a passage become others."""

    def __init__(self, typed_in: Span, words: str, better: str) -> None:
        self.span = typed_in
        self.typed = _tokens(typed_in.text)
        self.old, self.new = _tokens(words), _tokens(better)
        self.better = better
        self.at = _match([token.text for token in self.typed], [token.text for token in self.old])

    def edits(self) -> Iterator[Edit]:
        old, new = ([token.text for token in tokens] for tokens in (self.old, self.new))
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "insert":
                yield self.insertion(i1, j1, j2)
            elif tag != "equal":
                yield self.replacement([self.at.get(index) for index in range(i1, i2)], j1, j2)

    def text(self, start: int, end: int) -> str:
        """Return a part of the new words; a line end in it is a blank."""
        text = " ".join(self.better[start:end].splitlines())
        if SIGNS & set(text):
            raise NotSuggestableError("The new words have signs that mean something in the file")
        return text

    def insertion(self, index: int, first: int, end: int) -> Edit:
        before, after = self.at.get(index - 1), self.at.get(index)
        if before is not None:
            point = self.point_after(self.typed[before].end)
            return Edit(point, point, self.text(self.new[first - 1].end, self.new[end - 1].end))
        if after is not None:
            point = self.point(self.typed[after].start)
            return Edit(point, point, self.text(self.new[first].start, self.new[end].start))
        raise NotSuggestableError("There are marks, such as those of a link, beside the place of the new words")

    def replacement(self, indexes: Sequence[int | None], first: int, end: int) -> Edit:
        known = [index for index in indexes if index is not None]
        if len(known) < len(indexes) or known != list(range(known[0], known[0] + len(known))):
            raise NotSuggestableError("There are marks, such as those of a link, in the words that would change")
        start, stop = self.typed[known[0]].start, self.typed[known[-1]].end
        if first < end:
            return Edit(self.point(start), self.point_after(stop), self.text(self.new[first].start, self.new[end - 1].end))
        if known[0] and not self.span.text[self.typed[known[0] - 1].end : start].strip(" "):
            return Edit(self.point_after(self.typed[known[0] - 1].end), self.point_after(stop), "")
        return Edit(self.point(start), self.point(self.typed[known[-1] + 1].start) if known[-1] + 1 < len(self.typed) else self.point_after(stop), "")

    def point(self, offset: int) -> tuple[int, int]:
        place = self.span.place_at(offset)
        return place.line, place.column

    def point_after(self, offset: int) -> tuple[int, int]:
        """Return the point behind the character before `offset`."""
        place = self.span.place_at(offset - 1)
        return place.line, place.column + place.length


def _match(typed: Sequence[str], old: Sequence[str]) -> dict[int, int]:
    """Return the place of each plain word among the typed ones."""
    blocks = SequenceMatcher(None, typed, old, autojunk=False).get_matching_blocks()
    return {block.b + step: block.a + step for block in blocks for step in range(block.size)}
