"""Learners come back to SCORM 1.2 platforms: to every answer, to a newer version, to a platform that forgot."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import expect

from builder.course.cmi import Texts
from tests.browser.harness.build import ShortCourse
from tests.browser.harness.closed_writes import list_unplanned, read_rows
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.platform import Double, Quirks, Setting
from tests.browser.harness.player import Player
from tests.browser.harness.responses import respond_right, respond_wrong
from tests.browser.harness.scorm import POLICY, judge_launches, open_course, reopen
from tests.browser.harness.walk import Walk
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn
COMPLETE, MARK, TWO_TRIES = "complete", "{mark: 70}", "{mark: 70, tries: 2}"


WAYS: Final = ("killed tab", "F5", "closed window", "save and exit")


@pytest.mark.parametrize(
    ("way", "double"),
    # A closed window: test_walk_scorm2004.py; the end of the visit: each walk that comes back.
    only_quick([(way, double) for double in Double for way in WAYS], ("killed tab", Double.STRICT), ("F5", Double.STRICT)),
    ids=lambda one: one if isinstance(one, str) else one.value,
)
def test_the_learner_comes_back_to_every_answer(launcher: Launcher, short_course: ShortCourse, double: Double, way: str) -> None:
    built, platform = short_course(MARK), launcher.platform(double)
    mount = launcher.mount(built.zip("scorm12"), policy=POLICY)
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
    elif way == "closed window":
        visit.close()
    else:
        player.save_and_exit()
    if way != "F5":
        visit, player = reopen(launcher, mount, platform)
    player = Player.of_visit(visit).await_open()
    expect(player.surface.get_by_text("Welcome back. You were on “The check”.").first).to_be_visible()
    assert player.page_id() == "the-check"
    for one in questions:
        assert player.read_answer(one.id, one.definition) == respond_right(one), one.id
    practice = next(one for one in built.plan.interactions if one.id == "practice-one")
    player.open_contents()
    player.turn(player.surface.get_by_role("link", name="Practice"))
    assert player.read_answer(practice.id, practice.definition) == respond_wrong(practice)


@pytest.mark.parametrize("quirks", [Quirks.PLAIN, Quirks.MOODLE], ids=lambda quirks: quirks.value)
def test_a_reload_inside_the_frame_goes_on_or_says_that_it_cannot(launcher: Launcher, short_course: ShortCourse, quirks: Quirks) -> None:
    """The platform's page stays, and with it an API that was finished: Moodle begins again, a strict platform refuses."""
    built, platform = short_course(COMPLETE), launcher.platform(quirks=quirks)
    visit, player = open_course(launcher, built, platform)
    Walk(player, built.plan).go(until="left-out")
    visit.reload_course()
    player.await_open()
    if quirks is Quirks.PLAIN:
        expect(player.surface.get_by_text("Your answers are not being recorded.").first).to_be_visible()
        assert platform.values["cmi.core.lesson_location"] == "left-out"
        return
    assert player.page_id() == "left-out"
    Walk(player, built.plan).go()
    player.save_and_exit()
    assert platform.status == "completed"


@pytest.mark.slow  # tests/runtime/state.test.ts holds each state to letters that no relay changes
def test_nothing_is_mangled_on_the_way_through_an_aicc_relay(launcher: Launcher, short_course: ShortCourse) -> None:
    """The relay cuts at equals signs and expands dollars: what a learner typed comes back as it was, since no state holds either."""
    built, platform = short_course(MARK), launcher.platform(quirks=Quirks.AICC_RELAY)
    launcher.context.clock.install()
    visit, player = open_course(launcher, built, platform)
    Walk(player, built.plan).go(until="the-check")
    typed = next(one for one in built.plan.interactions if one.id == "type-it")
    answer = Texts(("a=b $& $$", "[core] = 7"))
    player.answer(typed.id, typed.definition, answer)
    player.rest()
    visit.kill()
    _, player = open_course(launcher, built, platform)
    assert player.page_id() == "the-check"
    assert player.read_answer(typed.id, typed.definition) == answer
    check = built.plan.checks[0]
    Walk(player, built.plan).submit(check)
    player.save_and_exit()
    assert (platform.status, platform.score) == ("passed", "100")
    assert not {name for name in platform.values if "interactions" in name or "objectives" in name}


def test_a_later_launch_after_passing_changes_nothing(launcher: Launcher, short_course: ShortCourse) -> None:
    built, platform = short_course(MARK), launcher.platform()
    mount = launcher.mount(built.zip("scorm12"))
    _, player = reopen(launcher, mount, platform)
    walk = Walk(player, built.plan)
    walk.go()
    player.save_and_exit()
    before = dict(platform.values)
    _, player = reopen(launcher, mount, platform)
    player.save_and_exit()
    for element in ("cmi.core.lesson_status", "cmi.core.score.raw"):
        assert platform.values[element] == before[element]
    judge_launches(platform, built)


