"""A server that sends the package in a wrong way: the page finds it at opening and says so in words; where all is well it says nothing."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.harness.build import Built, ShortCourse
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Player
from tests.browser.harness.server import Fault, Mount

pytestmark = pytest.mark.undrawn

POLICY: Final = "default-src 'self'; connect-src 'self'"
LETTERS: Final = "The server sends this page as windows-1252, but it is written in UTF-8."
MISSING: Final = "A part of this course did not arrive: {}. You can go on."


def notice(page: Page) -> Locator:
    return page.locator("[data-slot=notice]")


def open_course(launcher: Launcher, mount: Mount) -> Player:
    """Open it, and wait until all of the player is there."""
    player = Player.of_page(launcher.open_page(mount)).await_open()
    player.next_page()
    return player


def test_another_character_set_and_a_missing_style_sheet_are_told_and_nothing_where_all_is_well(launcher: Launcher, short_course: ShortCourse) -> None:
    """RFC 9110 lets a server say a character set, and browsers believe it more than the page."""
    mount = launcher.mount(short_course().zip("web"), policy=POLICY)
    expect(notice(open_course(launcher, mount).window)).to_have_text("")
    mount.charset = "ISO-8859-1"
    mount.break_path("style.css", Fault.MISSING)
    launcher.new_context()  # a learner of whom this device knows nothing
    served = notice(open_course(launcher, mount).window)
    expect(served).to_contain_text(LETTERS)
    expect(served).to_contain_text(MISSING.format("style.css"))


def test_a_picture_that_is_missing_is_told_until_it_arrives(launcher: Launcher, every_interaction: Built) -> None:
    mount = launcher.mount(every_interaction.zip("web"), policy=POLICY)
    picture = next(name for name in mount.files if name.startswith("media/") and name.endswith((".svg", ".webp", ".png")))
    mount.files = {name: content for name, content in mount.files.items() if name != picture}
    player = Player.of_page(launcher.open_page(mount)).await_open()
    shown = player.window.locator(f'[data-page]:visible img[src="{picture}"]')
    while not shown.count():
        player.next_page()
    expect(notice(player.window)).to_contain_text(MISSING.format(re.sub("-[0-9a-f]{12}", "", picture.removeprefix("media/"))))
    mount.files = {**mount.files, picture: b"<svg xmlns='http://www.w3.org/2000/svg'/>"}
    shown.first.evaluate("(image) => { image.src = image.src + '?again'; image.src = image.getAttribute('src').replace('?again', ''); }")
    expect(notice(player.window)).to_have_text("")
