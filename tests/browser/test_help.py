"""Help in the player: the course's organisation and contact, with links, one press away from any page, with no platform and at one."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import expect

from tests.browser.harness.accessibility import assert_accessible, assert_no_sideways_scroll
from tests.browser.harness.build import ROOT, Built, build_course
from tests.browser.harness.conditions import press_by_script
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Player
from tests.browser.harness.server import read_files

pytestmark = pytest.mark.undrawn

POLICY: Final = "default-src 'self'; connect-src 'self'"
SMALL: Final = ROOT / "tests" / "courses" / "two-pages"
WHOM: Final = 'organisation: "Trust <A>"\ncontact: "Jo: jo@nhs.net, 0300 123 4567 or https://help.nhs.uk/course"\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("help") / "course"
    shutil.copytree(SMALL, folder)
    file = folder / "course.yaml"
    file.write_text(file.read_text(encoding="utf-8") + WHOM, encoding="utf-8")
    return build_course(folder, folder.parent / "out")


def test_help_opens_from_a_page_and_leads_back(launcher: Launcher, built: Built) -> None:
    page = launcher.open_page(launcher.mount(built.zip("web"), policy=POLICY))
    player = Player.of_page(page).await_open()
    title = page.get_by_role("heading", level=1).inner_text()
    player.in_menu("Help").focus()
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name="Help", exact=True)
    expect(heading).to_be_focused()
    expect(page.get_by_text("This course is from Trust <A>.")).to_be_visible()
    addresses = [link.get_attribute("href") for link in page.get_by_role("main").get_by_role("link").all()]
    assert addresses == ["#main", "mailto:jo@nhs.net", "tel:03001234567", "https://help.nhs.uk/course"]
    assert_accessible(page)
    assert_no_sideways_scroll(page)
    press_by_script(page.get_by_role("link", name="Back to where you were"))
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    launcher.monitor.assert_clean()


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004-3rd", "scorm2004-4th", "cmi5", "xapi", "web"])
def test_help_is_in_every_package(built: Built, standard: str) -> None:
    scripts = [content.decode().replace("\\u003c", "<").replace('\\"', '"') for name, content in read_files(Path(built.zip(standard))).items() if name.endswith(".js")]
    (views,) = [script for script in scripts if 'data-view="help"' in script]
    assert 'href="mailto:jo@nhs.net"' in views
    assert "Trust &lt;A&gt;" in views


def test_a_course_without_either_has_no_help(tmp_path_factory: pytest.TempPathFactory) -> None:
    plain = build_course(SMALL, tmp_path_factory.mktemp("plain"))
    assert 'data-action="help"' not in read_files(Path(plain.zip("web")))["index.html"].decode()
