"""Drawings of each program look in a package as they do elsewhere, by Chromium's eyes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from builder.source.drawings.clean import clean_drawing
from tests.browser.test_pictures_as_elsewhere import DIFFERENCE, address
from tests.unit.source.drawings_of_programs import DRAW_IO, DRAWINGS

pytestmark = pytest.mark.undrawn


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Page:
    return browser.new_page()


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_looks_the_same_without_its_styles(name: str, sheet: Page) -> None:
    before = DRAWINGS[name].encode()
    drawing = clean_drawing(before)
    assert drawing.losses == ()
    assert b" style=" not in drawing.content
    assert b"<style" not in drawing.content
    seen = sheet.evaluate(DIFFERENCE, [address("a.svg+xml", before), address("a.svg+xml", drawing.content)])
    assert seen["sizes"][0] == seen["sizes"][1]
    assert seen["most"] <= 1


def test_words_of_draw_io_stand_where_they_stood(sheet: Page) -> None:
    """The fonts of a web page and of plain text differ by a hair, so dots are counted: those of the words are a hundredth of all."""
    before = DRAW_IO.encode()
    after = clean_drawing(before).content
    assert b"foreignObject" not in after
    assert b">Start</text>" in after
    assert b"cannot display" not in after
    seen = sheet.evaluate(DIFFERENCE, [address("a.svg+xml", before), address("a.svg+xml", after)])
    assert seen["mean"] < 2
