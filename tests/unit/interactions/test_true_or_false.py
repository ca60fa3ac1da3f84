"""`true-or-false`: what is read, what word processors make of it, and what is refused."""

from __future__ import annotations

import pytest

from builder.course.cmi import InteractionType, Truth
from builder.interactions.kinds.true_or_false import TrueOrFalse
from builder.source.fix import fix
from tests.unit.source.author import PAGE, TOP, codes, question_of, source_of

CLEAN = "::: true-or-false own-story\nTom's been asked to speak.\n\nYou *must* tell it.\nAnswer: false\nHint: Whose is it?\nIf wrong: It is yours.\n:::\n"


def test_the_prompt_is_the_sentence() -> None:
    question = question_of(CLEAN)
    assert isinstance(question, TrueOrFalse)
    assert question.true is False
    assert question.definition.type is InteractionType.TRUE_FALSE
    assert question.definition.description == "Tom's been asked to speak. You must tell it."
    assert question.definition.correct == (Truth(value=False),)
    assert [text and text.plain for text in (question.hint, question.if_right, question.if_wrong)] == ["Whose is it?", None, "It is yours."]


@pytest.mark.parametrize(
    "typed",
    [
        CLEAN.replace("Answer: false", "\tANSWER : False\n").replace("\n", "\r\n"),
        CLEAN.replace("::: true", ":::True").replace("Answer: false", "**Answer:**\u00a0FALSE.").replace("Hint:", "  hint :"),
        "\ufeff" + CLEAN.replace("Answer: false", "\n\n    Answer:\u200bfalse\u00a0").replace(":::\n", "::::\n"),
    ],
)
def test_what_a_word_processor_makes_of_it_is_read_as_the_clean_one(typed: str) -> None:
    slip, clean = question_of(typed), question_of(CLEAN)
    assert isinstance(slip, TrueOrFalse)
    assert (slip.true, slip.definition, slip.id) == (False, clean.definition, clean.id)
    assert [text and text.plain for text in (slip.hint, slip.if_wrong)] == ["Whose is it?", "It is yours."]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Is it so?\n", "CRS210"),
        ("It is so.\nAnswer: never\n", "CRS211"),
        ("It is so.\nAnswer: true or false\n", "CRS211"),
        ("It is so.\nAnswer:\n", "SRC052"),
        ("It is so.\nAnswer: true\nAnswer: false\n", "SRC051"),
        ("It is so.\nAnswer: true\n- [x] True\n- [ ] False\n", "CRS102"),
        ("Answer: true\n", "CRS080"),
        ("## It is so.\nAnswer: true\n", "SRC061"),
        ("It is so.\nAnswer: true\nPage: yes\n", "SRC050"),
    ],
)
def test_what_cannot_be_a_true_or_false_is_reported(typed: str, code: str) -> None:
    assert codes(f"::: true-or-false any-question\n{typed}:::\n") == [code]


def test_fix_writes_the_id_once() -> None:
    session = TOP + PAGE + "::: true-or-false\nYou must tell your own story here.\nAnswer: false\n:::\n"
    (change,) = fix(source_of(session))
    assert "::: true-or-false you-must-tell-your-own\n" in change.new
    assert not fix(source_of(change.new))
