"""No requirement of cmi5 is forgotten: each has tests that there are, or a reason why it is not ours."""

from __future__ import annotations

import ast
import json
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).parents[3]
TABLE: Final[dict[str, Any]] = json.loads((Path(__file__).parent / "requirements.json").read_text(encoding="utf-8"))
ROWS: Final[dict[str, str | list[str]]] = TABLE["requirements"]
NAMED: Final = sorted({name for row in ROWS.values() if isinstance(row, list) for name in row})


@cache
def texts() -> dict[str, str]:
    """Each requirement's text by its id, derived ones included."""
    found = json.loads((ROOT / "node_modules/@cmi5/requirements/requirements.json").read_text(encoding="utf-8"))
    return {name: str(one["txt"]) for name, one in found.items()}


def test_the_table_has_each_requirement_and_no_other() -> None:
    assert list(ROWS) == list(texts())


@pytest.mark.parametrize("name", NAMED)
def test_each_named_test_exists(name: str) -> None:
    file, _, test = name.partition("::")
    content = (ROOT / file).read_text(encoding="utf-8")
    if file.endswith(".py"):
        tests = {node.name for node in ast.walk(ast.parse(content)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        assert test.startswith("test_")
        assert test in tests
    else:
        assert f'test("{test}"' in content or f"test(`{test}`" in content


def test_whoever_has_no_test_has_a_reason() -> None:
    for name, row in ROWS.items():
        assert row, name
        assert isinstance(row, list) or row in TABLE["reasons"], name
    assert set(TABLE["reasons"]) == {row for row in ROWS.values() if isinstance(row, str)}, "a reason that nobody gives"


def test_the_platforms_reason_is_not_given_for_a_duty_of_the_unit() -> None:
    """What a text lays on the unit, in so many words, is ours; a derived one says what a platform does about a breach."""
    ours = {name for name, text in texts().items() if text.startswith(("The AU MUST", "An AU MUST", "AUs MUST")) and "(d" not in name}
    launched = {"8.1.0.0-1"}
    """“MUST be launched by the LMS”."""
    assert len(ours) > 40
    assert {name for name in ours - launched if ROWS[name] == "lms"} == set()
