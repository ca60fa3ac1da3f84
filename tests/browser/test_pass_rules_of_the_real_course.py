"""The whole real course, answered wrong from its first page to its last on a phone, and left and resumed in its seventh session: it still completes, or fails where its rule asks for a mark."""

from __future__ import annotations

import pytest

from tests.browser.harness.accessibility import assert_no_sideways_scroll
from tests.browser.harness.build import Built, build_course, copy_with_one_try
from tests.browser.harness.cmi5 import Enrolment, mount_unit
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Player
from tests.browser.harness.responses import respond_wrong
from tests.browser.harness.scorm import assert_recorded, judge_launches, reopen
from tests.browser.harness.walk import Walk
from tests.lrs_server import LrsServer

# `make test` plays the short course wrong by each rule (test_walk_scorm12.py, test_walk_cmi5.py), and its return (test_return_scorm12.py).
pytestmark = [pytest.mark.undrawn, pytest.mark.slow]
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def one_try(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The real course with a mark to reach in its last check, at one try."""
    folder = tmp_path_factory.mktemp("one-try")
    return build_course(copy_with_one_try(folder / "course"), folder / "dist")


def page_in_session_7(built: Built) -> str:
    """A page in the middle of the seventh session, after which its questions and two checks are still to come."""
    pages = built.plan.sessions()[6].pages
    return pages[len(pages) // 2].id


@pytest.mark.parametrize(("rule", "status", "score"), [("complete", "completed", ""), ("one try", "failed", "0")])
def test_all_wrong_and_resumed_in_session_7_in_scorm_12(
    launcher: Launcher, request: pytest.FixtureRequest, rule: str, status: str, score: str
) -> None:
    built: Built = request.getfixturevalue("one_try" if rule == "one try" else "real_course")
    launcher.new_context(viewport=PHONE, reduced_motion="reduce")
    platform, mount, left = launcher.platform(), launcher.mount(built.zip("scorm12")), page_in_session_7(built)
    visit, player = reopen(launcher, mount, platform)
    first = Walk(player, built.plan, respond=respond_wrong)
    first.go(until=left)
    assert_no_sideways_scroll(visit.window, player.surface)
    player.save_and_exit()
    assert platform.status == "incomplete"
    visit, player = reopen(launcher, mount, platform)
    assert player.page_id() == left
    second = Walk(player, built.plan, respond=respond_wrong)
    second.expected = first.expected
    second.go()
    assert_no_sideways_scroll(visit.window, player.surface)
    player.save_and_exit()
    assert platform.status == status
    if score:
        assert platform.values["cmi.core.score.raw"] == score
    assert_recorded(platform, second.expected)
    judge_launches(platform, built)
    launcher.monitor.assert_clean()


def test_all_wrong_with_one_try_and_resumed_in_session_7_is_failed_in_cmi5(launcher: Launcher, one_try: Built, lrs: LrsServer) -> None:
    launcher.new_context(viewport=PHONE, reduced_motion="reduce")
    enrolment, mount, left = Enrolment(launcher, lrs), mount_unit(launcher, one_try, lrs), page_in_session_7(one_try)
    _, player = enrolment.open(mount, mastery=0.7)
    Walk(player, one_try.plan, respond=respond_wrong).go(until=left)
    player.save_and_exit()
    assert enrolment.list_unit_verbs() == ["initialized", "terminated"]
    page, player = enrolment.open(mount, mastery=0.7)
    player = Player.of_page(page).await_open()
    assert player.page_id() == left
    Walk(player, one_try.plan, respond=respond_wrong).go()
    player.save_and_exit()
    assert enrolment.breaches() == []
    assert enrolment.list_unit_verbs() == ["initialized", "terminated", "initialized", "failed", "completed", "terminated"]
    scores = [
        one["result"]["score"]["raw"] for one in enrolment.statements() if one["verb"]["id"].endswith("/failed") and "score" in one.get("result", {})
    ]
    assert scores == [0], "one statement says failed, with nothing right"
