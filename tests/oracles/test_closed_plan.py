"""The judge of closed plans is itself judged: it knows each example, and no example with one fixed field changed."""

from __future__ import annotations

import json
from typing import Any

from builder.course.model import PassRule
from builder.tracking.compile import plan_tracking
from builder.tracking.plan import LAUNCH_ACTIVITY, TrackingPlan
from builder.tracking.statements import example_statement
from tests.oracles.closed_plan import fixed_changes, matching_templates
from tests.unit.tracking.example import example_course

ACTIVITY = "https://lms.test/activity"


def plan() -> TrackingPlan:
    value = plan_tracking(example_course(pass_rule=PassRule(mark=70, tries=2))).value
    assert value is not None
    return value


def seen(statement: dict[str, object]) -> dict[str, Any]:
    replaced: dict[str, Any] = json.loads(json.dumps(statement).replace(LAUNCH_ACTIVITY, ACTIVITY))
    return replaced


def test_each_example_fits_its_own_template_and_no_other() -> None:
    made = plan()
    for template in made.statements:
        assert matching_templates(made, seen(example_statement(made, template)), ACTIVITY) == [template.name]


def test_one_changed_field_fits_none() -> None:
    made = plan()
    for template in made.statements:
        changes = list(fixed_changes(made, seen(example_statement(made, template))))
        assert changes
        for path, changed in changes:
            assert matching_templates(made, changed, ACTIVITY) == [], f"{template.name}: {path}"


def test_a_field_too_many_fits_none() -> None:
    made = plan()
    for template in made.statements:
        statement = seen(example_statement(made, template))
        statement["context"]["extensions"] = {"https://lms.test/name": "Ann"}
        assert matching_templates(made, statement, ACTIVITY) == []
