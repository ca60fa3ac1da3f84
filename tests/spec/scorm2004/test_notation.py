"""How SCORM 2004 writes a question (S04-26, S04-28)."""

from __future__ import annotations

import pytest

from builder.course.cmi import Choice, Component, Definition, InteractionType, Texts
from builder.standards.scorm2004.limits import check_plan
from builder.standards.scorm2004.manifest import FOURTH, THIRD
from builder.standards.scorm2004.notation import DESCRIPTION_LENGTH, PATTERNS, write_description, write_patterns
from tests.unit.standards.packages import example_plan


def question(text: str) -> Definition:
    return Definition(InteractionType.CHOICE, text, (Choice(("a",)),), choices=(Component("a", "Yes"), Component("b", "No")))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Who decides?", "Who decides?"),
        ("Who decides,\nand when?", "Who decides, and when?"),
        ("{lang=en} is no language here", "lang=en} is no language here"),
        ("word " * 80, ("word " * 49).strip() + "…"),
    ],
)
def test_a_description_is_one_short_line_that_moodle_takes(text: str, written: str) -> None:
    assert write_description(question(text)) == written
    assert len(written) <= DESCRIPTION_LENGTH


def test_no_more_right_answers_than_every_platform_takes_and_each_once() -> None:
    many = Definition(InteractionType.FILL_IN, "Fill in.", tuple(Texts((f"word{at % 7}",)) for at in range(14)))
    assert write_patterns(many) == tuple(f"word{at}" for at in range(PATTERNS))


def test_a_small_course_fits_both_editions() -> None:
    assert check_plan(THIRD, example_plan()) == check_plan(FOURTH, example_plan()) == ()
