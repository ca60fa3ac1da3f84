"""Text size and contrast, as the learner chooses them in the menu: kept on the device, there again after a reload, and readable at every width."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.harness.accessibility import Rules, assert_no_sideways_scroll, find_violations
from tests.browser.harness.build import Built
from tests.browser.harness.conditions import press_by_script
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Hands, Player
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn

POLICY: Final = "default-src 'self'; connect-src 'self'"
ENHANCED: Final = "color-contrast-enhanced"
"""axe's rule of 7 to 1 (WCAG 2.2 1.4.6)."""
SIZE_OF_TEXT: Final = "() => parseFloat(getComputedStyle(document.querySelector('[data-page] p')).fontSize)"
PLAYER: Final = re.compile(r"/runtime-\w+\.js")
KEPT: Final = "() => Object.entries(localStorage).filter(([key]) => key.includes('display'))"


def open_course(launcher: Launcher, built: Built, width: int = 360, hands: Hands = Hands.SCRIPT) -> tuple[Page, Player]:
    launcher.new_context(viewport={"width": width, "height": 740})
    page = launcher.open_page(launcher.mount(built.zip("web"), policy=POLICY))
    player = Player.of_page(page, hands).await_open()
    expect(choice(page, "Text size", "Normal")).to_have_count(1)
    return page, player


def choice(page: Page, group: str, name: str) -> Locator:
    return page.get_by_role("group", name=group, include_hidden=True).get_by_role("button", name=name, exact=True, include_hidden=True)


def test_a_choice_is_told_kept_and_there_again_after_a_reload(launcher: Launcher, every_block: Built) -> None:
    page, player = open_course(launcher, every_block, hands=Hands.KEYBOARD)
    normal = page.evaluate(SIZE_OF_TEXT)
    for name, factor in (("Larger", 1.2), ("Largest", 1.5)):
        player.open_menu()
        player.use(choice(page, "Text size", name))
        expect(choice(page, "Text size", name)).to_be_focused()
        expect(choice(page, "Text size", name)).to_have_attribute("aria-pressed", "true")
        expect(choice(page, "Text size", "Normal")).to_have_attribute("aria-pressed", "false")
        assert page.evaluate(SIZE_OF_TEXT) == pytest.approx(normal * factor)
    player.use(choice(page, "Contrast", "Higher"))
    assert page.evaluate(KEPT) == [["copack-display", "largest higher"]]
    page.reload()
    player.await_open()
    assert page.evaluate(SIZE_OF_TEXT) == pytest.approx(normal * 1.5)
    expect(choice(page, "Text size", "Largest")).to_have_attribute("aria-pressed", "true")
    expect(choice(page, "Contrast", "Higher")).to_have_attribute("aria-pressed", "true")
    player.open_menu()
    player.use(choice(page, "Text size", "Normal"))
    player.use(choice(page, "Contrast", "Normal"))
    assert page.evaluate(KEPT) == []
    assert page.evaluate(SIZE_OF_TEXT) == normal


def test_a_choice_holds_before_the_player_is_here(launcher: Launcher, every_block: Built) -> None:
    page, player = open_course(launcher, every_block)
    player.open_menu()
    player.use(choice(page, "Text size", "Largest"))
    page.route(PLAYER, lambda route: route.abort())
    page.reload(wait_until="domcontentloaded")
    expect(page.locator("html")).to_have_attribute("data-display", "largest")


def test_whoever_clears_the_device_clears_the_choice(launcher: Launcher, every_block: Built) -> None:
    page, player = open_course(launcher, every_block)
    player.open_menu()
    player.use(choice(page, "Contrast", "Higher"))
    player.turn(page.get_by_role("button", name="What is recorded about you"))
    expect(page.get_by_text("The text size and contrast that you choose in the menu.")).to_be_visible()
    press_by_script(page.get_by_role("button", name="Clear my answers"))
    press_by_script(page.get_by_role("button", name="Yes, clear my answers"))
    assert page.evaluate(KEPT) == []


@pytest.mark.drawn
@pytest.mark.parametrize("width", only_quick([320, 650], 320))
def test_the_largest_text_needs_no_scrolling_to_the_side(launcher: Launcher, every_block: Built, width: int) -> None:
    page, player = open_course(launcher, every_block, width)
    player.open_menu()
    player.use(choice(page, "Text size", "Largest"))
    assert_no_sideways_scroll(page)
    expect(choice(page, "Text size", "Largest")).to_be_in_viewport()
    while player.page_id():
        assert_no_sideways_scroll(page)
        player.next_page()
    assert_no_sideways_scroll(page)


def pale_texts(page: Page) -> set[str]:
    """Each text of less than 7 to 1, as axe finds it."""
    rules: Rules = {"type": "rule", "values": [ENHANCED]}
    return {f"{node['html'][:120]} {node['why'][:140]}" for rule in find_violations(page, rules) for node in rule["nodes"]}


@pytest.mark.parametrize("scheme", only_quick(["light", "dark"], "light"))  # the dark: test_theme.py
def test_higher_contrast_is_seven_to_one_everywhere(launcher: Launcher, every_interaction: Built, scheme: str) -> None:
    page, player = open_course(launcher, every_interaction)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two above
    player.open_menu()
    player.use(choice(page, "Contrast", "Higher"))
    pale = pale_texts(page)
    while player.page_id():
        pale |= pale_texts(page)
        player.next_page()
    assert pale | pale_texts(page) == set()
