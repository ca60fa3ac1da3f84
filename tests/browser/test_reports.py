"""The handover sheet and the statement page, read in a browser as an administrator or a reviewer would."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from builder.cli import run
from builder.output.build_name import BuildName
from builder.pipeline import compile_folder
from builder.printing.books import print_books
from builder.printing.materials import PrintOptions
from tests.browser.harness.accessibility import assert_accessible, assert_accessible_in_every_colour, assert_no_sideways_scroll
from tests.browser.harness.build import Built
from tests.browser.harness.conditions import press_by_script
from tests.browser.harness.launcher import Launcher
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn

ROOT = Path(__file__).parents[2]
BOOKS = [
    *((book, f"tests/courses/{course}") for book in ("learner-book", "facilitator-book") for course in ("every_interaction", "every-block")),
    ("evaluation-form", "course_source"),
]
WIDE: Final = f"<table id=wide><tr>{'<td>Responsibility</td>' * 6}</tr></table>"
COLUMN: Final = 90
"""px that hold a long word."""


@pytest.mark.parametrize("report", ["handover", "statements"])
def test_a_report_is_accessible_closed_and_opened_and_on_a_phone(launcher: Launcher, first_session: Built, report: str) -> None:
    (path,) = Path(first_session.zip("web")).parent.glob(f"*-{report}.html")
    page = launcher.open_page(launcher.mount({path.name: path.read_bytes()}), path.name)
    assert_accessible_in_every_colour(page, f"{report}, closed")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert_accessible_in_every_colour(page, f"{report}, open")
    assert_no_sideways_scroll(page)
    launcher.monitor.assert_clean()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_handover_sheet_leads_from_the_first_question_to_a_platform(launcher: Launcher, first_session: Built, width: int) -> None:
    (path,) = Path(first_session.zip("web")).parent.glob("*-handover.html")
    page = launcher.open_page(launcher.mount({path.name: path.read_bytes()}), path.name)
    page.set_viewport_size({"width": width, "height": 800})
    page.get_by_role("heading", name="Are your learners staff?").wait_for()
    press_by_script(page.locator(".answers a", has_text="Without a platform"))
    heading = page.get_by_role("heading", name="Without a platform")
    box = heading.bounding_box()
    assert box is not None
    assert -1 <= box["y"] < 800
    assert not page.evaluate(BROKEN_WORDS), "a word of a name or a heading is cut"


@pytest.fixture(scope="module")
def evidence_pack(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The evidence pack of the course that asks in every kind, with the page that it leads to."""
    output = tmp_path_factory.mktemp("evidence")
    assert run(["evidence", str(ROOT / "tests/courses/every_interaction"), "-o", str(output)]) == 0
    return {file.name: file.read_bytes() for file in output.iterdir()}


def test_each_question_of_a_reviewer_is_answered_in_one_click_and_an_outcome_leads_to_its_answers_in_three(
    launcher: Launcher, evidence_pack: dict[str, bytes]
) -> None:
    (name,) = (file for file in evidence_pack if file.endswith("-evidence.html"))
    page = launcher.open_page(launcher.mount(evidence_pack), name)
    in_view = "id => { const box = document.getElementById(id).getBoundingClientRect(); return box.top > -2 && box.top < innerHeight; }"
    answers = page.locator("#questions + dl a")
    assert answers.count() > 10
    for index in range(answers.count()):
        target = str(answers.nth(index).get_attribute("href")).removeprefix("#")
        press_by_script(answers.nth(index))
        assert page.evaluate(in_view, target), target
    press_by_script(page.locator("#matrix table a").first)
    press_by_script(page.locator("#outcomes ~ ul a[href^='#question-']").first)
    question = page.url.partition("#")[2]
    assert page.evaluate(in_view, question)
    assert page.locator(f"#{question} .answers").count()
    assert_accessible_in_every_colour(page, "evidence")
    assert_no_sideways_scroll(page)
    launcher.monitor.assert_clean()


BROKEN_WORDS = """
() => [...document.querySelectorAll("h2, h3, dt, .answers a, summary")].filter((each) => {
  const longest = Math.max(...each.textContent.trim().split(/[\\s-]+/).map((word) => word.length));
  return each.getClientRects().length > 0 && each.clientWidth > 0 && each.clientWidth < longest * 5;
}).map((each) => each.textContent)
"""
"""Headings and names that are narrower than their longest word at five pixels a letter: they would be cut in its middle."""


def test_on_paper_each_platform_begins_on_a_page_of_its_own_and_nothing_is_lost_at_the_edge(launcher: Launcher, first_session: Built) -> None:
    (path,) = Path(first_session.zip("web")).parent.glob("*-handover.html")
    page = launcher.open_page(launcher.mount({path.name: path.read_bytes()}), path.name)
    page.set_viewport_size({"width": 680, "height": 960})
    page.emulate_media(media="print")
    platforms = page.locator("section.platform")
    breaks = platforms.evaluate_all("all => all.map(each => getComputedStyle(each).breakBefore)")
    assert breaks
    assert set(breaks) == {"page"}
    assert_no_sideways_scroll(page, width=680)


# Each book and each course once in `make test`.
@pytest.mark.parametrize(("book", "course"), only_quick(BOOKS, BOOKS[0], BOOKS[3], BOOKS[4]))
def test_a_book_is_accessible_on_a_screen_too_and_nothing_is_lost_at_the_edge_of_paper(launcher: Launcher, book: str, course: str) -> None:
    compiled = compile_folder(ROOT / course).course
    assert compiled is not None
    files = print_books(compiled, BuildName("1.0", "4f2a-91c0-7d3e"), PrintOptions()).files
    name = f"{compiled.id}-{book}.html"
    page = launcher.open_page(launcher.mount({name: files[name]}), name)
    assert_accessible(page, f"{book} of {compiled.id}")
    assert page.locator("img").evaluate_all("all => all.every(each => each.complete && each.naturalWidth > 0)")
    page.set_viewport_size({"width": 630, "height": 980})  # A4 without its margins, in CSS pixels
    page.emulate_media(media="print")
    assert_no_sideways_scroll(page, width=630)
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 320, "height": 568})
    assert_no_sideways_scroll(page, width=320)
    page.evaluate("(wide) => document.body.insertAdjacentHTML('beforeend', wide)", WIDE)
    assert_no_sideways_scroll(page, width=320)
    widths: list[float] = page.locator("#wide td").evaluate_all("all => all.map(each => each.clientWidth)")
    assert min(widths) > COLUMN, "a table of many columns is moved in its own frame, and each can be read"
    launcher.monitor.assert_clean()
