"""A course with an organisation's theme, from its cover to the completion record: its colours and its logo, and nothing that cannot be read."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness.accessibility import Rules, assert_accessible_in_every_colour, assert_no_sideways_scroll, find_violations
from tests.browser.harness.build import ROOT, Built, build_course
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Hands, Player
from tests.browser.test_print import make_long_course
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn

POLICY: Final = "default-src 'self'; connect-src 'self'"
THEME: Final = """organisation: Northtown Hospital
colours:
  main: "#7a1f5c"
  cover: "#4a1238"
  links: "#006747"
logo: logo.svg
"""
LOGO: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 60"><circle cx="30" cy="30" r="26" fill="#7a1f5c"/>'
    '<path d="M70 16h40v28H70zM130 16h40v28h-40z" fill="#333"/></svg>'
)
PLUM: Final = "rgb(122, 31, 92)"
GREEN: Final = "rgb(0, 103, 71)"
ENHANCED: Final[Rules] = {"type": "rule", "values": ["color-contrast-enhanced"]}


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder: Path = tmp_path_factory.mktemp("themed")
    shutil.copytree(ROOT / "tests" / "courses" / "every-block", folder / "course")
    put_theme(folder / "course")
    return build_course(folder / "course", folder / "dist")


def put_theme(course: Path) -> None:
    """Lay the theme into a course's folder."""
    (course / "theme").mkdir()
    (course / "theme" / "theme.yaml").write_text(THEME, encoding="utf-8")
    (course / "theme" / "logo.svg").write_text(LOGO, encoding="utf-8")


def open_course(launcher: Launcher, built: Built, width: int, height: int) -> tuple[Page, Player]:
    launcher.new_context(viewport={"width": width, "height": height})
    page = launcher.open_page(launcher.mount(built.zip("web"), policy=POLICY))
    return page, Player.of_page(page, Hands.SCRIPT).await_open()


def colour(page: Page, selector: str, name: str) -> str:
    value: str = page.evaluate("([selector, name]) => getComputedStyle(document.querySelector(selector))[name]", [selector, name])
    return value


def test_its_colours_reach_what_they_are_for(launcher: Launcher, themed: Built) -> None:
    page, player = open_course(launcher, themed, 1440, 900)
    assert colour(page, ".copack-header", "backgroundColor") == PLUM
    assert colour(page, ".copack-cover__panel", "backgroundColor") == "rgb(74, 18, 56)"
    assert colour(page, ".copack-bar__button", "color") == GREEN
    player.next_page()
    links: list[str] = page.eval_on_selector_all(
        "[data-page] a[href]:not(.nhsuk-button), .copack-pager a", "all => all.map((link) => getComputedStyle(link).color)"
    )
    assert set(links) == {GREEN}


@pytest.mark.drawn
@pytest.mark.parametrize(("width", "height"), [(360, 740), (1440, 900)])
def test_its_logo_is_seen_once_at_every_size(launcher: Launcher, themed: Built, width: int, height: int) -> None:
    page, _ = open_course(launcher, themed, width, height)
    expect(page.get_by_role("img", name="Northtown Hospital")).to_have_count(1)
    expect(page.get_by_role("img", name="Northtown Hospital")).to_be_in_viewport(ratio=1)
    assert_no_sideways_scroll(page)


def test_every_page_can_be_read_in_every_colour(launcher: Launcher, themed: Built) -> None:
    page, player = open_course(launcher, themed, 360, 740)
    assert_accessible_in_every_colour(page, "on the cover")
    while player.page_id():
        assert_accessible_in_every_colour(page, player.page_id())
        player.next_page()
    for name in ("Help", "What is recorded about you"):
        player.turn(player.in_menu(name))
        assert_accessible_in_every_colour(page, name)


@pytest.mark.parametrize("scheme", only_quick(["light", "dark"], "dark"))  # the light: test_display_choices.py; tests/unit/course/test_theme.py works out both
def test_higher_contrast_is_seven_to_one_with_a_theme_too(launcher: Launcher, themed: Built, scheme: str) -> None:
    page, player = open_course(launcher, themed, 1440, 900)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two above
    player.open_menu()
    player.use(page.get_by_role("group", name="Contrast").get_by_role("button", name="Higher"))
    while player.page_id():
        assert find_violations(page, ENHANCED) == []
        player.next_page()


def test_its_logo_is_on_the_completion_record_and_once_on_paper(launcher: Launcher, tmp_path: Path) -> None:
    built = make_long_course(tmp_path, 1)
    put_theme(built.folder)
    page, player = open_course(launcher, build_course(built.folder, tmp_path / "themed"), 360, 740)
    player.next_page()
    player.turn(player.in_menu("Completion record"))
    assert_accessible_in_every_colour(page, "on the completion record")
    expect(page.get_by_role("img", name="Northtown Hospital")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("img", name="Northtown Hospital")).to_have_count(1)
