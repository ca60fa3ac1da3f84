"""Packages that `make-it-yours.html` made, played to the end by learners in one language and in two, and judged by the official schemas.

`make test` holds the same in parts: `test_make_it_yours.py` opens such packages, `tests/unit/kit/test_make_it_yours.py` judges the zips that the script of the
page makes (in one language and in two), and `test_two_languages.py` switches between languages.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Frame, Page, expect

from builder.pipeline import build_kit
from builder.tracking.plan import TrackingPlan
from tests.browser.harness.build import Built
from tests.browser.harness.cmi5 import Enrolment
from tests.browser.harness.conditions import await_in_page
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.platform import Quirks
from tests.browser.harness.player import Player
from tests.browser.harness.scorm import assert_recorded, judge_launches, open_course, platform_for
from tests.browser.harness.two_languages import speaking_two, translate_course
from tests.browser.harness.walk import Walk
from tests.browser.test_another_language import ANSWER, MADE_UP, OPEN_MENU, PRESS, make_up
from tests.browser.test_make_it_yours import CONTACT, KIT, STANDARDS_PLAYED, assert_words, make, open_tool, save, take_packages, type_words
from tests.browser.test_two_languages import ENGLISH, OTHER, said, use
from tests.lrs_server import LrsServer, serve_lrs
from tests.oracles.schemas import OFFICIAL, judge_package
from tests.unit.kit.slot_course import SLOTS, write_slot_course

pytestmark = pytest.mark.slow  # in parts in `make test`: see above

STANDARDS: Final = (*STANDARDS_PLAYED, "scorm2004-3rd", "scorm2004-4th")
NEUTRAL_DATES: Final = "Ask when the next session is."
"""The words of a slot that the organisation leaves as it is."""
assert NEUTRAL_DATES in SLOTS
SHOWN: Final = """() => [...document.querySelectorAll("[data-view], [data-page]")].filter((each) => each.getClientRects().length)
  .map((each) => each.dataset.view || each.dataset.page).join(" ")"""
"""Which view is open, and which page in it."""


@pytest.fixture(scope="module")
def lrs() -> Iterator[LrsServer]:
    with serve_lrs() as running:
        yield running


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpack_kit(write_slot_course(tmp_path_factory.mktemp("one") / "course", STANDARDS))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("two")
    folder = write_slot_course(place / "course", STANDARDS)
    with speaking_two(place):
        translate_course(folder)
        yield unpack_kit(folder)


def unpack_kit(folder: Path) -> Path:
    """The kit of a course beside its folder, and unpacked as a person does; the folder."""
    (kit,) = build_kit(folder, folder.parent, pdf=False).files
    with zipfile.ZipFile(kit) as archive:
        archive.extractall(folder.parent / "kit")
    return folder


def make_packages(launcher: Launcher, folder: Path, standards: Path, output: Path) -> Built:
    """Work the page, and take its packages, each accepted by ours and by the official schema."""
    page = open_tool(launcher, folder)
    type_words(page)
    make(page, folder.parent / KIT)
    built = take_packages(folder, save(page, KIT, output), STANDARDS)
    for standard in OFFICIAL:
        assert judge_package(standards, standard, built.zip(standard)) == []
    launcher.monitor.assert_clean()
    launcher.new_context()
    return built


def play_scorm(launcher: Launcher, built: Built, quirks: Quirks, *, in_two: bool) -> None:
    platform = platform_for(launcher, built, quirks)
    visit, player = open_course(launcher, built, platform)
    walk = walk_to_the_end(visit.course, player, built.plan, in_two=in_two)
    player.save_and_exit()
    judge_launches(platform, built)
    assert_recorded(platform, walk.expected)
    assert platform.completion_recorded


def walk_to_the_end(view: Page | Frame, player: Player, plan: TrackingPlan, *, in_two: bool) -> Walk:
    """Read the first page in each language of the package, then answer everything right."""
    assert_words(view)
    expect(view.locator("article data[value=dates]").first).to_have_text(NEUTRAL_DATES)
    if in_two:
        use(view, OTHER, MADE_UP)
        assert_words_of_two(view)
        use(view, ENGLISH, "en-GB")
        assert_words(view)
    walk = Walk(player, plan)
    walk.go()
    return walk


def assert_words_of_two(view: Page | Frame) -> None:
    """In the other language: words of the organisation as it typed them, and neutral ones translated."""
    new_tab = make_up("(opens in a new tab)")
    expect(view.locator("article data[value=contact]").first).to_have_text(f"{CONTACT} {new_tab}")
    expect(view.locator("article data[value=dates]").first).to_have_text(make_up(NEUTRAL_DATES))
    expect(view.locator('article [data-nations="northern-ireland"]').first).to_be_hidden()


def play_cmi5(launcher: Launcher, built: Built, lrs: LrsServer, *, in_two: bool) -> Enrolment:
    enrolment = Enrolment(launcher, lrs)
    unit, player = enrolment.open(launcher.mount(built.zip("cmi5"), policy=f"default-src 'self'; connect-src 'self' {lrs.origin}"))
    walk_to_the_end(unit, player, built.plan, in_two=in_two)
    player.save_and_exit()
    assert enrolment.breaches() == []
    assert {"completed", "passed", "terminated"} <= set(enrolment.list_unit_verbs())
    assert enrolment.names(built.plan)
    return enrolment


def test_packages_in_one_language_are_played_to_the_end(launcher: Launcher, one: Path, standards: Path, lrs: LrsServer, tmp_path: Path) -> None:
    built = make_packages(launcher, one, standards, tmp_path)
    for quirks in (Quirks.PLAIN, Quirks.PLAIN_2004, Quirks.PLAIN_3RD):
        play_scorm(launcher, built, quirks, in_two=False)
    play_cmi5(launcher, built, lrs, in_two=False)


def test_packages_in_two_languages_are_played_to_the_end(launcher: Launcher, two: Path, standards: Path, lrs: LrsServer, tmp_path: Path) -> None:
    built = make_packages(launcher, two, standards, tmp_path)
    for quirks in (Quirks.PLAIN, Quirks.PLAIN_2004):
        play_scorm(launcher, built, quirks, in_two=True)
    enrolment = play_cmi5(launcher, built, lrs, in_two=True)
    assert {one["context"]["language"] for one in enrolment.statements()} == {"en-GB"}


def test_a_learner_finishes_in_the_other_language(launcher: Launcher, two: Path, standards: Path, lrs: LrsServer, tmp_path: Path) -> None:
    built, enrolment = make_packages(launcher, two, standards, tmp_path), Enrolment(launcher, lrs)
    unit, _player = enrolment.open(launcher.mount(built.zip("cmi5"), policy=f"default-src 'self'; connect-src 'self' {lrs.origin}"))
    use(unit, OTHER, MADE_UP)
    english: set[str] = set()
    while not (shown := str(unit.evaluate(SHOWN))).startswith("course-end"):
        unit.evaluate(PRESS, "step-all")
        unit.evaluate(ANSWER)
        for step in ("check-answer", "submit-check"):
            unit.evaluate(PRESS, step)
        english |= said(unit)
        assert unit.evaluate(PRESS, "next")
        await_in_page(unit, f"(before) => ({SHOWN})() !== before", shown)
    english |= said(unit)
    assert all(any(own in text for own in ("Trust <A> & Sons", "Jo <b>Li</b>", "jo@nhs.net", "https://help.nhs.uk/course")) for text in english), english
    unit.evaluate(OPEN_MENU)
    assert unit.evaluate(PRESS, "save-and-exit")
    lrs.wait_for(lambda: "terminated" in enrolment.list_unit_verbs(), "the end of the visit")
    assert enrolment.names(built.plan)
    told = [one["context"]["language"] for one in sorted(enrolment.statements(), key=lambda one: str(one["timestamp"]))]
    # A session of one page that counts is finished as it opens, in the first language.
    assert told == ["en-GB", "en-GB", *[MADE_UP] * (len(told) - 2)]
    assert any("response" in one.get("result", {}) for one in enrolment.statements()), "a question was answered"
    await_in_page(unit, "(tag) => document.documentElement.lang === tag", MADE_UP)
