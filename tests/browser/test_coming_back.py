"""Leaving stands once a page, and whoever comes back goes on where they were, focus included."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import expect

from tests.browser.harness.build import ROOT, Built, build_course
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Player

pytestmark = pytest.mark.undrawn
EXIT: Final = re.compile("^(Save and exit|Exit)$")


TOP: Final = "---\nid: kinds\ntitle: Kinds\noutcomes: [1.1, 1.2]\n---\n\n"
PAGE: Final = "# Two questions\nPage: two-questions\n\n" + "".join(
    f"::: choose-one {name}\nIs it {name}?\n- [x] (a) Yes\n- [ ] (b) No\n:::\n\n" for name in ("first", "second")
)

CHECK: Final = "::: check last\nFinal: yes\n::: choose-one third\nIs it third?\n- [x] (a) Yes\n- [ ] (b) No\n:::\n:::\n"


@pytest.fixture
def two_questions(tmp_path: Path) -> Built:
    """A course with two practice questions on its first page."""
    shutil.copytree(ROOT / "tests" / "courses" / "small", tmp_path / "course")
    shutil.rmtree(tmp_path / "course" / "sessions")
    session = tmp_path / "course" / "sessions" / "01-kinds" / "session.md"
    session.parent.mkdir(parents=True)
    session.write_text(f"{TOP}{PAGE}# The end\nPage: the-end\n\n{CHECK}", encoding="utf-8")
    return build_course(tmp_path / "course", tmp_path / "dist")


def come_back(player: Player) -> None:
    player.window.evaluate("dispatchEvent(new Event('pagehide'))")
    player.window.reload()
    player.await_open()


def test_whoever_comes_back_goes_on_at_the_question_that_waits(launcher: Launcher, two_questions: Built) -> None:
    player = Player.of_page(launcher.open_page(launcher.mount(two_questions.zip("web"), policy="default-src 'self'; connect-src 'self'"))).await_open()
    come_back(player)
    expect(player.surface.get_by_role("heading", level=1)).to_be_focused()
    for block, waiting in (("first", "second"), ("second", "")):
        player.use(player.block(block).get_by_role("radio", name="No"))
        player.submit(player.block(block))
        expect(player.block(block).locator("[data-verdict]")).to_be_focused()
        come_back(player)
        here = player.block(waiting).locator(".copack-question__title") if waiting else player.surface.get_by_role("heading", level=1)
        expect(here).to_be_focused()
        assert here.evaluate("(heading) => { const { top } = heading.getBoundingClientRect(); return top >= 0 && top < innerHeight; }")
    launcher.monitor.assert_clean()


def assert_one_exit(player: Player) -> None:
    in_view = player.surface.get_by_role("button", name=EXIT)
    if in_view.count():
        player.open_menu()
    else:
        expect(player.in_menu(EXIT)).to_have_count(1)
    expect(in_view).to_have_count(1)


def test_leaving_stands_once_on_a_page_and_at_the_end(launcher: Launcher, every_interaction: Built) -> None:
    player = Player.of_page(launcher.open_page(launcher.mount(every_interaction.zip("web"))))
    player.await_open()
    for session in every_interaction.plan.sessions():
        for _ in session.pages:
            assert_one_exit(player)
            player.next_page()
        if len(every_interaction.plan.sessions()) > 1:
            assert_one_exit(player)
            player.next_page()
    assert_one_exit(player)
