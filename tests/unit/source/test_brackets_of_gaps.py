"""Brackets of gaps without their partners, and signs in a gap that have no meaning there."""

from __future__ import annotations

import pytest

from tests.unit.source.author import PAGE, TOP, codes, found

KINDS = ("fill-gaps", "choose-gaps")


def faults_of(kind: str, text: str) -> list[str]:
    return [fault.message for fault in found(TOP + PAGE + f"::: {kind} any\n{text}\n:::\n")]


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


def test_a_third_bracket_is_told() -> None:
    assert faults_of("fill-gaps", "A [[(a) one]]] here.") == ["Learners would see the third bracket “]” behind this gap."]


def test_ordinary_text_has_no_gaps() -> None:
    assert "SRC064" not in codes("A list [[1], [2]] and x]] here.\n")


@pytest.mark.parametrize("words", ["`ethics", "eth`ics", "`ethics`", "**ethics**", "_ethics_", "*ethics*", "~~ethics~~", "^ethics^", "**ethics", "==ethics=="])
def test_signs_in_a_gap_are_named_as_such(words: str) -> None:
    (message, *_more) = faults_of("fill-gaps", f"The [[(a) {words}]] panel.")
    assert "would be a part of the answer" in message
