"""Whole courses played on SCORM 2004 platforms: what the platform has in the end is what the plan says."""

from __future__ import annotations

from typing import Any, Final

import pytest
from playwright.sync_api import expect

from tests.browser.harness.build import UNTOLD, Built, ShortCourse
from tests.browser.harness.chromium import in_whole_chromium_too
from tests.browser.harness.closed_writes import read_rows
from tests.browser.harness.launcher import ApiPlacement, Launcher, Visit
from tests.browser.harness.platform import Double, Platform, Quirks
from tests.browser.harness.player import Hands, Player
from tests.browser.harness.responses import ExpectedRecord, respond_right, respond_right_to, respond_wrong
from tests.browser.harness.scorm import POLICY, assert_recorded, judge_launches, open_course, platform_for, reopen
from tests.browser.harness.walk import Walk
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn
SEARCH_MILLISECONDS: Final = 6000
"""Longer than the course looks for an API, and than a late one takes to come, on the page's clock."""
COMPLETE, MARK, TWO_TRIES = "complete", "{mark: 70}", "{mark: 70, tries: 2}"
PLATFORMS = [
    (Double.STRICT, Quirks.PLAIN_2004),
    (Double.STRICT, Quirks.PLAIN_3RD),
    (Double.SCORM_AGAIN, Quirks.PLAIN_2004),
    (Double.STRICT, Quirks.MOODLE_2004),
    (Double.STRICT, Quirks.OPEN_EDX_2004),
    (Double.STRICT, Quirks.SCORM_AGAIN_2004),
]


def status(platform: Platform) -> tuple[str | None, ...]:
    names = ("completion_status", "success_status", "progress_measure", "score.scaled")
    return tuple(platform.values.get(f"cmi.{name}") for name in names)


def rolled_up(visit: Visit) -> dict[str, Any]:
    """What scorm-again's sequencer says of the whole course."""
    frame = next(frame for frame in visit.page.frames if "/lms/launch.html" in frame.url)
    found: dict[str, Any] = frame.evaluate("window.sequencing()")
    return found


@pytest.mark.slow  # SCORM 1.2 walks its first session in `make test`, and the short course is walked here
@pytest.mark.parametrize(("double", "quirks"), PLATFORMS, ids=lambda one: one.value)
def test_the_real_course_is_played_to_its_end(launcher: Launcher, real_course: Built, double: Double, quirks: Quirks) -> None:
    play_to_the_end(launcher, real_course, double, quirks)


@pytest.mark.parametrize(("double", "quirks"), only_quick(PLATFORMS, *PLATFORMS[1:3]), ids=lambda part: part.value)
def test_the_short_course_is_played_to_its_end(launcher: Launcher, short_course: ShortCourse, double: Double, quirks: Quirks) -> None:
    play_to_the_end(launcher, short_course(COMPLETE), double, quirks)


def play_to_the_end(launcher: Launcher, built: Built, double: Double, quirks: Quirks) -> None:
    """Walk through a course that is completed by reading, and hold the platform's record against the plan."""
    platform = platform_for(launcher, built, quirks, double)
    visit, player = open_course(launcher, built, platform)
    walk = Walk(player, built.plan)
    walk.go()
    player.save_and_exit()
    assert platform.launches[-1].finished
    judge_launches(platform, built)
    assert_recorded(platform, walk.expected)
    assert status(platform) == ("completed", "unknown", "1", None)
    assert visit.launch.calls[-1].name == "Terminate"
    objectives = read_rows(platform.values, "objectives")
    assert {row.get("completion_status") for one, row in objectives.items() if one} <= {"completed", None}
    assert not [row for row in objectives.values() if "success_status" in row], "success of an outcome is left to the platform"
    if double is Double.SCORM_AGAIN:
        assert rolled_up(visit)["completionStatus"] == "completed"
    launcher.monitor.assert_clean()


