"""The day of finishing: on the ending and on the completion record, also when the learner comes back later."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.harness.build import ShortCourse
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Player
from tests.browser.harness.responses import respond_right, respond_wrong
from tests.browser.harness.scorm import reopen
from tests.browser.harness.walk import Walk
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn

RECORD = "Completion record"


def open_on(launcher: Launcher, day: str, zone: str) -> None:
    """The learner's browser at a moment, in a place."""
    launcher.new_context(timezone_id=zone).clock.install(time=day)


ZONES = [("Europe/London", "11 May 2026"), ("Pacific/Auckland", "12 May 2026"), ("America/Los_Angeles", "11 May 2026")]


@pytest.mark.parametrize(("zone", "finished"), only_quick(ZONES, ZONES[1]))  # the one where it is another day than in Greenwich
def test_the_day_of_finishing_stays_that_day_by_the_calendar_of_the_learner(
    launcher: Launcher, short_course: ShortCourse, zone: str, finished: str
) -> None:
    built, platform = short_course("{mark: 60}"), launcher.platform()
    mount = launcher.mount(built.zip("scorm12"))
    open_on(launcher, "2026-05-11T20:00:00Z", zone)
    _, player = reopen(launcher, mount, platform)
    Walk(player, built.plan, respond=respond_right).go()
    expect(player.surface.get_by_text(f"Finished on {finished}.")).to_be_visible()
    player.save_and_exit()
    open_on(launcher, "2026-06-30T12:00:00Z", "Europe/London")
    _, player = reopen(launcher, mount, platform)
    go_to_end(player)
    expect(player.surface.get_by_text(f"Finished on {finished}.")).to_be_visible()
    player.turn(player.surface.get_by_role("button", name=RECORD).first)
    expect(player.surface.get_by_text(f"Finished on {finished}. Printed on 30 June 2026.")).to_be_visible()


def test_who_has_not_finished_is_told_no_day(launcher: Launcher, short_course: ShortCourse) -> None:
    built, platform = short_course("{mark: 60}"), launcher.platform()
    _, player = reopen(launcher, launcher.mount(built.zip("scorm12")), platform)
    Walk(player, built.plan, respond=respond_wrong).go()
    expect(player.surface.get_by_text("You are at the end of the course")).to_be_visible()
    expect(player.surface.get_by_text("Finished on")).to_have_count(0)


def go_to_end(player: Player) -> None:
    while player.page_id():
        player.next_page()
    expect(player.surface.get_by_role("heading", name="What comes next")).to_be_visible()
    player.next_page()
