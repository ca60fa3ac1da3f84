"""`docs/accessibility.md` names every success criterion of WCAG 2.2 at level A and AA once, and only tests that exist."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[3]
PAGE: Final = (ROOT / "docs" / "accessibility.md").read_text("utf-8")
ROW: Final = re.compile(r"^\| (\d\.\d\.\d+) ([^|]+) \| (A|AA) \| ([^|]+) \| [^|]+ \| ([^|]*)\|$", re.MULTILINE)
CRITERIA: Final = {
    "A": (
        "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 "
        "3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2"
    ),
    "AA": "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3",
}
"""WCAG 2.2, W3C Recommendation of 12 December 2024."""


def test_each_criterion_has_one_row() -> None:
    rows = [(number, level) for number, _, level, _, _ in ROW.findall(PAGE)]
    assert sorted(rows) == sorted((number, level) for level, numbers in CRITERIA.items() for number in numbers.split())


def test_each_test_that_is_named_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE)
    assert len(named) > 40
    missing = [f"{path}::{name}" for path, name in named if f"def {name}(" not in (ROOT / path).read_text("utf-8")]
    assert missing == []
    assert len(re.findall(r"::test_", PAGE)) == len(named), "each is written in the one form that is looked for"


def test_what_no_test_holds_says_so() -> None:
    for number, _, _, met, tests in ROW.findall(PAGE):
        assert tests.strip() or "yes" not in met.replace("yes, author", ""), f"{number} says that it is met, and names no test"


def test_the_field_of_the_name_says_what_it_is_for() -> None:
    views = (ROOT / "templates" / "pages" / "views.html.jinja").read_text("utf-8")
    (field,) = re.findall(r"<input[^>]*data-record-name[^>]*>", views)
    assert 'autocomplete="name"' in field
