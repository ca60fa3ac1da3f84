"""SCORM 1.2 platforms that are out of reach, refuse to save, or do not deliver a file."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import expect

from tests.browser.harness.build import ShortCourse
from tests.browser.harness.launcher import ApiPlacement, Launcher
from tests.browser.harness.platform import Quirks
from tests.browser.harness.player import Player
from tests.browser.harness.scorm import open_course
from tests.browser.harness.server import Fault
from tests.browser.harness.walk import Walk
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn
COMPLETE, MARK, TWO_TRIES = "complete", "{mark: 70}", "{mark: 70, tries: 2}"


SEARCH_MILLISECONDS: Final = 6000
"""Longer than the course looks for an API, and than a late one takes to come, on the page's clock."""


@pytest.mark.parametrize("placement", only_quick(ApiPlacement, *(set(ApiPlacement) - {ApiPlacement.FRAME})), ids=lambda placement: placement.name.lower())
def test_the_course_opens_in_every_way_and_says_when_nothing_is_recorded(launcher: Launcher, short_course: ShortCourse, placement: ApiPlacement) -> None:
    """In a frame every walk opens it."""
    built, platform = short_course(COMPLETE), launcher.platform()
    launcher.context.clock.install()
    visit = launcher.open_package(launcher.mount(built.zip("scorm12")), platform, placement)
    launcher.context.clock.run_for(SEARCH_MILLISECONDS)
    player = Player.of_visit(visit).await_open()
    if placement in (ApiPlacement.NONE, ApiPlacement.FOREIGN_PARENT):
        expect(player.surface.get_by_text("Your answers are not being recorded.").first).to_be_visible()
        assert platform.calls() == []
    else:
        player.next_page()
        expect(player.surface.get_by_text("Saved at").first).to_be_visible()
        assert platform.values["cmi.core.lesson_location"] == "practice"


def test_what_the_platform_refuses_is_said_once_and_saved_later(launcher: Launcher, short_course: ShortCourse) -> None:
    built, platform = short_course(COMPLETE), launcher.platform()
    _, player = open_course(launcher, built, platform)
    platform.refuse_commits = True
    Walk(player, built.plan).go(until="left-out")
    expect(player.surface.get_by_text("Not saved yet. We keep trying.").first).to_be_visible()
    platform.refuse_commits = False
    Walk(player, built.plan).go(until="before")
    expect(player.surface.get_by_text("Saved at").first).to_be_visible()
    assert platform.values["cmi.core.lesson_location"] == "before"


@pytest.mark.parametrize("fault", [Fault.DENIED, Fault.LOGIN_PAGE, Fault.CUT_SHORT, Fault.NO_ANSWER], ids=lambda fault: fault.name.lower())
def test_a_session_that_does_not_arrive_can_be_asked_for_again(launcher: Launcher, short_course: ShortCourse, fault: Fault) -> None:
    built, platform = short_course(COMPLETE), launcher.platform()
    mount = launcher.mount(built.zip("scorm12"))
    mount.break_path("sessions/two.js", fault)
    visit = launcher.open_package(mount, platform)
    player = Player.of_visit(visit).await_open()
    player.open_contents()
    player.turn(player.surface.get_by_role("link", name="Before the check"))
    expect(player.surface.get_by_text("The page did not arrive. Your answers are safe.")).to_be_visible()
    mount.mend()
    player.use(player.surface.get_by_role("button", name="Try again").locator("visible=true"))
    expect(player.surface.get_by_role("heading", name="Before the check")).to_be_visible()


def test_a_platform_without_optional_elements_is_never_called_unsaved(launcher: Launcher, short_course: ShortCourse) -> None:
    built, platform = short_course(MARK), launcher.platform(quirks=Quirks.MANDATORY_ONLY)
    _, player = open_course(launcher, built, platform)

    def look(_state: str) -> None:
        assert not player.says("Not saved yet")

    Walk(player, built.plan, look=look).go()
    player.save_and_exit()
    assert (platform.status, platform.values["cmi.core.score.raw"]) == ("passed", "100")
    tried = [call for call in platform.calls() if call.name == "LMSSetValue" and str(call.args[0]).startswith("cmi.interactions.")]
    assert len(tried) <= 1, "a platform that refuses interactions is not asked again"


def test_a_page_that_the_browser_keeps_goes_on_and_one_that_is_gone_ends(launcher: Launcher, short_course: ShortCourse) -> None:
    """Tracking contract 2: `pagehide` persisted saves only, and the course goes on at `pageshow`; not persisted it ends the session."""
    built, platform = short_course(COMPLETE), launcher.platform()
    visit, player = open_course(launcher, built, platform)
    player.next_page()

    def told(event: str, *, persisted: bool) -> list[str]:
        visit.course.evaluate(
            "([event, persisted]) => window.dispatchEvent(new PageTransitionEvent(event, {persisted}))",
            [event, persisted],
        )
        return [call.name for call in platform.calls()]

    assert "LMSFinish" not in told("pagehide", persisted=True)
    told("pageshow", persisted=True)
    player.next_page()
    expect(player.surface.get_by_text("Saved at").first).to_be_visible()
    assert platform.values["cmi.core.lesson_location"] == player.page_id()
    assert told("pagehide", persisted=False).count("LMSFinish") == 1
