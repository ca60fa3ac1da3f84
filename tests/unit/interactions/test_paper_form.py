"""Each kind on paper: the codes of records, the right answers, and an order that gives none of them away."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from builder.course.blocks import Interaction
from builder.course.cmi import Choice, Matching, Truth
from builder.interactions.paper_form import (
    GridForm,
    OrderForm,
    PairForm,
    PaperAnswer,
    PassageForm,
    SceneForm,
    Shape,
    SpotForm,
    TickForm,
    TruthForm,
    letter_of,
)
from builder.interactions.registry import KINDS, find_paper_form
from builder.pipeline import compile_folder

COURSE = Path(__file__).parents[2] / "courses" / "every_interaction"


@cache
def questions() -> tuple[Interaction, ...]:
    course = compile_folder(COURSE).course
    assert course is not None
    return tuple(question for *_where, question in course.interactions())


def test_the_course_asks_in_every_kind() -> None:
    assert {question.kind for question in questions()} == {kind.name for kind in KINDS}


def right(answers: tuple[PaperAnswer, ...]) -> set[str]:
    return {answer.code for answer in answers if answer.right}


def answers_of(shape: Shape) -> tuple[PaperAnswer, ...]:
    if isinstance(shape, SpotForm):
        return tuple(spot.answer for spot in shape.spots)
    assert isinstance(shape, TickForm)
    return shape.answers


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_paper_holds_what_records_and_judgement_hold(kind: str) -> None:
    for question in (each for each in questions() if each.kind == kind):
        form, definition = find_paper_form(question), question.definition
        shape = form.shape
        assert form.id == question.id
        if isinstance(shape, TickForm | SpotForm):
            assert [answer.code for answer in answers_of(shape)] == [choice.code for choice in definition.choices]
            correct = definition.correct[0] if definition.correct else Choice(())
            assert isinstance(correct, Choice)
            assert right(answers_of(shape)) == set(correct.codes)
            assert {answer.right for answer in answers_of(shape)} == ({True, False} if form.judged else {None})
        elif isinstance(shape, TruthForm):
            assert definition.correct == (Truth(shape.true),)
        elif isinstance(shape, PairForm):
            assert {partner.code for partner in shape.partners} == {target.code for target in definition.targets}
            (matching,) = definition.correct
            assert isinstance(matching, Matching)
            assert {(line.code, shape.partner_of(line).code) for line in shape.lines} == set(matching.pairs)
        elif isinstance(shape, OrderForm):
            assert sorted(shape.lines, key=lambda line: line.code) == sorted(shape.right, key=lambda line: line.code)
            assert shape.lines != shape.right
        elif isinstance(shape, PassageForm):
            assert all(gap.accepted and gap.code for gap in shape.gaps)
        elif isinstance(shape, GridForm | SceneForm):
            codes = [line.code for line in shape.lines] if isinstance(shape, GridForm) else [scene.code for scene in shape.scenes if scene.turns]
            assert codes == [part.code for part in question.parts]


def test_partners_stand_in_another_order_than_pairs() -> None:
    matches = [find_paper_form(question).shape for question in questions() if question.kind == "match"]
    assert matches
    for shape in matches:
        assert isinstance(shape, PairForm)
        in_order = list(dict.fromkeys(line.partner for line in shape.lines))
        assert [partner.code for partner in shape.partners][: len(in_order)] != in_order
        assert [partner.letter for partner in shape.partners] == [letter_of(index) for index in range(len(shape.partners))]


def test_letters_go_on_after_z() -> None:
    assert [letter_of(index) for index in (0, 25, 26, 35)] == ["A", "Z", "A2", "J2"]
