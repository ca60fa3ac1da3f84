"""A bilingual table as CSV (RFC 4180), as spreadsheets read and write it."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from builder.bilingual.table import ID, NO_TABLE, Row
from builder.diagnostics import Checked, Diagnostic, Place

_FORMULA = ("=", "+", "-", "@", "\t")
"""Signs by which a spreadsheet takes a cell for a formula: a list begins with one of them, and a stranger's words may."""
_SHIELD = "'"
"""Stands before such a cell, in both directions."""
_SEPARATORS = ",;\t"


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return the rows as CSV in UTF-8 with a byte order mark, without which Excel takes it for another encoding."""
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([_shield(cell) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + text.getvalue().encode("utf-8", "replace")


def _shield(cell: str) -> str:
    return f"{_SHIELD}{cell}" if cell.startswith((*_FORMULA, *(f"{_SHIELD}{sign}" for sign in _FORMULA))) else cell


def _unshield(cell: str) -> str:
    return cell[1:] if cell.startswith(_SHIELD) and cell[1:].startswith((*_FORMULA, *(f"{_SHIELD}{sign}" for sign in _FORMULA))) else cell


def read_csv(content: bytes, file: str) -> Checked[tuple[Row, ...]]:
    """Return the rows of a CSV file, whatever separator the spreadsheet chose; `file` is its name, for messages."""
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        hint = "Open it in the spreadsheet again and save it as “CSV UTF-8”. Other encodings have no letters such as ŵ and ŷ."
        return Checked(None, (Diagnostic(NO_TABLE, f"“{file}” is not in UTF-8.", Place(file), hint),))
    first = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        rows = tuple(tuple(_unshield(cell) for cell in row) for row in csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as fault:
        message = f"“{file}” cannot be read as CSV: {fault}."
        return Checked(None, (Diagnostic(NO_TABLE, message, Place(file), "Save it as CSV from the spreadsheet again."),))
    found = tuple(Row(number, cells) for number, cells in enumerate(rows, 1))
    if not found or not found[0].cells or found[0].cells[0].strip().lower() != ID.lower():
        hint = f"The first row holds the names of the columns, and the first of them is “{ID}”."
        return Checked(None, (Diagnostic(NO_TABLE, f"“{file}” does not begin with the names of the columns.", Place(file, 1), hint),))
    return Checked(found)
