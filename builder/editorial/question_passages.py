"""Questions as passages: what is asked, each answer with whether it is right, feedback, hint, marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import singledispatch

from msgspec.structs import replace

from builder.course.blocks import Interaction
from builder.course.document import Picture, Prose
from builder.editorial.passages import Passage, of_picture, of_prose, of_text
from builder.interactions.paper_form import (
    GridForm,
    NumberForm,
    OrderForm,
    PairForm,
    PaperAnswer,
    PassageForm,
    SceneForm,
    Shape,
    SpotForm,
    TickForm,
    TruthForm,
    WritingForm,
)
from builder.interactions.registry import find, find_paper_form

RIGHT, NOT_RIGHT = "Right answer.", "Not right."


def read_question(question: Interaction) -> Iterator[Passage]:
    """Yield the passages of a question in the order in which a learner may meet them."""
    kind = find(question.kind)
    assert kind is not None, question.kind
    form = find_paper_form(question)
    facts = (f"Question: {kind.title}.", *_marks(question, judged=form.judged))
    for number, passage in enumerate(_prose(question.prompt, "Question")):
        yield replace(passage, remarks=facts) if number == 0 else passage
    yield from _shape(form.shape, question)
    if question.hint is not None:
        yield of_text("Hint", question.hint)
    if question.if_right is not None:
        yield of_text("Said after a right answer", question.if_right)
    if question.if_wrong is not None:
        yield of_text("Said after any other answer", question.if_wrong)


def _marks(question: Interaction, *, judged: bool) -> Iterator[str]:
    if not judged:
        yield "No answer is right or wrong."
    elif question.points > 1:
        yield f"Marks: {question.points}."
    if question.partial:
        yield "A part that is right earns a part of the marks."


def _prose(blocks: Iterable[Prose | Picture], role: str) -> Iterator[Passage]:
    for block in blocks:
        if isinstance(block, Picture):
            yield from of_picture(block)
        else:
            yield of_prose(block, role if block.kind == "paragraph" else "")


@singledispatch
def _shape(shape: Shape, _question: Interaction) -> Iterator[Passage]:
    """Yield the answers of a question, by its shape on paper."""
    message = f"no reviewer is shown a {type(shape).__name__}"
    raise TypeError(message)


@_shape.register
def _(shape: TickForm, _question: Interaction) -> Iterator[Passage]:
    for answer in shape.answers:
        yield from _answer(answer)


@_shape.register
def _(shape: TruthForm, question: Interaction) -> Iterator[Passage]:
    yield Passage("Answer", "True" if shape.true else "False", question.place, (RIGHT,))


@_shape.register
def _(shape: OrderForm, _question: Interaction) -> Iterator[Passage]:
    for number, line in enumerate(shape.right, 1):
        yield from _answer(line, f"Right place: {number}.")


@_shape.register
def _(shape: GridForm, question: Interaction) -> Iterator[Passage]:
    for line in shape.lines:
        yield from _answer(line)
    for step in shape.steps:
        yield Passage("Step of the scale", step.text, question.place)


@_shape.register
def _(shape: SpotForm, _question: Interaction) -> Iterator[Passage]:
    yield from of_picture(shape.picture)
    for spot in shape.spots:
        place = f"In the picture: {spot.left} % from the left, {spot.top} % from the top, {spot.width} % wide, {spot.height} % high."
        yield from _answer(spot.answer, place)


@_shape.register
def _(_shape: WritingForm, _question: Interaction) -> Iterator[Passage]:
    yield from ()


def _answer(answer: PaperAnswer, *remarks: str) -> Iterator[Passage]:
    key = () if answer.right is None else (RIGHT,) if answer.right else (NOT_RIGHT,)
    yield of_text("Answer", answer.text, *key, *remarks)
    if answer.picture is not None:
        yield from of_picture(answer.picture)
    if answer.feedback is not None:
        yield of_text("Feedback on this answer", answer.feedback)


@_shape.register
def _(shape: PairForm, _question: Interaction) -> Iterator[Passage]:
    for line in sorted(shape.lines, key=lambda line: line.text.place):
        yield of_text("Answer, left side", line.text)
        yield of_text("Its partner", shape.partner_of(line).text)
        if line.feedback is not None:
            yield of_text("Feedback on this answer", line.feedback)
    used = {line.partner for line in shape.lines}
    for partner in sorted((each for each in shape.partners if each.code not in used), key=lambda each: each.text.place):
        yield of_text("Partner that is never right", partner.text)


@_shape.register
def _(shape: PassageForm, question: Interaction) -> Iterator[Passage]:
    yield from _prose(shape.passage, "Text with gaps")
    wrong = question.definition.tolerance
    for number, gap in enumerate(shape.gaps, 1):
        if gap.choices:
            for choice in gap.choices:
                yield Passage(f"Choice for gap {number}", choice.text, choice.place, (RIGHT if choice.ticked else NOT_RIGHT,))
        else:
            for accepted in gap.accepted:
                slips = (f"Letters that may be wrong: {wrong}.",) if wrong else ()
                yield Passage(f"Accepted in gap {number}", accepted, question.place, (RIGHT, *slips))


@_shape.register
def _(shape: NumberForm, question: Interaction) -> Iterator[Passage]:
    yield Passage("Answer", _with_unit(shape, shape.answer), question.place, tuple(_range(shape)))


def _with_unit(shape: NumberForm, number: Decimal) -> str:
    return f"{shape.unit}{number}" if shape.before else f"{number} {shape.unit}".strip()


def _range(shape: NumberForm) -> Iterator[str]:
    yield RIGHT
    if (shape.lowest, shape.highest) != (shape.answer, shape.answer):
        yield f"From {_with_unit(shape, shape.lowest)} to {_with_unit(shape, shape.highest)} is right."


@_shape.register
def _(shape: SceneForm, _question: Interaction) -> Iterator[Passage]:
    numbers = {scene.code: number for number, scene in enumerate(shape.scenes, 1)}
    for scene in shape.scenes:
        yield of_text(f"Scene {numbers[scene.code]}", scene.name)
        yield from _prose(scene.body, "Text of the scene")
        for turn in scene.turns:
            yield from _answer(turn.answer, f"Leads to scene {numbers[turn.target]}.")


