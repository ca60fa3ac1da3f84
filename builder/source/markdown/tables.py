"""Tables of ordinary text: each row has as many cells as the heading row, and each column has a heading."""

from __future__ import annotations

import html
import re

from builder.course.document import Text
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.source.markdown.render import Rendered, render_block
from builder.source.markdown.terms import Terms
from builder.source.reading import DiagnosticReading, Reading
from builder.source.tree.lines import BLANKS, Line, fold
from builder.source.tree.prose import ProseNode

BROKEN_TABLE = Rule("SRC074", "broken-table", Severity.ERROR, "The rows do not match, so learners would see bars and dashes.")
EXTRA_CELL = Rule("SRC141", "extra-cell", Severity.ERROR, "A cell without a heading above it is not shown.")
SHORT_ROW = Rule(
    "SRC143",
    "short-row",
    Severity.WARNING,
    "Learners see empty cells at the end of this row. Perhaps a bar is missing, and words are in the wrong column.",
)
EMPTY_TABLE_HEADING = Rule(
    "A11004",
    "empty-table-heading",
    Severity.ERROR,
    "Screen readers read out the heading row before each cell, so no heading can be empty.",
    "WCAG 2.2 1.3.1",
)

_BAR = re.compile(r"(?<!\\)\|")
"""A bar between cells, as markdown-it takes it: without a backslash before it."""


def normal_table(lines: list[str]) -> str:
    """Return a table's lines with three dashes a column under the heading row."""
    heading, dashes, *rows = (row.strip(BLANKS) for row in lines)
    return "\n".join([heading, re.sub(r"[-–—]+", "---", dashes), *rows])


def render_table(source: str, node: ProseNode, terms: Terms, caption: Text | None) -> Reading[Rendered]:
    """Return HTML and words of a table in its normal form; where its columns cannot be counted, which is reported, its words alone."""
    if len(cell_starts(node.lines[0])) != len(cell_starts(node.lines[1])):
        message = "The heading row and the row of dashes under it do not have the same number of cells."
        hint = "Type one group of dashes for each heading, with | between them."
        yield Diagnostic(BROKEN_TABLE, message, node.lines[1].place(), hint)
        return Rendered(html.escape(fold(source), quote=False), fold(source))
    yield from _check_rows(node)
    rendered = yield from render_block(source, node.span, terms)
    tokens = rendered.tokens
    headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "th_open"]
    if not all(headings[1:]):
        hint = "Type what the cells below it have in common."
        yield Diagnostic(EMPTY_TABLE_HEADING, "A cell of the heading row is empty.", node.span.place, hint)
    if caption is None:
        return rendered
    with_caption = rendered.html.replace("<table>", f"<table><caption>{caption.html}</caption>", 1)
    return Rendered(with_caption, f"{caption.plain} {rendered.plain}", facts=(*caption.facts, *rendered.facts))


def _check_rows(node: ProseNode) -> DiagnosticReading[None]:
    """Tell of rows that have more or fewer cells than the heading row."""
    columns = len(cell_starts(node.lines[0]))
    for line in node.lines[2:]:
        starts = cell_starts(line)
        if len(starts) > columns:
            at = starts[columns]
            words = line.text[at:].strip(BLANKS + "|")
            message = f"This row has {_cells(len(starts))}, the heading row {_cells(columns)}." + (f" “{words}” would not be shown." if words else "")
            hint = "Add a heading and a group of dashes for it. Or delete the sign | before it; to show the sign, type a backslash before it: `\\|`."
            yield Diagnostic(EXTRA_CELL, message, line.place(at, max(1, len(line.text.rstrip(BLANKS)) - at)), hint)
        elif len(starts) < columns:
            message = f"This row has {_cells(len(starts))}, the heading row {_cells(columns)}."
            row = line.text.strip(BLANKS)
            whole = row + ("" if row.endswith("|") else " |") + "  |" * (columns - len(starts))
            hint = f"Type the sign | between cells. If the last cells are empty, type the row like this: `{whole}`."
            yield Diagnostic(SHORT_ROW, message, line.whole, hint)


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"


def cell_starts(line: Line) -> list[int]:
    """Return the index where each cell of a row begins. A bar at either end of the line belongs to no cell."""
    text = line.text.rstrip(BLANKS)
    first = len(text) - len(text.lstrip(BLANKS))
    bars = [match.start() for match in _BAR.finditer(text)]
    starts = [at + 1 for at in bars if at < len(text) - 1]
    return starts if bars and bars[0] == first else [first, *starts]
