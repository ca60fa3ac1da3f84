"""What comes out on paper, by Chromium's own PDF: the record on one sheet, what was ticked of a passport, a form that can be read, nothing folded."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness.accessibility import assert_accessible
from tests.browser.harness.build import Built, build_course
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Player
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn

SHEET: Final = re.compile(rb"/Type\s*/Page\b")
POINTS: Final = "(each) => 0.75 * parseFloat(getComputedStyle(each).fontSize)"
SMALLEST: Final = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), sizes = [];
  while (texts.nextNode()) {
    const { parentElement: element, data } = texts.currentNode;
    if (data.trim() && element.checkVisibility()) sizes.push(0.75 * parseFloat(getComputedStyle(element).fontSize));
  }
  return Math.min(...sizes);
}"""
FOLDED: Final = "() => [...document.querySelectorAll('[data-view]:not([hidden]) details')].filter((each) => !each.open).length"
COURSE: Final = """id: long
title: A course with a long title that says what it is about and for whom it was made
version: 2026-11
base: https://courses.nhs.uk/long/
description: Many outcomes.
organisation: A Trust with a long name, Department of Learning and Research Involvement
accreditation: Approved by the library of the Trust in May 2026, number 12345
outcomes:
"""


def count_sheets(page: Page) -> int:
    """The sheets of A4 that the page prints on; whatever medium was asked for before."""
    page.emulate_media(media="null")
    return len(SHEET.findall(page.pdf(format="A4", prefer_css_page_size=True)))


def open_at(launcher: Launcher, built: Built, title: str) -> tuple[Page, Player]:
    """The course, at the page of a title."""
    page = launcher.open_page(launcher.mount(built.zip("web")))
    player = Player.of_page(page).await_open()
    player.open_contents()
    player.turn(page.get_by_role("link", name=title, exact=True))
    return page, player


def make_long_course(folder: Path, outcomes: int) -> Built:
    """A course of a page, about so many outcomes."""
    session = folder / "course" / "sessions" / "01-one"
    session.mkdir(parents=True)
    ids = [f"{1 + number // 8}.{1 + number % 8}" for number in range(outcomes)]
    (session / "session.md").write_text(
        f"---\nid: one\ntitle: One\noutcomes: [{', '.join(ids)}]\n---\n\n# Read\nPage: read\n\nAll of it.\n", encoding="utf-8"
    )
    aims = "".join(f"  {ident}: Say in words of your own what matters most about thing number {ident}, and to whom it matters.\n" for ident in ids)
    (folder / "course" / "course.yaml").write_text(COURSE + aims, encoding="utf-8")
    return build_course(folder / "course", folder / "dist")


@pytest.mark.parametrize(("outcomes", "sheets"), only_quick([(1, 1), (12, 1), (40, 2)], (12, 1), (40, 2)))
def test_a_completion_record_fits_its_sheets_with_all_that_is_known_and_nothing_else(
    launcher: Launcher, tmp_path: Path, outcomes: int, sheets: int
) -> None:
    page = launcher.open_page(launcher.mount(make_long_course(tmp_path, outcomes).zip("web")))
    player = Player.of_page(page).await_open()
    player.next_page()
    player.turn(player.in_menu("Completion record"))
    expect(page.get_by_role("heading", level=1, name="Completion record")).to_be_focused()
    page.get_by_label("Your name").fill("Ada " * 20)
    sheet = page.locator(".copack-record__sheet")
    for text in ("has completed the course", "Finished on", "Planned time: ", "Course version 2026-11", "From A Trust", "Accreditation: Approved by", "own record"):
        expect(sheet).to_contain_text(text)
    expect(sheet.get_by_role("listitem")).to_have_count(outcomes)
    expect(sheet).to_contain_text(re.compile("Code of the content: [0-9a-f]{12}"))
    assert_accessible(page, "completion record")
    page.emulate_media(media="print")
    assert page.evaluate(SMALLEST) >= 10
    repeated = sheet.locator(".copack-record__repeated")  # browsers repeat the foot of a table on each sheet
    expect(repeated).to_have_css("display", "table-footer-group")
    expect(repeated).to_have_text(re.compile("^(Ada ){19}Ada · A course with a long title .* · Code of the content: [0-9a-f]{12}$"))
    expect(page.get_by_text("under your name")).to_be_hidden()
    assert count_sheets(page) == sheets
    stores = "() => [localStorage, sessionStorage].map((store) => JSON.stringify(store)).join()"
    assert "Ada" not in page.evaluate(stores)


def test_a_course_that_names_nobody_says_nothing_of_organisation_and_accreditation(launcher: Launcher, every_interaction: Built) -> None:
    page = launcher.open_page(launcher.mount(every_interaction.zip("web")))
    player = Player.of_page(page).await_open()
    page.wait_for_function("() => document.querySelector('.copack-record__sheet')")
    expect(player.in_menu("Completion record")).to_have_count(0)
    text = page.locator(".copack-record__sheet").text_content() or ""
    assert "Accreditation" not in text
    assert "From " not in text


def test_a_passport_prints_what_was_ticked(launcher: Launcher, first_session: Built) -> None:
    page, player = open_at(launcher, first_session, "My access passport")
    boxes = page.get_by_role("checkbox")
    count = boxes.count()
    page.emulate_media(media="print")
    expect(page.locator("[data-kind=checklist] .copack-option:visible")).to_have_count(count)
    page.emulate_media(media="screen")
    for box in boxes.all()[:3]:
        player.use(box, key="Space")
    page.get_by_role("textbox").first.fill("I need a break every half hour.\nAnd a seat by the door.")
    page.emulate_media(media="print")
    expect(page.locator("[data-kind=checklist] .copack-option:visible")).to_have_count(3)
    assert count_sheets(page) == 1
    for box in boxes.all()[3:]:
        player.use(box, key="Space")
    assert count_sheets(page) == 1


def test_a_form_prints_on_two_sheets_in_12_points(launcher: Launcher, first_session: Built) -> None:
    page, _ = open_at(launcher, first_session, "What did you think of this course?")
    page.emulate_media(media="print")
    words = page.locator("[data-page] legend:visible, [data-page] label:visible, [data-page] p:visible")
    assert words.count() > 20
    assert min(each.evaluate(POINTS) for each in words.all()) >= 12
    assert count_sheets(page) == 2


def test_nothing_is_folded_on_paper_and_all_is_as_it_was_on_the_screen_again(launcher: Launcher, first_session: Built) -> None:
    page, _ = open_at(launcher, first_session, "Three words that get mixed up")
    folded = page.evaluate(FOLDED)
    assert folded
    page.evaluate("() => addEventListener('beforeprint', () => { document.body.dataset.before = [...document.querySelectorAll('[data-page] details')].every((each) => each.open); })")
    page.pdf()
    assert page.locator("body").get_attribute("data-before") == "true"
    assert page.evaluate(FOLDED) == folded
