"""Whole courses played on SCORM 1.2 platforms: what the platform has in the end is what the plan says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.harness.accessibility import assert_accessible, assert_no_sideways_scroll
from tests.browser.harness.build import UNTOLD, Built, ShortCourse
from tests.browser.harness.chromium import in_whole_chromium_too
from tests.browser.harness.closed_writes import read_rows
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.platform import Double, Platform, Quirks
from tests.browser.harness.player import Hands, Player
from tests.browser.harness.responses import ExpectedRecord, respond_right, respond_right_to, respond_wrong
from tests.browser.harness.scorm import POLICY, assert_recorded, judge_launches, open_course, reopen
from tests.browser.harness.walk import Walk
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn
COMPLETE, MARK, TWO_TRIES = "complete", "{mark: 70}", "{mark: 70, tries: 2}"
PLATFORMS = [
    (Double.STRICT, Quirks.PLAIN),
    (Double.SCORM_AGAIN, Quirks.PLAIN),
    (Double.STRICT, Quirks.LEARNING_HUB),
    (Double.STRICT, Quirks.MOODLE),
    (Double.STRICT, Quirks.MANDATORY_ONLY),
    (Double.STRICT, Quirks.OPEN_EDX),
    (Double.STRICT, Quirks.AICC_RELAY),
]
OPTIONAL = ("cmi.interactions.", "cmi.objectives.", "cmi.core.score.min", "cmi.core.score.max", "cmi.core.lesson_mode")


def assert_played(platform: Platform, built: Built, expected: ExpectedRecord, quirks: Quirks = Quirks.PLAIN) -> None:
    """What the platform has after a whole walk."""
    assert platform.launches[-1].finished
    assert platform.launches[-1].calls[-1].name == "LMSFinish"
    judge_launches(platform, built, refusals=OPTIONAL if quirks is Quirks.MANDATORY_ONLY else ())
    if quirks in (Quirks.MANDATORY_ONLY, Quirks.AICC_RELAY):
        assert platform.status == expected.status()
    else:
        assert_recorded(platform, expected)
    assert platform.status == "completed"
    assert platform.completion_recorded


def test_a_session_of_the_real_course_is_played_to_its_end(launcher: Launcher, first_session: Built) -> None:
    platform = launcher.platform()
    _, player = open_course(launcher, first_session, platform)
    walk = Walk(player, first_session.plan)
    walk.go()
    player.save_and_exit()
    assert_played(platform, first_session, walk.expected)
    launcher.monitor.assert_clean()


@pytest.mark.slow  # `make test` plays its first session on the strict platform, and the short course on the others
@pytest.mark.parametrize(("double", "quirks"), PLATFORMS, ids=lambda part: part.value)
def test_the_real_course_is_played_to_its_end(launcher: Launcher, real_course: Built, double: Double, quirks: Quirks) -> None:
    platform = launcher.platform(double, quirks)
    _, player = open_course(launcher, real_course, platform)
    walk = Walk(player, real_course.plan)
    walk.go()
    player.save_and_exit()
    assert_played(platform, real_course, walk.expected, quirks)
    launcher.monitor.assert_clean()


@pytest.mark.drawn
@in_whole_chromium_too
@pytest.mark.slow  # `make test` plays the short course by keyboard, and every kind of question
def test_the_real_course_is_played_by_keyboard_alone(launcher: Launcher, real_course: Built) -> None:
    platform = launcher.platform()
    _, player = open_course(launcher, real_course, platform, Hands.KEYBOARD)
    walk = Walk(player, real_course.plan)
    walk.go()
    player.save_and_exit()
    assert_played(platform, real_course, walk.expected)
    launcher.monitor.assert_clean()


@pytest.mark.parametrize(
    ("double", "quirks"), only_quick(PLATFORMS, PLATFORMS[1], (Double.STRICT, Quirks.MANDATORY_ONLY)), ids=lambda part: part.value
)
def test_the_short_course_is_played_to_its_end(launcher: Launcher, short_course: ShortCourse, double: Double, quirks: Quirks) -> None:
    built, platform = short_course(COMPLETE), launcher.platform(double, quirks)
    _, player = open_course(launcher, built, platform)
    walk = Walk(player, built.plan)
    walk.go()
    player.save_and_exit()
    assert_played(platform, built, walk.expected, quirks)
    launcher.monitor.assert_clean()


# `make test` plays every kind by mouse in test_every_kind.py.
@pytest.mark.drawn
@pytest.mark.parametrize("hands", only_quick([Hands.KEYBOARD, Hands.MOUSE], Hands.KEYBOARD), ids=lambda hands: hands.value)
def test_the_short_course_is_played_by_keyboard_or_mouse_alone(launcher: Launcher, short_course: ShortCourse, hands: Hands) -> None:
    built, platform = short_course(COMPLETE), launcher.platform()
    _, player = open_course(launcher, built, platform, hands)
    walk = Walk(player, built.plan)
    walk.go()
    player.save_and_exit()
    assert_played(platform, built, walk.expected)
    launcher.monitor.assert_clean()


@pytest.mark.drawn
@pytest.mark.slow  # `make test` looks at every state of every kind, block and check in the short courses
def test_every_state_of_the_real_course_is_accessible(launcher: Launcher, real_course: Built) -> None:
    visit, player = open_course(launcher, real_course, launcher.platform())

    def look(state: str) -> None:
        assert_accessible(player.surface, f"in state {state!r}")
        assert_no_sideways_scroll(visit.window, player.surface)

    Walk(player, real_course.plan, respond=respond_wrong, look=look).go()
    look_at_views(player, look)
    player.save_and_exit()
    look("closed")
    launcher.monitor.assert_clean()


def look_at_views(player: Player, look: Callable[[str], None]) -> None:
    """Open what is no page of the course."""
    for name in ("Contents", "What is recorded about you", "Completion record"):
        player.open_menu()
        button = player.surface.get_by_role("button", name=name)
        if button.count():
            player.turn(button.first)
            look(name)


@pytest.mark.drawn
@pytest.mark.slow  # `make test` looks at every state of a check in test_every_state
def test_every_state_of_a_check_is_accessible(launcher: Launcher, short_course: ShortCourse) -> None:
    built, platform = short_course(TWO_TRIES), launcher.platform()
    mount = launcher.mount(built.zip("scorm12"), policy=POLICY)
    visit, player = reopen(launcher, mount, platform)

    def look(state: str) -> None:
        assert_accessible(player.surface, f"in state {state!r}")
        assert_no_sideways_scroll(visit.window, player.surface)

    player.open_contents()
    player.turn(player.surface.get_by_role("link", name="The check", exact=True))
    look("check closed")
    player.open_contents()
    look("contents, half way")
    player.turn(player.surface.get_by_role("link", name="Practice"))
    player.submit(player.question("practice-one"))
    look("practice without an answer")
    walk = Walk(player, built.plan, respond=respond_wrong, look=look)
    walk.go(until="the-check")
    player.submit()
    expect(player.surface.get_by_role("alert")).to_be_visible()
    look("error summary")
    walk.submit(built.plan.checks[0])
    walk.try_again(built.plan.checks[0])
    look("no tries left")
    walk.player.next_page()
    walk.player.next_page()
    look("end of the course, failed")
    look_at_views(player, look)
    player.save_and_exit()
    look("closed")
    visit, player = reopen(launcher, mount, platform)
    look("finished before")
    launcher.monitor.assert_clean()


# -------------------------------------------------------------------- each cell of the outcome table


def test_going_on_is_incomplete_without_a_score(launcher: Launcher, short_course: ShortCourse) -> None:
    built, platform = short_course(MARK), launcher.platform()
    _, player = open_course(launcher, built, platform)
    Walk(player, built.plan).go(until="before")
    player.save_and_exit()
    assert (platform.status, platform.values.get("cmi.core.score.raw")) == ("incomplete", None)
    assert read_rows(platform.values, "interactions") == {}
    judge_launches(platform, built)


@pytest.mark.parametrize("double", only_quick(Double, Double.STRICT), ids=lambda double: double.value)
@pytest.mark.parametrize(
    ("rule", "right", "status", "score"),
    [
        pytest.param(COMPLETE, ("pick-one", "pick-some", "pair-up", "type-it"), "completed", "", marks=pytest.mark.slow),  # the walk to the end
        (COMPLETE, (), "completed", ""),
        pytest.param(MARK, ("pick-one", "pick-some", "pair-up", "type-it"), "passed", "100", marks=pytest.mark.slow),  # test_trouble_scorm12.py
        (MARK, ("pick-one", "pick-some", "type-it"), "passed", "80"),
        pytest.param(MARK, ("pick-one", "pair-up", "type-it"), "incomplete", "", marks=pytest.mark.slow),  # test_fail_then_pass_in_one_launch
        (TWO_TRIES, ("pick-some",), "incomplete", ""),
    ],
)
def test_one_submission_gives_the_outcome_of_the_table(
    launcher: Launcher, short_course: ShortCourse, double: Double, rule: str, right: tuple[str, ...], status: str, score: str
) -> None:
    built, platform = short_course(rule), launcher.platform(double)
    _, player = open_course(launcher, built, platform)
    walk = Walk(player, built.plan, respond=respond_right_to("practice-one", *right))
    walk.go()
    player.save_and_exit()
    assert (platform.status, platform.values.get("cmi.core.score.raw", "")) == (status, score)
    assert_recorded(platform, walk.expected)
    judge_launches(platform, built)
    launcher.monitor.assert_clean()


def test_fail_then_pass_in_one_launch(launcher: Launcher, short_course: ShortCourse) -> None:
    built, platform = short_course(MARK), launcher.platform()
    _, player = open_course(launcher, built, platform)
    walk = Walk(player, built.plan, respond=respond_wrong)
    walk.go(until="the-check")
    check = built.plan.checks[0]
    walk.submit(check)
    assert platform.status == "incomplete"
    walk.respond = respond_right
    walk.try_again(check)
    assert_recorded(platform, walk.expected)
    assert (platform.status, platform.values["cmi.core.score.raw"]) == ("passed", "100")
    player.save_and_exit()
    judge_launches(platform, built)


@pytest.mark.slow  # test_walk_scorm2004.py, and here in one launch
def test_fail_then_pass_across_two_launches(launcher: Launcher, short_course: ShortCourse) -> None:
    built, platform = short_course(MARK), launcher.platform()
    mount = launcher.mount(built.zip("scorm12"))
    _, player = reopen(launcher, mount, platform)
    first = Walk(player, built.plan, respond=respond_wrong)
    first.go(until="the-check")
    check = built.plan.checks[0]
    first.submit(check)
    player.save_and_exit()
    assert (platform.status, platform.values.get("cmi.core.score.raw")) == ("incomplete", None)
    _, player = reopen(launcher, mount, platform)
    assert player.page_id() == "the-check"
    second = Walk(player, built.plan)
    second.expected = first.expected
    second.try_again(check)
    player.save_and_exit()
    assert platform.status == "passed"
    assert_recorded(platform, second.expected)
    judge_launches(platform, built)


@pytest.mark.parametrize(("double", "quirks"), only_quick(PLATFORMS[:4], PLATFORMS[0]), ids=lambda part: part.value)
def test_no_tries_left_is_failed_with_the_best_score(launcher: Launcher, short_course: ShortCourse, double: Double, quirks: Quirks) -> None:
    built, platform = short_course(TWO_TRIES, UNTOLD), launcher.platform(double, quirks)
    _, player = open_course(launcher, built, platform)
    walk = Walk(player, built.plan, respond=respond_right_to("practice-one", "pick-some"))
    walk.go(until="the-check")
    check = built.plan.checks[0]
    walk.submit(check)
    assert platform.status == "incomplete"
    walk.respond = respond_right_to("pick-one")
    walk.try_again(check)
    assert (platform.status, platform.values["cmi.core.score.raw"]) == ("failed", "40")
    assert player.says("You have no tries left")
    assert player.surface.get_by_role("button", name="Try again").locator("visible=true").count() == 0
    player.save_and_exit()
    assert_recorded(platform, walk.expected)
    judge_launches(platform, built)


def test_the_final_check_stays_closed_until_the_rest_is_done(launcher: Launcher, short_course: ShortCourse) -> None:
    built = short_course(MARK)
    _, player = open_course(launcher, built, launcher.platform())
    player.open_contents()
    player.turn(player.surface.get_by_role("link", name="The check", exact=True))
    assert player.page_id() == "the-check"
    assert player.questions() == []
    expect(player.surface.get_by_text("This check opens later")).to_be_visible()
    expect(player.surface.get_by_role("link", name="Read “Practice”")).to_be_visible()
    expect(player.surface.get_by_role("link", name="Read “Before the check”")).to_be_visible()
    assert player.surface.locator("[data-check-locked]").get_by_text("Left out").count() == 0
