"""A run of ordinary lines, parted into paragraphs, headings, lists, tables, quotes and pictures, with their spans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from builder.source.tree import grammar
from builder.source.tree.gaps import GapNode, read_gaps
from builder.source.tree.labels import LabelNode
from builder.source.tree.lines import Line, Span, span, span_of
from builder.source.tree.lists import list_end
from builder.source.tree.markers import find_markers

Gapped = Literal["none", "typed", "picked"]
"""Whether a text has gaps, and whether learners type their words or pick them."""


class ProseNode(Struct, frozen=True):
    """One block of ordinary text as typed.

    Attributes:
        kind: `rule` is a line across the page, `code` a code block; neither can be shown.
        lines: its own lines, without those of its labels.
        span: their text; of a heading its words alone, of a list with the blanks at the ends of its lines.
        level: of a heading, how many signs it has.
        labels: `Caption:` and `Description:` after a picture or a table.
        gaps: in a question that has them.
        may_have_gaps: it stands in such a question.

    """

    kind: Literal["paragraph", "heading", "list", "table", "quote", "picture", "rule", "code"]
    lines: tuple[Line, ...]
    span: Span
    level: int = 0
    labels: tuple[LabelNode, ...] = ()
    gaps: tuple[GapNode, ...] = ()
    may_have_gaps: bool = False


def parse_prose(lines: Sequence[Line], gapped: Gapped = "none") -> tuple[ProseNode, ...]:
    """Part a run of lines into its blocks. Each line is looked at a bounded number of times."""
    return _Run(lines, gapped).parse()


class _Run:
    def __init__(self, lines: Sequence[Line], gapped: Gapped) -> None:
        self.lines = lines
        self.gapped = gapped
        self.markers = find_markers([line.text for line in lines])
        self.at = 0

    def parse(self) -> tuple[ProseNode, ...]:
        nodes: list[ProseNode] = []
        while self.at < len(self.lines):
            if self.lines[self.at].blank:
                self.at += 1
            else:
                nodes.append(self.block(self.lines[self.at]))
        return tuple(nodes)

    def block(self, line: Line) -> ProseNode:
        text = line.text
        if grammar.PICTURE_START.match(text):
            self.at += 1
            return ProseNode("picture", (line,), span_of([line]), labels=self.labels())
        if heading := grammar.HEADING.match(text):
            self.at += 1
            start, end = grammar.heading_words(text, heading.end())
            return ProseNode("heading", (line,), span([(line, start)]).part(0, end - start), len(heading["signs"]))
        if self.is_table():
            lines = self.take_while(lambda at: "|" in self.lines[at].text)
            labels = self.labels()
            return self.shown("table", lines, span_of(lines), labels)
        if grammar.CODE_FENCE.match(text):
            return self.code(line)
        if grammar.DASHES.match(text):
            self.at += 1
            return ProseNode("rule", (line,), span_of([line]))
        if grammar.QUOTE.match(text):
            lines = self.take_while(lambda at: not self.lines[at].blank)
            return self.shown("quote", lines, span_of(lines))
        if self.markers[self.at] is not None:
            start, self.at = self.at, list_end(self.lines, self.markers, self.at, lambda text: bool(grammar.PICTURE_START.match(text)))
            lines = tuple(self.lines[start : self.at])
            return self.shown("list", lines, span_of(lines).indented)  # how far its lines are indented tells the levels
        lines = self.take_while(lambda at: not self.lines[at].blank and not self.starts_block(at))
        return self.shown("paragraph", lines, span_of(lines))

    def shown(
        self, kind: Literal["table", "quote", "list", "paragraph"], lines: tuple[Line, ...], whole: Span, labels: tuple[LabelNode, ...] = ()
    ) -> ProseNode:
        gaps = () if self.gapped == "none" else tuple(read_gaps(whole, choices=self.gapped == "picked"))
        return ProseNode(kind, lines, whole, 0, labels, gaps, may_have_gaps=self.gapped != "none")

    def code(self, line: Line) -> ProseNode:
        """Take a code block up to its end; only its first line where it has none."""
        later = range(self.at + 1, len(self.lines))
        end = next((at for at in later if grammar.CODE_FENCE.match(self.lines[at].text)), self.at)
        lines, self.at = tuple(self.lines[self.at : end + 1]), end + 1
        return ProseNode("code", lines, span_of([line]))

    def take_while(self, goes_on: object) -> tuple[Line, ...]:
        """Take the line at hand, and those after it as long as `goes_on(index)` says so."""
        assert callable(goes_on)
        start = self.at
        self.at += 1
        while self.at < len(self.lines) and goes_on(self.at):
            self.at += 1
        return tuple(self.lines[start : self.at])

    def starts_block(self, at: int) -> bool:
        """Tell whether a line ends the paragraph above it."""
        text = self.lines[at].text
        starts = (grammar.PICTURE_START, grammar.HEADING, grammar.DASHES, grammar.CODE_FENCE, grammar.QUOTE)
        if any(pattern.match(text) for pattern in starts) or self.is_table(at):
            return True
        marker = self.markers[at]
        return marker is not None and (marker.form not in {"1.", "1)"} or marker.place == 1)

    def is_table(self, at: int | None = None) -> bool:
        at = self.at if at is None else at
        if "|" not in self.lines[at].text or at + 1 >= len(self.lines):
            return False
        below = self.lines[at + 1].text
        return bool("|" in below and grammar.TABLE_DASHES.match(below))

    def labels(self) -> tuple[LabelNode, ...]:
        """Take `Caption:` and `Description:` that follow a picture or a table, with the lines that they go on over."""
        labels: list[LabelNode] = []
        while (at := self.next_text()) is not None:
            line = self.lines[at]
            label = grammar.label_of(line.text)
            if label is None or label[0] not in grammar.PICTURE_LABELS:
                break
            self.at = at
            lines = self.take_while(lambda at: not self.lines[at].blank and not self.starts_block(at) and not self.is_picture_label(at))
            value = span([(line, label[2]), *((further, 0) for further in lines[1:])])
            labels.append(LabelNode(label[0], line, label[1], value))
        return tuple(labels)

    def next_text(self) -> int | None:
        return next((at for at in range(self.at, len(self.lines)) if not self.lines[at].blank), None)

    def is_picture_label(self, at: int) -> bool:
        label = grammar.label_of(self.lines[at].text)
        return label is not None and label[0] in grammar.PICTURE_LABELS
