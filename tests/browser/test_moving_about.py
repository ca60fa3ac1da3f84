"""Moving about as people do: the browser's Back, double clicks, a look at the contents, a window too small for the bar (tracking contract 6)."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.harness.accessibility import assert_no_sideways_scroll
from tests.browser.harness.build import Built
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Player
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn

CLICK: Final = {"detail": 1, "bubbles": True, "cancelable": True}
"""Of a mouse or finger; the keyboard's has no detail."""
POLICY: Final = "default-src 'self'; connect-src 'self'"
SIZES: Final = ((320, 480), (360, 740), (650, 540), (1280, 800))
FOCUS: Final = "() => document.activeElement?.dataset.action ?? document.activeElement?.tagName"
SCROLL: Final = "() => Math.round(window.scrollY)"
IS_IN_VIEW: Final = "(each) => { const { top, bottom } = each.getBoundingClientRect(); return top >= 0 && bottom <= window.innerHeight; }"


def open_course(launcher: Launcher, built: Built) -> tuple[Page, Player]:
    page = launcher.open_page(launcher.mount(built.zip("web"), policy=POLICY))
    return page, Player.of_page(page).await_open()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).locator("visible=true").first.click()


def await_page(player: Player, page_id: str) -> None:
    expect(player.surface.locator(f'[data-page="{page_id}"]:visible')).to_have_count(1)


def test_back_and_forward_of_the_browser_turn_one_page(launcher: Launcher, every_interaction: Built) -> None:
    page, player = open_course(launcher, every_interaction)
    ids = [player.page_id()]
    for _ in range(2):
        player.next_page()
        ids.append(player.page_id())
    address = page.url
    page.go_back()
    await_page(player, ids[1])
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_back()
    await_page(player, ids[0])
    page.go_forward()
    await_page(player, ids[1])
    assert page.url == address
    player.next_page()
    assert player.page_id() == ids[2]
    page.go_back()
    await_page(player, ids[1])
    launcher.monitor.assert_clean()


def test_an_answer_is_still_there_after_the_browser_went_back(launcher: Launcher, every_interaction: Built) -> None:
    page, player = open_course(launcher, every_interaction)
    while not page.get_by_role("checkbox").or_(page.get_by_role("radio")).count():
        player.next_page()
    box = page.get_by_role("checkbox").or_(page.get_by_role("radio")).first
    player.use(box)
    ident = box.get_attribute("id")
    player.next_page()
    page.go_back()
    expect(page.locator(f'[id="{ident}"]')).to_be_checked()


@pytest.mark.drawn
def test_contents_give_back_height_and_focus(launcher: Launcher, every_interaction: Built) -> None:
    page, player = open_course(launcher, every_interaction)
    page.set_viewport_size({"width": 360, "height": 400})
    page.evaluate("() => window.scrollTo(0, 250)")
    button = page.get_by_role("button", name="Menu", exact=True)
    player.in_menu("What is recorded about you").focus()
    height = page.evaluate(SCROLL)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="What is recorded")).to_be_focused()
    page.get_by_role("link", name="Back to where you were").click()
    expect(button).to_be_focused()
    assert page.evaluate(SCROLL) == height
    # By the browser's Back as well, and from one view beside the course to the next
    player.in_menu("What is recorded about you").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="What is recorded")).to_be_focused()
    press(page, "Contents")
    page.go_back()
    expect(button).to_be_focused()
    assert page.evaluate(SCROLL) == height