@in_whole_chromium_too
@pytest.mark.slow  # `make test` plays the short course by keyboard in SCORM 1.2, and every kind of question
def test_the_real_course_is_played_by_keyboard_alone(launcher: Launcher, real_course: Built) -> None:
    platform = platform_for(launcher, real_course, Quirks.PLAIN_2004)
    _, player = open_course(launcher, real_course, platform, Hands.KEYBOARD)
    walk = Walk(player, real_course.plan)
    walk.go()
    player.save_and_exit()
    assert_recorded(platform, walk.expected)


# -------------------------------------------------------------------- each cell of the outcome table


@pytest.mark.parametrize("double", only_quick(Double, Double.SCORM_AGAIN), ids=lambda double: double.value)
@pytest.mark.parametrize(
    ("rule", "right", "seen"),
    [
        pytest.param(COMPLETE, (), ("completed", "unknown", "1", None), marks=pytest.mark.slow),  # SCORM 1.2, and the walk to the end
        (MARK, ("pick-one", "pick-some", "type-it"), ("completed", "passed", "1", "0.8")),
        # A fail with a try left: test_fail_then_pass_across_two_launches, test_closed_plan.py
        pytest.param(MARK, ("pick-one", "pair-up", "type-it"), ("incomplete", "unknown", None, None), marks=pytest.mark.slow),
        pytest.param(TWO_TRIES, ("pick-some",), ("incomplete", "unknown", None, None), marks=pytest.mark.slow),
    ],
)
def test_one_submission_gives_the_outcome_of_the_table(
    launcher: Launcher, short_course: ShortCourse, double: Double, rule: str, right: tuple[str, ...], seen: tuple[str | None, ...]
) -> None:
    built = short_course(rule)
    platform = platform_for(launcher, built, Quirks.PLAIN_2004, double)
    visit, player = open_course(launcher, built, platform)
    walk = Walk(player, built.plan, respond=respond_right_to("practice-one", *right))
    walk.go()
    player.save_and_exit()
    assert status(platform) == seen
    assert_recorded(platform, walk.expected)
    judge_launches(platform, built)
    if double is Double.SCORM_AGAIN:
        assert (rolled_up(visit)["completionStatus"], rolled_up(visit)["successStatus"]) == seen[:2]
    launcher.monitor.assert_clean()


@pytest.mark.parametrize("quirks", only_quick([Quirks.PLAIN_2004, Quirks.MOODLE_2004, Quirks.OPEN_EDX_2004], Quirks.MOODLE_2004), ids=lambda quirks: quirks.value)
def test_fail_then_pass_across_two_launches(launcher: Launcher, short_course: ShortCourse, quirks: Quirks) -> None:
    built = short_course(MARK)
    platform = platform_for(launcher, built, quirks)
    mount = launcher.mount(built.zip(platform.standard))
    _, player = reopen(launcher, mount, platform)
    first = Walk(player, built.plan, respond=respond_wrong)
    first.go(until="the-check")
    check = built.plan.checks[0]
    first.submit(check)
    player.save_and_exit()
    assert status(platform) == ("incomplete", "unknown", None, None)
    _, player = reopen(launcher, mount, platform)
    assert player.page_id() == "the-check"
    second = Walk(player, built.plan)
    second.expected = first.expected
    second.try_again(check)
    player.save_and_exit()
    assert status(platform) == ("completed", "passed", "1", "1")
    assert_recorded(platform, second.expected)
    judge_launches(platform, built)


@pytest.mark.slow  # test_walk_scorm12.py, and in test_closed_plan.py with this version
def test_fail_then_fail_in_one_launch_is_failed_with_the_best_score(launcher: Launcher, short_course: ShortCourse) -> None:
    built = short_course(TWO_TRIES, UNTOLD)
    platform = platform_for(launcher, built, Quirks.PLAIN_2004)
    _, player = open_course(launcher, built, platform)
    walk = Walk(player, built.plan, respond=respond_right_to("practice-one", "pick-some"))
    walk.go(until="the-check")
    check = built.plan.checks[0]
    walk.submit(check)
    assert status(platform) == ("incomplete", "unknown", None, None)
    walk.respond = respond_right_to("pick-one")
    walk.try_again(check)
    assert status(platform) == ("completed", "failed", "1", "0.4")
    player.save_and_exit()
    assert_recorded(platform, walk.expected)
    judge_launches(platform, built)


