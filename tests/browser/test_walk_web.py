"""The package without a platform: from a double-click and from any static host, progress stays on the device."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.harness.accessibility import assert_accessible
from tests.browser.harness.build import Built, ShortCourse
from tests.browser.harness.chromium import in_whole_chromium_too
from tests.browser.harness.conditions import press_by_script
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Hands, Player
from tests.browser.harness.responses import respond_right, respond_wrong
from tests.browser.harness.server import Fault
from tests.browser.harness.walk import Walk

pytestmark = pytest.mark.undrawn

POLICY = "default-src 'self'; connect-src 'self'"
COMPLETE, MARK = "complete", "{mark: 70}"


def button(page: Page, name: str) -> None:
    press_by_script(page.get_by_role("button", name=name, exact=True).locator("visible=true").first)


@pytest.mark.slow  # `make test` walks its first session by double-click
def test_the_real_course_is_played_from_a_static_host(launcher: Launcher, real_course: Built) -> None:
    page = launcher.open_page(launcher.mount(real_course.zip("web"), policy=POLICY))
    player = Player.of_page(page).await_open()
    Walk(player, real_course.plan).go()
    expect(page.get_by_role("heading", name="You have finished this course")).to_be_visible()
    player.save_and_exit()
    assert {request.method for request in launcher.server.requests} == {"GET"}
    assert launcher.context.cookies() == []
    launcher.monitor.assert_clean()


@in_whole_chromium_too
def test_a_session_of_the_real_course_opens_by_double_click(launcher: Launcher, first_session: Built, tmp_path: Path) -> None:
    with zipfile.ZipFile(first_session.zip("web")) as archive:
        archive.extractall(tmp_path)
    page = launcher.context.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    player = Player.of_page(page).await_open()
    Walk(player, first_session.plan).go()
    expect(page.get_by_role("heading", name="You have finished this course")).to_be_visible()
    launcher.monitor.assert_clean()


@pytest.mark.slow  # `make test` plays the short course by keyboard in SCORM 1.2, and every kind of question
def test_the_real_course_is_played_by_keyboard_alone(launcher: Launcher, real_course: Built) -> None:
    page = launcher.open_page(launcher.mount(real_course.zip("web")))
    Walk(Player.of_page(page, Hands.KEYBOARD).await_open(), real_course.plan).go()
    expect(page.get_by_role("heading", name="You have finished this course")).to_be_visible()


def test_progress_stays_on_the_device_and_the_learner_is_asked(launcher: Launcher, short_course: ShortCourse) -> None:
    built = short_course(MARK)
    mount = launcher.mount(built.zip("web"), policy=POLICY)
    page = launcher.open_page(mount)
    player = Player.of_page(page).await_open()
    walk = Walk(player, built.plan, respond=respond_wrong)
    walk.go(until="the-check")
    walk.submit(built.plan.checks[0])
    page.close()

    page = launcher.open_page(mount)
    player = Player.of_page(page)
    expect(page.get_by_role("heading", name="Someone has used this course on this device")).to_be_visible()
    assert_accessible(page, "asking who it is")
    assert "The check" not in page.locator("main").inner_text()
    button(page, "Continue")
    expect(page.get_by_role("heading", level=1, name="The check")).to_be_visible()
    for one in built.plan.interactions:
        if one.check:
            assert player.read_answer(one.id, one.definition) == respond_wrong(one)
    page.close()

    page = launcher.open_page(mount)
    button(page, "Start as someone new")
    expect(page.get_by_role("heading", level=1, name="Blocks")).to_be_visible()
    assert "four-kinds" not in str(page.evaluate("Object.values(localStorage).filter(each => each.length > 60)"))


def test_answers_can_be_cleared(launcher: Launcher, short_course: ShortCourse) -> None:
    built = short_course(COMPLETE)
    mount = launcher.mount(built.zip("web"))
    page = launcher.open_page(mount)
    Walk(Player.of_page(page).await_open(), built.plan).go(until="left-out")
    button(page, "Menu")
    button(page, "What is recorded about you")
    button(page, "Clear my answers")
    button(page, "No, keep them")
    assert page.evaluate("localStorage.length") > 0
    button(page, "Clear my answers")
    button(page, "Yes, clear my answers")
    expect(page.get_by_role("heading", name="Your answers are cleared")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    expect(page.get_by_role("heading", level=1, name="Blocks")).to_be_visible()


def test_a_browser_that_keeps_nothing_is_said_once(launcher: Launcher, short_course: ShortCourse) -> None:
    built = short_course(COMPLETE)
    launcher.context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('blocked', 'SecurityError'); }})")
    page = launcher.open_page(launcher.mount(built.zip("web")))
    player = Player.of_page(page).await_open()
    expect(page.get_by_text("This browser does not let us keep answers on this device.").first).to_be_visible()
    Walk(player, built.plan, respond=respond_right).go()
    expect(page.get_by_role("heading", name="You have finished this course")).to_be_visible()


def test_somebody_new_reads_the_first_page_while_the_player_is_on_its_way(launcher: Launcher, short_course: ShortCourse) -> None:
    """Whoever was here before sees no page until the place is found."""
    built, held = short_course(COMPLETE), list[Route]()
    mount = launcher.mount(built.zip("web"), policy=POLICY)

    def hold(route: Route) -> None:
        held.append(route)

    launcher.context.route("**/runtime-*.js", hold)
    first, finding = "[data-view=page] article h1", "Finding your place"

    page = launcher.open_page(mount)
    expect(page.locator(first)).to_be_visible()
    expect(page.get_by_role("heading", name=finding)).to_be_hidden()
    expect(page.get_by_role("button", name="Next")).to_be_hidden()
    page.evaluate("document.querySelector('article h1').dataset.read = 'yes'")
    held.pop().continue_()
    player = Player.of_page(page).await_open()
    expect(page.locator(f"{first}[data-read=yes]")).to_be_visible()
    Walk(player, built.plan).go(until="the-check")
    page.close()

    page = launcher.open_page(mount)
    expect(page.get_by_role("heading", name=finding)).to_be_visible()
    expect(page.locator(first)).to_be_hidden()
    held.pop().continue_()
    expect(page.get_by_role("heading", name="Someone has used this course on this device")).to_be_visible()
    launcher.monitor.assert_clean()


def test_somebody_new_is_told_that_the_player_does_not_come(launcher: Launcher, short_course: ShortCourse) -> None:
    mount = launcher.mount(short_course(COMPLETE).zip("web"), policy=POLICY)
    mount.break_path("runtime.js", Fault.MISSING)
    page = launcher.open_page(mount)
    expect(page.get_by_text("The course did not open.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(["Finding your place"])
