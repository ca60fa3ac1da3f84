"""Parts the tables of a unit: what the browser needs to show the first page and to begin an attempt, and what may come after that."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from msgspec import Struct, to_builtins

from builder.resources import read_asset
from builder.standards.table_rows import PackedRows, pack_rows, pack_sessions
from builder.standards.tables import Tables

LATE_ROWS = ("outcomes", "checks", "interactions")
"""Of the course. The first page asks nothing and completes nothing before they are here (`first_page`), and whoever comes back waits for them."""

LATE_TABLES = frozenset({"checks", "interactions", "notation", "objectives", "outcomes", "questions", "sessionOutcomes", "sessions"})
"""Of a driver's table: what is sent of questions, checks, outcomes and sessions."""

FIRST_SHAPES = frozenset({"initialized"})
"""Of the shapes of statements: that of the beginning of a visit. All others tell what comes of answers, of seen pages and of the end."""

LATE_WORDS = ("notice-", "recorded-")
"""How the names of sentences begin that may come a moment later although scripts of the start name them: the line that stays in view tells the gist
of a notice at once, and what is recorded is told in views that come later."""

PLURAL_FORM = re.compile("-(?:zero|one|two|few|many)$")
"""Ends the name of a sentence that stands for another at some numbers (Unicode TR 35, plural categories)."""

_NAME = re.compile(rb'"([a-z][a-z-]*)"')


class LateTables(Struct, frozen=True):
    """What of the tables comes after the first page. Whoever comes back waits for it; whoever is new can answer nothing before it is here.

    Attributes:
        outcomes: as they travel (`table_rows`); so are `checks` and `interactions`.
        driver: by field of the driver's table, entries that this field does not have yet.
        words: sentences by name.
        views: HTML of the views beside the course.

    """

    outcomes: PackedRows
    checks: PackedRows
    interactions: PackedRows
    driver: dict[str, Any]
    words: dict[str, str]
    views: str


def part_tables(tables: Tables, views: str) -> tuple[dict[str, Any], LateTables]:
    """Return the tables of the start as they travel, and the rest. Together they are `Tables` again (templates/runtime/late_tables.ts).

    Args:
        tables: of a unit.
        views: HTML of the views beside the course.

    """
    whole = to_builtins(tables)
    table = whole["driver"]["table"]
    late_table = {name: rows for name, rows in table.items() if name in LATE_TABLES and rows}
    if "shapes" in table:
        late_table["shapes"] = {event: shape for event, shape in table["shapes"].items() if event not in FIRST_SHAPES}
    late_words = {name: text for name, text in whole["words"].items() if not is_said_first(name)}
    start = {
        **{name: value for name, value in whole.items() if name not in LATE_ROWS},
        "sessions": pack_sessions(whole["sessions"]),
        "words": {name: text for name, text in whole["words"].items() if name not in late_words},
        "driver": {**whole["driver"], "table": {**table, **{name: _without(table[name], rows) for name, rows in late_table.items()}}},
    }
    outcomes, checks, interactions = (pack_rows(whole[name]) for name in LATE_ROWS)
    return start, LateTables(outcomes, checks, interactions, late_table, late_words, views)


def is_said_first(name: str) -> bool:
    """Whether the script of the start says the sentence of a name; all other scripts come later, with their sentences."""
    return PLURAL_FORM.sub("", name) in _named_first() and not name.startswith(LATE_WORDS)


@cache
def _named_first() -> frozenset[str]:
    return frozenset(name.decode() for name in _NAME.findall(read_asset("runtime.js")))


def _without(rows: Any, late: Any) -> Any:
    return {name: row for name, row in rows.items() if name not in late} if isinstance(rows, dict) else []
