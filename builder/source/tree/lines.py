"""Lines of an author's file: exact as on disk, and as the reader takes them, each character still knowing its column on disk."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from msgspec import Struct

from builder.diagnostics import Place
from builder.source.characters import canonical_text

BLANK = r"[^\S\n]"
"""A blank for finding structure: a space of any width, hard ones included, or a tab (author syntax, "Before reading" 3)."""

BLANKS = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""The same characters, for stripping."""

BYTE_ORDER_MARK = "\ufeff"

_LINE_END = re.compile(r"\r\n|\r|\n")
_LINE_AND_END = re.compile(r"(\r\n|\r|\n)")


def split_lines(text: str) -> tuple[str, ...]:
    r"""Part a text at `\n`, `\r\n` and `\r`; a byte order mark at its start is dropped."""
    return tuple(_LINE_END.split(text.removeprefix(BYTE_ORDER_MARK)))


def fold(text: str) -> str:
    """Make one space of each run of spaces, tabs and line ends; hard spaces stay, for the author meant them."""
    return re.sub(r"[ \t\n]+", " ", text).strip(" ")


LINE_BREAK = "  "
"""At the end of a line it starts a new line for learners too, as in Markdown everywhere."""


def strip_line(text: str) -> str:
    """Return a line without the blanks at its ends; two or more at its end are a line break and stay as two."""
    bare = text.strip(BLANKS)
    return bare + LINE_BREAK if bare and text.endswith(LINE_BREAK) else bare


class Line(Struct, frozen=True):
    """A line: a leaf of the tree.

    Attributes:
        file: path relative to the course folder.
        number: 1-based.
        text: in the one form of characters (`characters.py`); tabs after the first visible character are spaces. Blanks where a note stands.
        columns: 1-based column on disk of each character of `text` and of the end, or `None` where they are simply counted.
        raw: exact, as on disk, without its end.
        end: the line end on disk; empty at the end of the file.

    """

    file: str
    number: int
    text: str
    columns: tuple[int, ...] | None = None
    raw: str = ""
    end: str = ""

    def place(self, index: int = 0, length: int = 1) -> Place:
        """Return the place of the characters from `index` on."""
        if self.columns is None:
            return Place(self.file, self.number, index + 1, max(1, length))
        last = len(self.columns) - 1
        start, end = self.columns[min(index, last)], self.columns[min(index + length, last)]
        return Place(self.file, self.number, start, max(1, end - start))

    @property
    def whole(self) -> Place:
        """Return the place of its words, without the blanks at either end."""
        return self.place(len(self.text) - len(self.text.lstrip()), len(self.text.strip()))

    @property
    def blank(self) -> bool:
        """Tell whether nothing stands on the line."""
        return not self.text.strip()

    @property
    def indent(self) -> int:
        """Count the blanks at its start; a tab counts four."""
        count = 0
        for character in self.text:
            if character not in BLANKS:
                break
            count += 4 if character == "\t" else 1
        return count

    def blanked(self, end: int | None = None) -> Line:
        """Return the line with blanks in place of its first `end` characters, or of all."""
        stop = len(self.text) if end is None else end
        return Line(self.file, self.number, " " * stop + self.text[stop:], self.columns, self.raw, self.end)


def clean(file: str, number: int, raw: str, end: str = "", columns: Sequence[int] | None = None) -> Line:
    """Return a line as the reader takes it. `columns`: of each raw character and of the end, where they are not simply counted."""
    typed = canonical_text(raw)
    at: Sequence[int] | None = columns
    if typed.origins is not None:
        at = [origin + 1 if columns is None else columns[origin] for origin in typed.origins]
    indent = len(typed.text) - len(typed.text.lstrip(BLANKS))
    text = typed.text[:indent] + typed.text[indent:].replace("\t", " ")
    return Line(file, number, text, None if at is None else tuple(at), raw, end)


def read_lines(file: str, text: str) -> tuple[Line, ...]:
    """Part a text into lines, all of it; a byte order mark at its start is left to the caller."""
    parts = _LINE_AND_END.split(text)
    return tuple(clean(file, index // 2 + 1, parts[index], parts[index + 1] if index + 1 < len(parts) else "") for index in range(0, len(parts), 2))


class Span(Struct, frozen=True):
    """A run of author's text over one line or more, each character with its place.

    Attributes:
        lines: the lines it lies on.
        starts: for each line the index where it begins; it goes on to the line's end.
        offsets: for each line the index in `whole` where its part begins.
        whole: the lines' parts joined with line ends.
        begin: where this span starts in `whole`.
        end: where it ends.

    """

    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    offsets: tuple[int, ...]
    whole: str
    begin: int
    end: int

    @property
    def text(self) -> str:
        """Return the characters."""
        return self.whole[self.begin : self.end]

    @property
    def place(self) -> Place:
        """Return where it starts."""
        return self.place_at(0, max(1, len(self.text.split("\n", 1)[0])))

    def place_at(self, offset: int, length: int = 1) -> Place:
        """Return the place of the character at `offset` of `text`."""
        at = self.begin + offset
        index = bisect_right(self.offsets, at) - 1
        line, inner = self.lines[index], self.starts[index] + at - self.offsets[index]
        return line.place(inner, min(length, max(1, len(line.text) - inner)))

    @property
    def indented(self) -> Span:
        """Return it with the blanks at the ends of its lines."""
        return Span(self.lines, self.starts, self.offsets, self.whole, 0, len(self.whole))

    def part(self, begin: int, end: int | None = None) -> Span:
        """Return a part of it, without the blanks at its ends."""
        stop = self.end if end is None else min(self.begin + end, self.end)
        text = self.whole[self.begin + begin : stop]
        left = len(text) - len(text.lstrip())
        start = self.begin + begin + (left if text.strip() else 0)
        return Span(self.lines, self.starts, self.offsets, self.whole, start, start + len(text.strip()))


def span(parts: Sequence[tuple[Line, int]]) -> Span:
    """Join parts of lines (line, index of the first character); blanks at the ends are left out."""
    lines, starts = tuple(line for line, _start in parts), tuple(start for _line, start in parts)
    texts = [line.text[start:] for line, start in parts]
    offsets = tuple(accumulate((len(text) + 1 for text in texts[:-1]), initial=0))
    whole = "\n".join(texts)
    return Span(lines, starts, offsets, whole, 0, len(whole)).part(0)


def span_of(lines: Sequence[Line]) -> Span:
    """Join whole lines. Blanks at the start are kept out, so that the place is that of the first visible character."""
    return span([(line, 0) for line in lines])
