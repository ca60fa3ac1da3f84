"""The ends of a session and of the course, and the contents: what was shown, what is worth another look, own notes, where to go on."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, expect

from builder.course.cmi import Response
from builder.tracking.plan import PlannedInteraction
from tests.browser.harness.accessibility import assert_accessible, assert_no_sideways_scroll
from tests.browser.harness.build import Built
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Hands, Player
from tests.browser.harness.responses import respond_right, respond_wrong
from tests.browser.harness.walk import Walk

pytestmark = pytest.mark.undrawn

POLICY: Final = "default-src 'self'; connect-src 'self'"
BANK: Final = "two-of-four"
AIM: Final = "Answer questions with a right answer."
FINGER: Final = 44
"""px."""
NOTE: Final = "Nobody asks about the nights. I would."
"""What `respond_right` writes where own words are asked for."""
COUNT: Final = re.compile(r"^(\d+) of (\d+) pages done$")


def respond_wrong_in_bank(question: PlannedInteraction) -> Response:
    return respond_wrong(question) if question.check == "bank" else respond_right(question)


def open_course(launcher: Launcher, built: Built, hands: Hands = Hands.SCRIPT) -> tuple[Page, Player]:
    page = launcher.open_page(launcher.mount(built.zip("web"), policy=POLICY))
    return page, Player.of_page(page, hands).await_open()


def walk_to_session_end(player: Player, built: Built) -> None:
    """To the end of the first session, with its check answered wrong."""
    walk = Walk(player, built.plan, respond=respond_wrong_in_bank)
    walk.go(until=BANK)
    walk.do_page(built.plan.sessions()[0].pages[-1])
    player.next_page()


def section(page: Page, heading: str) -> Locator:
    """What stands under a heading of an ending."""
    return page.locator("[data-view]:visible section:visible").filter(has=page.get_by_role("heading", name=heading, exact=True))


def test_the_end_of_a_session_tells_what_is_worth_another_look_reads_notes_back_and_leads_on(launcher: Launcher, every_interaction: Built) -> None:
    page, player = open_course(launcher, every_interaction)
    walk_to_session_end(player, every_interaction)
    expect(page.get_by_role("heading", level=1, name="You have finished this session")).to_be_focused()
    expect(page.get_by_text("1 of 2 sessions done")).to_be_visible()
    again = section(page, "Worth another look")
    expect(again.get_by_role("listitem").filter(has_text=AIM)).to_contain_text("0 of 2 questions right at your last try")
    expect(page.get_by_role("heading", name="You showed that you can")).to_have_count(0)
    for link in again.get_by_role("link").all():
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= FINGER
    notes = section(page, "What you wrote for yourself")
    expect(notes.get_by_role("blockquote")).to_have_text([NOTE])  # what is sent is not among them
    expect(notes).to_contain_text("It is not sent to anyone.")
    assert_accessible(page, "end of a session")
    player.turn(again.get_by_role("link", name="Try “Two of four” again"))
    assert player.page_id() == BANK
    check = next(check for check in every_interaction.plan.checks if check.id == "bank")
    Walk(player, every_interaction.plan).try_again(check)
    player.next_page()
    shown = section(page, "You showed that you can")
    expect(shown.get_by_role("listitem")).to_contain_text(["2 of 2 questions right at your last try"])
    expect(page.get_by_role("heading", name="Worth another look")).to_have_count(0)
    expect(page.get_by_text("The next session is “The final check”.", exact=False)).to_be_visible()
    expect(page.get_by_role("button", name="Next session: The final check")).to_be_visible()
    player.hands = Hands.KEYBOARD
    player.open_menu()
    expect(page.get_by_role("button", name="Save and exit")).to_have_count(1)
    page.keyboard.press("Escape")
    player.save_and_exit()
    launcher.monitor.assert_clean()


def test_one_count_stands_in_rail_and_menu_on_pages_and_endings(launcher: Launcher, every_interaction: Built) -> None:
    page, player = open_course(launcher, every_interaction)

    def check_count(pages: int) -> None:
        rail = page.locator("[data-slot=rail]")
        count = COUNT.match(rail.get_attribute("aria-label") or "")
        assert count is not None
        assert (page.locator(".copack-rail > [data-done]").count(), pages) == (int(count[1]), int(count[2]))
        player.open_menu()
        expect(page.locator("#copack-menu").get_by_text(count[0], exact=True)).to_be_visible()
        page.keyboard.press("Escape")

    _, pages = player.place()
    for _ in range(pages):
        check_count(pages)
        player.next_page()
    check_count(pages)
    player.open_contents()
    check_count(pages)
    done = page.locator("[data-view=contents] section").first.locator("li").filter(has_text="Done").count()
    assert done == page.locator(".copack-rail > [data-done]").count()


def test_contents_fold_all_sessions_but_the_one_to_go_on_in(launcher: Launcher, every_interaction: Built) -> None:
    page, player = open_course(launcher, every_interaction)
    player.open_contents(unfold=False)
    expect(page.get_by_role("link", name="Choose several", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Every kind at once", exact=True)).to_be_hidden()
    expect(page.locator("[data-view=contents]").get_by_text(every_interaction.plan.description)).to_be_visible()
    expect(page.get_by_text(re.compile(r"^2 sessions\. About \d+ minutes in all\.$"))).to_be_visible()
    player.turn(page.get_by_role("button", name=re.compile(r"^Continue: Choose several, \d minutes?$")))
    walk_to_session_end(player, every_interaction)
    player.open_contents(unfold=False)
    folded = page.get_by_role("group").filter(has_text="Choose several")
    expect(page.get_by_role("link", name="Choose several", exact=True)).to_be_hidden()
    assert_accessible(page, "contents, a session folded")
    player.hands = Hands.KEYBOARD
    player.use(folded.locator("summary"))
    expect(page.get_by_role("link", name="Choose several", exact=True)).to_be_visible()
    for width in (320, 650):
        page.set_viewport_size({"width": width, "height": 540})
        assert_no_sideways_scroll(page)
    player.turn(page.get_by_role("button", name=re.compile(r"^Continue: Every kind at once, ")))
    assert player.page_id() == "every-kind"
    launcher.monitor.assert_clean()


def test_the_end_of_the_course_counts_all_of_it_and_names_each_outcome_once(launcher: Launcher, every_interaction: Built) -> None:
    page, player = open_course(launcher, every_interaction)
    Walk(player, every_interaction.plan).go()
    expect(page.get_by_role("heading", name="You have finished this course")).to_be_focused()
    for text in (outcome.text for outcome in every_interaction.plan.objectives):
        expect(page.get_by_role("listitem").filter(has_text=text).locator("visible=true")).to_have_count(1)
    pages = sum(len(session.pages) for session in every_interaction.plan.sessions())
    player.open_menu()
    expect(page.locator("#copack-menu").get_by_text(f"{pages} of {pages} pages done", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    assert_accessible(page, "end of the course")
    launcher.monitor.assert_clean()
