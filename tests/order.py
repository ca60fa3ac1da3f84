"""The order in which tests begin: what is long first, so that no worker ends alone with a long test.

`--dist worksteal` gives each worker a run of neighbours, and whoever is done takes from the end of another's run. Each run begins with its share of
the files that hold long tests, and ends with quick ones, which can be shared out evenly.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, islice
from typing import Final, Protocol, TypeVar

LONG: Final = (
    "tests/browser/firefox/",
    "tests/browser/test_traces.py",
    "tests/browser/test_every_state.py",
    "tests/browser/test_every_kind.py",
    "tests/browser/test_closed_plan.py",
    "tests/browser/test_preview_is_private.py",
    "tests/browser/",
    "tests/install/",
    "tests/unit/assets/",
    "tests/unit/reports/test_disclosures.py",
)
"""Beginnings of the paths of files with long tests, the longest first; at the end a file of short ones that is made ready once a worker, for seconds."""


class Item(Protocol):
    """A test."""

    @property
    def nodeid(self) -> str:
        """Path of its file from the root of the repository, `::`, and its name."""


ItemT = TypeVar("ItemT", bound=Item)


def deal(items: Sequence[ItemT], workers: int) -> list[ItemT]:
    """All tests in the order of their runs, one run a worker; the files with long tests are dealt out whole."""
    long = sorted((item for item in items if _rank(item) < len(LONG)), key=_rank)
    quick = iter([item for item in items if _rank(item) == len(LONG)])
    files = [list(members) for _, members in groupby(long, key=_file)]
    size = -(-len(items) // workers)
    ordered: list[ItemT] = []
    for worker in range(workers):
        run = [item for file in files[worker::workers] for item in file]
        ordered += [*run, *islice(quick, max(0, size - len(run)))]
    return [*ordered, *quick]


def _file(item: Item) -> str:
    return item.nodeid.partition("::")[0]


def _rank(item: Item) -> int:
    return next((rank for rank, beginning in enumerate(LONG) if _file(item).startswith(beginning)), len(LONG))
