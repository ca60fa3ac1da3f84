"""What administrators and reviewers are told of each standard."""

from __future__ import annotations

import pytest

from builder.course.model import PassRule
from builder.standards.registry import STANDARDS
from builder.standards.standard import Standard
from tests.unit.standards.packages import example_plan, standard


@pytest.mark.parametrize("one", STANDARDS, ids=lambda one: one.name)
def test_every_sheet_names_platforms_settings_updates_and_what_is_not_verified(one: Standard) -> None:
    sheet = one.handover(example_plan())
    for lines in (sheet.platforms, sheet.settings, sheet.updating, sheet.unverified):
        assert lines
        assert all(line.endswith((".", "course", "completed", "passed")) for line in lines)


def test_the_settings_of_tin_can_name_the_activity_and_the_verb_that_moodle_asks_for() -> None:
    settings = "\n".join(standard("xapi").handover(example_plan()).settings)
    assert "https://courses.nhs.test/small/course" in settings
    assert "verbs/completed" in settings
    assert "verbs/passed" in "\n".join(standard("xapi").handover(example_plan(pass_rule=PassRule(70))).settings)


def test_the_settings_of_scorm_follow_the_pass_rule() -> None:
    assert "“completed”" in standard("scorm12").handover(example_plan()).settings[0]
    assert "pass mark 70" in standard("scorm12").handover(example_plan(pass_rule=PassRule(70))).settings[0]


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
