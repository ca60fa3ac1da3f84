"""The statements that a cmi5 package may send, by requirement id of `@cmi5/requirements`."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from builder.course.model import PassRule, Record
from builder.lrs.validator import validate_statement
from builder.standards.cmi5.shapes import DEFINED, MASTERY_VARIABLE, cmi5_shapes
from builder.standards.cmi5.table import driver_table
from builder.tracking.compile import plan_tracking
from builder.tracking.plan import Event, StatementTemplate, TrackingPlan
from builder.tracking.profile import make_profile, profile_document
from builder.tracking.responses import delimited
from builder.tracking.statements import EXAMPLE_ACTOR, EXAMPLE_DURATION, EXAMPLE_REGISTRATION, EXAMPLE_TIME, fill, fixed_values
from tests.oracles.profile_judge import list_templates
from tests.spec.cmi5.judge import CMI5, MASTERY, MOVEON, breaches
from tests.unit.standards.packages import example_plan
from tests.unit.tracking.example import example_course

ACTIVITY = "https://lms.nhs.test/activities/4711"
ID = "2a1b7f3e-9c4d-4e5f-8a6b-7c8d9e0f1a2b"


def by_session(**changes: object) -> TrackingPlan:
    plan = plan_tracking(replace(example_course(**changes), units="session")).value  # type: ignore[arg-type]  # a test names the fields
    assert plan is not None
    return plan


PLANS = {
    "complete": example_plan(),
    "pass": example_plan(pass_rule=PassRule(70)),
    "pass-limited": example_plan(pass_rule=PassRule(70, 3)),
    "scores": example_plan(record=Record.SCORES, pass_rule=PassRule(70, 3)),
    "completion": example_plan(record=Record.COMPLETION, pass_rule=PassRule(70, 3)),
    "by session": by_session(pass_rule=PassRule(70, 3)),
}
TEMPLATES = [(plan, template) for plan in PLANS.values() for template in plan.statements]
NAMES = [f"{name}: {template.name}" for name, plan in PLANS.items() for template in plan.statements]


def statement(plan: TrackingPlan, template: StatementTemplate, mastery: float | None) -> dict[str, Any]:
    """What the shape becomes when the values of a launch and a moment are put in."""
    unit = next(unit for unit in plan.units if unit.id == template.unit)
    failed = template.event == "failed"
    question = next((one for one in plan.interactions if one.id == template.interaction), None)
    right = delimited(question.definition.correct[0]) if question else None
    values = {
        **fixed_values(plan, template), "$id": ID, "$timestamp": EXAMPLE_TIME, "$actor": EXAMPLE_ACTOR, "$registration": EXAMPLE_REGISTRATION,
        "$activity": ACTIVITY, "$response": right, "$success": True, "$raw": 20 if failed else 80, "$scaled": 0.2 if failed else 0.8, "$points": 2, "$of": 3,
        "$duration": EXAMPLE_DURATION,
    }  # fmt: skip
    del values["$category"]
    filled = fill(put_mastery(cmi5_shapes(plan, unit.shapes)[template.event], mastery), values)
    assert isinstance(filled, dict)
    return filled


def put_mastery(shape: dict[str, object], mastery: float | None) -> dict[str, object]:
    """The variable that only cmi5 has. Without a value its key goes, and so does the object that nothing is left of."""
    context = dict(shape["context"])  # type: ignore[call-overload]  # a shape's context is a mapping
    if context.get("extensions") == {MASTERY: MASTERY_VARIABLE}:
        context["extensions"] = {MASTERY: mastery}
        if mastery is None:
            del context["extensions"]
    return {**shape, "context": context}


@pytest.mark.parametrize("mastery", [0.7, None])
@pytest.mark.parametrize("plan, template", TEMPLATES, ids=NAMES)
def test_no_statement_breaks_a_requirement(plan: TrackingPlan, template: StatementTemplate, mastery: float | None) -> None:
    made = statement(plan, template, mastery)
    assert breaches(made, ACTIVITY, EXAMPLE_REGISTRATION, mastery) == set()
    assert validate_statement(made) == (), "4.1.0.0-1: it is valid xAPI"


@pytest.mark.parametrize("plan, template", TEMPLATES, ids=NAMES)
def test_categories_tell_defined_statements_from_allowed_ones(plan: TrackingPlan, template: StatementTemplate) -> None:
    """9.6.2.1-1, 9.6.2.2-1, 9.6.2.2-2; the profile is named in every one."""
    made = statement(plan, template, None)
    wanted = {
        "initialized": [CMI5], "completed": [CMI5, MOVEON], "passed": [CMI5, MOVEON], "failed": [CMI5, MOVEON], "terminated": [CMI5],
    }.get(template.event, [])  # fmt: skip
    assert [one["id"] for one in made["context"]["contextActivities"]["category"]] == [*wanted, plan.profile]
    assert (template.event in DEFINED) == bool(wanted)


@pytest.mark.parametrize(("plan", "template"), TEMPLATES, ids=NAMES)
def test_each_statement_follows_the_profile_that_it_claims(plan: TrackingPlan, template: StatementTemplate) -> None:
    document = profile_document(make_profile(plan), title=plan.title, author="A trust", language="en-GB", made="2026-01-31T00:00:00Z")
    assert len(list_templates(document, statement(plan, template, 0.7))) == 1


def test_what_is_about_a_session_an_outcome_or_a_question_is_never_defined() -> None:
    """9.3.0.0-2, 9.3.0.0-6, 9.5.1.0-2, 9.5.2.0-3, 9.5.3.0-2 limit cmi5 defined statements only: these three carry no such category."""
    made = {template.event: statement(PLANS["pass-limited"], template, 0.7) for template in PLANS["pass-limited"].statements}
    for event, part in (("answered", "success"), ("outcome-scored", "score"), ("session-completed", "completion")):
        assert part in made[event]["result"]  # type: ignore[index]  # an Event by its name
        assert made[event]["object"]["id"] != ACTIVITY  # type: ignore[index]


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_a_score_is_sent_where_the_author_lets_it_and_only_with_a_verdict(plan: TrackingPlan) -> None:
    """9.5.1.0-2, 9.5.1.0-3."""
    scored = {
        template.event for template in plan.statements if "score" in statement(plan, template, 0.7).get("result", {}) and template.event in DEFINED
    }
    wanted: set[Event] = {"passed", "failed"} if plan.record is not Record.COMPLETION else set()
    assert scored == {template.event for template in plan.statements} & wanted


def test_the_mastery_score_is_a_variable_of_the_launch() -> None:
    """9.6.3.2-2, 10.2.4.0-2."""
    for template in PLANS["pass-limited"].statements:
        made = statement(PLANS["pass-limited"], template, 0.65)
        extensions = made["context"].get("extensions", {})
        assert extensions == ({MASTERY: 0.65} if template.event in {"passed", "failed"} else {})


def test_the_driver_gets_these_shapes_and_the_words_of_cmi5() -> None:
    for plan in PLANS.values():
        for unit in plan.units:
            own = plan.only(unit)
            table = driver_table(own)
            told = {template.event for template in own.statements}
            # A session that is a unit of its own is told by the unit's statements alone
            assert table.shapes == {
                event: shape for event, shape in cmi5_shapes(own, unit.shapes).items() if event in told or event != "session-completed"
            }
            assert table.versions == ("1.0.3",)
            assert (table.launch_data, table.preferences) == ("LMS.LaunchData", "cmi5LearnerPreferences")


# ---------------------------------------------------------------- the judge can tell right from wrong


def put(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    *way, last = path.split("/")

    def change(made: dict[str, Any]) -> None:
        for step in way:
            made = made[step]
        if value is None:
            del made[last]
        else:
            made[last] = value

    return change


CATEGORIES = "context/contextActivities/category"
PLANTED: list[tuple[Event, str, object, set[str]]] = [
    ("initialized", "id", "4711", {"9.1.0.0-1"}),
    ("initialized", "timestamp", None, {"9.7.0.0-1"}),
    ("initialized", "timestamp", "2026-01-05T10:42:00.00+01:00", {"9.7.0.0-2"}),
    ("initialized", "object/id", "https://courses.nhs.test/small/course", {"9.4.0.0-2", "8.1.5.0-6"}),
    ("initialized", "context/registration", "another", {"9.6.1.0-1"}),
    ("initialized", CATEGORIES, [], {"9.6.2.1-1"}),
    ("initialized", CATEGORIES, [{"id": CMI5}, {"id": MOVEON}], {"9.6.2.2-2"}),
    ("completed", CATEGORIES, [{"id": CMI5}], {"9.6.2.2-1"}),
    ("completed", "result/completion", False, {"9.5.3.0-1"}),
    ("completed", "result/success", True, {"9.5.2.0-3"}),
    ("completed", "result/score", {"scaled": 1}, {"9.5.1.0-2"}),
    ("completed", "result/duration", None, {"9.5.4.1-2"}),
    ("terminated", "result/duration", None, {"9.5.4.1-1"}),
    ("passed", "result/duration", None, {"9.5.4.1-3"}),
    ("failed", "result/duration", None, {"9.5.4.1-4"}),
    ("passed", "result/success", False, {"9.5.2.0-1"}),
    ("failed", "result/success", True, {"9.5.2.0-2"}),
    ("passed", "result/completion", True, {"9.5.3.0-2"}),
    ("passed", "result/score/min", None, {"9.5.1.0-3"}),
    ("passed", "result/score/scaled", 0.69, {"9.3.4.0-2", "9.5.1.0-1"}),
    ("failed", "result/score/scaled", 0.7, {"9.3.5.0-2", "9.5.1.0-1"}),
    ("passed", "context/extensions", None, {"9.6.3.2-2"}),
    ("answered", CATEGORIES, [{"id": MOVEON}], {"9.6.2.2-2"}),
    ("answered", CATEGORIES, [{"id": CMI5}], {"9.4.0.0-2", "8.1.5.0-6", "9.3.0.0-1"}),
    ("session-completed", CATEGORIES, [{"id": CMI5}, {"id": MOVEON}], {"9.4.0.0-2", "8.1.5.0-6", "9.5.4.1-2"}),
]


@pytest.mark.parametrize("event, path, value, wanted", PLANTED)
def test_the_judge_sees_each_planted_fault(event: Event, path: str, value: object, wanted: set[str]) -> None:
    plan = PLANS["pass-limited"]
    made = copy.deepcopy(statement(plan, next(one for one in plan.statements if one.event == event), 0.7))
    put(path, value)(made)
    assert breaches(made, ACTIVITY, EXAMPLE_REGISTRATION, 0.7) == wanted
