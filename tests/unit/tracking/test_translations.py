"""Names in several languages: in statements, in cmi5.xml and in tincan.xml."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from builder.lrs.validator import refusals, validate_statement
from builder.reports.statements import statement_json, statement_page
from builder.standards.cmi5.manifest import make_manifest as make_cmi5, to_xml as write_cmi5
from builder.standards.registry import STANDARDS
from builder.standards.xapi.manifest import make_manifest as make_tincan, to_xml as write_tincan
from builder.tracking.plan import LAUNCH_ACTIVITY, TrackingPlan
from builder.tracking.profile import make_profile, profile_document
from builder.tracking.statements import example_statement, read_with_tincan
from builder.tracking.translations import add_languages
from tests.oracles.closed_plan import matching_templates
from tests.oracles.profile_judge import breaks_a_rule, judge_profile
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


def test_the_profile_allows_each_language_that_packages_hold_and_no_other() -> None:
    plan = in_two()
    assert plan.languages() == ("en-GB", OTHER)
    assert plan.profile == make_profile(plan).version != example_plan().profile
    document, narrower = profile_of(plan), profile_of(example_plan())
    assert judge_profile(document) == []
    for template in plan.statements:
        example = json.loads(json.dumps(example_statement(plan, template)))
        assert example["context"]["contextActivities"]["category"][0]["id"] == plan.profile
        spoken = [{**example, "context": {**example["context"], "language": tag}} for tag in ("en-GB", OTHER, "fr")]
        assert [breaks_a_rule(document, one) for one in spoken] == [False, False, True]
        assert [template.name in matching_templates(plan, one, LAUNCH_ACTIVITY) for one in spoken] == [True, True, False]
        assert breaks_a_rule(narrower, spoken[1]), "a course of one language says no other"


def profile_of(plan: TrackingPlan) -> dict[str, Any]:
    made = profile_document(make_profile(plan), title=plan.title, author="A trust", language=plan.language, made="2026-01-31T00:00:00Z")
    document: dict[str, Any] = json.loads(json.dumps(made))
    return document


def test_the_statement_page_says_which_languages_a_statement_may_name() -> None:
    plan = in_two()
    page = statement_page(plan, STANDARDS).decode()
    assert "<code>en-GB</code>, <code>cy</code>. Each statement names the language that is shown" in page
    assert json.loads(statement_json(plan, STANDARDS))["course"]["languages"] == ["en-GB", OTHER]
    assert "several languages" not in statement_page(example_plan(), STANDARDS).decode()


def test_a_plan_of_one_language_stays_as_it_is() -> None:
    plan = example_plan()
    assert add_languages(plan, []) is plan
