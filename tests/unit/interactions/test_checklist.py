"""`checklist`: any number of ticks, all of them the learner's."""

from __future__ import annotations

import pytest

from builder.course.cmi import Component, Definition, InteractionType
from tests.unit.interactions.as_typed import Slips, assert_fixed, assert_read_as_meant, messages
from tests.unit.source.author import question_of

CLEAN = """::: checklist my-needs
Tick what would help you.
- [ ] (a) A break every hour
- [ ] (b) Papers a “week” before
:::
"""
SLIPS: dict[str, Slips] = {
    "boxes of word processors": [("- [ ] (a)", "- ☐ (a)"), ("- [ ] (b)", "•[] (b)")],
    "no boxes": [("[ ] ", "")],
    "numbers, capitals, hard spaces and Windows line ends": [("- [ ] (a)", "1.\u00a0[] (A)"), ("- [ ] (b)", "   2) (b)"), ("\n", "\r\n")],
}


def test_all_may_be_ticked_and_none_is_right() -> None:
    choices = (Component("a", "A break every hour"), Component("b", "Papers a “week” before"))
    expected = Definition(InteractionType.CHOICE, "Tick what would help you.", choices=choices, most_chosen=2)
    assert question_of(CLEAN).definition == expected


def test_a_single_line_is_a_list_too() -> None:
    assert len(question_of("::: checklist one\nReady?\n- (a) I have read it\n:::\n").definition.choices) == 1


@pytest.mark.parametrize("slips", SLIPS.values(), ids=SLIPS.keys())
def test_slips_are_read_as_they_were_meant(slips: Slips) -> None:
    assert_read_as_meant(CLEAN, slips)


def test_an_id_and_codes_are_written_once() -> None:
    typed = "::: checklist\nTick what helps.\n- [ ] A break\n- Papers\n:::\n"
    assert_fixed(typed, ["::: checklist tick-what-helps", "- [ ] (a) A break", "- (b) Papers"])


@pytest.mark.parametrize(
    ("typed", "code", "message"),
    [
        ("- [x] (a) One\n- [ ] (b) Two", "CRS310", "“One” is ticked already."),
        ("", "CRS084", "The question “any” has too few lines: 0. It needs at least 1."),
        ("- (a)", "CRS086", "This answer has no words."),
        ("- (a) One\n  Feedback: Good.", "SRC050", "“Feedback:” has no effect in this question."),
    ],
)
def test_what_nobody_can_tick_is_reported(typed: str, code: str, message: str) -> None:
    ((found, said, hint),) = messages(f"::: checklist any\nWhich?\n{typed}\n:::\n")
    assert found == code
    assert said.startswith(message)
    assert hint
