"""Courses in several units, to the standard of one: each row at each standard that launches units one by one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.faults.units import EDITS, UNIT_ROWS, UNIT_STANDARDS, UnitRow, make_units
from tests.browser.harness.build import ShortCourse
from tests.browser.harness.launcher import Launcher
from tests.lrs_server import LrsServer, serve_lrs

MARK = "{mark: 60}"


@pytest.fixture
def lrs() -> Iterator[LrsServer]:
    with serve_lrs() as running:
        yield running


CELLS = [pytest.param(row, standard, id=f"{row.name}-{standard}") for row in UNIT_ROWS for standard in UNIT_STANDARDS if standard not in row.excused]


@pytest.mark.parametrize(("row", "standard"), CELLS)
def test_cell(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer, row: UnitRow, standard: str) -> None:
    row.action(make_units(standard, launcher, short_course(MARK, *EDITS), lrs))
