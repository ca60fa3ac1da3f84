"""Rows of the fault matrix whose result depends on the engine, in all three."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest

from tests.browser.engines.rows import EngineRow, Seat, list_engine_cells
from tests.browser.engines.window import EngineWindow
from tests.browser.harness.build import Built, ShortCourse
from tests.browser.harness.server import Server

QUICK: Final = {("back", "scorm12", "WebKit")}
"""What `make test` plays; `make test-full` plays all."""
PLAYED_ELSEWHERE: Final = {
    "update, while open": "test_fault_matrix.py",
    "update, kept by a gateway": "test_fault_matrix.py (update, date alone)",
    "update, kept by the browser": "test_fault_matrix.py (update, date alone)",
    "two windows": "test_walk_xapi.py",
    "killed": "test_return_scorm12.py",
    "platform reloaded": "test_return_scorm12.py",
    "no timing": "tests/runtime/notes.test.ts",
}
"""Row -> what else of `make test` proves the same, in Chromium or beside any browser."""


def list_cells() -> list[Any]:
    """Row, standard and engine."""
    cells = [(row, standard, engine) for row, standard in list_engine_cells() for engine in row.engines]
    names = {(row.name, standard, engine) for row, standard, engine in cells}
    assert names >= QUICK
    assert {row for row, _, _ in names} == {row for row, _, _ in QUICK} | PLAYED_ELSEWHERE.keys(), "a row that make test never plays"
    return [
        pytest.param(
            row, standard, engine, id=f"{row.name}-{standard}-{engine}", marks=() if (row.name, standard, engine) in QUICK else pytest.mark.slow
        )
        for row, standard, engine in cells
    ]


@pytest.mark.parametrize(("row", "standard", "engine"), list_cells())
def test_cell(
    server: Server, open_window: Callable[[], EngineWindow], short_course: ShortCourse, every_interaction: Built, row: EngineRow, standard: str
) -> None:
    built = every_interaction if row.own_words else short_course("{mark: 60}")
    row.action(Seat(server, built, standard, open_window, row.script))
