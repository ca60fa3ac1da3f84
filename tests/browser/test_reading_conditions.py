"""How people set up what they read with: text spacing of their own (WCAG 2.2 1.4.12), and the keyboard, whose focus nothing may cover (2.4.11)."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import Page

from tests.browser.harness.build import Built
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Player
from tests.browser.states.judge import CUT, WIDER
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn

POLICY: Final = "default-src 'self'; connect-src 'self'"
STOPS: Final = 120
"""More stops for Tab than any page has."""
UNSEEN: Final = "copack-tabs__name|visually-hidden"
"""Words for those who listen: one pixel large, and cut by design."""
SPACE_OUT: Final = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [sheet];
}
"""
"""The four settings of 1.4.12, as a learner's own style sheet sets them."""
COVERED: Final = """
() => {
  const stop = document.activeElement, bar = document.querySelector("[data-bar]"), trouble = document.querySelector("[data-slot=trouble]");
  if (!stop || stop === document.body) return null;
  const own = stop.getBoundingClientRect(), edge = (box) => (box && !box.hidden ? box.getBoundingClientRect() : null), above = edge(bar), below = edge(trouble);
  const isOnTop = stop.contains(document.elementFromPoint((own.left + own.right) / 2, (own.top + own.bottom) / 2));
  const isUnder = (edge) => edge && !isOnTop && own.top >= edge.top - 1 && own.bottom <= edge.bottom + 1, isOut = own.bottom <= 0 || own.top >= innerHeight;
  return (!bar.contains(stop) && isUnder(above)) || isUnder(below) || isOut ? stop.outerHTML.slice(0, 120) : "";
}
"""
"""What has the focus, where nothing of it is seen between the bar and the line at the lower edge; null past the last stop."""


def open_course(launcher: Launcher, built: Built, width: int, height: int) -> tuple[Page, Player]:
    launcher.new_context(viewport={"width": width, "height": height})
    page = launcher.open_page(launcher.mount(built.zip("web"), policy=POLICY))
    return page, Player.of_page(page).await_open()


@pytest.mark.parametrize(("width", "height"), only_quick([(360, 740), (1280, 900)], (360, 740)))
def test_text_that_learners_space_out_is_not_cut(launcher: Launcher, every_block: Built, width: int, height: int) -> None:
    page, player = open_course(launcher, every_block, width, height)
    page.evaluate(SPACE_OUT)
    while player.page_id():
        faults = page.evaluate(f"() => [...({WIDER})(), ...({CUT})(document.querySelector('[data-page]')).filter((fault) => !/{UNSEEN}/.test(fault))]")
        assert faults == [], f"{player.page_id()}, {width} px"
        player.next_page()


def test_nothing_covers_what_has_the_focus(launcher: Launcher, every_interaction: Built) -> None:
    page, player = open_course(launcher, every_interaction, 360, 740)
    for _ in range(4):
        for key in ("Tab", "Shift+Tab"):
            for _ in range(STOPS):
                page.keyboard.press(key)
                covered = page.evaluate(COVERED)
                if covered is None:
                    break
                assert not covered, f"{player.page_id()}, {key}"
        player.next_page()
    page.evaluate("() => { const line = document.createElement('div'); line.style.cssText = 'position: fixed; inset: 0; z-index: 9'; line.dataset.bar = ''; document.body.prepend(line); }")
    page.keyboard.press("Tab")
    assert page.evaluate(COVERED), "what is covered is noticed"
