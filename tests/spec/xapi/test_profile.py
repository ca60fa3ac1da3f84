"""The course's xAPI Profile, by XP number of the requirements, and statements held against it."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from msgspec.structs import replace

from builder.course.edition import CoursePilot
from builder.course.model import Course, PassRule, Record
from builder.course.part import take_session
from builder.tracking.compile import plan_tracking
from builder.tracking.plan import LAUNCH_ACTIVITY, TrackingPlan
from builder.tracking.profile import make_profile, profile_document
from builder.tracking.statements import example_statement
from builder.tracking.vocabulary import ACTIVITY_TYPES, PROFILE_TYPE, VERBS
from tests.oracles.profile_judge import breaks_a_rule, fits_primary, judge_profile, list_templates
from tests.unit.tracking.example import FILL_GAPS, example_course, interaction, page

COURSES = {
    "complete": example_course(),
    "pass": example_course(pass_rule=PassRule(mark=70)),
    "limited": example_course(pass_rule=PassRule(mark=70, tries=2)),
    "scores": example_course(Record.SCORES, PassRule(mark=70)),
    "completion": example_course(Record.COMPLETION),
    "pilot": replace(example_course(pass_rule=PassRule(mark=70, tries=2)), pilot=CoursePilot("spring", "Pilot, spring")),
    "one session": take_session(example_course(), example_course().sessions[0].id),
    "by session": replace(example_course(pass_rule=PassRule(mark=70, tries=2)), units="session"),
}
EACH = pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)


def planned(course: Course) -> TrackingPlan:
    plan = plan_tracking(course).value
    assert plan is not None
    return plan


def written(plan: TrackingPlan) -> dict[str, Any]:
    document = profile_document(make_profile(plan), title=plan.title, author="A trust", language="en-GB", made="2026-01-31T00:00:00Z")
    found: dict[str, Any] = json.loads(json.dumps(document))
    return found


def examples(plan: TrackingPlan) -> list[dict[str, Any]]:
    found = (example_statement(plan, template) for template in plan.statements)
    return [json.loads(json.dumps(one).replace(LAUNCH_ACTIVITY, "https://lms.nhs.test/activity/7")) for one in found]


@EACH
def test_xp_01_to_xp_08_the_document_is_well_made(course: Course) -> None:
    assert judge_profile(written(planned(course))) == []


def test_the_judge_finds_faults() -> None:
    document = written(planned(COURSES["pass"]))
    for path, value in (("versions", []), ("conformsTo", "1.0"), ("templates", [document["templates"][0]] * 2)):
        assert judge_profile({**document, path: value}), path
    recursive = copy.deepcopy(document)
    first = recursive["patterns"][0]
    first["alternates"] = [first["id"], first["id"]]
    assert any("holds itself" in fault for fault in judge_profile(recursive))


def test_xp_02_every_key_is_one_of_the_profiles_context(standards: Path) -> None:
    known = set(json.loads((standards / "xapi_profile" / "profile-context.jsonld").read_text(encoding="utf-8"))["@context"])
    for course in COURSES.values():
        assert _keys(written(planned(course))) - {"@context"} <= known


def _keys(value: Any, above: str = "") -> set[str]:
    """Every key of a document but languages and what stands inside values."""
    if isinstance(value, list):
        return set().union(*(_keys(one, above) for one in value))
    if not isinstance(value, dict) or above in {"prefLabel", "definition"}:
        return set()
    return set(value).union(*(_keys(one, name) for name, one in value.items()))


def test_xp_04_every_verb_and_type_is_a_published_one(standards: Path) -> None:
    known: set[str] = set()
    for name in ("adl", "scorm", "cmi5"):
        profile = json.loads((standards / "xapi_profile" / f"{name}-v1.0.jsonld").read_text(encoding="utf-8"))
        known |= {concept["id"] for concept in profile["concepts"]}
    assert {verb.iri for verb in VERBS.values()} <= known
    # The one type that the specification itself names (xAPI 1.0.3 Data 2.4.4.1).
    assert {*ACTIVITY_TYPES.values(), PROFILE_TYPE} - known == {"http://adlnet.gov/expapi/activities/cmi.interaction"}
    assert "concepts" not in written(planned(COURSES["pass"]))


def test_xp_04_each_verb_is_filed_under_the_profile_that_defines_it(standards: Path) -> None:
    for verb in VERBS.values():
        profile = json.loads((standards / "xapi_profile" / f"{verb.profile.rsplit('/', 1)[-1]}-v1.0.jsonld").read_text(encoding="utf-8"))
        assert verb.iri in {concept["id"] for concept in profile["concepts"]}, verb.iri


@EACH
def test_xp_05_xp_06_every_statement_is_about_one_template_and_follows_it(course: Course) -> None:
    plan = planned(course)
    document = written(plan)
    for statement in examples(plan):
        assert len(list_templates(document, statement)) == 1


@EACH
def test_xp_06_a_statement_that_the_plan_does_not_foresee_breaks_a_rule(course: Course) -> None:
    plan = planned(course)
    document = written(plan)
    for statement in examples(plan):
        for changed in (
            {**statement, "verb": {"id": "http://adlnet.gov/expapi/verbs/experienced"}},
            {**statement, "context": {**statement["context"], "language": "fr"}},
            {name: value for name, value in statement.items() if name != "timestamp"},
        ):
            assert breaks_a_rule(document, changed)
        if "result" in statement:
            assert breaks_a_rule(document, {name: value for name, value in statement.items() if name != "result"})
        for name in ("parent", "other"):
            activities = statement["context"]["contextActivities"]
            if name in activities and activities[name][0]["id"].startswith(plan.base):
                another = {**activities, name: [{"id": f"{plan.base}elsewhere"}]}
                assert breaks_a_rule(document, {**statement, "context": {**statement["context"], "contextActivities": another}}), name
        if statement["object"]["id"].startswith(plan.base):
            assert breaks_a_rule(document, {**statement, "object": {**statement["object"], "id": f"{plan.base}elsewhere"}})


def test_xp_06_answers_name_the_outcomes_that_they_are_evidence_for() -> None:
    """So that a reviewer's tool refuses an answer that is filed under nothing, or under an outcome of another course."""
    document = written(planned(COURSES["pass"]))
    (answered,) = [one for one in document["templates"] if one["verb"] == VERBS["answered"].iri]
    rule = next(rule for rule in answered["rules"] if ".other" in rule["location"])
    assert rule["presence"] == "included"
    assert rule["all"] == ["https://courses.nhs.test/small/outcomes/1.1"]
    unfiled = example_course(pass_rule=PassRule(mark=70), pages=(page("hello", interaction("a", FILL_GAPS), interaction("b", FILL_GAPS, outcomes=())),))
    plan = planned(unfiled)
    for statement in examples(plan):
        assert len(list_templates(written(plan), statement)) == 1


