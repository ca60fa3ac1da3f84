"""Every room has tests of its own, every test belongs to a room or to the whole, and every planted fault can be planted."""

from __future__ import annotations

from fnmatch import fnmatch

import pytest

from tests.mutants.faults import MUTANTS
from tests.mutants.mutant import Mutant
from tests.rooms import ROOMS, ROOT, list_scripts

FEWEST_MUTANTS = 25
WHOLE = (
    "tests/browser",
    "tests/build",
    "tests/install",
    "tests/oracles",
    "tests/properties",
    "tests/spec",
    "tests/test_conditions_only.py",
    "tests/unit/docs",
    "tests/unit/test_iri.py",
    "tests/unit/test_language_tag.py",
    "tests/fuzz/test_fuzz.py",
    "tests/unit/test_rooms.py",
    "tests/unit/test_patterns.py",
    "tests/unit/test_order.py",
    "tests/unit/test_sizes.py",
)
"""Tests of the whole, of the documents, of grammars that several rooms ask, or of the tests themselves: no room alone answers for them."""
UNPROVEN = {"templates/pages", "templates/print", "templates/kit", "templates/file", "templates/styles", "templates/assets"}
"""Rooms in which no fault is planted yet."""


def folders() -> set[str]:
    """Rooms as they lie on the disk."""
    builder = {path.name for path in (ROOT / "builder").iterdir() if path.is_dir() and not path.name.startswith("_")}
    standards = {f"standards/{path.name}" for path in (ROOT / "builder" / "standards").iterdir() if (path / "standard.py").exists()}
    templates = {f"templates/{path.name}" for path in (ROOT / "templates").iterdir() if path.is_dir()}
    return builder | standards | templates


def test_each_room_has_tests() -> None:
    assert set(ROOMS) == folders()
    for room, tests in ROOMS.items():
        for path in tests:
            assert (ROOT / path).exists(), f"{room}: {path} is not there"
            assert list_scripts(ROOT, path) or path.endswith(".py") or any((ROOT / path).rglob("test_*.py")), f"{room}: {path} holds no test"


def test_each_test_belongs_to_a_room_or_to_the_whole() -> None:
    tests = [path.relative_to(ROOT).as_posix() for pattern in ("test_*.py", "*.test.ts") for path in (ROOT / "tests").rglob(pattern)]
    claimed = (*WHOLE, *(path for paths in ROOMS.values() for path in paths))
    assert [test for test in tests if not any(test == path or test.startswith(f"{path}/") for path in claimed)] == []


def test_no_test_is_in_a_folder_that_pytest_passes_over(pytestconfig: pytest.Config) -> None:
    """Pytest's own list of such folders has "build": for weeks the tests of `tests/build` were run by nobody."""
    patterns = [str(pattern) for pattern in pytestconfig.getini("norecursedirs")]
    assert patterns
    folders = {folder for path in (ROOT / "tests").rglob("test_*.py") for folder in path.relative_to(ROOT).parents}
    passed_over = [(str(folder), pattern) for folder in folders for pattern in patterns if fnmatch(folder.as_posix() if "/" in pattern else folder.name, pattern)]
    assert passed_over == []


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: str(mutant.fault))
def test_each_fault_can_be_planted(mutant: Mutant) -> None:
    assert list(mutant.list_faults(ROOT)) == []


def test_faults_are_planted_in_every_room() -> None:
    assert len(MUTANTS) >= FEWEST_MUTANTS
    assert {mutant.room for mutant in MUTANTS} == set(ROOMS) - UNPROVEN
