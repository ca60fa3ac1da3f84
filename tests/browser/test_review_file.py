"""The review file in a browser: by keyboard on a phone, without script, in every colour; the reply is read back here by other code than ours."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from builder.output.build_name import BuildName
from builder.pipeline import compile_folder
from builder.reports.review_file import write_review_file
from tests.browser.harness.accessibility import assert_accessible_in_every_colour, assert_no_sideways_scroll
from tests.browser.harness.conditions import press_by_script
from tests.browser.harness.launcher import Launcher

pytestmark = pytest.mark.undrawn

ROOT = Path(__file__).parents[2]
NAME = "review.html"


def open_review(launcher: Launcher) -> Page:
    course = compile_folder(ROOT / "tests" / "courses" / "every-block").course
    assert course is not None
    content = write_review_file(course, course.sessions[0], BuildName("1.0", "4f2a-91c0-7d3e"))
    return launcher.open_page(launcher.mount({NAME: content}), NAME)


def read_letters(text: str) -> Any:
    """What the letters at the end of a reply say."""
    letters = text.partition("COPACK REPLY BEGIN\n")[2].partition("\nCOPACK REPLY END")[0].replace("\n", "")
    content = base64.b32decode(letters + "=" * (-len(letters) % 8))
    assert zlib.crc32(content[:-4]) == int.from_bytes(content[-4:], "big")
    return json.loads(content[:-4])


def test_a_reviewer_answers_by_keyboard_on_a_phone(launcher: Launcher) -> None:
    page = open_review(launcher)
    page.set_viewport_size({"width": 360, "height": 740})
    passage = page.locator("[data-passage='5']")
    passage.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Too long for me – “sorry”.")
    page.keyboard.press("Tab")
    page.keyboard.type("Shorter words.")
    page.get_by_label("Carer", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Not yet").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Copy my reply").focus()
    page.keyboard.press("Enter")
    box = page.get_by_label("Your reply, to be sent by e-mail")
    assert box.evaluate("each => each === document.activeElement && each.selectionEnd - each.selectionStart === each.value.length")
    text = box.input_value()
    assert "Passage 5\n" in text
    assert "Better: Shorter words.\n" in text
    said = read_letters(text)
    assert (said["role"], said["decision"], said["consent"]) == ("carer", "not yet", False)
    assert said["notes"] == [
        {"n": 5, "was": passage.get_attribute("data-was"), "better": "Shorter words.", "comment": "Too long for me – “sorry”.", "story": ""}
    ]
    assert_accessible_in_every_colour(page, "a reply")
    assert_no_sideways_scroll(page)
    launcher.monitor.assert_clean()


@pytest.mark.drawn
def test_drafts_are_kept_only_for_those_who_ask_for_it(launcher: Launcher) -> None:
    page = open_review(launcher)
    assert page.evaluate("localStorage.length") == 0
    name = page.get_by_label("Name, or any name you like to be called")
    name.fill("Robin")
    assert page.evaluate("localStorage.length") == 0
    keep = page.get_by_label("Keep what I type in this browser")
    press_by_script(keep)
    page.reload()
    assert name.input_value() == "Robin"
    assert page.locator("#kept").inner_text().startswith("What you type is kept in this browser")
    keep.uncheck()
    assert page.evaluate("localStorage.length") == 0
