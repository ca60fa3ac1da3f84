"""The fault matrix, cell by cell. `make test` plays each fault once, at a standard that the seed draws, but for those that other tests play;
`make test-full` plays all.

COPACK_SEED draws others. A failing cell can be played alone by its name.
"""

from __future__ import annotations

import os
import random
import re
from pathlib import Path
from typing import Any, Final

import pytest

from tests.browser.faults import kept_state
from tests.browser.faults.kills import kill_after_call
from tests.browser.faults.learners import STANDARDS, make_learner
from tests.browser.faults.matrix import KILLS, PAGE, ROWS, SCORM, VERSIONS, Row, list_cells, write_page
from tests.browser.harness.build import Edit, ShortCourse
from tests.browser.harness.launcher import Launcher
from tests.lrs_server import LrsServer
from tests.oracles.expectation import assert_expected

pytestmark = pytest.mark.undrawn
ROOT: Final = Path(__file__).resolve().parents[2]
SEED: Final = os.environ.get("COPACK_SEED", "2017")
CHANCE: Final = random.Random(SEED)
MARK: Final = "{mark: 60}"
CHECK: Final = "sessions/02-two/session.md"
PAIR: Final = "::: match pair-up\nMatch each day with what it is.\n- (a) Saturday -> (x) Weekend\n- (b) Wednesday -> (y) Weekday\n- (c) Sunday -> (x)\nExtra: (z) Month\n:::\n"
EDITS: Final[dict[str, tuple[Edit, ...]]] = {
    "added": ((CHECK, "::: choose-one pick-one", "::: choose-one brand-new\nIs this new?\n- [x] (a) Yes\n- [ ] (b) No\n:::\n\n::: choose-one pick-one"),),
    "removed": ((CHECK, PAIR, ""),),
    "reordered": (
        # Choices, and then questions.
        (CHECK, "- [ ] (a) Sunday\n- [x] (b) Tuesday\n- [ ] (c) Friday", "- [ ] (c) Friday\n- [x] (b) Tuesday\n- [ ] (a) Sunday"),
        (CHECK, PAIR, ""),
        (CHECK, "::: choose-one pick-one", PAIR + "\n::: choose-one pick-one"),
    ),
}  # fmt: skip
KILLED_QUICKLY: Final = ("scorm12",)
"""What `make test` kills after a call. A record store's windows are killed by test_walk_cmi5.py and test_walk_xapi.py, and in each wait by
tests/runtime/parts/killed_window.test.ts."""
CALLS: Final = {"scorm": 90, "store": 48}
"""At least as many calls as a run makes before it is killed: beyond them nothing is cut."""


PLAYED_ELSEWHERE: Final = {
    "killed": "test_return_scorm12.py, test_walk_cmi5.py",
    "closed": "test_walk_scorm2004.py",
    "reloaded": "test_return_scorm12.py",
    "cached": "test_return_scorm12.py",
    "two windows": "test_walk_xapi.py",
    "nobody": "test_trouble_scorm12.py, test_walk_xapi.py",
    "foreign frame": "test_trouble_scorm12.py",
    "late": "test_trouble_scorm12.py",
    "numbers": "booleans, and tests/runtime",
    "count restored": "count zero, and every walk that comes back",
    "count blank": "count zero",
    "login page": "test_trouble_scorm12.py",
    "denied": "test_trouble_scorm12.py",
    "cut short": "test_trouble_scorm12.py",
    "refused": "test_trouble_scorm12.py, test_walk_scorm2004.py",
    "end refused": "tests/runtime/parts/scorm_exit.test.ts",
    "sign-in page": "tests/runtime/parts/store_faults.test.ts",
    "null": "booleans, and tests/runtime/parts/scorm.test.ts",
    "popup reloaded": "ended before, test_walk_scorm2004.py",
    "opener reloaded": "opener closed, and tests/runtime/parts/scorm_connection.test.ts",
    "opener elsewhere": "opener closed, and tests/runtime/parts/scorm_connection.test.ts",
    "start cut short": "start signed out",
    "update, no-store": "update, date alone",
    "update, no-cache": "update, date alone",
    "update, one session": "update, all in cache",
    "update, max-age": "update, date alone",
    "update, immutable": "update, date alone",
    "update, without timing": "update, while open",
    "update, kept dates": "update, date alone",
    "throwing": "test_trouble_scorm12.py (what is said), and tests/runtime/parts/scorm12_driver.test.ts, tests/runtime/parts/scorm2004_driver.test.ts",
    "silent": "429, and tests/runtime/parts/lrs.test.ts",
    "signed out": "test_walk_cmi5.py",
    "blocked": "test_walk_web.py",
    "neighbour": "test_walk_web.py, test_walk_xapi.py, test_walk_cmi5.py",
    "400": "409, and tests/runtime/parts/lrs.test.ts",
    "413": "409, and tests/runtime/parts/lrs.test.ts",
    "429": "test_walk_xapi.py",
    "500": "429",
    "lost response": "test_walk_xapi.py, test_walk_cmi5.py",
    "offline, killed": "test_units.py, test_walk_cmi5.py",
    "offline, left": "test_walk_xapi.py, test_walk_cmi5.py",
    "nothing yet": "tests/runtime/parts/lrs.test.ts",
    "killed in a save": "late answers, and tests/runtime/parts/killed_window.test.ts",
    "wrapped": "tests/runtime/parts/xapi_driver.test.ts",
    "ETag": "409, and tests/runtime/parts/lrs.test.ts, tests/runtime/parts/store_faults.test.ts",
    "state cut": "state damaged, and tests/runtime",
    "state wrapped": "tests/runtime/parts/scorm_reading.test.ts",
    "state of a stranger": "tests/runtime/parts/scorm_reading.test.ts",
    "added": "test_return_scorm12.py",
    "reordered": "test_return_scorm12.py",
}
"""Row -> what else of `make test` proves the same; here `make test-full` plays it, with every cell of every row."""


