"""Rows of a table as they travel: the names of the fields once, then the values of each row (`templates/runtime/table_rows.ts` reads them)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

PackedRows = list[list[Any]]
"""The first list holds the names of the fields that all rows have; each of the others the values of a row, then,
where it has more fields, those by name."""


def pack_rows(rows: Sequence[Mapping[str, Any]]) -> PackedRows:
    """Return rows in their short form."""
    names = [name for name in (rows[0] if rows else ()) if all(name in row for row in rows)]
    return [names, *(_pack_row(row, names) for row in rows)]


def _pack_row(row: Mapping[str, Any], names: Sequence[str]) -> list[Any]:
    more = {name: value for name, value in row.items() if name not in names}
    return [*(row[name] for name in names), *([more] if more else [])]


def pack_sessions(sessions: Sequence[Mapping[str, Any]]) -> PackedRows:
    """Return sessions and their pages in the short form."""
    return pack_rows([{**session, "pages": pack_rows(session["pages"])} for session in sessions])
