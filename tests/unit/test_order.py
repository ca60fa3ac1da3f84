"""The order of the tests of a whole run: each worker begins with long ones, and none is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.order import LONG, deal

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Named:
    """A test of which only the name is known."""

    nodeid: str


ITEMS = [
    *(Named(f"tests/unit/test_{file}.py::test_{number}") for file in "abc" for number in range(20)),
    *(Named(f"{file}::test_{number}") for file in ("tests/browser/test_traces.py", "tests/browser/test_x.py", "tests/browser/test_y.py") for number in range(3)),
    Named("tests/browser/firefox/test_walks.py::test_1"),
]


@pytest.mark.parametrize("workers", [1, 2, 3, 4, 80])
def test_every_test_is_dealt_once(workers: int) -> None:
    assert Counter(deal(ITEMS, workers)) == Counter(ITEMS)


def test_each_run_begins_with_files_of_long_tests_and_ends_with_quick_ones() -> None:
    ordered, size = deal(ITEMS, 3), 24
    begun = [[item.nodeid for item in ordered[start : start + size]] for start in range(0, len(ordered), size)]
    assert [run[0] for run in begun] == ["tests/browser/firefox/test_walks.py::test_1", "tests/browser/test_traces.py::test_0", "tests/browser/test_x.py::test_0"]
    assert [sum("/browser/" in name for name in run) for run in begun] == [4, 3, 3]
    assert all("/unit/" in run[-1] for run in begun)


def test_the_tests_of_a_file_stay_together_in_their_order() -> None:
    ordered = deal(ITEMS, 3)
    for file in {item.nodeid.partition("::")[0] for item in ITEMS}:
        assert [item for item in ordered if item.nodeid.startswith(file)] == [item for item in ITEMS if item.nodeid.startswith(file)]


def test_what_is_named_as_long_is_there() -> None:
    assert [path for path in LONG if not (ROOT / path).exists()] == []
