"""What comes after the final check keeps it closed."""

from __future__ import annotations

import pytest

from builder.source.compile import compile_course
from tests.unit.source.author import COURSE, PAGE, TOP, source_of

QUESTION = "::: true-or-false {0}\nYou may say no.\nOutcome: 1.1\nAnswer: true\n:::\n"
CHECK = "::: check {0}\n{1}" + QUESTION.format("{0}-asks") + ":::\n"
FINAL = CHECK.format("last", "Final: yes\n")


def after(page: str, *, course: str = COURSE) -> list[tuple[str, int]]:
    """(code, line) of what is told of a page that follows the final check; its heading is line 1."""
    session = TOP + PAGE + FINAL + "\n"
    first = len(session.splitlines()) + 1
    return [(one.rule.code, one.place.line - first + 1) for one in compile_course(source_of(session + page, course=course)).diagnostics if one.place]


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("# Thanks\nPage: thanks\n\nThank you.\n", [("CRS130", 1)]),
        ("# Thanks\nPage: thanks\nCore: no\n\nThank you.\n", []),
        ("# Again\nPage: again\n\n" + CHECK.format("more", ""), [("CRS130", 4)]),
        ("# Again\nPage: again\nCore: no\n\n" + CHECK.format("more", ""), [("CRS130", 5)]),
        ("# Again\nPage: again\n\n" + CHECK.format("more", "Final: yes\n"), [("CRS031", 4)]),
    ],
    ids=["a core page", "a page that may be skipped", "a check", "a check on a page that may be skipped", "a second final check"],
)
def test_what_comes_after_the_final_check_is_told(page: str, told: list[tuple[str, int]]) -> None:
    assert after(page) == told


def test_a_final_check_that_is_a_unit_of_its_own_waits_for_nothing() -> None:
    course = COURSE + "units: session\nstandards: [scorm2004-4th]\n"
    assert after("# Thanks\nPage: thanks\n\nThank you.\n", course=course) == []
