"""Courses in several units, to the standard of one: each row at each standard that launches units one by one, and faults that turn rows red."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import Error

from tests.browser.faults.units import EDITS, UNIT_ROWS, UNIT_STANDARDS, make_units
from tests.browser.harness.build import ShortCourse
from tests.browser.harness.conditions import little_patience
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.seeding import ESBUILD, Seed, compile_seeds, put_script
from tests.lrs_server import LrsServer
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn
MARK: Final = "{mark: 60}"
ROWS: Final = {row.name: row for row in UNIT_ROWS}
CELLS: Final = [(row.name, standard) for row in UNIT_ROWS for standard in UNIT_STANDARDS if standard not in row.excused]
QUICK: Final = (("over another", "scorm2004-4th"), ("over another", "cmi5"))
"""What `make test` plays. A window that dies is played for one unit in test_walk_cmi5.py; what waits of each unit, by tests/runtime/parts/cmi5_driver.test.ts."""


@pytest.mark.parametrize(("name", "standard"), only_quick(CELLS, *QUICK))
def test_cell(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer, name: str, standard: str) -> None:
    ROWS[name].action(make_units(standard, launcher, short_course(MARK, *EDITS), lrs))


def test_every_row_says_in_words_what_is_kept_and_read() -> None:
    assert len(ROWS) == len(UNIT_ROWS)
    for row in UNIT_ROWS:
        assert all((row.fault, row.kept, row.reads))
        assert set(row.excused) < set(UNIT_STANDARDS), f"{row.name} is played nowhere"


# -------------------------------------------------------------------- planted faults


def cmi5(file: str, before: str, after: str) -> Seed:
    return Seed("drivers/cmi5.js", f"builder/standards/cmi5/{file}.ts", before, after)


def lrs_part(file: str, before: str, after: str) -> Seed:
    return Seed("parts/lrs.js", f"templates/runtime/parts/lrs/{file}.ts", before, after)


FAULTS: Final[dict[str, tuple[str, str, Seed]]] = {
    "one unit closes all": (
        "one after the other",
        "scorm2004-4th",
        Seed("parts/scorm.js", "templates/runtime/parts/scorm/driver.ts", " || !this.table.whole) return", ") return"),
    ),
    "own words under the course's name": (
        "over another",
        "cmi5",
        Seed("runtime-late.js", "templates/runtime/notes_store.ts", "id === unit ? notesOfCourse(course) : `${notesOfCourse(course)}.${unit}`", "notesOfCourse(course)"),
    ),
    "what waits on the device is every unit's": ("offline, killed", "cmi5", cmi5("driver", "(id === unit ? id : `${id}.${unit}`)", "id")),
    "a launch before forgets that it was used": (
        "Back",
        "cmi5",
        cmi5(
            "launch",
            'windowStore.set(key, JSON.stringify({ token: null, initialized: "", judged: "", over: !!(readObject(windowStore.get(key) ?? "") || {})["over"] }))',
            "windowStore.remove(key)",
        ),
    ),
    "two writes at one time": ("late answers", "cmi5", lrs_part("index", "const mine = this.writing.then(write);", "const mine = write();")),
    "outcomes go with the rest": (
        "gateway",
        "cmi5",
        Seed(
            "parts/lrs_delivery.js",
            "templates/runtime/parts/lrs_delivery/batches.ts",
            "first && rank(first, activity) < REST ? [first] :",
            "first === undefined ? [] :",
        ),
    ),
}
"""Name -> row, standard, fault."""


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return compile_seeds({name: seed for name, (_, _, seed) in FAULTS.items()}, tmp_path_factory.mktemp("seeds"))


@pytest.mark.skipif(not ESBUILD.exists(), reason="npm packages are not installed (npm ci)")
@pytest.mark.parametrize("name", only_quick(FAULTS))
def test_a_planted_fault_turns_its_row_red(
    launcher: Launcher, short_course: ShortCourse, lrs: LrsServer, scripts: dict[str, bytes], name: str
) -> None:
    row_name, standard, seed = FAULTS[name]
    course = short_course(MARK, *EDITS)
    units = make_units(standard, launcher, course, lrs, put_script(course.zip(standard), seed.script, scripts[name]))
    with little_patience(), pytest.raises((AssertionError, Error)):
        ROWS[row_name].action(units)