def drawn(cells: list[tuple[Any, ...]]) -> list[Any]:
    """One cell of each first member stays in the ordinary run; the others are slow."""
    chosen = {first: CHANCE.choice([cell for cell in cells if cell[0] is first]) for first in dict.fromkeys(cell[0] for cell in cells)}
    quick = [cell for cell in chosen.values() if getattr(cell[0], "name", cell[0]) not in PLAYED_ELSEWHERE]
    return [pytest.param(*cell, marks=() if cell in quick else pytest.mark.slow, id=_name(cell)) for cell in cells]


def _name(cell: tuple[Any, ...]) -> str:
    return "-".join(str(part.name if isinstance(part, Row) else part) for part in cell)


def test_the_page_is_the_matrix() -> None:
    assert_expected(PAGE, write_page())


def test_what_is_played_elsewhere_is_a_row() -> None:
    assert PLAYED_ELSEWHERE.keys() <= {row.name for row in ROWS} | set(VERSIONS)


def test_what_plays_a_row_elsewhere_is_there() -> None:
    for row, played in PLAYED_ELSEWHERE.items():
        for path in re.findall(r"[\w/]+(?:\.test\.ts|\.py)", played):
            assert (ROOT / path if "/" in path else Path(__file__).with_name(path)).is_file(), f"{row}: {path}"


def test_every_fault_says_in_words_what_is_kept_and_read() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS)
    for row in ROWS:
        assert all((row.fault, row.kept, row.reads))
        assert set(row.excused) < set(STANDARDS), f"{row.name} is played nowhere"


@pytest.mark.parametrize(("row", "standard"), drawn(list(list_cells())))
def test_cell(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer, row: Row, standard: str) -> None:
    row.action(make_learner(standard, launcher, short_course(MARK), lrs))


@pytest.mark.parametrize(("change", "standard"), drawn([(change, standard) for change in VERSIONS for standard in STANDARDS]))
def test_newer_course(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer, change: str, standard: str) -> None:
    kept_state.open_newer_course(make_learner(standard, launcher, short_course(MARK), lrs), short_course(MARK, *EDITS[change]))


def kills() -> list[Any]:
    """Every call of every standard; the seed draws one for each standard."""
    found = []
    for standard in KILLS:
        most = CALLS["scorm" if standard in SCORM else "store"]
        chosen = CHANCE.randrange(1, most)
        found += [
            pytest.param(standard, number, marks=() if number == chosen and standard in KILLED_QUICKLY else pytest.mark.slow, id=f"{standard}-{number}") for number in range(1, most + 1)
        ]
    return found


@pytest.mark.parametrize(("standard", "number"), kills())
def test_kill_after_call(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer, standard: str, number: int) -> None:
    built = short_course(MARK)
    accepted = kill_after_call(make_learner(standard, launcher, built, lrs), number)
    if number == CALLS["scorm" if standard in SCORM else "store"]:
        assert accepted == sum(one.recorded and bool(one.check) for one in built.plan.interactions), "a run makes more calls than are tried"
