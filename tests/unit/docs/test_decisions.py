"""Decisions stand on one page, each under a number of its own."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[3]
DECISION: Final = re.compile(r"^\*\*(\d+)\. ", re.MULTILINE)


def test_each_decision_has_a_number_and_new_ones_stand_at_the_end() -> None:
    page = (ROOT / "docs" / "developers" / "decisions.md").read_text(encoding="utf-8")
    numbers = [int(number) for number in DECISION.findall(page)]
    assert numbers
    assert all(first < second for first, second in pairwise(numbers))


def test_the_map_holds_no_decisions() -> None:
    assert not DECISION.search((ROOT / "builder" / "README.md").read_text(encoding="utf-8"))
    assert "## Decisions" not in (ROOT / "builder" / "README.md").read_text(encoding="utf-8")
