"""Tables that lost their form when they were pasted: cells between tabs, commas, semicolons or columns of blanks, and outlines made with tabs."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.diagnostics.fixes import Fix, diagnose
from builder.interactions.kind import Kind
from builder.source.bind.course import BoundCourse
from builder.source.check.text_lines import runs_of_text
from builder.source.retyping import retype_line
from builder.source.tree import grammar
from builder.source.tree.lines import BLANKS, Line
from builder.source.tree.markers import find_markers

PASTED_TABLE = Rule("SRC129", "pasted-table", Severity.ERROR, "Learners would see the cells of all rows as one text.")
TABS_AT_START = Rule("SRC131", "tabs-at-start", Severity.WARNING, "A tab at the start of a line means nothing. Learners see these lines as one text.")

_FEWEST = 2
"""Rows that make a table, and cells that make a row."""
_SHOWN = 40
"""Characters of a line that a message shows."""

_MAY_BE_ROW = re.compile(r"\t|[ \u00a0]{3}|[,;][^\s,;]")
"""Without it a line has no cells."""
_COLUMN = re.compile(r"[ \u00a0]{3,}")

_ORDINAL = re.compile(r"^(?:[-*•] )?\(?[0-9A-Za-z]{1,2}[.)] (?=\S)|^[-*•] ")

_RIGHT = frozenset({"correct", "right", "true", "yes", "x", "✓", "✔", "✅", "1", "100%"})
_WRONG = frozenset({"incorrect", "wrong", "false", "no", "✗", "✘", "❌", "0", "0%"})


def check_pasted_tables(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of rows of a spreadsheet, and of lines that an outline put one under another with tabs."""
    for tree in course.trees():
        for run in runs_of_text(tree):
            if sum(_MAY_BE_ROW.search(line.raw) is not None for line in run.lines) < _FEWEST:
                continue
            at = 0
            while at < len(run.lines):
                rows = _rows(run.lines, at)
                if len(rows) >= _FEWEST:
                    yield _report_table(run.lines[at : at + len(rows)], rows, run.kind)
                at += max(1, len(rows))
            if run.kind is None:
                yield from _check_outline(run.lines)


def _rows(lines: Sequence[Line], start: int) -> list[list[str]]:
    """Return the cells of the longest run of rows from a line on; nothing where that line is no row."""
    for cells_of in (_tabbed, _quoted, _bare):
        rows: list[list[str]] = []
        for line in (lines[at] for at in range(start, len(lines))):
            cells = cells_of(line)
            if len(cells) < _FEWEST or (len(cells) != len(rows[0]) if rows else sum(map(bool, cells)) < _FEWEST):
                break
            rows.append(cells)
        if len(rows) >= _FEWEST:
            return rows
    return _columns(lines, start)


def _tabbed(line: Line) -> list[str]:
    raw = line.raw.strip(" \u00a0").lstrip("\t") if "|" not in line.text else ""
    cells = [cell.strip(BLANKS) for cell in raw.split("\t")]
    counted = cells[0].isdecimal() and len(cells) > _FEWEST
    return cells if "\t" in raw and (counted or not _is_bullet(cells[0])) else []


def _is_bullet(cell: str) -> bool:
    """Tell whether the first cell is what Word puts before the tab of a list line, or the name of a label."""
    return len(cell) < _FEWEST or re.fullmatch(r"\(?[0-9A-Za-z]{1,4}[.):]|.*:", cell) is not None


def _quoted(line: Line) -> list[str]:
    text = line.text.strip(BLANKS)
    mark = "," if '",' in text else ";"
    if not text.startswith('"') or f'"{mark}' not in text:
        return []
    cells = next(csv.reader([text], delimiter=mark))
    return [] if any(cell.startswith(" ") for cell in cells) else cells


def _bare(line: Line) -> list[str]:
    text = line.text.strip(BLANKS)
    if grammar.LABEL.match(text):
        return []
    mark = next((mark for mark in ",;" if text.count(mark) >= _FEWEST and f"{mark} " not in text), "")
    return text.split(mark) if mark else []


def _columns(lines: Sequence[Line], start: int) -> list[list[str]]:
    """Return the cells of lines whose second column begins at the same place, as a PDF leaves a table."""
    rows: list[list[str]] = []
    place = -1
    for line in (lines[at] for at in range(start, len(lines))):
        text = line.text.rstrip(BLANKS)
        gap = None if "|" in text or grammar.ARROW.search(text) else _COLUMN.search(text, len(text) - len(text.lstrip(BLANKS)))
        cells = [] if gap is None else _COLUMN.split(text.lstrip(BLANKS))
        if gap is None or _is_bullet(cells[0]) or (rows and (place, len(rows[0])) != (gap.end(), len(cells))):
            break
        place = gap.end()
        rows.append(cells)
    return rows


def _report_table(lines: Sequence[Line], rows: Sequence[Sequence[str]], kind: Kind | None) -> Diagnostic:
    message = f"These {len(lines)} lines look like a table of another program."
    if kind is None:
        typed = [f"| {' | '.join(row)} |" for row in rows]
        dashes = "|" + " --- |" * len(rows[0])
        words = f"Type a table: `{typed[0]}`, then `{dashes}`, then `{typed[1]}`, and so on."
        return diagnose(PASTED_TABLE, message, lines[0].whole, _retype(lines, [f"{typed[0]}\n{dashes}", *typed[1:]], words))
    typed = [_answer(row, kind) for row in rows]
    words = f"Type each answer on a line of its own: `{typed[0]}`, then `{typed[1]}`, and so on."
    return diagnose(PASTED_TABLE, message, lines[0].whole, _retype(lines, typed, words))


def _answer(cells: Sequence[str], kind: Kind) -> str:
    """Return the answer that a row of a table stands for: two sides with an arrow, or words with a box that the other cell fills."""
    cells = [_ORDINAL.sub("", cell) for cell in cells]
    if "sides" in kind.coded:
        return f"- {cells[0]} -> {' '.join(cells[1:])}"
    marks = {cell.lower() for cell in cells}
    words = " ".join(cell for cell in cells if cell.lower() not in _RIGHT | _WRONG) or " ".join(cells)
    if not kind.keyed:
        return f"- {' '.join(cells)}"
    return f"- [x] {words}" if marks & _RIGHT else f"- [ ] {words}"


def _retype(lines: Sequence[Line], texts: Sequence[str], words: str) -> Fix:
    changes = [change for line, text in zip(lines, texts, strict=True) for change in retype_line(line, text).changes]
    return Fix(words, tuple(changes))


def _check_outline(lines: Sequence[Line]) -> Iterator[Diagnostic]:
    """Tell of the first line of a paragraph that begins with a tab; in a list it goes on from the line above."""
    if not any(line.raw.startswith("\t") for line in lines) or any(find_markers([line.text for line in lines])):
        return
    for above, line in pairwise(lines):
        if line.raw.startswith("\t") and "|" not in line.text and not grammar.QUOTE.match(above.text):
            hint = "If it is a point of a list, type `- ` in place of the tab. If it is a new paragraph, leave an empty line above it."
            yield Diagnostic(TABS_AT_START, f"“{line.text.strip(BLANKS)[:_SHOWN]}” begins with a tab.", line.whole, hint)
            return
