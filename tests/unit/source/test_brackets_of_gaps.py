"""Brackets of gaps without their partners, and signs in a gap that have no meaning there."""

from __future__ import annotations

import pytest

from builder.diagnostics.changes import Replacement
from builder.source.tree.parse import parse
from builder.source.tree.prose import ProseNode
from builder.source.tree.session import FenceNode
from tests.unit.source.author import FILE, PAGE, TOP, codes, found

KINDS = ("fill-gaps", "choose-gaps")


def faults_of(kind: str, text: str) -> list[str]:
    return [fault.message for fault in found(TOP + PAGE + f"::: {kind} any\n{text}\n:::\n") if fault.rule.code != "SRC038"]


def read_first_question(text: str) -> tuple[ProseNode, ...]:
    """The blocks of text of a question with gaps."""
    (fence,) = (node for node in parse(FILE, TOP + PAGE + f"::: fill-gaps any\n{text}\n:::\n").pages[0].body if isinstance(node, FenceNode))
    assert fence.question is not None
    return fence.question.sections[0].prose


@pytest.mark.parametrize(
    "text",
    [
        "The [[(a) ethics | panel]] meets on Monday]] often.", "The ethics]] panel [[(a) meets | eats]].", "(a) ethics]] and [[(a) one | two]]", "[[(a) one | two]] and ethics]]",
        "[(b) ethics]] panel [[(a) one | two]]", "The ]] and [[(a) one | two]]", "A text.\n\nAn ethics]] panel.\n\n[[(a) one | two]]", "- an ethics]] panel\n- [[(a) one | two]]",
        "> an ethics]] panel\n\n[[(a) one | two]]", "[see [1]] [[(a) one | two]] and ethics]].",
    ],
)  # fmt: skip
def test_an_end_without_a_beginning_is_told(text: str) -> None:
    assert faults_of("fill-gaps", text) == ["Learners would see “]]”, which ends a gap, but no gap begins before it."]


@pytest.mark.parametrize(
    "text",
    [
        r"The \]\] and [[(a) one | two]]", "Type `]]` and [[(a) one | two]]", "As we said [see [1]] in [[(a) one | two]].", "A [[(a) one [sic] | two]].", r"A ] and [[(a) one]].",
        "[[(a) one | two]][[(b) three | four]]", r"[[(a) one | two]]\]", "[or [[(a) one | two]] ]", r"\[[[(a) one | two]]\]", r"The \]] and [[(a) one | two]]",
    ],
)  # fmt: skip
def test_brackets_that_are_meant_are_not_told(text: str) -> None:
    assert faults_of("fill-gaps", text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A [[(a) one]]] here.", "]"), ("A [[[(a) one]] here.", "["), ("A [[[one]] here.", "["), ("A [[[(a) one]]] here.", "[]"), ("A [[[one]]] here.", "[]"),
        ("[[[(a) one]] and [[(b) two]]]", "[]"), ("[[(a) one]] and [[[(b) two]] here", "["), ("[[[(a) one | [sic] two]] here", "["), ("a[[[(a) one]]b", "["),
    ],
)  # fmt: skip
def test_a_third_bracket_is_told(text: str, told: str) -> None:
    sides = {"[": "Learners would see the third bracket “[” before this gap.", "]": "Learners would see the third bracket “]” behind this gap."}
    assert faults_of("fill-gaps", text) == [sides[bracket] for bracket in told]


def test_more_brackets_are_told_at_once() -> None:
    before, behind = "Learners would see the brackets “[[” before this gap.", "Learners would see the brackets “]]” behind this gap."
    assert faults_of("fill-gaps", "A [[[[(a) one]]]] here.") == [before, behind]
    assert faults_of("fill-gaps", "The [[(a) one]]]] here.") == [behind]


def test_a_box_may_be_the_third_bracket() -> None:
    assert faults_of("choose-gaps", "A [[[x] (a) one | [ ] (b) two]].") == []
    assert faults_of("choose-gaps", "A [[[[x] (a) one | [ ] (b) two]].") == ["Learners would see the third bracket “[” before this gap."]


def test_what_third_brackets_hold_is_the_answer_alone() -> None:
    """Nobody has to type a bracket or a code because a third bracket was typed."""
    gaps = [gap for node in read_first_question("A [[[(a) one]] and [[[[(b) two]]]] here.") for gap in node.gaps]
    assert [(gap.code, gap.answers) for gap in gaps] == [("a", ("one",)), ("b", ("two",))]


@pytest.mark.parametrize("words", ["[one", "one]", "one [sic", "[one] two]", "[0, 1)", "one | [two", " [one"])
def test_half_a_pair_of_brackets_in_an_answer_is_told(words: str) -> None:
    for kind in KINDS:
        (message, *_more) = faults_of(kind, f"A [[(a) {words} | ten]] here.")
        assert "half of a pair of brackets" in message


@pytest.mark.parametrize("words", [r"\[one", r"one\]", "[one]", "one [sic]", "[a [b] c]"])
def test_brackets_in_an_answer_may_be_meant(words: str) -> None:
    assert faults_of("fill-gaps", f"A [[(a) {words}]] here.") == []


def test_a_code_that_touches_its_word_is_a_code() -> None:
    (told,) = found(TOP + PAGE + "::: fill-gaps any\nA [[(a)ethics]] panel.\n:::\n")[:1]
    assert told.message == "The gap “ethics” has no code, only “(a)”."
    assert [change.text for change in told.changes if isinstance(change, Replacement)] == ["(a) "]
    (other, *_more) = found(TOP + PAGE + "::: fill-gaps any\nA [[(s)he | he]] here.\n:::\n")
    assert other.message == "The gap “(s)he | he” has no code."


@pytest.mark.parametrize(
    "words", ["The [[ethics panel", "The ethics]] panel", "See [[1] here", "a [[b", "[[ethics] panel", "Note ]] here", "[[1]. So [2]] and ]] here", "**bold** [[word"]
)  # fmt: skip
@pytest.mark.parametrize("page", ["{}\n", "- {}\n", "> {}\n", "| a |\n| --- |\n| {} |\n", "## {}\n", "::: choose-one any\n{}?\n- [x] (a) Yes\n- [ ] (b) No\n:::\n",
                                  "::: choose-one any\nWho?\n- [x] (a) {}\n- [ ] (b) No\n:::\n", "::: callout\n{}\n:::\n"])  # fmt: skip
def test_half_a_gap_is_told_where_there_are_no_gaps(page: str, words: str) -> None:
    told = [fault for fault in found(TOP + PAGE + page.format(words)) if fault.rule.code == "SRC142"]
    signs = "]]" if "]]" in words else "[["
    assert [fault.message.partition(".")[0] for fault in told] == [f"Learners would see “{signs}”"]
    assert [fault.place.length for fault in told if fault.place is not None] == [2]


@pytest.mark.parametrize("words", ["see [[1] or [2]]", "[a [b]] c", r"\[\[ is one", r"a \]\] b", "Type `[[` here", "A list [[1], [2]] here.", "[a] [b]"])
def test_brackets_in_ordinary_text_that_have_partners_are_not_told(words: str) -> None:
    assert codes(f"{words}\n") == []


@pytest.mark.parametrize("words", ["`ethics", "eth`ics", "`ethics`", "**ethics**", "_ethics_", "*ethics*", "~~ethics~~", "^ethics^", "**ethics", "==ethics=="])
def test_signs_in_a_gap_are_named_as_such(words: str) -> None:
    (message, *_more) = faults_of("fill-gaps", f"The [[(a) {words}]] panel.")
    assert "would be a part of the answer" in message
