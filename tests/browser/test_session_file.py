"""A session in one file, opened from the disk without a network: read without script, played with it, and the same answers after a reload."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import expect

from builder.course.model import Course
from builder.course.part import take_session
from builder.kit.session_file import write_session_file
from builder.output.build_name import BuildName
from builder.pipeline import compile_folder
from builder.tracking.compile import plan_tracking
from tests.browser.harness.accessibility import assert_accessible, assert_accessible_in_every_colour, assert_no_sideways_scroll
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Player
from tests.browser.harness.walk import Walk

ROOT = Path(__file__).parents[2]
BUILD = BuildName("1.0", "4f2a-91c0-7d3e")


@pytest.fixture(scope="module")
def part() -> Course:
    course = compile_folder(ROOT / "tests" / "courses" / "every_interaction").course
    assert course is not None
    return take_session(replace(course, hosted="https://courses.northtown.nhs.uk/every/"), course.sessions[1].id)


def test_a_whole_session_is_played_from_the_file_and_a_reload_keeps_it(launcher: Launcher, part: Course, tmp_path: Path) -> None:
    file = tmp_path / "session.html"
    file.write_bytes(write_session_file(part, BUILD))
    plan = plan_tracking(part).value
    assert plan is not None
    launcher.context.set_offline(True)
    page = launcher.context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    player = Player.of_page(page).await_open()
    expect(page.get_by_role("link", name="https://courses.northtown.nhs.uk/every/")).to_be_visible()
    assert page.locator("[data-reading]").count() == 0
    assert_accessible(page, "the first page of a session in one file")
    page.set_viewport_size({"width": 320, "height": 568})
    assert_no_sideways_scroll(page, width=320)
    Walk(player, plan).go()
    expect(page.get_by_role("heading", name="You have finished this part of the course")).to_be_visible()
    page.reload()
    again = Player.of_page(page).await_open()
    assert again.page_id() == part.sessions[0].pages[-1].id
    assert {url for url in asked if not url.startswith("data:")} == {file.as_uri()}
    launcher.monitor.assert_clean()


def test_without_script_all_of_it_can_be_read(launcher: Launcher, part: Course, tmp_path: Path) -> None:
    # axe is a script itself, so the scripts of the file are taken out in place of being forbidden.
    html = re.sub(r"<script>.*</script>", "", write_session_file(part, BUILD).decode(), flags=re.DOTALL)
    file = tmp_path / "read.html"
    file.write_text(html, encoding="utf-8")
    page = launcher.context.new_page()
    page.goto(file.as_uri())
    assert_accessible_in_every_colour(page, "a session in one file, without script")
    assert page.locator("img").evaluate_all("all => all.every(each => each.complete && each.naturalWidth > 0)")
    page.set_viewport_size({"width": 320, "height": 568})
    assert_no_sideways_scroll(page, width=320)
    expect(page.locator("[data-question]")).to_have_count(sum(1 for _page in part.pages() for _question in _page[1].interactions()))
    launcher.monitor.assert_clean()


def test_as_it_is_it_can_be_read_where_no_script_runs_and_without_a_network(launcher: Launcher, part: Course, tmp_path: Path) -> None:
    """As the viewers of files on phones show it."""
    file = tmp_path / "session.html"
    file.write_bytes(write_session_file(part, BUILD))
    page = launcher.new_context(java_script_enabled=False, offline=True).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    shown = page.locator("div[data-reading]")
    expect(shown).to_be_visible()
    for _session, each in part.pages():
        expect(shown.get_by_role("heading", name=each.title.plain, exact=True).first).to_be_visible()
    questions = [question for _session, _page, _check, question in part.interactions()]
    expect(shown.locator("[data-question]").locator("visible=true")).to_have_count(len(questions))
    expect(page.get_by_role("button").locator("visible=true")).to_have_count(0)
    assert {url for url in asked if not url.startswith("data:")} == {file.as_uri()}
