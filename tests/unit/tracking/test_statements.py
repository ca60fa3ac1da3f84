"""Every example statement is legal, and tincan reads it; shapes fill in and leave out as promised."""

from __future__ import annotations

import json

import pytest
import tincan

from builder.course.model import PassRule, Record
from builder.lrs.validator import validate_statement
from builder.tracking.compile import plan_tracking
from builder.tracking.plan import LAUNCH_ACTIVITY, TrackingPlan
from builder.tracking.statements import EXAMPLE_TIME, READING_ORDER, StatementRefusedError, example_statement, fill, read_with_tincan
from tests.unit.tracking.example import example_course


@pytest.fixture(params=list(Record))
def plan(request: pytest.FixtureRequest) -> TrackingPlan:
    value = plan_tracking(example_course(request.param, PassRule(mark=70, tries=2))).value
    assert value is not None
    return value


def test_every_example_is_a_legal_statement(plan: TrackingPlan) -> None:
    for template in plan.statements:
        example = example_statement(plan, template)
        as_sent = json.loads(json.dumps(example).replace(LAUNCH_ACTIVITY, "https://lms.test/activity"))
        assert validate_statement(as_sent) == (), template.name


def test_examples_hold_no_variable_that_was_forgotten(plan: TrackingPlan) -> None:
    for template in plan.statements:
        assert '"$' not in json.dumps(example_statement(plan, template)), template.name


def test_tincan_reads_every_example_and_knows_each_of_its_parts(plan: TrackingPlan) -> None:
    for template in plan.statements:
        example = example_statement(plan, template)
        read_with_tincan(example)
        copy = json.loads(json.dumps(example).replace(LAUNCH_ACTIVITY, "https://lms.test/activity"))
        written = tincan.Statement(copy).as_version()
        assert paths_of(written) - {"/version"} == paths_of(example), template.name


def paths_of(value: object, path: str = "") -> set[str]:
    """The path of each value in a JSON value, `/result/score/raw`."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {path}.union(*(paths_of(part, f"{path}/{key}") for key, part in parts))


@pytest.mark.parametrize(
    "change",
    [
        {"id": "42"},
        {"timestamp": "yesterday"},
        {"verb": {"id": ""}},
        {"object": {"objectType": "Activity", "id": "https://lms.test/a", "definition": {"colour": "blue"}}},
        {"result": {"duration": "a while"}},
        {"context": {"registration": "none"}},
        {"surprise": True},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_tincan_refuses_is_refused(plan: TrackingPlan, change: dict[str, object]) -> None:
    with pytest.raises(StatementRefusedError, match="tincan refuses the statement"):
        read_with_tincan({**example_statement(plan, plan.statements[0]), **change})


def test_reading_leaves_a_statement_as_it_was(plan: TrackingPlan) -> None:
    example = example_statement(plan, plan.statements[-1])
    before = json.dumps(example)
    read_with_tincan(example)
    assert json.dumps(example) == before


def test_every_example_is_read_in_the_same_order(plan: TrackingPlan) -> None:
    for template in plan.statements:
        keys = list(example_statement(plan, template))
        assert keys == sorted(keys, key=READING_ORDER.index), template.name


def test_what_tincan_would_rewrite_stays_as_the_browser_writes_it(plan: TrackingPlan) -> None:
    passed = next(template for template in plan.statements if template.event == "passed")
    example = example_statement(plan, passed)
    assert example["timestamp"] == EXAMPLE_TIME
    result = example["result"]
    assert isinstance(result, dict)
    assert result["duration"] == "PT42S"
    if plan.record is not Record.COMPLETION:
        assert json.dumps(result["score"], sort_keys=True) == '{"max": 100, "min": 0, "raw": 70, "scaled": 0.7}'


def test_examples_are_the_same_at_every_build(plan: TrackingPlan) -> None:
    first = [example_statement(plan, template) for template in plan.statements]
    assert first == [example_statement(plan, template) for template in plan.statements]
    assert len({str(example["id"]) for example in first}) == len(first)


def test_a_key_without_a_value_is_left_out() -> None:
    shape = {"object": "$object", "context": {"registration": "$registration", "language": "en"}, "list": ["$parent", "$activity"]}
    assert fill(shape, {"$object": {"id": "x"}, "$activity": "y"}) == {"object": {"id": "x"}, "context": {"language": "en"}, "list": ["y"]}


def test_a_text_that_only_looks_like_a_variable_is_kept() -> None:
    assert fill({"name": {"en": "$5 a week"}}, {}) == {"name": {"en": "$5 a week"}}
