"""`rating`: a likert interaction for each line, steps named by their place, and what cannot be a scale."""

from __future__ import annotations

import pytest

from builder.course.cmi import Component, InteractionType
from builder.interactions.kinds.rating import Rating
from builder.tracking.compile import plan_tracking
from tests.unit.interactions.as_typed import Slips, assert_fixed, assert_read_as_meant, messages
from tests.unit.source.author import COURSE, course_of, question_of

CLEAN = """::: rating my-start
How far do you “agree”?
Scale: Not at all | A little | Fully
- (a) I can say what I bring
- (c) I can ask for what I need,
  and for a break
:::
"""
SLIPS: dict[str, Slips] = {
    "bullets, signs and labels": [("- (a)", "•(A)"), ("- (c)", "▪ ©"), ("Scale:", "\t**scale :**")],
    "numbers and no blanks at the bars": [("- (a)", "1. (a)"), ("- (c)", "2) (c)"), (" | ", "|")],
    "hard spaces, odd indents and Windows line ends": [("- (a) ", "   -\u00a0(a)\u00a0"), ("  and for", "\u200band for"), ("\n", "\r\n")],
}


def test_each_line_is_a_question_of_its_own_on_one_scale() -> None:
    question = question_of(CLEAN)
    assert isinstance(question, Rating)
    scale = (Component("1", "Not at all"), Component("2", "A little"), Component("3", "Fully"))
    assert [(ident, one.type, one.description, one.choices) for ident, one in question.definitions()] == [
        ("my-start.a", InteractionType.LIKERT, "How far do you “agree”? I can say what I bring", scale),
        ("my-start.c", InteractionType.LIKERT, "How far do you “agree”? I can ask for what I need, and for a break", scale),
    ]
    assert not any(one.correct for _ident, one in question.definitions())


def test_the_tenth_step_has_a_code_too() -> None:
    question = question_of("::: rating ten\nHow far?\nScale: " + " | ".join(f"Step {number}" for number in range(10)) + "\n- (a) One line\n:::\n")
    assert isinstance(question, Rating)
    assert "".join(step.code for step in question.steps) == "123456789a"


@pytest.mark.parametrize("slips", SLIPS.values(), ids=SLIPS.keys())
def test_slips_are_read_as_they_were_meant(slips: Slips) -> None:
    assert_read_as_meant(CLEAN, slips)


def test_an_id_and_codes_are_written_once() -> None:
    typed = "::: rating\nHow far do you agree?\nScale: No | Yes\n- I can say it\n- (a) I can ask\n:::\n"
    assert_fixed(typed, ["::: rating how-far-do-you-agree", "- (b) I can say it"])


@pytest.mark.parametrize(
    ("typed", "code", "message"),
    [
        ("- (a) One", "CRS290", "The question “any” has no scale."),
        ("Scale: Yes\n- (a) One", "CRS291", "This scale has 1 step. It can have 2 to 10."),
        ("Scale: 1|2|3|4|5|6|7|8|9|10|11\n- (a) One", "CRS291", "This scale has 11 steps. It can have 2 to 10."),
        ("Scale: No | Yes |\n- (a) One", "CRS291", "Step 3 of this scale has no words."),
        ("Scale: No | no\n- (a) One", "CRS292", "The step “no” is in this scale twice."),
        ("Scale: No | Yes\n- [ ] (a) One", "CRS088", "Lines of a rating do not have boxes."),
        ("Scale: No | Yes", "CRS084", "The question “any” has too few lines: 0. It needs at least 1."),
        ("Scale: No | Yes\n- (a) One\n- (a) Two", "CRS083", "The code (a) is used twice. The first is in line 12."),
        ("Scale: No | Yes\n- (a) One\n  Feedback: Good.", "SRC050", "“Feedback:” has no effect in this question."),
    ],
)
def test_what_nobody_can_answer_is_reported(typed: str, code: str, message: str) -> None:
    ((found, said, hint),) = messages(f"::: rating any\nHow far?\n{typed}\n:::\n")
    assert found == code
    assert said.startswith(message)
    assert hint


@pytest.mark.parametrize("sent", [True, False])
def test_it_is_sent_line_by_line_where_the_course_says_so(sent: bool) -> None:
    plan = plan_tracking(course_of(CLEAN, course=COURSE + "record_also: [my-start]\n" if sent else COURSE)).value
    assert plan is not None
    kept = "state" if sent else "window"
    assert [(one.id, one.block, one.recorded, one.kept) for one in plan.interactions] == [
        ("my-start.a", "my-start", sent, kept),
        ("my-start.c", "my-start", sent, kept),
    ]


def test_a_key_of_the_authors_own_gives_each_line_another_key() -> None:
    """So that two keys that come to the same can be mended, here as in any other question."""
    lines = []
    for typed in (CLEAN, CLEAN.replace("Scale:", "Key: a7x\nScale:"), CLEAN.replace("Scale:", "Key: a7y\nScale:")):
        plan = plan_tracking(course_of(typed)).value
        assert plan is not None
        lines += [one.key for one in plan.interactions]
    assert len(set(lines)) == 6


@pytest.mark.parametrize(
    ("scale", "fits"),
    [
        ("Not at all | A little | Fully", True),
        ("1 Not at all | 2 A little | 3 Partly | 4 Mostly | 5 Fully", True),
        ("Strongly disagree | Disagree | Neither | Agree | Strongly agree", True),
        ("Never | Rarely | At times | Often | Very often | Always", False),
        ("Unsatisfactory | Good | Very good", False),
        ("Not at all like what I need now | So | Just so", False),
    ],
)
def test_a_scale_is_a_row_on_phones_where_its_words_fit(scale: str, fits: bool) -> None:
    question = question_of(CLEAN.replace("Not at all | A little | Fully", scale))
    assert isinstance(question, Rating)
    assert question.fits_phone_row is fits
