"""`reflection`: what is read, what is reported, and that own words are kept out of everything."""

from __future__ import annotations

import pytest

from builder.course.cmi import Definition, InteractionType
from builder.interactions.kinds.reflection import Reflection
from builder.tracking.compile import plan_tracking
from tests.unit.interactions.as_typed import Slips, assert_fixed, assert_read_as_meant, messages
from tests.unit.source.author import course_of, question_of

CLEAN = """::: reflection what-i-bring
> Ken is awake at night, and so am I.

What do *you* know that a researcher may not know?
Lines: 6
Outcome: 1.1
:::
"""
SLIPS: dict[str, Slips] = {
    "labels of a word processor": [("Lines: 6", "  **LINES :** 6"), ("Outcome:", "outcome :")],
    "capital names and other colons": [("::: reflection what-i-bring", ":::: Reflection What-I-Bring :::")],
    "hard spaces and Windows line ends": [("Lines: 6", "\u00a0Lines:\u00a06\u200b"), ("\n", "\r\n")],
}


def test_what_is_asked_and_how_high_the_box_is() -> None:
    question = question_of(CLEAN)
    assert isinstance(question, Reflection)
    description = "Ken is awake at night, and so am I. What do you know that a researcher may not know?"
    assert question.definition == Definition(InteractionType.LONG_FILL_IN, description)
    assert (question.lines, question.most, question.outcomes) == (6, 4000, ("1.1",))
    without = question_of("::: reflection any\nWhat do you bring?\n:::\n")
    assert isinstance(without, Reflection)
    assert without.lines == 4


@pytest.mark.parametrize("slips", SLIPS.values(), ids=SLIPS.keys())
def test_slips_are_read_as_they_were_meant(slips: Slips) -> None:
    assert_read_as_meant(CLEAN, slips)


def test_an_id_is_written_once() -> None:
    assert_fixed("::: reflection\nWhat do you bring to research?\n:::\n", ["::: reflection what-do-you-bring-to"])


@pytest.mark.parametrize(
    ("typed", "code", "message"),
    [
        ("Lines: 21\nWhat?", "CRS280", "“21” is not a number of lines that a box can have."),
        ("Lines: 0\nWhat?", "CRS280", "“0” is not a number of lines that a box can have."),
        ("What?\n\n- [ ] (a) Time", "CRS281", "The question “any” has a list, but learners do not choose anything here."),
        ("Lines: 3", "CRS080", "The question “any” has no question text."),
        ("What?\nPoints: 2", "SRC050", "“Points:” has no effect in this question. It belongs to: questions with a right answer."),
    ],
)
def test_what_nobody_can_answer_is_reported(typed: str, code: str, message: str) -> None:
    assert [one[:2] for one in messages(f"::: reflection any\n{typed}\n:::\n")] == [(code, message)]


def test_own_words_are_not_in_the_saved_progress() -> None:
    plan = plan_tracking(course_of(CLEAN)).value
    assert plan is not None
    (planned,) = plan.interactions
    assert (planned.kept, planned.cost, planned.recorded, planned.check) == ("window", 0, False, None)
