"""`choose-gaps`: gaps and choices as they are read, and what is refused."""

from __future__ import annotations

import pytest

from builder.course.cmi import InteractionType, Matching
from builder.course.document import Prose
from builder.interactions.kinds.choose_gaps import ChooseGaps
from builder.source.fix import fix
from tests.unit.source.author import PAGE, TOP, codes, found, question_of, source_of

CLEAN = (
    "::: choose-gaps consent-words\nSam's “choice”.\n\nYou [[(a) [x] (m) may | (r) must not]] change your mind.\n"
    "- In a list [[(c) (n) never | [x] (c) later on]] too\nHint: It's free.\n:::\n"
)


def test_gaps_are_sources_and_all_choices_are_targets() -> None:
    question = question_of(CLEAN)
    assert isinstance(question, ChooseGaps)
    assert question.definition.type is InteractionType.MATCHING
    assert question.definition.description == "Sam's “choice”. You ____ change your mind. In a list ____ too"
    assert question.definition.correct == (Matching((("a", "m"), ("c", "c"))),)
    assert [(one.code, one.text) for one in question.definition.sources] == [("a", "Gap 1"), ("c", "Gap 2")]
    assert [(one.code, one.text) for one in question.definition.targets] == [("m", "may"), ("r", "must not"), ("n", "never"), ("c", "later on")]
    assert [block.kind for block in question.passage if isinstance(block, Prose)] == ["paragraph", "list"]
    assert [block.plain for block in question.prompt if isinstance(block, Prose)] == ["Sam's “choice”."]


@pytest.mark.parametrize(
    "typed",
    [
        CLEAN.replace("[[(a) [x] (m) may | (r) must not]]", "[[ (A) [X] (M)\u00a0may |® must\n not ]]").replace("\n", "\r\n"),
        CLEAN.replace("[x] (m)", "☑ (m)").replace("(r)", "[ ] (r)").replace("[x] (c)", "[✓] ©").replace("[[(c)", "[[©").replace("- In", "• In"),
        CLEAN.replace("::: choose", ":::Choose").replace(" | ", "|").replace("[x] (c)", "[ x ] (C)").replace("Hint:", "\thint :"),
    ],
)
def test_what_a_word_processor_makes_of_it_is_read_as_the_clean_one(typed: str) -> None:
    slip, clean = question_of(typed), question_of(CLEAN)
    assert (slip.id, slip.definition, slip.hint and slip.hint.plain) == (clean.id, clean.definition, "It's free.")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("You may change.\n", ["CRS240"]),
        ("You [[(a) [x] (m) may]] change.\n", ["CRS241"]),
        ("You [[(a) (m) may | [ ] (n) can]] change.\n", ["CRS242"]),
        ("You [[(a) [x] (m) may | [x] (n) can]] change.\n", ["CRS243"]),
        ("You [[(a) [x] (m) may | (n)  MAY]] change.\n", ["CRS244"]),
        ("You [[(a) [x] (m) may | (m) can]] change.\n", ["CRS245"]),
        ("You [[(a) [x] (m) may | (n) can]] [[(a) [x] (o) change | (p) stop]].\n", ["CRS083"]),
        ("You [[(a) [x] (m) may | ]] change.\n", ["SRC065"]),
        ("You [[(a) [x] (m) may | (n) can change.\n", ["SRC064"]),
        ("You *really [[(a) [x] (m) may | (n) can]] now* change.\n", ["SRC066"]),
        ("You [[(a) [y] (m) may | (n) can]] change.\n", ["SRC062"]),
        ("You [[(a) [x] (m) may | (n) can]] change.\nTolerance: 1\n", ["SRC050"]),
    ],
)
def test_what_cannot_be_chosen_is_reported(typed: str, expected: list[str]) -> None:
    assert codes(f"::: choose-gaps any-question\n{typed}:::\n") == expected


def test_a_code_that_stands_twice_names_the_line_of_the_first() -> None:
    (fault,) = found(TOP + PAGE + "::: choose-gaps g\nYou [[(a) [x] (m) may | (n) can]].\n\nAnd [[(b) [x] (m) so | (o) thus]].\n:::\n")
    assert f"first in line {len((TOP + PAGE).splitlines()) + 2}." in fault.message


def test_more_choices_than_codes_are_reported() -> None:
    gaps = " ".join(f"[[[x] yes{number} | no{number}]]" for number in range(19))
    assert "CRS085" in codes(f"::: choose-gaps any-question\nSay {gaps}.\n:::\n")


def test_fix_writes_id_and_codes_once() -> None:
    session = TOP + PAGE + "::: choose-gaps\nYou [[[x] may | must not]] stop. It is [[(b) (a) hard | [x]easy]].\n:::\n"
    (change,) = fix(source_of(session))
    assert change.new.endswith("You [[(a) [x] (b) may | (c) must not]] stop. It is [[(b) (a) hard | [x] (d) easy]].\n:::\n")
    assert not fix(source_of(change.new))