def test_xp_01_a_later_version_revises_the_one_before_it() -> None:
    plan = planned(COURSES["pass"])
    old = {"id": f"{plan.base}profile/v-0", "generatedAtTime": "2025-01-31T00:00:00Z"}

    def following(*earlier: Any) -> dict[str, Any]:
        said = {"title": plan.title, "author": "A trust", "language": "en-GB", "made": "2026-01-31T00:00:00Z"}
        found: dict[str, Any] = json.loads(json.dumps(profile_document(make_profile(plan), **said, earlier=earlier)))
        return found

    document = following(old)
    assert judge_profile(document) == []
    assert document["versions"] == [{"id": plan.profile, "wasRevisionOf": [old["id"]], "generatedAtTime": "2026-01-31T00:00:00Z"}, old]
    published = [{**document["versions"][0], "generatedAtTime": "2025-12-31T00:00:00Z"}, old]
    assert following(*published)["versions"] == published, "the same version is made once"


def test_xp_07_wording_changes_no_id() -> None:
    course = COURSES["pass"]
    reworded = replace(course, title="Another title", description="Other words.", version="2.0")
    one, other = written(planned(course)), written(planned(reworded))
    for part in ("versions", "templates", "patterns"):
        assert [each["id"] for each in one[part]] == [each["id"] for each in other[part]]


@pytest.mark.parametrize(
    ("changed", "templates"),
    [
        (replace(COURSES["pass"], language="cy"), {"initialized", "answered", "outcome-scored", "completed", "passed", "terminated", "session-completed"}),
        (example_course(pass_rule=PassRule(mark=70), pages=(page("hello", interaction("gaps", FILL_GAPS)),)), {"answered", "outcome-scored"}),
    ],
    ids=["language", "fewer questions"],
)
def test_xp_07_a_changed_rule_changes_its_template_the_patterns_and_the_version(changed: Course, templates: set[str]) -> None:
    one, other = written(planned(COURSES["pass"])), written(planned(changed))

    def ids(document: dict[str, Any], part: str) -> set[str]:
        return {each["id"] for each in document[part]}

    gone = ids(one, "templates") - ids(other, "templates")
    assert {name.rsplit("/", 1)[-1].rsplit("-", 1)[0] for name in gone} == templates
    assert not ids(one, "versions") & ids(other, "versions")


def test_xp_09_every_statement_with_a_registration_claims_the_version() -> None:
    for course in COURSES.values():
        plan = planned(course)
        version = written(plan)["versions"][0]["id"]
        assert plan.profile == version
        for statement in examples(plan):
            claimed = [one["id"] for one in statement["context"]["contextActivities"]["category"]]
            assert claimed == [version]


def launches(plan: TrackingPlan) -> st.SearchStrategy[list[str]]:
    """Template names of a registration: launches in any number, each an opening and what may follow, cut anywhere."""
    names = [template.name for template in plan.statements]
    opening = st.sampled_from([name for name in names if name.startswith("initialized")])
    launch = st.tuples(opening, st.lists(st.sampled_from(names), max_size=8)).map(lambda found: [found[0], *found[1]])
    return st.lists(launch, min_size=1, max_size=4).map(lambda found: [name for one in found for name in one])


@settings(max_examples=60)
@given(st.data())
def test_xp_09_every_run_and_every_prefix_of_it_fits_the_primary_pattern(data: st.DataObject) -> None:
    plan = planned(data.draw(st.sampled_from([COURSES["limited"], COURSES["by session"]])))
    document = written(plan)
    about = {template.name: list_templates(document, statement)[0] for template, statement in zip(plan.statements, examples(plan), strict=True)}
    run = [about[name] for name in data.draw(launches(plan))]
    for cut in range(1, len(run) + 1):
        assert fits_primary(document, run[:cut])


def test_what_begins_with_no_opening_fits_no_pattern() -> None:
    plan = planned(COURSES["pass"])
    document = written(plan)
    about = [list_templates(document, statement)[0] for statement in examples(plan)]
    assert plan.statements[0].event == "initialized"
    assert fits_primary(document, about)
    assert not fits_primary(document, about[1:])
    assert not fits_primary(document, [])
