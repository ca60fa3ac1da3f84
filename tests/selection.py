"""Which members of a row of tests `make test` runs; the others wait for `make test-full`."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from _pytest.mark import ParameterSet


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
