"""What is said of markup that is left over, and what to type in place of it."""

from __future__ import annotations

import html
import re

from builder.source.markdown.leftover import EMPHASIS, STANDING_IN
from builder.source.markdown.leftovers import ESCAPES, FoundLeftover
from builder.source.tree.other_blocks import replace_other_block

_LONGEST = 40
"""Characters of it that a message shows."""


def as_typed(found: FoundLeftover) -> str:
    """Return the first line of it as the author typed it, up to what is meant as it is."""
    line = found.typed.strip().strip(EMPHASIS).partition("\n")[0]
    for sign in STANDING_IN:
        line = line.partition(sign)[0]
    for typed, stand_in in ESCAPES.items():
        line = line.replace(stand_in, typed)
    return line


def describe(found: FoundLeftover) -> tuple[str, str]:
    """Return what to say of markup that is left over, and what to type."""
    line = as_typed(found)
    whole = not any(sign in found.typed.strip(EMPHASIS) for sign in STANDING_IN) and len(line) <= _LONGEST
    way_out = " To show it as it is, type a backslash before each sign of it." if found.kind.escapable else ""
    what = found.kind.what if found.block is None else "a line of another tool"
    hint = _hint(found) if found.block is None else replace_other_block(found.block)
    return f"Learners would see “{line[:_LONGEST]}{'' if whole else '…'}”. It looks like {what}.", hint + way_out


def _hint(found: FoundLeftover) -> str:
    if found.kind.name == "entity":
        return _entity_hint(found.typed)
    if found.kind.name == "wrong_encoding":
        return _encoding_hint(found.typed)
    if found.kind.name == "table_row":
        return _table_hint(found.typed)
    if found.kind.name == "directive":
        return _directive_hint(found.typed)
    return found.kind.hint


def _entity_hint(typed: str) -> str:
    """Return what to type for a code of HTML: its sign; for a word that is no code, the word."""
    code = typed.rstrip(";") + ";"
    sign = html.unescape(code)
    if sign == code:
        return f"Type a space after the sign `&`, or delete `{typed}`."
    return f"Type the sign itself: `{sign}`." if sign.strip() else "Type a space in its place."


def _encoding_hint(typed: str) -> str:
    """Return what to type for a sign whose bytes another program read as Windows-1252: the sign, where the bytes are all there."""
    try:
        sign = typed.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return "Type the sign that belongs there."
    return f"Type the sign itself: `{sign}`." if sign.strip() else "Type a space in its place."


def _directive_hint(typed: str) -> str:
    """Return what to type for a command of Sphinx: for a picture, for a role before words, for any other."""
    if typed.startswith(":"):
        return f"Delete `{typed}` and the signs ` around the words after it."
    if re.search("image|figure", typed):
        return "Type the picture alone on this line: `![What it shows](media/name.svg)`."
    return "Delete this line, and the lines under it that begin with a colon."


def _table_hint(typed: str) -> str:
    """Return what to type for a row of a table: its cells as they are typed here, and the row of dashes under the first one."""
    cells = [cell.strip() for cell in typed.strip().strip("|").split("|") if cell.strip()]
    if not cells or typed.lstrip().startswith("+"):
        return "Delete it. Type a table with | between the cells, and a row of dashes under its heading row: `| --- | --- |`."
    dashes = "|" + " --- |" * len(cells)
    if "||" in typed:
        return f"Type `| {' | '.join(cells)} |` in its place, and a row of dashes under the heading row of the table: `{dashes}`."
    return f"Type a row of dashes under the heading row of the table: `{dashes}`."
