"""Blocks of text as learners meet them in Chromium: by keyboard alone, by ear, on a narrow screen, without colours, on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.harness.accessibility import assert_accessible, assert_accessible_in_every_colour, assert_no_sideways_scroll, read_tree
from tests.browser.harness.build import Built
from tests.browser.harness.conditions import ask_element, press_by_script
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Hands, Player
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn

POLICY: Final = "default-src 'self'; connect-src 'self'"
PAGES: Final = ("before-the-meeting", "how-a-study-goes", "where-you-live", "what-consent-means", "what-a-leaflet-says", "one-version")
CONTROLS: Final = "[data-page]:visible summary, [data-page]:visible button, [data-page]:visible [role=tab]"

Open = Callable[..., Player]


@pytest.fixture
def open_course(launcher: Launcher, every_block: Built) -> Iterator[Open]:
    """Opens the course at a page, in a browser with these options."""

    def start(page_id: str = PAGES[0], hands: Hands = Hands.SCRIPT, **options: Any) -> Player:
        launcher.new_context(**{"viewport": {"width": 1024, "height": 768}, **options})
        page = launcher.open_page(launcher.mount(every_block.zip("web"), policy=POLICY))
        player = Player.of_page(page, hands).await_open()
        return go(player, page_id)

    yield start
    launcher.monitor.assert_clean()


def go(player: Player, page_id: str) -> Player:
    """Press "Next" until the page shows."""
    for _ in range(2 * len(PAGES)):
        if player.page_id() == page_id:
            return player
        player.next_page()
    raise AssertionError(f"there is no page {page_id}")


def tabs(player: Player) -> list[Locator]:
    return player.window.get_by_role("tab").all()


def shown_panel(page: Page) -> Locator:
    panel = page.get_by_role("tabpanel")
    expect(panel).to_have_count(1)
    return panel


# ---------------------------------------------------------------- tabs


def test_tabs_are_worked_by_keyboard_alone(open_course: Open) -> None:
    player = open_course("where-you-live", Hands.KEYBOARD)
    page, keys = player.window, player.window.keyboard
    names = ["England", "Scotland", "Wales", "Northern Ireland"]
    assert [tab.inner_text() for tab in tabs(player)] == names
    player.focus(page.get_by_role("tab", name="England"))
    for key, name in [
        ("ArrowRight", "Scotland"),
        ("ArrowRight", "Wales"),
        ("End", "Northern Ireland"),
        ("ArrowRight", "England"),
        ("ArrowLeft", "Northern Ireland"),
        ("Home", "England"),
        ("ArrowRight", "Scotland"),
    ]:
        keys.press(key)
        expect(page.get_by_role("tab", name=name)).to_be_focused()
        expect(page.get_by_role("tab", selected=True)).to_have_accessible_name(name)
        expect(shown_panel(page)).to_have_accessible_name(name)
        assert [tab.get_attribute("tabindex") for tab in tabs(player)].count("0") == 1, "one stop for all tabs"
    expect(shown_panel(page)).to_contain_text("In Scotland they are free.")
    keys.press("Tab")
    expect(shown_panel(page)).to_be_focused()
    keys.press("Tab")
    expect(page.get_by_role("link", name="the first page")).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Before the first meeting")


def test_tabs_leave_other_keys_to_the_browser(open_course: Open) -> None:
    page = open_course("where-you-live").window
    press_by_script(page.get_by_role("tab", name="Scotland"))
    expect(shown_panel(page)).to_have_accessible_name("Scotland")
    for key in ("ArrowDown", "ArrowUp", "Control+End", "Shift+ArrowRight", "w"):
        page.keyboard.press(key)
        expect(page.get_by_role("tab", name="Scotland")).to_be_focused()


def test_tabs_name_their_panels_and_keep_their_headings_for_those_who_listen(open_course: Open) -> None:
    page = open_course("where-you-live").window
    tree = read_tree(page)
    assert "- tablist:" in tree
    assert '- tab "England" [selected]' in tree
    assert '- tabpanel "England":' in tree
    assert '- heading "England" [level=2]' in tree
    assert "- 'heading \"Important: Ask first\" [level=3]'" in tree
    assert "In Wales" not in tree, "what is not chosen is not read out"
    for tab in page.get_by_role("tab").all():
        controlled = page.locator(f"#{tab.get_attribute('aria-controls')}")
        assert controlled.get_attribute("aria-labelledby") == tab.get_attribute("id")


def test_without_script_all_panels_stand_one_under_another(open_course: Open) -> None:
    page = open_course("where-you-live").window
    page.evaluate("""() => {
      const article = document.querySelector("[data-page]"), twin = article.cloneNode(false);
      fetch(document.querySelector("link[data-session=text]").href).then((answer) => answer.text()).then((text) => {
        const from = text.indexOf("{"), pages = JSON.parse(text.slice(from, text.lastIndexOf("}") + 1));
        twin.innerHTML = pages["where-you-live"];
        article.replaceWith(twin);
      });
    }""")
    expect(page.locator("[role=tab]")).to_have_count(0)
    for nation in ("England", "Scotland", "Wales", "Northern Ireland"):
        expect(page.get_by_role("heading", name=nation, exact=True)).to_be_visible()
        expect(page.get_by_text(f"In {nation} ")).to_be_visible()
    assert_accessible(page, "without script")


# ---------------------------------------------------------------- accordion, steps, timeline and the rest


def test_an_accordion_is_worked_by_keyboard_alone(open_course: Open) -> None:
    player = open_course("where-you-live", Hands.KEYBOARD)
    page = player.window
    summary = page.locator("summary", has_text="What if I am ill on the day?")
    text = page.get_by_text("Tell your contact.")
    expect(text).to_be_hidden()
    player.use(summary)
    expect(text).to_be_visible()
    page.keyboard.press("Space")
    expect(text).to_be_hidden()
    page.keyboard.press("Tab")
    expect(page.locator("summary", has_text="May I bring somebody?")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Yes. Say so when you answer the invitation.")).to_be_visible()
    expect(text).to_be_hidden()


def test_lists_and_headings_are_there_for_those_who_listen(open_course: Open) -> None:
    player = open_course()
    tree = read_tree(player.window)
    for line in (
        '- heading "Before you read on" [level=2]',
        '- strong: "Where to turn:"',
        '- heading "Asha asks about the bus" [level=3]',
        "- paragraph: This story is made up.",
        "- blockquote:",
        '- heading "Key points" [level=3]',
        '- heading "Do not" [level=3]',
        '- heading "If you are a carer" [level=3]',
        '- heading "In Wales and Scotland" [level=3]',
    ):
        assert line in tree, tree
    _, below_cover = tree.split('- heading "Before the first meeting" [level=1]')
    assert below_cover.count("- listitem:") == 7
    player.next_page()
    tree = read_tree(player.window)
    assert "- 'heading \"Step 1: Somebody has a question\" [level=3]'" in tree
    assert '- paragraph: "Step 3: A committee looks at it"' in tree
    assert "- 'heading \"March 2024 : The group meets\" [level=3]'" in tree
    assert "- 'heading \"Important: It took longer than planned\" [level=4]'" in tree
    assert tree.count("- list:") == 2


# ---------------------------------------------------------------- two versions


def test_the_version_is_chosen_by_keyboard_and_holds_for_every_page_of_the_window(open_course: Open) -> None:
    player = open_course("what-consent-means", Hands.KEYBOARD)
    page = player.window
    switch = page.get_by_role("group", name="Version of this page")
    full, easy = switch.get_by_role("button", name="Full version"), switch.get_by_role("button", name="Easy Read")
    expect(full).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Consent is an agreement")).to_be_visible()
    expect(page.get_by_text("Consent means: you say yes.")).to_be_hidden()
    player.use(easy)
    expect(easy).to_be_focused()
    expect(easy).to_have_attribute("aria-pressed", "true")
    expect(full).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_text("Consent is an agreement")).to_be_hidden()
    expect(page.get_by_text("You may leave at any time")).to_be_hidden()
    expect(page.get_by_text("Consent means: you say yes.")).to_be_visible()
    expect(page.get_by_role("radio", name="Yes, at any time")).to_be_visible()
    tree = read_tree(page)
    assert '- button "Easy Read" [pressed]' in tree
    assert '- heading "Practice question" [level=2]' in tree
    player.next_page()
    expect(page.get_by_text("A leaflet tells you about a study.")).to_be_visible()
    expect(page.get_by_role("button", name="Short version")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("heading", name="Quick check")).to_be_visible()
    player.next_page()
    expect(page.get_by_text("There is only one version of this page.")).to_be_visible()
    expect(switch).to_have_count(0)
    player.back()
    player.use(page.get_by_role("button", name="Full version"))
    expect(page.get_by_text("A leaflet says what a study is for")).to_be_visible()
    player.back()
    expect(page.get_by_text("Consent is an agreement")).to_be_visible()


def test_the_version_is_kept_through_a_reload(open_course: Open) -> None:
    player = open_course("what-consent-means")
    press_by_script(player.window.get_by_role("button", name="Easy Read"))
    player.window.reload()
    player.await_open()
    expect(player.window.get_by_text("Consent means: you say yes.")).to_be_visible()
    expect(player.window.get_by_text("Consent is an agreement")).to_be_hidden()


def test_an_answer_stays_when_the_version_changes(open_course: Open) -> None:
    page = open_course("what-consent-means").window
    press_by_script(page.get_by_role("radio", name="Yes, at any time"))
    press_by_script(page.get_by_role("button", name="Easy Read"))
    expect(page.get_by_role("radio", name="Yes, at any time")).to_be_checked()


# ---------------------------------------------------------------- every page, every way of seeing


@pytest.mark.parametrize("version", only_quick(["Full version", "short version"], "Full version"))
def test_every_page_is_accessible_in_every_colour_and_nothing_moves(open_course: Open, version: str) -> None:
    player = open_course()
    page = player.window
    for name in PAGES:
        go(player, name)
        short = page.locator("[data-show=short]")
        if version == "short version" and short.count():
            press_by_script(short)
        for summary in page.locator("[data-page]:visible summary").all():
            press_by_script(summary)
        for tab in [None, *page.get_by_role("tab").all()]:
            if tab is not None:
                press_by_script(tab)
            assert_accessible_in_every_colour(page, f"on {name}, {version}")
        for motion in ("no-preference", "reduce"):
            page.emulate_media(reduced_motion=motion)
            assert page.evaluate("document.getAnimations().length") == 0


def test_nothing_scrolls_sideways_at_320_pixels_and_fingers_find_every_control(open_course: Open) -> None:
    player = open_course(viewport={"width": 320, "height": 640})
    page = player.window
    for name in PAGES:
        go(player, name)
        for summary in page.locator("[data-page]:visible summary").all():
            press_by_script(summary)
        for tab in [None, *page.get_by_role("tab").all()]:
            if tab is not None:
                press_by_script(tab)
            assert_no_sideways_scroll(page)
        for control in page.locator(CONTROLS).locator("visible=true").all():
            box = control.bounding_box()
            assert box is not None
            assert box["height"] >= 44, control
            assert box["width"] >= 44, control


def test_long_words_break_rather_than_widen_the_page(open_course: Open) -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente"
    player = open_course(viewport={"width": 320, "height": 640})
    page = player.window
    for name in PAGES[:4]:
        go(player, name)
        page.evaluate(
            "(word) => document.querySelectorAll('[data-page] :is(h2, h3, p, li, button, summary span)').forEach((one) => { if (!one.children.length) one.textContent = word; })",
            word,
        )
        assert_no_sideways_scroll(page)


def test_without_colours_what_is_chosen_still_shows(open_course: Open) -> None:
    player = open_course("where-you-live", forced_colors="active")
    widths = player.window.get_by_role("tab").evaluate_all("(tabs) => tabs.map((tab) => getComputedStyle(tab).borderTopWidth)")
    assert widths == ["4px", "1px", "1px", "1px"]
    go(player, "what-consent-means")
    looks = player.window.locator("[data-show]").evaluate_all("(buttons) => buttons.map((one) => getComputedStyle(one).backgroundColor)")
    assert len(set(looks)) == 2


def test_paper_gets_every_section_and_the_version_that_shows(open_course: Open) -> None:
    player = open_course("where-you-live")
    page = player.window
    page.emulate_media(media="print")
    expect(page.locator("[role=tablist]")).to_be_hidden()
    for nation in ("England", "Scotland", "Wales", "Northern Ireland"):
        expect(page.get_by_role("heading", name=nation, exact=True)).to_be_visible()
        heading = page.get_by_role("heading", name=nation, exact=True).bounding_box()
        assert heading is not None
        assert heading["height"] > 10, "seen, not only there"
        expect(page.get_by_text(f"In {nation} ")).to_be_visible()
    expect(page.get_by_text("Call in the morning.")).to_be_visible()
    page.emulate_media(media="screen")
    go(player, "what-consent-means")
    press_by_script(page.get_by_role("button", name="Easy Read"))
    page.emulate_media(media="print")
    expect(page.get_by_text("Consent means: you say yes.")).to_be_visible()
    expect(page.get_by_text("Consent is an agreement")).to_be_hidden()
    expect(page.get_by_role("button", name="Full version")).to_be_hidden()


# ---------------------------------------------------------------- pictures


@pytest.mark.parametrize("width", only_quick([360, 1280], 360))
@pytest.mark.parametrize("picture", ["cover", "page"])
def test_text_does_not_jump_when_a_picture_comes_late(launcher: Launcher, first_session: Built, picture: str, width: int) -> None:
    """On a slow line learners read before the picture is there: its room is kept."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    launcher.new_context(viewport={"width": width, "height": 740}).route("**/*-*.svg", hold)
    page = launcher.open_page(launcher.mount(first_session.zip("web"), policy=POLICY))
    player = Player.of_page(page).await_open()
    if picture == "page":
        player.next_page()
    shown = page.locator(f".copack-{picture if picture == 'cover' else 'picture'} img")
    expect(shown).to_have_count(1)
    height = "each => each.getBoundingClientRect().height"
    before = ask_element(shown, height)
    for route in held:
        route.continue_()
    ask_element(shown, "each => each.decode()")
    after = ask_element(shown, height)
    assert before == after > ROOM


ROOM: Final = 150
"""px: less than any of these pictures is high."""
