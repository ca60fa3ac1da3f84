"""Which members of a row of tests `make test` runs, and how many examples Hypothesis tries there; the others wait for `make test-full`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final

import pytest
from _pytest.mark import ParameterSet

ALL_EXAMPLES: Final = "CI" in os.environ or os.environ.get("COPACK_EXAMPLES") == "all"
"""So it is in `make test-full`, before planted faults and for one room alone; and with `CI` set, where each run tries the same."""
FEWEST: Final = 25


def only_quick(values: Iterable[object], *quick: object) -> list[ParameterSet]:
    """Values as parameters of a test (tuples as several), those that are not `quick` marked as slow.

    Raises:
        ValueError: what is called quick is no value; the row would be played nowhere.

    """
    values = list(values)
    if missing := [value for value in quick if value not in values]:
        raise ValueError(f"not among the values: {missing}")
    rows = ((value, value if isinstance(value, tuple) else (value,)) for value in values)
    return [pytest.param(*row, marks=() if value in quick else pytest.mark.slow) for value, row in rows]


def examples(whole: int) -> int:
    """How many examples are tried where `whole` are enough to find what a property is about: a third in `make test`, since each run tries others."""
    return whole if ALL_EXAMPLES else min(whole, max(whole // 3, FEWEST))
