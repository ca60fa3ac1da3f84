"""Rows of tables in their short form."""

from __future__ import annotations

from typing import Any

import pytest

from builder.standards.table_rows import pack_rows
from tests.unit.standards.packages import unpack_rows


@pytest.mark.parametrize(
    ("rows", "packed"),
    [
        ([], [[]]),
        ([{}], [[], []]),
        ([{"a": 1, "b": None}, {"a": 2, "b": []}], [["a", "b"], [1, None], [2, []]]),
        ([{"a": 1}, {"a": 2, "b": 0}], [["a"], [1], [2, {"b": 0}]]),
        ([{"a": 1, "c": False}, {"b": 2, "a": 3}], [["a"], [1, {"c": False}], [3, {"b": 2}]]),
        ([{"a": {"b": 1}}, {"a": [1, 2]}], [["a"], [{"b": 1}], [[1, 2]]]),
    ],
)
def test_names_travel_once_and_a_row_has_no_field_that_it_had_not(rows: list[dict[str, Any]], packed: list[Any]) -> None:
    assert pack_rows(rows) == packed
    assert unpack_rows(packed) == rows
