"""What groups every statement beside the course: the pilot that it is built for, and the whole course of a session taken from it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace

from builder.course.edition import CoursePilot
from builder.course.model import Course, PassRule
from builder.course.part import take_session
from builder.lrs.validator import validate_statement
from builder.tracking.compile import plan_tracking
from builder.tracking.plan import LAUNCH_ACTIVITY, TrackingPlan
from builder.tracking.profile import make_profile
from builder.tracking.statements import example_statement, read_with_tincan
from tests.unit.tracking.example import example_course

WHOLE = example_course(pass_rule=PassRule(mark=70, tries=2))
PILOT = CoursePilot("spring", "Pilot, spring")
FIRST = WHOLE.sessions[0].id
COURSES = {
    "pilot": (replace(WHOLE, pilot=PILOT), ["pilots/spring"]),
    "pilot by session": (replace(WHOLE, pilot=PILOT, units="session"), ["pilots/spring"]),
    "one session": (take_session(WHOLE, FIRST), ["course"]),
    "pilot of one session": (take_session(replace(WHOLE, pilot=PILOT), FIRST), ["course", "pilots/spring"]),
}


def planned(course: Course) -> TrackingPlan:
    plan = plan_tracking(course).value
    assert plan is not None
    return plan


def grouping(statement: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = statement["context"]["contextActivities"].get("grouping", [])
    return found


@pytest.mark.parametrize(("course", "suffixes"), COURSES.values(), ids=COURSES)
def test_every_statement_names_it_once_and_is_legal(course: Course, suffixes: list[str]) -> None:
    plan = planned(course)
    for template in plan.statements:
        statement = example_statement(plan, template)
        read_with_tincan(statement)
        sent = json.loads(json.dumps(statement).replace(LAUNCH_ACTIVITY, "https://lms.test/activity"))
        assert validate_statement(sent) == (), template.name
        named = [activity["id"] for activity in grouping(sent)]
        assert named[-len(suffixes) :] == [plan.base + suffix for suffix in suffixes], template.name
        assert len(set(named)) == len(named)


@pytest.mark.parametrize(("course", "suffixes"), COURSES.values(), ids=COURSES)
def test_the_profile_demands_it_of_every_statement(course: Course, suffixes: list[str]) -> None:
    plan = planned(course)
    for template in make_profile(plan).templates:
        wanted = [rule.values for rule in template.rules if rule.location.endswith("grouping[*].id") and rule.values]
        assert wanted == [(plan.base + suffix,) for suffix in suffixes]


def test_a_pilot_has_its_label_for_a_name_and_no_type_for_none_is_published() -> None:
    plan = planned(replace(WHOLE, pilot=PILOT))
    (activity,) = grouping(example_statement(plan, plan.statements[0]))
    assert activity == {"objectType": "Activity", "id": f"{plan.base}pilots/spring", "definition": {"name": {plan.language: "Pilot, spring"}}}


def test_a_pilot_changes_nothing_else() -> None:
    with_pilot, without = planned(replace(WHOLE, pilot=PILOT)), planned(WHOLE)
    assert without.around == ()
    for ours, theirs in zip(with_pilot.statements, without.statements, strict=True):
        one, other = example_statement(with_pilot, ours), example_statement(without, theirs)
        for statement in (one, other):
            kept = [activity for activity in grouping(statement) if "/pilots/" not in activity["id"]]
            statement["context"]["contextActivities"] = {"grouping": kept, "parent": statement["context"]["contextActivities"].get("parent")}  # type: ignore[index]
        assert one == other
