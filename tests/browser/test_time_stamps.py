"""The judge of time stamps: what outcomes may overtake, and each order that it must call wrong."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.browser.harness.judges import judge_time_stamps

pytestmark = pytest.mark.undrawn

UNIT: Final = "https://example.test/course"
GOOD: Final = (("initialized", 0), ("passed", 30), ("completed", 40), ("answered", 10), ("answered", 20), ("terminated", 50))


def tell(*told: tuple[str, int]) -> list[dict[str, Any]]:
    """Statements of a unit; only an answer is about something else."""
    return [
        {"verb": {"id": f"https://example.test/verbs/{verb}"}, "object": {"id": f"{UNIT}/question" if verb == "answered" else UNIT}, "timestamp": f"2026-01-05T10:42:{at:02}.00Z"}
        for verb, at in told
    ]


def test_outcomes_overtake_the_answers_that_gave_them() -> None:
    assert list(judge_time_stamps(tell(*GOOD))) == []


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ((("initialized", 0), ("passed", 20), ("completed", 40), ("answered", 10), ("answered", 20)), "equal"),
        ((("initialized", 0), ("passed", 40), ("completed", 30), ("answered", 10), ("answered", 20)), "of outcomes do not rise"),
        ((("initialized", 0), ("passed", 30), ("completed", 40), ("answered", 20), ("answered", 10)), "of all but outcomes do not rise"),
        ((*GOOD[:-1], ("terminated", 5)), "of all but outcomes do not rise"),
        ((("initialized", 0), ("answered", 10), ("answered", 30), ("passed", 20)), "passed at 2026-01-05T10:42:20.00Z was told after something younger"),
        ((("initialized", 0), ("passed", 5), ("completed", 40), ("answered", 10), ("answered", 20)), "is older than the first answer"),
        # A session is completed too, and waits its turn.
        ((("answered", 20), ("completed", 10)), "of all but outcomes do not rise"),
    ],
)
def test_any_other_order_is_a_fault(told: tuple[tuple[str, int], ...], fault: str) -> None:
    assert any(fault in each for each in judge_time_stamps(tell(*told)))
