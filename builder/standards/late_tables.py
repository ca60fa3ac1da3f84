"""Parts the tables of a unit: what the browser needs to show the first page and to take up an attempt, and what may come after that."""

from __future__ import annotations

from typing import Any

from msgspec import to_builtins

from builder.standards.tables import LateTables, Tables

LATE_FIELDS = frozenset({"kind", "type", "correct", "codes", "points", "variants", "tolerance", "partial", "prompt", "private"})
"""Of a question: what it takes to show, mark and send it. Whatever is not named here comes at the start."""

LATE_TABLES = frozenset({"checks", "interactions", "questions"})
"""Of a driver's table: what is sent of each question and check. No answer can be submitted before it is here."""

LATE_SHAPES = frozenset({"answered", "outcome-scored"})
"""Of the shapes of statements: those that tell a submission. All others may be due with the first page."""

LATE_WORDS = (
    "again-", "answer-", "answers-", "check-", "closed-cleared", "closed-notes", "contents-", "course-end-", "form-",
    "learned-", "next-is", "notes-", "notice-", "number-", "order-", "outcome-", "page-optional", "part-", "partly", "parts-", "question-of",
    "record-", "recorded-", "result-", "right", "session-end-", "sessions-done", "sheet-", "status-", "step-", "still-", "summary-", "writing-",
    "wrong",
)  # fmt: skip
"""How the names of sentences begin that are said on questions and in late views only. Notices may come a moment later too: the line that stays
in view tells the gist of them at once."""


def part_tables(tables: Tables, views: str) -> tuple[dict[str, Any], LateTables]:
    """Return the tables of the start, as `Tables` without what is late, and the rest. Together they are the whole again (templates/runtime/late.ts).

    Args:
        tables: of a unit.
        views: HTML of the views beside the course.

    """
    whole = to_builtins(tables)
    start_rows = [{name: value for name, value in row.items() if name not in LATE_FIELDS} for row in whole["interactions"]]
    late_rows = {row["id"]: {name: value for name, value in row.items() if name in LATE_FIELDS} for row in whole["interactions"]}
    table = whole["driver"]["table"]
    late_table = {name: rows for name, rows in table.items() if name in LATE_TABLES}
    if "shapes" in table:
        late_table["shapes"] = {event: shape for event, shape in table["shapes"].items() if event in LATE_SHAPES}
    late_words = {name: text for name, text in whole["words"].items() if name.startswith(LATE_WORDS)}
    start = {
        **whole,
        "interactions": start_rows,
        "words": {name: text for name, text in whole["words"].items() if name not in late_words},
        "driver": {**whole["driver"], "table": {**table, **{name: _without(table[name], rows) for name, rows in late_table.items()}}},
    }
    return start, LateTables(late_rows, late_table, late_words, views)


def _without(rows: dict[str, Any], late: dict[str, Any]) -> dict[str, Any]:
    return {name: row for name, row in rows.items() if name not in late}
