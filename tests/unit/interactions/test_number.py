"""`number`: numbers, ranges and units as they are read, and what is refused."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from builder.course.cmi import InteractionType, Numeric
from builder.interactions.kinds.number import Number
from builder.interactions.kinds.number.typed_number import parse_number
from builder.source.fix import fix
from builder.standards.scorm12.notation import write_patterns
from builder.standards.scorm2004.notation import write_patterns as write_patterns_2004
from tests.unit.source.author import PAGE, TOP, codes, found, question_of, source_of

VECTORS = Path(__file__).parents[2] / "vectors" / "typed_numbers.json"
TYPED_NUMBERS: list[dict[str, str | None]] = json.loads(VECTORS.read_text(encoding="utf-8"))["cases"]

CLEAN = "::: number bus-and-care\nTom's “bus” is £4.60.\n\nHow much can he claim?\nAnswer: 1053.10\nAccept: 1053 to 1053.20\nUnit: £\nHint: Add it up.\n:::\n"


def number_of(labels: str) -> Number:
    question = question_of(f"::: number any-question\nHow much?\n{labels}:::\n")
    assert isinstance(question, Number)
    return question


def exact(typed: str) -> Numeric:
    return Numeric(Decimal(typed), Decimal(typed))


def test_the_authors_own_number_comes_first_and_then_the_range() -> None:
    question = question_of(CLEAN)
    assert isinstance(question, Number)
    assert question.definition.type is InteractionType.NUMERIC
    assert question.definition.description == "Tom's “bus” is £4.60. How much can he claim?"
    assert question.definition.correct == (exact("1053.10"), Numeric(Decimal(1053), Decimal("1053.20")))
    assert (question.answer, question.unit, question.before) == (Decimal("1053.10"), "£", True)


@pytest.mark.parametrize(
    ("labels", "low", "high"),
    [
        ("Answer: 9\nAccept: within 0.5\n", "8.5", "9.5"),
        *((f"Answer: 9\nTolerance: {typed}\n", "8.5", "9.5") for typed in ("0.5", "0,5", "±0.5", "+/- 0.5", "within 0.5", "8.5 to 9.5")),
        ("Answer: 9\nAccept: Within 10\n", "-1", "19"),
        ("Answer: -3\nAccept: -5 to -1\n", "-5", "-1"),
        ("Answer: £9\nAccept: £8.50 TO £1,000\nUnit: £\n", "8.50", "1000"),
        ("Answer: 9 hours\nAccept: 8 hours to 10 hours\nUnit: Hours\n", "8", "10"),
        ("Answer: 9\nAccept: 9 to 10\n", "9", "10"),
        *((f"Answer: 9\nAccept: {typed}\n", "8", "10.50") for typed in ("8-10.50", "8 – 10,50", "8—10.50", "between 8 and 10.50", "from 8 to 10.50")),
        *((f"Answer: 9\nAccept: {typed}\n", "8.5", "9.5") for typed in ("±0.5", "± 0,5", "+/- 0.5", "+-0.5", "+/−0.5")),
        ("Answer: -3\nAccept: -5--1\n", "-5", "-1"),
        ("Answer: -3\nAccept: −5 – −1\n", "-5", "-1"),
        ("Answer: £9\nAccept: £8–£10\nUnit: £\n", "8", "10"),
    ],
)
def test_a_range_is_read_from_end_to_end_or_around_the_answer(labels: str, low: str, high: str) -> None:
    assert number_of(labels).definition.correct[1:] == (Numeric(Decimal(low), Decimal(high)),)


@pytest.mark.parametrize(("unit", "before"), [("£", True), ("€ a day", True), ("hours", False), ("%", False), ("°C", False)])
def test_signs_of_money_stand_before_the_number(unit: str, before: bool) -> None:
    assert number_of(f"Answer: 9\nUnit: {unit}\n").before is before


@pytest.mark.parametrize(("labels", "below"), [("Answer: 9\n", False), ("Answer: -9\n", True), ("Answer: 0\nAccept: within 1\n", True)])
def test_a_question_knows_whether_a_right_answer_may_be_below_zero(labels: str, below: bool) -> None:
    assert number_of(labels).below_zero is below


@pytest.mark.parametrize("vector", TYPED_NUMBERS, ids=lambda vector: f"{vector['class']}: {vector['typed']!a} {vector['unit']!a}")
def test_a_number_is_read_as_people_type_it(vector: dict[str, str | None]) -> None:
    number = parse_number(vector["typed"] or "", vector["unit"] or "")
    assert (None if number is None else f"{number:f}") == vector["number"]


@pytest.mark.parametrize(
    ("answer", "accept", "low", "high"),
    [("53,10", "53 to 53,20", "53", "53.20"), ("1.000,50", "1.000 to 1.001,00", "1.000", "1001.00"), ("1 000", "within 0,5", "999.5", "1000.5")],
)
def test_authors_type_numbers_as_learners_do(answer: str, accept: str, low: str, high: str) -> None:
    question = number_of(f"Answer: {answer}\nAccept: {accept}\n")
    assert question.definition.correct[1:] == (Numeric(Decimal(low), Decimal(high)),)


@pytest.mark.parametrize(
    "typed",
    [
        CLEAN.replace("Answer: 1053.10", "ANSWER :\u00a0£1,053.10").replace("Accept:", "\taccept :").replace("\n", "\r\n"),
        CLEAN.replace("Answer: ", "**Answer:** ").replace("1053 to 1053.20", "1,053  TO\u00a0£ 1,053.20").replace("Unit: £", "\n\nUnit:£\u200b"),
        CLEAN.replace("::: number", "::::Number").replace("Accept: 1053", "    Accept:\ufeff £1 053").replace("Hint:", "hint:"),
    ],
)
def test_what_a_word_processor_makes_of_it_is_read_as_the_clean_one(typed: str) -> None:
    slip, clean = question_of(typed), question_of(CLEAN)
    assert isinstance(slip, Number)
    assert (slip.id, slip.definition, slip.unit, slip.hint and slip.hint.plain) == (clean.id, clean.definition, "£", "Add it up.")


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        ("Unit: £\n", ["CRS250"]),
        ("Answer: nine\n", ["CRS251"]),
        ("Answer: £9\n", ["CRS251"]),
        ("Answer: 9\nAccept: 8 to ten\n", ["CRS251"]),
        ("Answer: 9\nAccept: 8 or 10\n", ["CRS252"]),
        ("Answer: 9\nAccept: -9\n", ["CRS252"]),
        ("Answer: 9\nAccept: 10 to 8\n", ["CRS252"]),
        ("Answer: 9\nAccept: 9 to 9\n", ["CRS252"]),
        ("Answer: 9\nAccept: within 0\n", ["CRS252"]),
        ("Answer: 9\nAccept: within -1\n", ["CRS252"]),
        ("Answer: 9\nAccept: 10 to 12\n", ["CRS253"]),
        ("Answer: 9\nUnit: x10\n", ["CRS254"]),
        ("Answer: 9\nUnit: a very long unit of measure\n", ["CRS254"]),
        ("Answer: 9\n- (a) 9\n- (b) 10\n", ["CRS102"]),
        ("Answer: 9\nAnswer: 10\n", ["SRC051"]),
        ("Answer: 9\nScale: One\n", ["SRC050"]),
    ],
)
def test_what_cannot_be_a_number_is_reported(labels: str, found: list[str]) -> None:
    assert codes(f"::: number any-question\nHow much?\n{labels}:::\n") == found


@pytest.mark.parametrize(
    ("typed", "obeyed"),
    [
        ("5-6", "Answer: 5\nAccept: 5 to 6\n"),
        ("between 5 and 6.5", "Answer: 5\nAccept: 5 to 6.5\n"),
        ("5 +/- 0.5", "Answer: 5\nAccept: within 0.5\n"),
        ("50%", "Answer: 50\nUnit: %\n"),
        ("£9", "Answer: 9\nUnit: £\n"),
        ("37.5 °C", "Answer: 37.5\nUnit: °C\n"),
        ("5 hours", "Answer: 5\nUnit: hours\n"),
        ("1/2", "Answer: 0.5\n"),
        ("5½", "Answer: 5.5\n"),
        ("1/3", "Answer: 0.333\nAccept: within 0.01\n"),
        ("5, 7 or 9", "Answer: 5\nAccept: 5 to 9\n"),
        ("about 5", "Answer: 5\n"),
        ("≥ 5", "Answer: 5\n"),
    ],
)
def test_the_hint_for_what_is_no_number_can_be_typed_as_it_stands(typed: str, obeyed: str) -> None:
    (diagnostic,) = found(f"{TOP}{PAGE}::: number any-question\nHow much?\nAnswer: {typed}\n:::\n")
    assert [line for line in obeyed.splitlines() if f"`{line}`" not in diagnostic.hint] == []
    assert codes(f"::: number any-question\nHow much?\n{obeyed}:::\n") == []


@pytest.mark.parametrize("typed", ["twelve", "12/05/2026", "10^3", "120/80", "$5m", "5k", "12:30"])
def test_what_nobody_can_tell_the_number_of_gets_the_rule(typed: str) -> None:
    (diagnostic,) = found(f"{TOP}{PAGE}::: number any-question\nHow much?\nAnswer: {typed}\n:::\n")
    assert diagnostic.hint.startswith("Type digits")


def test_each_version_of_scorm_writes_what_it_can_of_a_right_number() -> None:
    single, between = number_of("Answer: 9.50\n").definition, number_of("Answer: 9.50\nAccept: 9 to 10\n").definition
    assert (write_patterns(single), write_patterns(between)) == (("9.50",), ("9.50",))
    assert (write_patterns_2004(single), write_patterns_2004(between)) == (("9.50[:]9.50",), ("9[:]10",))


def test_fix_writes_the_id_once() -> None:
    session = TOP + PAGE + "::: number\nHow much can Tom claim?\nAnswer: 9\n:::\n"
    (change,) = fix(source_of(session))
    assert "::: number how-much-can-tom-claim\n" in change.new
    assert not fix(source_of(change.new))