# -------------------------------------------------------------------- coming back


@pytest.mark.parametrize(
    ("way", "double"),
    [
        # By the other ways SCORM 1.2 comes back in `make test` (test_return_scorm12.py).
        ("closed window", Double.STRICT),
        *(pytest.param(way, Double.STRICT, marks=pytest.mark.slow) for way in ("killed tab", "F5")),
        *(pytest.param(way, Double.SCORM_AGAIN, marks=pytest.mark.slow) for way in ("killed tab", "closed window")),
    ],
    ids=lambda one: one if isinstance(one, str) else one.value,
)
def test_the_learner_comes_back_to_every_answer(launcher: Launcher, short_course: ShortCourse, double: Double, way: str) -> None:
    built = short_course(MARK)
    platform = platform_for(launcher, built, Quirks.PLAIN_2004, double)
    mount = launcher.mount(built.zip(platform.standard), policy=POLICY)
    launcher.context.clock.install()
    visit, player = reopen(launcher, mount, platform)
    Walk(player, built.plan, respond=respond_wrong).go(until="the-check")
    questions = [one for one in built.plan.interactions if one.check]
    for one in questions:
        player.answer(one.id, one.definition, respond_right(one))
    expect(player.surface.get_by_text("Saved at").first).to_be_visible()
    player.rest()
    if way == "killed tab":
        visit.kill()
    elif way == "F5":
        visit.reload()
    else:
        visit.close()
    if way != "F5":
        visit, player = reopen(launcher, mount, platform)
    player = Player.of_visit(visit).await_open()
    expect(player.surface.get_by_text("Welcome back. You were on “The check”.").first).to_be_visible()
    for one in questions:
        assert player.read_answer(one.id, one.definition) == respond_right(one), one.id


@pytest.mark.parametrize("quirks", only_quick([Quirks.PLAIN_2004, Quirks.OPEN_EDX_2004, Quirks.OPEN_EDX], Quirks.PLAIN_2004), ids=lambda quirks: quirks.value)
def test_a_later_launch_after_passing_lowers_nothing(launcher: Launcher, short_course: ShortCourse, quirks: Quirks) -> None:
    built = short_course(MARK)
    platform = platform_for(launcher, built, quirks)
    mount = launcher.mount(built.zip(platform.standard))
    _, player = reopen(launcher, mount, platform)
    walk = Walk(player, built.plan)
    walk.go()
    player.save_and_exit()
    _, player = reopen(launcher, mount, platform)
    player.open_contents()
    player.turn(player.surface.get_by_role("link", name="Practice"))
    player.save_and_exit()
    assert_recorded(platform, walk.expected)
    judge_launches(platform, built)


def test_a_normal_exit_of_a_finished_course_lowers_nothing_on_moodle(launcher: Launcher, short_course: ShortCourse) -> None:
    """Moodle calls the next launch a first one (`ab-initio`), and hands the finished record back with it."""
    built = short_course(MARK, ("course.yaml", "record: answers", "record: answers\nexit_when_done: normal"))
    platform = platform_for(launcher, built, Quirks.MOODLE_2004)
    mount = launcher.mount(built.zip(platform.standard))
    _, player = reopen(launcher, mount, platform)
    walk = Walk(player, built.plan)
    walk.go()
    player.save_and_exit()
    assert platform.values["cmi.exit"] == "normal"
    _, player = reopen(launcher, mount, platform)
    assert platform.launches[-1].given["cmi.entry"] == "ab-initio"
    player.save_and_exit()
    assert_recorded(platform, walk.expected)


