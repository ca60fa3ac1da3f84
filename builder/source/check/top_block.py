"""The top block of a session: that it is there, between two rows of dashes, in whatever form another tool writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.diagnostics.changes import Change
from builder.diagnostics.fixes import Fix, add_line, diagnose
from builder.source.retyping import delete_line, retype_line
from builder.source.tree import grammar
from builder.source.tree.lines import Line
from builder.source.tree.session import SessionTree
from builder.source.yaml.field_names import known_fields
from builder.source.yaml.line_forms import FIELD, ROW_OF_SIGNS

NO_TOP_BLOCK = Rule(
    "SRC020", "no-top-block", Severity.ERROR, "The lines between the two rows of dashes name the session; platforms and learners' records need them."
)
OPEN_TOP_BLOCK = Rule("SRC021", "open-top-block", Severity.ERROR, "Without its end, Copack would read the whole session as part of the top block.")

DASHES = "---"
_EQUALS = re.compile(r"(?P<word>\w+) *= *(?P<value>.*)")
"""A line of TOML, which Hugo and Zola put between two rows of `+++`."""


def check_top_block(tree: SessionTree) -> Iterator[Diagnostic]:
    """Tell of a top block that is missing, or that no row of dashes begins or ends."""
    if tree.top is None:
        first = next((line for line in tree.lines if not line.blank), tree.lines[0])
        hint = "Type three dashes, then id:, title: and outcomes: each on its own line, then three dashes again."
        yield diagnose(NO_TOP_BLOCK, "The session has no top block.", first.place(), fix_rows_of_dashes(tree) or Fix(hint, ()))
    elif tree.top.closing is None:
        fix = _fix_rows(tree.top.lines, opened=True) or Fix("Type three dashes on their own line after its last line.", ())
        yield diagnose(OPEN_TOP_BLOCK, "The top block that begins here is never closed.", tree.top.opening.place(), fix)


def fix_rows_of_dashes(tree: SessionTree) -> Fix | None:
    """Return the fix of a session that begins with the lines of a top block, but not with a row of dashes; `None` for any other."""
    return _fix_rows(tree.lines, opened=False) if tree.top is None else None


def _fix_rows(lines: Sequence[Line], *, opened: bool) -> Fix | None:
    """Return the fix that puts the lines of a top block between rows of dashes. `opened`: the first row is there."""
    typed = [line for line in lines if not line.blank]
    above = [] if opened else _rows(typed)
    fields = _fields(typed[len(above) :])
    if not fields:
        return None
    below = _rows([line for line in typed if line.number > fields[-1].number])
    edits = [] if opened else _edit_rows(above, fields[0], fields[0].number, "above")
    edits += _edit_rows(below, fields[-1], fields[-1].number + 1, "under")
    sentences = [words for words, _changes in edits]
    changes = [change for _words, changes in edits for change in changes]
    assigned = [(line, match) for line in fields if not FIELD.match(line.text) and (match := _EQUALS.match(line.text))]
    if assigned:
        sentences.append("Between the two rows, type a colon and a space in place of each = sign.")
        changes += (change for line, match in assigned for change in retype_line(line, match.expand(r"\g<word>: \g<value>")).changes)
    return Fix(" ".join(sentences), tuple(changes))


def _rows(lines: Sequence[Line]) -> list[Line]:
    """Return the rows of signs with which some lines begin."""
    return list(takewhile(lambda line: ROW_OF_SIGNS.match(line.text), lines))


def _edit_rows(rows: Sequence[Line], beside: Line, number: int, where: str) -> list[tuple[str, tuple[Change, ...]]]:
    """Return what to do, in words and changes, so that one row of dashes is left of some rows, or is written where there is none."""
    if not rows:
        return [(f"Type a line of three dashes, `{DASHES}`, {where} line {beside.number}.", (add_line(beside.file, number, DASHES),))]
    kept = next((row for row in rows if grammar.TOP_BLOCK.match(row.text)), rows[0])
    fixes = [(row, delete_line(row, f"Delete line {row.number}, “{row.text.strip()}”.")) for row in rows if row is not kept]
    if not grammar.TOP_BLOCK.match(kept.text):
        words = f"Type three dashes, `{DASHES}`, in line {kept.number}, in place of “{kept.text.strip()}”."
        fixes.append((kept, retype_line(kept, DASHES, words)))
    return [(fix.words, fix.changes) for _row, fix in fixes]


def _fields(lines: Sequence[Line]) -> list[Line]:
    """Return the first lines of some as far as they are those of a top block."""
    fields: list[Line] = []
    for line in lines:
        field = FIELD.match(line.text) or _EQUALS.match(line.text)
        begins = field is not None and field["word"].lower() in known_fields()
        goes_on = bool(fields) and line.text[:1] in {" ", "-"} and not ROW_OF_SIGNS.match(line.text)
        if not (begins or goes_on) or grammar.PAGE.match(line.text):
            break
        fields.append(line)
    return fields
