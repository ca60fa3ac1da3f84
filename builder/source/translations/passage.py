"""A passage: a run of words that is translated as a whole, with its id and its place in an author's file."""

from __future__ import annotations

import hashlib
from typing import Literal

from msgspec import Struct

from builder.diagnostics import Place
from builder.source.tree.lines import Span
from builder.source.write.edits import Edit
from builder.source.write.yaml_edits import yaml_text

Sort = Literal["title", "summary", "setting", "heading", "text", "list", "table", "quote", "gaps", "answer", "label", "alternative"]
"""What a passage is, for the note that translators read beside it."""

DIGITS = 12
"""Hexadecimal digits of a digest: 48 bits, so two passages of a course never share one by chance."""


class Passage(Struct, frozen=True):
    """Words that are translated as a whole.

    Attributes:
        id: the ids and codes that lead to it, `welcome/who-decides/a/feedback`; where nothing has an id, its number, `welcome/page/text.2`.
        words: as typed, without the blanks at either end.
        sort: what it is.
        start: line and column, both 1-based, of its first character on disk.
        end: of the first character after it.
        place: for messages.
        quoted: it is a value of YAML.

    """

    id: str
    words: str
    sort: Sort
    start: tuple[int, int]
    end: tuple[int, int]
    place: Place
    quoted: bool = False

    @property
    def parent(self) -> str:
        """Return the id of what it stands in: a page, a block or a question."""
        return self.id.rpartition("/")[0]

    @property
    def digest(self) -> str:
        """Return the digest of its words; how they are spread over lines does not count."""
        return digest_words(self.words)

    def retyped(self, words: str) -> Edit:
        """Return the edit that puts other words in its place."""
        return Edit(self.start, self.end, yaml_text(" ".join(words.split())) if self.quoted else words)


def digest_words(words: str) -> str:
    """Return the first digits of the SHA-256 of words, with each run of blanks and line ends as one space."""
    return hashlib.sha256(" ".join(words.split()).encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def passage_of_span(ident: str, span: Span, sort: Sort) -> Passage:
    """Return the passage of a span that is not blank."""
    text = span.text
    first, last = span.place_at(0), span.place_at(len(text) - 1)
    place = span.place if text.strip() else first
    return Passage(ident, text.strip("\n").rstrip(), sort, (first.line, first.column), (last.line, last.column + last.length), place)
