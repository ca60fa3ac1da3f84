"""Recordings, files and other websites as learners meet them: with a mouse, by keyboard, by ear, on a phone, on paper."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness.accessibility import AXE, assert_accessible, assert_no_sideways_scroll, read_tree
from tests.browser.harness.build import ROOT, Built, build_course
from tests.browser.harness.chromium import in_whole_chromium_too
from tests.browser.harness.conditions import await_in_page
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Player
from tests.browser.harness.server import read_files
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn

POLICY: Final = "default-src 'self'; connect-src 'self'"
CUES: Final = "film => film.textTracks[0].cues && [...film.textTracks[0].cues].map((cue) => [cue.startTime, cue.endTime, cue.text])"
WELCOME: Final = [[0, 1, "Hello."], [1, 2, "Welcome to the committee."]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_course(ROOT / "tests" / "courses" / "media", tmp_path_factory.mktemp("media"))


@pytest.fixture
def page(launcher: Launcher, built: Built) -> Iterator[Page]:
    page = launcher.open_page(launcher.mount(built.zip("web"), policy=POLICY))
    Player.of_page(page).await_open()
    yield page
    launcher.monitor.assert_clean()


def film(page: Page) -> Any:
    return page.locator("video").first


def wait_for(page: Page, check: str, what: Any) -> None:
    """Wait until `check`, a function of the film, gives `what`."""
    condition = f"(what) => JSON.stringify(({check})(document.querySelector('video'))) === what"
    await_in_page(page, condition, json.dumps(what, separators=(",", ":")), what=f"{check} gives {what!r}")


def test_nothing_plays_by_itself_and_each_recording_has_its_name_and_its_words(page: Page) -> None:
    wait_for(page, "film => film.readyState >= 1", True)
    players = page.locator("audio, video").all()
    assert [one.get_attribute("aria-label") for one in players] == [
        "Welcome to the committee", "Asha tells of her first meeting", "Asha tells of her second meeting"
    ]  # fmt: skip
    for one in players:
        assert one.evaluate("each => each.paused && each.played.length === 0 && each.controls && !each.autoplay")
    assert [one.get_attribute("preload") for one in players] == ["metadata", "none", "none"]
    tree = read_tree(page)
    for name in ("Welcome to the committee", "Asha tells of her first meeting", "Asha tells of her second meeting"):
        assert f'- figure "{name}"' in tree
        assert re.search(rf"Transcript: {name}", tree)


@in_whole_chromium_too
def test_a_film_plays_and_its_captions_show(page: Page) -> None:
    wait_for(page, "film => film.readyState >= 1", True)
    wait_for(page, "film => film.querySelector('track').readyState", 2)
    wait_for(page, CUES, WELCOME)
    assert film(page).evaluate("film => film.textTracks[0].mode") == "showing"
    assert film(page).evaluate("film => [film.videoWidth, film.videoHeight]") == [320, 180]
    film(page).evaluate("film => { film.muted = true; return film.play(); }")
    wait_for(page, "film => film.textTracks[0].activeCues.length > 0 && film.currentTime > 0", True)


@in_whole_chromium_too
def test_a_film_is_played_by_keyboard(page: Page) -> None:
    wait_for(page, "film => film.readyState >= 1", True)
    film(page).evaluate("film => { film.muted = true; }")
    for _ in range(30):
        page.keyboard.press("Tab")
        if film(page).evaluate("film => document.activeElement === film"):
            break
    page.keyboard.press("Space")
    wait_for(page, "film => film.currentTime > 0", True)


def test_the_transcript_opens_by_keyboard(page: Page) -> None:
    summary = page.get_by_text("Transcript: Asha tells of her first meeting")
    words = page.get_by_text("I was nervous.")
    expect(words).to_be_hidden()
    page.locator("summary", has=summary).focus()
    page.keyboard.press("Enter")
    expect(words).to_be_visible()


@in_whole_chromium_too
def test_sound_with_captions_shows_them(page: Page) -> None:
    sound = page.locator("[data-recording=audio] video")
    assert sound.evaluate("each => each.textTracks[0].mode") == "showing"
    sound.evaluate("each => { each.muted = true; return each.play(); }")
    await_in_page(page, "() => document.querySelector('[data-recording=audio] video').currentTime > 0")


def test_captions_do_not_depend_on_their_file(launcher: Launcher, built: Built) -> None:
    files = read_files(built.zip("web"))
    page = launcher.open_page(launcher.mount({name: content for name, content in files.items() if not name.endswith(".vtt")}, policy=POLICY))
    Player.of_page(page).await_open()
    wait_for(page, CUES, WELCOME)
    assert film(page).evaluate("film => film.textTracks[0].mode") == "showing"
    launcher.monitor.assert_policy_kept()


def test_captions_show_when_the_course_is_opened_by_double_click(launcher: Launcher, built: Built, tmp_path: Path) -> None:
    with zipfile.ZipFile(built.zip("web")) as archive:
        archive.extractall(tmp_path)
    page = launcher.context.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    Player.of_page(page).await_open()
    wait_for(page, CUES, WELCOME)
    launcher.monitor.assert_policy_kept()


@pytest.mark.drawn
def test_files_and_websites_say_what_they_are(page: Page) -> None:
    Player.of_page(page).next_page()
    leaflet = page.get_by_role("link", name="The study on one page (PDF, 1 KB)")
    with page.expect_download() as download:
        leaflet.click()
    assert download.value.suggested_filename == "leaflet.pdf"
    site = page.get_by_role("link", name="The HRA’s pages for the public (opens in a new tab)")
    assert site.get_attribute("href") == "https://www.hra.nhs.uk/planning-and-improving-research/?a=1&copy=2"
    assert site.get_attribute("target") == "_blank"
    assert site.get_attribute("rel") == "noopener noreferrer"
    expect(page.get_by_text("www.hra.nhs.uk", exact=True)).to_be_visible()
    for link in (leaflet, site):
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= 44


@pytest.mark.skipif(not AXE.exists(), reason="npm packages are not installed (npm ci)")
@pytest.mark.parametrize("scheme", only_quick(["light", "dark"], "light"))
def test_both_pages_are_accessible_and_hold_on_a_phone(launcher: Launcher, built: Built, scheme: str) -> None:
    launcher.new_context(color_scheme=scheme)
    page = launcher.open_page(launcher.mount(built.zip("web"), policy=POLICY))
    player = Player.of_page(page).await_open()
    for state in ("recordings", "files and websites"):
        for details in page.locator(".copack-page details").all():
            details.evaluate("each => { each.open = true; }")
        assert_accessible(page, state)
        assert_no_sideways_scroll(page)
        if state == "recordings":
            player.next_page()


def test_on_paper_the_words_stand_in_place_of_the_players(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator("audio:visible, video:visible")).to_have_count(0)
    expect(page.get_by_text("Asha tells of her first meeting", exact=True)).to_be_visible()
    shown = page.locator(".copack-recording__words .nhsuk-details__text").first
    assert shown.evaluate("each => each.getBoundingClientRect().height") > 0


def test_the_scorm_package_lists_every_file_of_media(built: Built) -> None:
    files = read_files(built.zip("scorm12"))
    manifest = files["imsmanifest.xml"].decode()
    media = [name for name in files if name.startswith("media/")]
    assert len(media) == 7
    assert all(f'href="{name}"' in manifest for name in media)