def test_a_launch_for_review_writes_neither_status_nor_score(launcher: Launcher, short_course: ShortCourse) -> None:
    built, platform = short_course(MARK), launcher.platform(setting=Setting(lesson_mode="review", credit="no-credit"))
    _, player = open_course(launcher, built, platform)
    Walk(player, built.plan).go()
    player.save_and_exit()
    assert "cmi.core.lesson_status" not in platform.values or platform.values["cmi.core.lesson_status"] == "incomplete"
    writes = [call.args[0] for call in platform.calls() if call.name == "LMSSetValue"]
    assert not [name for name in writes if "status" in str(name) or "score" in str(name) or "interactions" in str(name)]


def test_learning_hub_that_forgot_everything_is_not_lowered(launcher: Launcher, short_course: ShortCourse) -> None:
    built, platform = short_course(MARK), launcher.platform(quirks=Quirks.LEARNING_HUB)
    mount = launcher.mount(built.zip("scorm12"))
    _, player = reopen(launcher, mount, platform)
    Walk(player, built.plan).go()
    player.save_and_exit()
    assert (platform.status, platform.values["cmi.core.score.raw"]) == ("passed", "100")
    _, player = reopen(launcher, mount, platform)
    expect(player.surface.get_by_text("You have already finished this course. Your result is recorded.").first).to_be_visible()
    Walk(player, built.plan, respond=respond_wrong).go(until="the-check")
    player.save_and_exit()
    assert (platform.status, platform.values["cmi.core.score.raw"]) == ("passed", "100")
    judge_launches(platform, built)


def test_a_newer_version_of_the_course_keeps_every_answer(launcher: Launcher, short_course: ShortCourse) -> None:
    """Questions, options and pages moved, reworded and added: ids and codes stayed, so the learner's work stays."""
    check, practice = "sessions/02-two/session.md", "sessions/01-one/session.md"
    newer = short_course(
        MARK,
        ("course.yaml", "version: 1.0", "version: 2.0"),
        (practice, "# Practice\nPage: practice", "# Trying it out\nPage: practice"),
        (practice, "# Left out", "# A new page\nPage: brand-new\n\nNew text.\n\n# Left out"),
        (check, "- [ ] (a) Sunday\n- [x] (b) Tuesday\n- [ ] (c) Friday", "- [ ] (d) Monday\n- [ ] (c) Friday\n- [x] (b) Tuesday\n- [ ] (a) Sunday"),
        (check, "::: choose-one pick-one", "::: choose-one brand-new\nIs this new?\n- [x] (a) Yes\n- [ ] (b) No\n:::\n\n::: choose-one pick-one"),
    )
    older, platform = short_course(MARK), launcher.platform()
    _, player = open_course(launcher, older, platform)
    walk = Walk(player, older.plan, respond=respond_wrong)
    walk.go(until="the-check")
    walk.submit(older.plan.checks[0])
    player.save_and_exit()
    _, player = open_course(launcher, newer, platform)
    assert player.page_id() == "the-check"
    for one in newer.plan.interactions:
        if one.check and one.id != "brand-new":
            earlier = next(each for each in older.plan.interactions if each.id == one.id)
            assert player.read_answer(one.id, one.definition) == respond_wrong(earlier), one.id
    player.open_contents()
    player.turn(player.surface.get_by_role("link", name="A new page"))
    player.open_contents()
    player.turn(player.surface.get_by_role("link", name="The check", exact=True))
    Walk(player, newer.plan).submit(newer.plan.checks[0])
    player.save_and_exit()
    assert (platform.status, platform.values["cmi.core.score.raw"]) == ("passed", "100")
    rows = read_rows(platform.values, "interactions")
    assert set(rows) == {one.tracked_id for one in newer.plan.interactions if one.recorded}
    assert {row["result"] for row in rows.values()} == {"correct"}


# That answers are recorded, each walk shows.
@pytest.mark.parametrize(("record", "interactions", "score"), only_quick([("answers", 4, "100"), ("scores", 0, "100"), ("completion", 0, "")], ("scores", 0, "100"), ("completion", 0, "")))
def test_no_more_is_recorded_than_the_author_asked_for(launcher: Launcher, short_course: ShortCourse, record: str, interactions: int, score: str) -> None:
    built, platform = short_course(MARK, ("course.yaml", "record: answers", f"record: {record}")), launcher.platform()
    _, player = open_course(launcher, built, platform)
    Walk(player, built.plan).go()
    player.save_and_exit()
    assert platform.status == "passed"
    assert len(read_rows(platform.values, "interactions")) == interactions
    assert platform.values.get("cmi.core.score.raw", "") == score
    assert list_unplanned(platform.calls(), built.plan, {}) == []
