"""Parts the tables of a unit: what the browser needs to show the first page and to begin an attempt, and what may come after that."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, to_builtins

from builder.standards.table_rows import PackedRows, pack_rows, pack_sessions
from builder.standards.tables import Tables

LATE_ROWS = ("outcomes", "checks", "interactions")
"""Of the course. The first page asks nothing and completes nothing before they are here (`first_page`), and whoever comes back waits for them."""

LATE_TABLES = frozenset({"checks", "interactions", "notation", "objectives", "outcomes", "questions", "sessionOutcomes", "sessions"})
"""Of a driver's table: what is sent of questions, checks, outcomes and sessions."""

FIRST_SHAPES = frozenset({"initialized", "terminated"})
"""Of the shapes of statements: those of a visit that sees the first page alone. All others tell what comes of answers and of seen pages."""

LATE_WORDS = (
    "again-", "answer-", "answers-", "check-", "closed-cleared", "closed-notes", "contents-", "course-end-", "form-",
    "learned-", "next-is", "notes-", "notice-", "number-", "order-", "outcome-", "page-optional", "part-", "partly", "parts-", "question-of",
    "record-", "recorded-", "result-", "right", "session-end-", "sessions-done", "sheet-", "status-", "step-", "still-", "summary-", "writing-",
    "wrong",
)  # fmt: skip
"""How the names of sentences begin that are said on questions and in late views only. Notices may come a moment later too: the line that stays
in view tells the gist of them at once."""


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
    late_words = {name: text for name, text in whole["words"].items() if name.startswith(LATE_WORDS)}
    start = {
        **{name: value for name, value in whole.items() if name not in LATE_ROWS},
        "sessions": pack_sessions(whole["sessions"]),
        "words": {name: text for name, text in whole["words"].items() if name not in late_words},
        "driver": {**whole["driver"], "table": {**table, **{name: _without(table[name], rows) for name, rows in late_table.items()}}},
    }
    outcomes, checks, interactions = (pack_rows(whole[name]) for name in LATE_ROWS)
    return start, LateTables(outcomes, checks, interactions, late_table, late_words, views)


def _without(rows: Any, late: Any) -> Any:
    return {name: row for name, row in rows.items() if name not in late} if isinstance(rows, dict) else []
