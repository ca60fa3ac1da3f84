"""Everything that is pressed is as large as a finger, 44 px, on every page and in every view, on a phone and on a desk."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import Page

from tests.browser.harness.build import ROOT, build_course
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Player
from tests.browser.states.judge import SMALL
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn

SIZES: Final = ((320, 568), (360, 740), (650, 540), (1280, 900))
ASIDE: Final = ("What is recorded about you", "Words explained", "Help")


def assert_no_small_target(page: Page, where: str) -> None:
    # What is folded away is a target as soon as it is opened.
    page.evaluate("() => { for (const details of document.querySelectorAll('details')) details.open = true; }")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        small = page.locator("body").evaluate(SMALL)
        assert small == [], f"{where}, {width} px:\n" + "\n".join(small)


@pytest.mark.parametrize("course", only_quick(["every-block", "every_interaction"], "every-block"))  # test_every_state.py measures each kind
def test_every_target_is_as_large_as_a_finger(launcher: Launcher, tmp_path_factory: pytest.TempPathFactory, course: str) -> None:
    built = build_course(ROOT / "tests" / "courses" / course, tmp_path_factory.mktemp(course))
    page = launcher.open_page(launcher.mount(built.zip("web"), policy="default-src 'self'; connect-src 'self'"))
    player = Player.of_page(page).await_open()
    for session in built.plan.sessions():
        for planned in session.pages:
            assert player.page_id() == planned.id
            assert_no_small_target(page, planned.id)
            player.next_page()
        if len(built.plan.sessions()) > 1:
            assert_no_small_target(page, f"end of {session.id}")
            player.next_page()
    assert_no_small_target(page, "end of the course")
    for view in ("Contents", *ASIDE):
        player.open_menu()
        assert_no_small_target(page, "the menu")
        button = page.get_by_role("button", name=view, exact=True)
        if button.count():
            player.turn(button)
            assert_no_small_target(page, view)
            player.turn(page.get_by_role("link", name="Back to where you were"))
    player.save_and_exit()
    assert_no_small_target(page, "after the exit")
