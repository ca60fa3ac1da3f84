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


@pytest.mark.parametrize("name", ["scorm12", "xapi"])
def test_the_catalogue_shows_each_question_that_is_sent_and_no_other(name: str) -> None:
    plan = example_plan()
    shown = {template.interaction: standard(name).describe(plan, template) for template in plan.statements if template.interaction}
    assert set(shown) == {one.id for one in plan.interactions if one.recorded}
    assert ("a.x,b.y" if name == "scorm12" else "a[.]x[,]b[.]y") in dict(shown["pairs"]).values()


def test_a_web_package_sends_nothing() -> None:
    plan = example_plan()
    assert {standard("web").describe(plan, template) for template in plan.statements} == {()}
