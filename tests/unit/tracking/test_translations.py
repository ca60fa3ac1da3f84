"""Names in several languages: in statements, in cmi5.xml and in tincan.xml."""

from __future__ import annotations

import json
from pathlib import Path

from msgspec.structs import replace

from builder.lrs.validator import refusals, validate_statement
from builder.standards.cmi5.manifest import make_manifest as make_cmi5, to_xml as write_cmi5
from builder.standards.xapi.manifest import make_manifest as make_tincan, to_xml as write_tincan
from builder.tracking.plan import LAUNCH_ACTIVITY, TrackingPlan
from builder.tracking.statements import example_statement, read_with_tincan
from builder.tracking.translations import add_languages
from tests.oracles.schemas import CMI5, judge_manifest
from tests.unit.standards.packages import example_plan

OTHER = "cy"


def in_two() -> TrackingPlan:
    plan = example_plan()
    questions = tuple(
        replace(
            each,
            activity=replace(each.activity, name=f"ŵ{each.activity.name}"),
            definition=replace(each.definition, choices=tuple(replace(part, text=f"ŵ{part.text}") for part in each.definition.choices)),
        )
        for each in plan.interactions
    )
    return add_languages(plan, [replace(plan, language=OTHER, title=f"ŵ{plan.title}", interactions=questions)])


def test_manifests_name_the_course_in_both_languages(standards: Path) -> None:
    plan = in_two()
    structure = write_cmi5(make_cmi5(plan))
    assert judge_manifest(standards / CMI5, structure) == []
    for manifest in (structure, write_tincan(make_tincan(plan, "index.html"))):
        assert f'lang="{OTHER}">ŵ{plan.title}<'.encode() in manifest
        assert f'lang="{plan.language}">{plan.title}<'.encode() in manifest


def test_statements_name_course_question_and_answers_in_both_languages() -> None:
    plan = in_two()
    for template in plan.statements:
        example = example_statement(plan, template)
        read_with_tincan(example)
        launched = json.loads(json.dumps(example).replace(LAUNCH_ACTIVITY, "https://launch.invalid/activity"))
        assert refusals(validate_statement(launched)) == ()
    assert any(OTHER in str(example_statement(plan, template)["object"]) for template in plan.statements if template.event == "answered")


def test_a_plan_of_one_language_stays_as_it_is() -> None:
    plan = example_plan()
    assert add_languages(plan, []) is plan
