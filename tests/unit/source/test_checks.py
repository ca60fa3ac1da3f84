"""How a check is asked: what it draws, how often it may be tried, when it shows how each question went."""

from __future__ import annotations

import pytest

from builder.course.blocks import Check, Draw
from builder.tracking.compile import plan_tracking
from builder.tracking.state import ANSWER_FRAME, DRAFT_FRAME
from tests.unit.source.author import COURSE, blocks_of, codes, course_of

TWO = COURSE.replace("  1.1: Say what involvement means.\n", "  1.1: Say what involvement means.\n  1.2: Tell words apart.\n")


def question(number: int, outcome: str = "1.1", options: int = 2) -> str:
    rows = "".join(f"- [{'x' if at == 0 else ' '}] ({'abcdefghij'[at]}) Answer {at}\n" for at in range(options))
    return f"::: choose-several question-{number}\nQuestion {number}?\nOutcome: {outcome}\n{rows}:::\n"


def check(labels: str, *questions: str) -> str:
    return f"::: check bank\n{labels}\n{''.join(questions or (question(1), question(2), question(3)))}:::\n"


def read(labels: str, *questions: str) -> Check:
    (block,) = blocks_of(check(labels, *questions))
    assert isinstance(block, Check)
    return block


@pytest.mark.parametrize(
    ("typed", "draws"),
    [
        ("Draw: 2", (Draw(2),)),
        ("draw : 3", (Draw(3),)),
        ("Draw: 2 of 1.1", (Draw(2, "1.1"),)),
        ("Draw: 1 about 1.1", (Draw(1, "1.1"),)),
        ("", ()),
    ],
)
def test_what_is_drawn(typed: str, draws: tuple[Draw, ...]) -> None:
    assert read(typed).draw == draws


def test_draws_by_outcome() -> None:
    page = check("Draw: 1 of 1.1, 2 of 1.2", question(1), question(2, "1.2"), question(3, "1.2"))
    (_session, _page, found), *_ = course_of(page, course=TWO).checks()
    assert found.draw == (Draw(1, "1.1"), Draw(2, "1.2"))


@pytest.mark.parametrize("typed", ["Draw: some", "Draw: 0", "Draw: -1", "Draw: 2 of", "Draw: 1 of 1.1, 1 of 1.1", "Draw: 2.5"])
def test_a_draw_that_says_nothing(typed: str) -> None:
    assert codes(check(typed)) == ["CRS035"]


@pytest.mark.parametrize(
    ("labels", "questions"),
    [
        ("Draw: 4", ()),
        ("Draw: 2 of 1.1", (question(1), question(2, "1.2"))),
        # The first draw may take the only question that the second needs.
        ("Draw: 1 of 1.1, 1 of 1.2", (question(1, "1.1, 1.2"), question(2, "1.1"))),
    ],
)
def test_a_bank_that_is_too_small(labels: str, questions: tuple[str, ...]) -> None:
    from builder.source.compile import compile_course
    from tests.unit.source.author import PAGE, TOP, source_of

    found = compile_course(source_of(TOP + PAGE + check(labels, *questions), course=TWO)).diagnostics
    assert [one.rule.code for one in found if one.rule.code != "CRS011"] == ["CRS036"]


@pytest.mark.parametrize(("typed", "time"), [("Feedback: last try", "last try"), ("Feedback: NEVER", "never"), ("Feedback: each  try", "each try"), ("", "each try")])
def test_when_feedback_shows(typed: str, time: str) -> None:
    assert read(typed).feedback == time


@pytest.mark.parametrize(("typed", "code"), [("Tries: 0", "CRS037"), ("Tries: 21", "CRS037"), ("Tries: two", "CRS037"), ("Feedback: soon", "CRS039"), ("Feedbak: never", "SRC050")])
def test_slips(typed: str, code: str) -> None:
    assert codes(check(typed)) == [code]


def test_a_bank_costs_what_its_dearest_questions_cost() -> None:
    dear, cheap = question(1, options=8), question(2)
    whole = plan_tracking(course_of(check("", dear, cheap, question(3)))).value
    drawn = plan_tracking(course_of(check("Draw: 1", dear, cheap, question(3)))).value
    assert whole is not None
    assert drawn is not None
    costs = {one.id: one.cost for one in whole.interactions}
    answers, drafts = costs["question-2"] + costs["question-3"], sum(costs[name] - ANSWER_FRAME + DRAFT_FRAME for name in ("question-2", "question-3"))
    assert drawn.state.worst == whole.state.worst - answers - drafts
    assert {one.id: one.cost for one in drawn.interactions} == costs