@pytest.mark.drawn
def test_the_menu_opens_by_keyboard_and_closes_by_escape_and_by_whatever_is_done_elsewhere(launcher: Launcher, every_interaction: Built) -> None:
    page, _ = open_course(launcher, every_interaction)
    button, panel = page.get_by_role("button", name="Menu", exact=True), page.locator("#copack-menu")
    expect(panel).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(panel.get_by_role("button").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    expect(panel).to_be_visible()
    page.get_by_role("heading", level=1).click()
    expect(panel).to_be_hidden()
    # Whoever goes on with Tab leaves nothing open over the page
    button.click()
    for _ in range(panel.get_by_role("button").count() + 1):
        page.keyboard.press("Tab")
    expect(panel).to_be_hidden()
    button.click()
    button.click()
    expect(panel).to_be_hidden()


def test_the_rail_tells_in_words_what_it_shows(launcher: Launcher, every_interaction: Built) -> None:
    page, player = open_course(launcher, every_interaction)
    at, pages = player.place()
    player.next_page()
    segments = page.locator(".copack-rail > span")
    expect(segments).to_have_count(pages)
    expect(segments.nth(at)).to_have_attribute("data-here", "")
    done = page.locator(".copack-rail > [data-done]").count()
    sentence = re.compile(rf"^(\d+) of {pages} pages done$")
    rail = page.get_by_role("img", name=sentence)
    told = sentence.match(rail.get_attribute("aria-label") or "")
    assert told is not None
    assert int(told[1]) == done
    player.open_menu()
    expect(page.locator("#copack-menu").get_by_text(sentence)).to_be_visible()


@pytest.mark.drawn
def test_a_cover_opens_a_session_until_another_page_of_it_was_seen(launcher: Launcher, every_interaction: Built) -> None:
    page, player = open_course(launcher, every_interaction)
    cover = page.locator("[data-cover]:visible")
    expect(cover).to_have_count(1)
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    player.next_page()
    expect(cover).to_have_count(0)
    player.back()
    expect(cover).to_have_count(0)


def test_after_an_exit_back_opens_nothing(launcher: Launcher, every_interaction: Built) -> None:
    page, player = open_course(launcher, every_interaction)
    player.next_page()
    player.save_and_exit()
    page.go_back()
    expect(page.get_by_text("You can leave this page now")).to_be_visible()


@pytest.mark.parametrize("between", only_quick([0, 150, 300], 150))  # the longest and the shortest are the same second click
def test_a_double_click_turns_one_page(launcher: Launcher, every_interaction: Built, between: int) -> None:
    page, player = open_course(launcher, every_interaction)
    page.clock.install()
    page.clock.pause_at("2099-01-01")
    at, _ = player.place()
    button = page.get_by_role("button", name="Next", exact=True)
    # The button moves with each page; the second click of a mouse hits whatever stands there. This is the worst case: Next again
    button.dispatch_event("click", CLICK)
    expect(page.get_by_text(f"Page {at + 1} of")).to_be_visible()
    page.clock.run_for(between)
    button.dispatch_event("click", CLICK)
    assert player.place()[0] == at + 1
    page.clock.run_for(1000)
    button.dispatch_event("click", CLICK)
    assert player.place()[0] == at + 2


def test_clicks_while_a_session_is_fetched_turn_one_page(launcher: Launcher, every_interaction: Built) -> None:
    held: list[Route] = []
    arrives = False

    def hold(route: Route) -> None:
        if arrives:
            route.continue_()
        else:
            held.append(route)

    launcher.context.route("**/sessions/**", hold)
    page, player = open_course(launcher, every_interaction)
    at, _ = player.place()
    button = page.get_by_role("button", name="Next", exact=True)
    for click in (CLICK, CLICK, {**CLICK, "detail": 0}):
        button.dispatch_event("click", click)
    arrives = True
    for route in held:
        route.continue_()
    expect(page.get_by_text(f"Page {at + 1} of")).to_be_visible()
    expect(button).to_be_enabled()
    assert player.place()[0] == at + 1


def test_what_is_not_recorded_stays_in_view_at_every_size(launcher: Launcher, every_interaction: Built) -> None:
    page = launcher.open_page(launcher.mount(every_interaction.zip("scorm12")))
    Player.of_page(page).await_open()
    line = page.get_by_text("Not being recorded", exact=True)
    expect(line).to_have_count(1)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for top in (0, 200, 10_000):
            page.evaluate("(top) => window.scrollTo(0, top)", top)
            assert line.evaluate(IS_IN_VIEW), (width, height, top)
        assert_no_sideways_scroll(page)
