"""A course whose sessions are units of their own: each is played on the record that a SCORM 2004 platform keeps for it."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import expect

from builder.standards.script import unit_files
from tests.browser.harness.build import Built, ShortCourse
from tests.browser.harness.closed_writes import read_rows
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.platform import Platform, Quirks, Setting
from tests.browser.harness.player import Player
from tests.browser.harness.responses import respond_wrong
from tests.browser.harness.scorm import Item, assert_recorded, judge_launches, read_items
from tests.browser.harness.server import Mount
from tests.browser.harness.walk import Walk

pytestmark = pytest.mark.undrawn
STANDARD = "scorm2004-4th"


@pytest.fixture
def course(short_course: ShortCourse) -> Built:
    return short_course("{mark: 70}", ("course.yaml", "record: answers", "record: answers\nunits: session"))


def open_unit(launcher: Launcher, mount: Mount, item: Item) -> tuple[Platform, Player]:
    platform = launcher.platform(quirks=Quirks.PLAIN_2004, setting=Setting(objectives=item.objectives))
    return platform, Player.of_visit(launcher.open_package(mount, platform, path=item.page)).await_open()


def units(course: Built) -> list[tuple[Item, Built]]:
    """Each item with the course cut down to its unit."""
    items = {item.page: item for item in read_items(course, STANDARD)}
    return [
        (items[opening.page], Built(course.folder, course.output, course.course, course.plan.only(opening.unit)))
        for opening in unit_files(course.plan)
    ]


def test_each_session_and_the_final_check_are_told_of_by_themselves(launcher: Launcher, course: Built) -> None:
    mount, ends = launcher.mount(course.zip(STANDARD)), []
    for item, unit in units(course):
        platform, player = open_unit(launcher, mount, item)
        walk = Walk(player, unit.plan)
        walk.go()
        player.save_and_exit()
        judge_launches(platform, unit)
        assert_recorded(platform, walk.expected)
        ids = set(read_rows(platform.values, "objectives"))
        assert ids == set(item.objectives), "the manifest names the objectives that the driver writes to, and no others"
        ends.append((platform.values["cmi.completion_status"], platform.values["cmi.success_status"], platform.score))
    assert ends == [("completed", "unknown", ""), ("completed", "unknown", ""), ("completed", "passed", "100")]
    launcher.monitor.assert_clean()


def test_a_final_check_that_is_failed_is_going_on(launcher: Launcher, course: Built) -> None:
    item, unit = units(course)[-1]
    platform, player = open_unit(launcher, launcher.mount(course.zip(STANDARD)), item)
    walk = Walk(player, unit.plan, respond=respond_wrong)
    walk.go()
    player.save_and_exit()
    assert_recorded(platform, walk.expected)
    assert (platform.values["cmi.completion_status"], platform.values["cmi.success_status"]) == ("incomplete", "unknown")
    judge_launches(platform, unit)


def test_a_part_that_is_opened_where_another_was_left_says_how_it_is_recorded(launcher: Launcher, course: Built) -> None:
    """As in Moodle: after one part's Terminate the API refuses every Initialize until the platform's page is loaded anew."""
    (first, _), (second, unit), *_ = units(course)
    mount = launcher.mount(course.zip(STANDARD))
    platform = launcher.platform(quirks=Quirks.MOODLE_2004, setting=Setting(objectives=first.objectives))
    visit = launcher.open_package(mount, platform, path=first.page)
    Player.of_visit(visit).await_open().save_and_exit()
    frame = visit.course
    with visit.window.expect_event("framenavigated", lambda moved: moved == frame):
        frame.evaluate("page => { location.href = page; }", second.page)
    visit.await_course()
    player = Player.of_visit(visit).await_open()
    expect(player.surface.get_by_text("Leave this activity and open it again; then this part is recorded.")).to_be_visible()
    expect(player.in_menu("Save and exit")).to_have_count(0)
    expect(player.in_menu("Exit")).to_have_count(1)
    anew, player = open_unit(launcher, mount, second)
    walk = Walk(player, unit.plan)
    walk.go()
    player.save_and_exit()
    assert_recorded(anew, walk.expected)
    assert not [call for launch in anew.launches for call in launch.calls if call.args[:1] == ("adl.nav.request",)], "one part does not close the others"


# -------------------------------------------------------------------- what a sequencer makes of the whole

ROLL_UP: Final = """
({ items, ends }) => {
  const content = { completionSetByContent: true, objectiveSetByContent: true };
  const child = (item) => ({ id: item.id, title: item.id, sequencingControls: { ...content, rollupObjectiveSatisfied: item.counts } });
  const activityTree = { id: "course", title: "Course", sequencingControls: { choice: true, flow: true }, children: items.map(child) };
  const api = new Scorm2004API({ autocommit: false, logLevel: 5, sequencing: { activityTree } });
  items.forEach((item, nth) => {
    if (nth > 0 && !api.processNavigationRequest("choice", item.id)) throw new Error("not delivered: " + item.id);
    const [completion, success] = ends[nth];
    const calls = [["Initialize", ""], ["SetValue", "cmi.exit", "suspend"], ["SetValue", "cmi.completion_status", completion],
      ["SetValue", "cmi.success_status", success], ["Commit", ""], ["Terminate", ""]];
    for (const [name, ...given] of calls) if (String(api[name](...given)) !== "true") throw new Error(name + " " + given + " " + api.GetLastError());
    api.reset();
  });
  const { completionStatus, successStatus } = api.getSequencingState().rootActivity;
  return [completionStatus, successStatus];
}
"""
DONE: Final = ("completed", "unknown")


@pytest.mark.parametrize(
    ("last", "whole"),
    [
        (("completed", "passed"), ["completed", "passed"]),
        (("completed", "failed"), ["completed", "failed"]),
        (("incomplete", "unknown"), ["incomplete", "unknown"]),
    ],
)
def test_the_course_is_what_the_platform_rolls_up(launcher: Launcher, course: Built, last: tuple[str, str], whole: list[str]) -> None:
    items = read_items(course, STANDARD)
    page = launcher.context.new_page()
    page.goto(f"{launcher.server.origin}/lms/portal.html")
    page.add_script_tag(url=f"{launcher.server.origin}/lms/scorm-again.js")

    def roll_up(**changed: bool) -> list[str]:
        rows = [{"id": item.id, "counts": item.counts, **changed} for item in items]
        found: list[str] = page.evaluate(ROLL_UP, {"items": rows, "ends": [*[DONE] * (len(items) - 1), last]})
        return found

    assert roll_up() == whole
    if last == ("completed", "passed"):
        assert roll_up(counts=True) == ["completed", "unknown"], "sessions without a mark would keep the course from being passed"
