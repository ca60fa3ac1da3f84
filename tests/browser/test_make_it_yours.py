"""The page of a kit that puts in the words of an organisation: worked in a browser from a folder, and its packages played by learners."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Frame, Page, expect

from builder.lint import check_zip
from builder.pipeline import build_kit
from builder.standards.registry import STANDARDS
from tests.browser.harness.accessibility import assert_accessible_in_every_colour, assert_no_sideways_scroll
from tests.browser.harness.build import Built, build_course
from tests.browser.harness.cmi5 import Enrolment
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.scorm import judge_launches, open_course
from tests.browser.harness.server import read_files
from tests.lrs_server import LrsServer, serve_lrs
from tests.unit.kit.slot_course import write_slot_course

KIT: Final = "small-course-kit.zip"
STANDARDS_PLAYED: Final = ("scorm12", "cmi5", "web")
CONTACT: Final = "Jo <b>Li</b>, jo@nhs.net or https://help.nhs.uk/course"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course, and beside it its kit, unpacked as a person does."""
    folder = write_slot_course(tmp_path_factory.mktemp("yours") / "course", STANDARDS_PLAYED)
    (kit,) = build_kit(folder, folder.parent, pdf=False).files
    with zipfile.ZipFile(kit) as archive:
        archive.extractall(folder.parent / "kit")
    return folder


@pytest.fixture(scope="module")
def lrs() -> Iterator[LrsServer]:
    with serve_lrs() as running:
        yield running


LOADS: Final = 5


def open_tool(launcher: Launcher, folder: Path) -> Page:
    """The page as it is opened by double-click, on a computer without a network."""
    context = launcher.new_context(accept_downloads=True, offline=True)
    page = context.new_page()
    page.goto((folder.parent / "kit" / "make-it-yours.html").as_uri())
    return page


def type_words(page: Page) -> None:
    page.get_by_label("Name of your organisation").fill("Trust <A> & Sons")
    page.get_by_label("Where your learners live").select_option("wales")
    page.get_by_label("Contact", exact=True).fill(CONTACT)


def make(page: Page, *files: Path) -> None:
    page.get_by_label("The kit, or files of it").set_input_files(list(files))
    page.get_by_role("button", name="Make the copies").click()
    expect(page.locator("#results-heading")).to_be_focused()


def save(page: Page, name: str, folder: Path) -> Path:
    with page.expect_download() as waited:
        page.get_by_role("link", name=f"Save {name}").click()
    waited.value.save_as(folder / name)
    return folder / name


def take_packages(folder: Path, kit: Path, standards: tuple[str, ...] = STANDARDS_PLAYED) -> Built:
    """The packages of a kit where `Built` looks for them, each without a fault."""
    course = build_course(folder, kit.parent / "packages")
    for standard in standards:
        path = course.output / standard / f"small-course-{standard}.zip"
        path.parent.mkdir(parents=True)
        (content,) = (content for name, content in read_files(kit).items() if name.endswith(f"/{path.name}"))
        path.write_bytes(content)
        assert check_zip(path, STANDARDS) == ()
    return course


def assert_words(view: Page | Frame) -> None:
    expect(view.locator("article data[value=contact]").first).to_have_text(f"{CONTACT} (opens in a new tab)")
    expect(view.locator('article [data-nations="northern-ireland"]').first).to_be_hidden()


def test_the_page_makes_a_kit_that_is_played_with_the_words(launcher: Launcher, folder: Path, lrs: LrsServer, tmp_path: Path) -> None:
    page = open_tool(launcher, folder)
    type_words(page)
    expect(page.locator('[data-shown="contact"]')).to_have_text(CONTACT)
    expect(page.get_by_text("In Northern Ireland:")).to_be_hidden()
    make(page, folder.parent / KIT)
    expect(page.get_by_role("heading", name="Your copies are ready")).to_be_visible()
    built = take_packages(folder, save(page, KIT, tmp_path))
    launcher.monitor.assert_clean()

    launcher.new_context()
    platform = launcher.platform()
    visit, player = open_course(launcher, built, platform)
    assert_words(visit.course)
    player.save_and_exit()
    judge_launches(platform, built)

    enrolment = Enrolment(launcher, lrs)
    unit, player = enrolment.open(launcher.mount(built.zip("cmi5"), policy=f"default-src 'self'; connect-src 'self' {lrs.origin}"))
    assert_words(unit)
    player.save_and_exit()
    assert enrolment.breaches() == []
    launcher.monitor.assert_clean(but="copack-progress")  # a learner who is new has no progress: the store says 404


def test_faults_are_told_by_field_and_files_by_name(launcher: Launcher, folder: Path, tmp_path: Path) -> None:
    page = open_tool(launcher, folder)
    page.get_by_label("Contact", exact=True).fill("javascript:alert(1)")
    page.get_by_role("button", name="Make the copies").click()
    expect(page.locator("#faults")).to_be_focused()
    assert page.locator("#faults li").count() == 3
    page.locator("#faults a", has_text="Contact").click()
    field = page.get_by_label("Contact", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("“javascript:alert\\(1\\)” cannot be here.*begins with https://"))
    assert_accessible_in_every_colour(page, "make it yours, with faults")
    page.set_viewport_size({"width": 320, "height": 640})
    assert_no_sideways_scroll(page)

    type_words(page)
    strange = tmp_path / "small-course-web.zip"
    strange.write_bytes(b"PK and no more")
    make(page, strange, folder.parent / "kit" / "in-a-room" / "small-course-learner-book.html")
    expect(page.get_by_role("heading", name="Some copies are ready")).to_be_visible()
    expect(page.locator("#refusals")).to_contain_text("small-course-web.zip: This file is damaged")
    assert "Trust &lt;A&gt; &amp; Sons" in save(page, "small-course-learner-book.html", tmp_path).read_text("utf-8")
    assert_accessible_in_every_colour(page, "make it yours, with results")
    assert_no_sideways_scroll(page)
    launcher.monitor.assert_clean()


def test_words_are_kept_only_where_somebody_asks(launcher: Launcher, folder: Path, tmp_path: Path) -> None:
    page = open_tool(launcher, folder)
    keep = page.get_by_label("Keep what I type in this browser")
    type_words(page)
    assert page.evaluate("localStorage.length") == 0
    keep.check()
    page.get_by_label("Name of your organisation").fill("Later")
    # A page that is loaded anew gets a process of its own, which on a busy machine may ask before the last words of the old one have arrived.
    for _ in range(LOADS):
        page.reload()
        if page.get_by_label("Name of your organisation").input_value():
            break
    expect(page.get_by_label("Name of your organisation")).to_have_value("Later")
    expect(keep).to_be_checked()
    keep.uncheck()
    assert page.evaluate("localStorage.length") == 0
    with page.expect_download() as waited:
        page.get_by_role("button", name="Save local.yaml").click()
    waited.value.save_as(tmp_path / "local.yaml")
    (kit,) = build_kit(folder, tmp_path, pdf=False, local=tmp_path / "local.yaml").files
    start = read_files(kit)["start-here.html"].decode()
    assert '<data class="copack-local" value="@organisation">Later</data>' in start
    launcher.monitor.assert_clean()
