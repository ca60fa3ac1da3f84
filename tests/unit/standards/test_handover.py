"""What administrators and reviewers are told of each standard."""

from __future__ import annotations

import pytest

from builder.course.model import PassRule, Record
from builder.standards.registry import STANDARDS
from builder.standards.standard import Standard
from tests.unit.standards.packages import example_plan, standard


@pytest.mark.parametrize("one", STANDARDS, ids=lambda one: one.name)
def test_every_standard_says_how_to_put_it_up_what_to_set_and_how_to_update(one: Standard) -> None:
    sheet = one.handover(example_plan())
    for lines in (sheet.importing, sheet.settings, sheet.updating):
        assert lines
        assert all(line.endswith((".", "course", "completed", "passed")) for line in lines)
    assert all(line.endswith(".") for line in sheet.unverified)


@pytest.mark.parametrize("one", STANDARDS, ids=lambda one: one.name)
def test_a_record_that_is_begun_differs_from_one_that_is_finished_except_where_nobody_gets_a_record(one: Standard) -> None:
    for rule in (PassRule(), PassRule(70), PassRule(70, 3)):
        sheet = one.handover(example_plan(pass_rule=rule))
        assert (sheet.begun == sheet.finished == "") if one.name == "web" else (sheet.begun != sheet.finished)


def test_the_settings_of_tin_can_name_the_activity_and_the_verb_that_moodle_asks_for() -> None:
    settings = "\n".join(standard("xapi").handover(example_plan()).settings)
    assert "https://courses.nhs.test/small/course" in settings
    assert "verbs/completed" in settings
    assert "verbs/passed" in "\n".join(standard("xapi").handover(example_plan(pass_rule=PassRule(70))).settings)


SCORM = pytest.mark.parametrize("name", ["scorm12", "scorm2004-3rd", "scorm2004-4th"])


@SCORM
def test_the_settings_of_scorm_follow_the_pass_rule(name: str) -> None:
    assert "“completed”" in standard(name).handover(example_plan()).settings[0]
    assert "“passed”" in standard(name).handover(example_plan(pass_rule=PassRule(70))).settings[0]


@SCORM
def test_scorm_says_that_a_learner_with_tries_left_is_incomplete_without_a_score(name: str) -> None:
    """Tracking contract 1: "failed, may try again" is incomplete, and a score comes with a final outcome only."""

    def said(rule: PassRule, record: Record = Record.ANSWERS) -> str:
        return " ".join(standard(name).handover(example_plan(record=record, pass_rule=rule)).settings)

    assert "pass mark 70" in said(PassRule(70))
    assert "may try again as often as they like" in said(PassRule(70))
    assert "with tries left shows as" in said(PassRule(70, 3))
    assert "After 3 tries it is “failed”" in said(PassRule(70, 3))
    assert "There is one try" in said(PassRule(70, 1))
    assert "without a score" not in said(PassRule())
    assert "No score is sent" in said(PassRule(70), Record.COMPLETION)


@SCORM
def test_what_a_finished_record_shows_follows_the_pass_rule(name: str) -> None:
    def finished(rule: PassRule, record: Record = Record.ANSWERS) -> str:
        return standard(name).handover(example_plan(record=record, pass_rule=rule)).finished

    assert "There is no score." in finished(PassRule())
    assert "“failed”" not in finished(PassRule(70))
    assert "“failed” when no try is left. The score is 0 to 100." in finished(PassRule(70, 3))
    assert "There is no score." in finished(PassRule(70, 3), Record.COMPLETION)


@pytest.mark.parametrize("name", ["scorm12", "cmi5", "xapi"])
def test_the_catalogue_shows_each_question_that_is_sent_and_no_other(name: str) -> None:
    plan = example_plan()
    shown = {template.interaction: standard(name).describe(plan, template) for template in plan.statements if template.interaction}
    assert set(shown) == {one.id for one in plan.interactions if one.recorded}
    assert ("a.x,b.y" if name == "scorm12" else "a[.]x[,]b[.]y") in dict(shown["pairs"]).values()


def test_the_settings_of_cmi5_say_when_it_is_done_and_which_ids_stay() -> None:
    sheet = standard("cmi5").handover(example_plan())
    assert "moveOn “Completed”" in sheet.settings[0]
    assert "https://courses.nhs.test/small/units/course" in "\n".join(sheet.updating)
    assert "moveOn “Passed”, mastery score 0.7" in standard("cmi5").handover(example_plan(pass_rule=PassRule(70))).settings[0]


def test_the_catalogue_shows_every_event_as_cmi5_sends_it() -> None:
    plan = example_plan(pass_rule=PassRule(70, 3))
    shown = {template.name: dict(standard("cmi5").describe(plan, template)) for template in plan.statements}
    moveon = "https://w3id.org/xapi/cmi5/context/categories/moveon"
    mastery = "context.extensions.https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
    assert {name for name, fields in shown.items() if moveon in fields.values()} == {"completed", "passed", "failed"}
    assert {name for name, fields in shown.items() if mastery in fields} == {"passed", "failed"}
    for name, fields in shown.items():
        assert fields["verb.id"].startswith("http://adlnet.gov/expapi/verbs/")
        assert not any(value.startswith("$") for value in fields.values()), name
    assert shown["answered/pairs"]["object.definition.correctResponsesPattern[0]"] == "a[.]x[,]b[.]y"
    assert shown["passed"]["result.success"] == "true"
    assert shown["outcome-scored/quick-check/1.1"]["object.id"] == "https://courses.nhs.test/small/outcomes/1.1"


def test_a_web_package_sends_nothing() -> None:
    plan = example_plan()
    assert {standard("web").describe(plan, template) for template in plan.statements} == {()}
