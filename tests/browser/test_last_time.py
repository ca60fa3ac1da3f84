"""A question of an earlier session is asked again, and both answers are kept and told apart."""

from __future__ import annotations

import pytest

from tests.browser.harness.build import Edit, ShortCourse
from tests.browser.harness.cmi5 import Enrolment, mount_unit
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Player
from tests.browser.harness.responses import respond_right_to
from tests.browser.harness.scorm import assert_recorded, judge_launches, open_course, reopen
from tests.browser.harness.walk import Walk
from tests.lrs_server import LrsServer

pytestmark = pytest.mark.undrawn
AGAIN = "practice-one.again-two"
EDIT: Edit = ("sessions/02-two/session.md", "The last page holds the check.\n", "::: last-time\nQuestions: practice-one\n:::\n")


def go_back_to(player: Player, page: str) -> None:
    """Turn back to a page by its id."""
    for _ in range(9):
        if player.page_id() == page:
            break
        player.back()
    assert player.page_id() == page


def test_both_answers_come_back_on_a_platform_of_scorm12(launcher: Launcher, short_course: ShortCourse) -> None:
    built, platform = short_course("complete", EDIT), launcher.platform()
    _, player = open_course(launcher, built, platform)
    walk = Walk(player, built.plan, respond=respond_right_to(AGAIN, "pick-one", "pick-some", "pair-up", "type-it"))
    walk.go()
    player.save_and_exit()
    judge_launches(platform, built)
    assert_recorded(platform, walk.expected)
    _, player = reopen(launcher, launcher.mount(built.zip("scorm12")), platform)
    definitions = {interaction.id: interaction.definition for interaction in built.plan.interactions}
    answers = {}
    for page, ident in (("before", AGAIN), ("practice", "practice-one")):
        go_back_to(player, page)
        answers[ident] = player.read_answer(ident, definitions[ident])
    assert answers[AGAIN] == definitions[AGAIN].correct[0]
    assert answers["practice-one"] not in (None, definitions["practice-one"].correct[0])
    launcher.monitor.assert_clean()


def test_a_platform_of_cmi5_is_told_nothing_of_practice(launcher: Launcher, short_course: ShortCourse, lrs: LrsServer) -> None:
    built, enrolment = short_course("complete", EDIT), Enrolment(launcher, lrs)
    _, player = enrolment.open(mount_unit(launcher, built, lrs))
    Walk(player, built.plan).go()
    player.save_and_exit()
    assert enrolment.breaches() == []
    assert enrolment.list_unit_verbs() == ["initialized", "completed", "terminated"]
    assert not [one for one in enrolment.statements() if AGAIN in one["object"]["id"]]
