"""Slots in the player: the words of an organisation on every page, under Help and on the completion record, and nothing of them in another file."""

from __future__ import annotations

import shutil
from typing import Final

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.harness.accessibility import assert_accessible, assert_no_sideways_scroll
from tests.browser.harness.build import ROOT, Built, build_course
from tests.browser.harness.conditions import press_by_script
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Player

pytestmark = pytest.mark.undrawn

POLICY: Final = "default-src 'self'; connect-src 'self'"
SMALL: Final = ROOT / "tests" / "courses" / "two-pages"
SLOTS: Final = "slots:\n  contact: whoever offered you this course\n  help: You could talk to someone you trust.\n"
LOCAL: Final = "organisation: Trust <A>\nnation: Wales\nslots:\n  contact: Jo <b>Li</b>, jo@nhs.net or https://help.nhs.uk/course\n"


ASK: Final = "# Whom to ask\nPage: whom-to-ask\n\nAsk [contact](local:).\n\n::: local help\n:::\n\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("slots") / "course"
    shutil.copytree(SMALL, folder)
    for path, old, new in (("course.yaml", "outcomes:", f"{SLOTS}outcomes:"), ("sessions/01-one/session.md", "# The check\n", f"{ASK}# The check\n")):
        file = folder / path
        typed = file.read_text("utf-8")
        assert old in typed
        file.write_text(typed.replace(old, new, 1), "utf-8")
    (folder / "local.yaml").write_text(LOCAL, "utf-8")
    return build_course(folder, folder.parent / "out")


def assert_words(view: Locator) -> None:
    """The contact as it was typed, with its links; help of one nation."""
    slot = view.locator('data[value="contact"]')
    expect(slot).to_have_text("Jo <b>Li</b>, jo@nhs.net or https://help.nhs.uk/course (opens in a new tab)")
    assert [link.get_attribute("href") for link in slot.get_by_role("link").all()] == ["mailto:jo@nhs.net", "https://help.nhs.uk/course"]
    expect(view.locator('data[value="help"]')).to_have_text("You could talk to someone you trust.")
    expect(view.get_by_text("In England, Scotland and Wales:")).to_be_visible()
    expect(view.get_by_text("In Northern Ireland:")).to_be_hidden()


def test_the_words_are_on_later_pages_and_under_help(launcher: Launcher, built: Built) -> None:
    page = launcher.open_page(launcher.mount(built.zip("web"), policy=POLICY))
    player = Player.of_page(page).await_open()
    press_by_script(page.get_by_role("button", name="Next", exact=True))
    expect(page.get_by_role("heading", name="Whom to ask")).to_be_visible()
    assert_words(page.locator("article"))
    assert_accessible(page)
    player.in_menu("Help").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Help", exact=True)).to_be_focused()
    assert_words(page.locator('[data-view="help"]'))
    assert_accessible(page)
    assert_no_sideways_scroll(page)
    expect(page.locator("[data-local-words]")).to_contain_text("With the words of Trust <A> for help and contact (code ")
    assert page.locator("[data-local-words]").evaluate("line => line.hidden") is False
    launcher.monitor.assert_clean()