@pytest.mark.parametrize("mode", only_quick(["review", "browse"], "review"))  # `make test` browses in cmi5
def test_a_launch_that_is_only_looked_at_writes_neither_status_nor_score(launcher: Launcher, short_course: ShortCourse, mode: str) -> None:
    built = short_course(MARK)
    platform = platform_for(launcher, built, Quirks.PLAIN_2004, lesson_mode=mode, credit="no-credit")
    _, player = open_course(launcher, built, platform)
    Walk(player, built.plan).go(until="the-check")
    player.save_and_exit()
    written = [str(call.args[0]) for call in platform.calls() if call.name == "SetValue"]
    assert [name for name in written if name != "cmi.exit"] == []


@in_whole_chromium_too
@pytest.mark.slow  # both versions look in one way, which test_trouble_scorm12.py plays; the name to look for, every walk of this file needs
def test_the_course_opens_from_a_popup_and_late_and_says_when_only_scorm12_is_there(launcher: Launcher, short_course: ShortCourse) -> None:
    built = short_course(COMPLETE)
    launcher.context.clock.install()
    for placement in (ApiPlacement.POPUP, ApiPlacement.LATE, ApiPlacement.WINDOW_FRAME):
        platform = platform_for(launcher, built, Quirks.PLAIN_2004)
        visit = launcher.open_package(launcher.mount(built.zip(platform.standard)), platform, placement)
        launcher.context.clock.run_for(SEARCH_MILLISECONDS)
        Player.of_visit(visit).await_open().next_page()
        expect(Player.of_visit(visit).surface.get_by_text("Saved at").first).to_be_visible()
        assert platform.values["cmi.location"] == "practice"
    older = launcher.platform()
    visit = launcher.open_package(launcher.mount(built.zip("scorm2004-4th")), older)
    launcher.context.clock.run_for(SEARCH_MILLISECONDS)
    player = Player.of_visit(visit).await_open()
    expect(player.surface.get_by_text("Your answers are not being recorded.").first).to_be_visible()
    assert older.calls() == []


@pytest.mark.parametrize("quirks", only_quick([Quirks.PLAIN_2004, Quirks.MOODLE_2004], Quirks.MOODLE_2004), ids=lambda quirks: quirks.value)
def test_a_reload_inside_the_frame_is_said_to_record_nothing_more(launcher: Launcher, short_course: ShortCourse, quirks: Quirks) -> None:
    """The platform's page stays, and with it an API that was terminated: SCORM 2004 lets nobody begin again there (104)."""
    built = short_course(COMPLETE)
    platform = platform_for(launcher, built, quirks)
    visit, player = open_course(launcher, built, platform)
    Walk(player, built.plan).go(until="left-out")
    visit.reload_course()
    player.await_open()
    expect(player.surface.get_by_text("Your answers are not being recorded.").first).to_be_visible()
    assert platform.values["cmi.location"] == "left-out"
    assert platform.launches[-1].finished


def test_what_the_platform_refuses_is_said_once_and_saved_later(launcher: Launcher, short_course: ShortCourse) -> None:
    built = short_course(COMPLETE)
    platform = platform_for(launcher, built, Quirks.PLAIN_2004)
    _, player = open_course(launcher, built, platform)
    platform.refuse_commits = True
    Walk(player, built.plan).go(until="left-out")
    expect(player.surface.get_by_text("Not saved yet. We keep trying.").first).to_be_visible()
    platform.refuse_commits = False
    Walk(player, built.plan).go(until="before")
    expect(player.surface.get_by_text("Saved at").first).to_be_visible()
    assert platform.values["cmi.location"] == "before"


def test_the_expected_record_has_what_scorm_2004_wants(short_course: ShortCourse) -> None:
    expected = ExpectedRecord(short_course(MARK).plan)
    assert expected.elements_2004() == {
        "cmi.completion_status": "incomplete",
        "cmi.success_status": "unknown",
        "cmi.progress_measure": "",
        "cmi.score.scaled": "",
    }
    expected.submit(expected.plan.checks[0], {one.id: respond_right(one) for one in expected.plan.interactions if one.check})
    assert (expected.elements_2004()["cmi.success_status"], expected.elements_2004()["cmi.score.scaled"]) == ("passed", "1")
