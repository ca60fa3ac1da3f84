"""What SCORM 1.2 can carry: notation, lengths and fallbacks (S12-19, RT-14 to RT-17), for all of CMI's ten types."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.course.cmi import (
    Choice,
    Component,
    Definition,
    InteractionType,
    Likert,
    Matching,
    Numeric,
    Other,
    Response,
    Sequence,
    Steps,
    Texts,
    Truth,
)
from builder.course.model import Record
from builder.diagnostics import Severity
from builder.standards.scorm12.limits import check_plan
from builder.standards.scorm12.notation import FALLBACKS, FEEDBACK_LENGTH, NOTATION, STATE_LENGTH, worst_response, write_patterns, write_response
from builder.standards.scorm12.table import driver_table
from builder.tracking.plan import StateBudget, TrackingPlan
from tests.unit.standards.packages import example_plan

TABLE = Path(__file__).parent.parent.parent / "browser" / "lms" / "scorm12_table.json"
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
ALL = tuple(Component(letter, letter) for letter in LETTERS)

WORST: dict[InteractionType, tuple[Definition, Response]] = {
    InteractionType.TRUE_FALSE: (Definition(InteractionType.TRUE_FALSE, "?"), Truth(value=False)),
    InteractionType.CHOICE: (Definition(InteractionType.CHOICE, "?", choices=ALL, most_chosen=36), Choice(tuple(LETTERS))),
    InteractionType.SEQUENCING: (Definition(InteractionType.SEQUENCING, "?", choices=ALL), Sequence(tuple(LETTERS))),
    InteractionType.MATCHING: (
        Definition(InteractionType.MATCHING, "?", sources=ALL, targets=ALL),
        Matching(tuple((letter, "z") for letter in LETTERS)),
    ),
    InteractionType.PERFORMANCE: (Definition(InteractionType.PERFORMANCE, "?", steps=ALL), Steps(tuple((letter, "z") for letter in LETTERS))),
    InteractionType.LIKERT: (Definition(InteractionType.LIKERT, "?", choices=ALL), Likert("a")),
    InteractionType.FILL_IN: (Definition(InteractionType.FILL_IN, "?", variants=(("a",),) * 6), Texts(("x" * 40,) * 6)),
    InteractionType.NUMERIC: (Definition(InteractionType.NUMERIC, "?"), Numeric(Decimal("53.10"), Decimal("53.10"))),
    InteractionType.OTHER: (Definition(InteractionType.OTHER, "?"), Other("x" * 40)),
}


def with_question(definition: Definition) -> TrackingPlan:
    plan = example_plan()
    one = next(question for question in plan.interactions if question.recorded)
    return replace(plan, interactions=(replace(one, definition=definition),))


def test_the_table_has_every_type_and_only_the_eight_words_of_scorm_1_2() -> None:
    assert set(NOTATION) == set(InteractionType)
    eight = {"true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric"}
    assert {row.type for row in NOTATION.values()} == eight
    assert set(FALLBACKS) == {InteractionType.LONG_FILL_IN, InteractionType.OTHER}


@pytest.mark.parametrize("of", list(WORST))
def test_the_longest_response_of_each_type_fits_and_is_what_was_reckoned(of: InteractionType) -> None:
    definition, response = WORST[of]
    written = write_response(definition, response)
    assert len(written) <= worst_response(definition) <= FEEDBACK_LENGTH
    if of is not InteractionType.NUMERIC:
        assert len(written) == worst_response(definition)


@pytest.mark.parametrize("of", list(WORST))
def test_a_strict_platform_takes_the_response(of: InteractionType) -> None:
    """The patterns of the strict platform were written apart from this notation."""
    rows = {row["of"]: row["pattern"] for row in json.loads(TABLE.read_text(encoding="utf-8"))["responses"]}
    definition, response = WORST[of]
    assert re.search(rows[NOTATION[of].type], write_response(definition, response))


def test_rt_15_answers_are_single_characters() -> None:
    assert write_response(WORST[InteractionType.CHOICE][0], Choice(("a", "c"))) == "a,c"
    assert write_response(WORST[InteractionType.MATCHING][0], Matching((("a", "x"), ("b", "y")))) == "a.x,b.y"
    assert write_response(WORST[InteractionType.SEQUENCING][0], Sequence(("c", "a"))) == "c,a"
    assert [write_response(WORST[InteractionType.TRUE_FALSE][0], Truth(value=value)) for value in (True, False)] == ["t", "f"]


def test_every_accepted_answer_is_a_pattern_and_a_range_has_none() -> None:
    gap = Definition(InteractionType.FILL_IN, "?", (Texts(("ethics",)), Texts(("ethical",))), variants=(("ethics", "ethical"),))
    assert write_patterns(gap) == ("ethics", "ethical")
    assert write_patterns(Definition(InteractionType.NUMERIC, "?", (Numeric(Decimal(53), Decimal("53.20")),))) == ()
    assert write_patterns(Definition(InteractionType.NUMERIC, "?", (Numeric(Decimal("53.10"), Decimal("53.10")),))) == ("53.10",)


def test_a_pattern_that_is_too_long_is_left_out_never_cut_and_told() -> None:
    long = Definition(InteractionType.FILL_IN, "?", (Texts(("x" * 40,) * 7),), variants=(("x" * 40,),) * 7)
    assert write_patterns(long) == ()
    assert [fault.rule.code for fault in check_plan(with_question(long))] == ["S12103"]


@pytest.mark.parametrize("of", [InteractionType.LONG_FILL_IN, InteractionType.OTHER])
def test_a_type_that_scorm_1_2_lacks_falls_back_and_that_is_told(of: InteractionType) -> None:
    (fault,) = check_plan(with_question(Definition(of, "?")))
    assert (fault.rule.code, fault.rule.severity) == ("S12104", Severity.NOTE)
    assert "SCORM 1.2 has no" in fault.message


def test_s12_19_too_much_state_is_an_error_that_lists_the_dearest() -> None:
    items = tuple((f"question q{number} (fill-gaps)", 400 - number) for number in range(11))
    plan = replace(example_plan(), state=StateBudget(STATE_LENGTH + 1, items))
    (fault,) = check_plan(plan)
    assert (fault.rule.code, fault.rule.severity) == ("S12101", Severity.ERROR)
    assert "4097" in fault.message
    assert [f"q{number} " in fault.message for number in range(11)] == [True] * 5 + [False] * 6
    assert check_plan(replace(plan, state=StateBudget(STATE_LENGTH, items))) == ()


@pytest.mark.parametrize(("field", "most"), [("title", 200), ("version", 20), ("course", 115)])
def test_names_that_the_manifest_cannot_hold(field: str, most: int) -> None:
    assert check_plan(replace(example_plan(), **{field: "x" * most})) == ()
    (fault,) = check_plan(replace(example_plan(), **{field: "x" * (most + 1)}))
    assert fault.rule.code == "S12105"


def test_rt_14_the_driver_knows_only_safe_ids_and_only_questions_that_are_sent() -> None:
    plan = example_plan()
    table = driver_table(plan)
    rows = table.interactions
    assert set(rows) == {one.id for one in plan.interactions if one.recorded}
    assert "must-you-tell" not in rows
    for row in rows.values():
        assert re.fullmatch(r"[A-Za-z0-9_.]{1,250}", row.id)
        assert all(re.fullmatch(r"[A-Za-z0-9_.]{1,250}", outcome) for outcome in row.objectives)
        assert all(len(pattern) <= FEEDBACK_LENGTH for pattern in row.patterns)


@pytest.mark.parametrize(
    ("record", "score", "answers"), [(Record.COMPLETION, False, False), (Record.SCORES, True, False), (Record.ANSWERS, True, True)]
)
def test_what_is_recorded_is_what_the_author_said(record: Record, score: bool, answers: bool) -> None:
    table = driver_table(example_plan(record=record))
    assert (table.score, bool(table.interactions), bool(table.objectives)) == (score, answers, score)
