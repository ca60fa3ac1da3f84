"""`put-in-order`: what is read, in which order learners see it, and what is refused."""

from __future__ import annotations

import pytest

from builder.course.cmi import Component, InteractionType, Sequence
from builder.interactions.kinds.put_in_order import PutInOrder
from builder.source.fix import fix
from tests.unit.source.author import PAGE, TOP, codes, question_of, source_of

CLEAN = "::: put-in-order safe-start\nPut a safe start in order.\n- (a) Say “hello”, names only\n- (r) Agree the rules\n- (c) Start\n  the work\nHint: Work comes last.\n:::\n"


def order(count: int, ident: str = "q") -> PutInOrder:
    lines = "".join(f"- ({code}) Line {code}\n" for code in "abcdefghij"[:count])
    question = question_of(f"::: put-in-order {ident}\nPut in order.\n{lines}:::\n")
    assert isinstance(question, PutInOrder)
    return question


def test_the_order_that_is_typed_is_the_right_one() -> None:
    question = question_of(CLEAN)
    assert isinstance(question, PutInOrder)
    assert question.definition.type is InteractionType.SEQUENCING
    assert question.definition.correct == (Sequence(("a", "r", "c")),)
    assert question.definition.choices == (
        Component("a", "Say “hello”, names only"), Component("r", "Agree the rules"), Component("c", "Start the work"),
    )  # fmt: skip
    assert sorted(line.code for line in question.shown) == ["a", "c", "r"]


@pytest.mark.parametrize("count", [2, 3, 4, 10])
def test_learners_never_see_the_right_order_first(count: int) -> None:
    for number in range(60):
        question = order(count, f"question-{number}")
        assert question.shown != question.lines
        assert set(question.shown) == set(question.lines)


def test_the_order_at_the_start_hangs_on_ids_and_codes_alone() -> None:
    shown = [line.code for line in order(6).shown]
    assert shown == [line.code for line in order(6).shown]
    longer = [line.code for line in order(7).shown]
    assert [code for code in longer if code != "g"] == shown
    assert len({tuple(line.code for line in order(6, f"q{number}").shown) for number in range(20)}) > 10


@pytest.mark.parametrize(
    "typed",
    [
        CLEAN.replace("- (a)", "1. (A)").replace("- (r)", "2) ®").replace("- (c)", "3. ©").replace("\n", "\r\n"),
        CLEAN.replace("- (a)", "•(a)").replace("- (r)", "   ▪ (r)").replace("- (c)", "\t– (c)").replace("Hint", "HINT "),
        CLEAN.replace("- ", "\n\n-\u00a0").replace("::: put", ":::: Put").replace("  the work", "the work"),
    ],
)
def test_what_a_word_processor_makes_of_it_is_read_as_the_clean_one(typed: str) -> None:
    slip, clean = question_of(typed), question_of(CLEAN)
    assert (slip.id, slip.definition, slip.hint and slip.hint.plain) == (clean.id, clean.definition, "Work comes last.")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("- (a) One\n", ["CRS084"]),
        ("- (a) One\n- (b) one\n", ["CRS087"]),
        ("- (a) One\n- (a) Two\n", ["CRS083"]),
        ("- [x] (a) One\n- [ ] (b) Two\n", ["CRS220", "CRS220"]),
        ("- (a) 1. One\n- (b) Two\n", ["CRS221"]),
        ("- (a) One\n- (b) 2) Two\n", ["CRS221"]),
        ("- (a) One\n  Feedback: First.\n- (b) Two\n", ["SRC050"]),
        ("- (a) One\n- (b) Two\nShuffle: yes\n", ["SRC050"]),
        ("- (a)\n- (b) Two\n", ["CRS086"]),
        ("".join(f"- (a) Line {number}x\n" for number in range(37)), ["CRS085", *["CRS083"] * 36]),
    ],
)
def test_what_cannot_be_put_in_order_is_reported(typed: str, found: list[str]) -> None:
    assert sorted(codes(f"::: put-in-order any-question\nPut in order.\n{typed}:::\n")) == sorted(found)


def test_fix_writes_id_and_codes_once() -> None:
    session = TOP + PAGE + "::: put-in-order\nPut a safe start in order.\n- Say hello\n- (a) Agree the rules\n2. Start\n:::\n"
    (change,) = fix(source_of(session))
    assert change.new.endswith("::: put-in-order put-a-safe-start-in\nPut a safe start in order.\n- (b) Say hello\n- (a) Agree the rules\n2. (c) Start\n:::\n")
    assert not fix(source_of(change.new))
