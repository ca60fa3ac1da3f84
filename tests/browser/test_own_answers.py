"""Questions that judge nobody, in the player: what is kept, what is sent, and what never leaves the window."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import expect

from builder.interactions.registry import KINDS
from tests.browser.harness.accessibility import assert_accessible, assert_no_sideways_scroll
from tests.browser.harness.build import ROOT, Built, build_course
from tests.browser.harness.conditions import press_by_script
from tests.browser.harness.launcher import Launcher, Visit
from tests.browser.harness.player import Player
from tests.oracles.packed_state import unpack

pytestmark = pytest.mark.undrawn

KINDS_HERE: Final = ("picture-spots", "scenario", "reflection", "rating", "poll", "checklist")
POLICY: Final = "default-src 'self'; connect-src 'self'"
SVG: Final = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" width="640" height="360"><rect width="640" height="360" fill="#bcd"/></svg>'
COURSE: Final = """id: own
title: Own answers
version: 1
base: https://courses.nhs.uk/own/
description: Questions that judge nobody.
outcomes:
  1.1: Say what you bring.
"""
TOP: Final = "---\nid: one\ntitle: One\noutcomes: [1.1]\n---\n"
WORDS: Final = "I know which bus takes a wheelchair"


def examples() -> str:
    """A page for each kind, with the example of its room."""
    rooms = {kind.name: ROOT / "builder" / "interactions" / "kinds" / kind.folder for kind in KINDS}
    pages = (f"# About {name}\nPage: {name}\n\n{(rooms[name] / 'example.md').read_text(encoding='utf-8')}\n" for name in KINDS_HERE)
    return TOP + "".join(pages)


def make(folder: Path, more: str = "", keep: str = "") -> Built:
    session = folder / "course" / "sessions" / "01-one"
    (session / "media").mkdir(parents=True)
    (session / "media" / "meeting.svg").write_text(SVG, encoding="utf-8")
    (session / "session.md").write_text(re.sub(r"(?m)^(::: (?:rating|poll|checklist) .*)$", rf"\1{keep}", examples()), encoding="utf-8")
    (folder / "course" / "course.yaml").write_text(COURSE + more, encoding="utf-8")
    return build_course(folder / "course", folder / "dist")


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Nothing of these questions is sent."""
    return make(tmp_path_factory.mktemp("quiet"))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Nothing is sent, and opinions are a part of the saved progress."""
    return make(tmp_path_factory.mktemp("kept"), keep="\nKeep: platform")


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Everything that may be sent is."""
    return make(tmp_path_factory.mktemp("sent"), "record_also: [what-i-know, before-i-begin, best-time, what-helps-me]\n")


def turn_to(player: Player, page: str) -> None:
    """Go on until a page shows."""
    while player.page_id() != page:
        player.next_page()


def writes(visit: Visit) -> list[tuple[str, str]]:
    """(element, value) of everything that was told to the platform."""
    return [(call.args[0], call.args[1]) for call in visit.calls() if call.name == "LMSSetValue"]


@pytest.mark.slow  # `make test` looks at these kinds in test_every_state.py
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_kind_is_accessible_before_and_after_it_is_answered(launcher: Launcher, sent: Built, scheme: str) -> None:
    launcher.new_context(color_scheme=scheme)
    page = launcher.open_page(launcher.mount(sent.zip("web"), policy=POLICY))
    player = Player.of_page(page).await_open()
    for name in KINDS_HERE:
        turn_to(player, name)
        assert_accessible(page, f"{name}, open")
        if name == "reflection":
            page.get_by_role("textbox").fill(WORDS)
        for group in page.get_by_role("group").all():
            for choice in group.locator("input").all()[:1]:
                press_by_script(choice)
        press_by_script(page.locator("[data-action=check-answer]:visible"))
        assert_accessible(page, f"{name}, answered")
        assert_no_sideways_scroll(page)
    launcher.monitor.assert_clean()


def test_own_words_outlive_a_page_and_a_reload_and_reach_no_platform(launcher: Launcher, quiet: Built) -> None:
    platform = launcher.platform()
    visit = launcher.open_package(launcher.mount(quiet.zip("scorm12")), platform)
    player = Player.of_visit(visit).await_open()
    turn_to(player, "reflection")
    player.surface.get_by_role("textbox").fill(WORDS)
    assert player.surface.get_by_role("button", name="Send my answer").count() == 0
    player.next_page()
    player.back()
    expect(player.surface.get_by_role("textbox")).to_have_value(WORDS)
    visit.reload_course()
    player = Player.of_visit(visit).await_open()
    turn_to(player, "reflection")
    expect(player.surface.get_by_role("textbox")).to_have_value(WORDS)
    player.save_and_exit()
    assert "cmi.suspend_data" in {element for element, _value in writes(visit)}
    assert not [row for row in writes(visit) if "wheelchair" in row[1] or "interactions" in row[0]]


def test_own_words_are_offered_before_leaving_and_ticks_alone_are_not(launcher: Launcher, quiet: Built) -> None:
    visit = launcher.open_package(launcher.mount(quiet.zip("scorm12")), launcher.platform())
    player = Player.of_visit(visit).await_open()
    choose_all(player)
    player.use(player.exit_button())
    expect(player.surface.get_by_role("heading", name="Your answers are saved")).to_be_visible()
    player = Player.of_visit(launcher.open_package(launcher.mount(quiet.zip("scorm12")), launcher.platform())).await_open()
    turn_to(player, "reflection")
    player.surface.get_by_role("textbox").fill(WORDS)
    player.use(player.exit_button())
    expect(player.surface.get_by_role("heading", name="Do you want to keep your notes?")).to_be_visible()
    with player.window.expect_download() as download:
        player.use(player.surface.get_by_role("button", name="Download my notes"))
    assert WORDS in download.value.path().read_text(encoding="utf-8")


CHOSEN: Final = {"rating": ["Mostly", "Fully"], "poll": ["Only online"], "checklist": ["A break every hour", "Somebody to sit with"]}


def choose_all(player: Player) -> None:
    for name, words in CHOSEN.items():
        turn_to(player, name)
        for group, word in enumerate(words):
            boxes = player.surface.get_by_label(word, exact=True)
            press_by_script(boxes.nth(group if name == "rating" else 0))


def shown(player: Player) -> dict[str, list[str]]:
    """What is ticked on the page of each kind."""
    ticked = {}
    player.turn(player.surface.get_by_role("button", name="Contents"))
    for name in CHOSEN:
        player.turn(player.surface.get_by_role("link", name=f"About {name}"))
        ticked[name] = player.surface.locator("input:checked").evaluate_all("(all) => all.map((one) => one.labels[0].textContent.trim())")
        player.open_contents()
    return ticked


def test_ticks_and_steps_are_there_again_where_the_platform_keeps_them_though_nothing_of_them_is_sent(launcher: Launcher, kept: Built) -> None:
    platform = launcher.platform()
    mount = launcher.mount(kept.zip("scorm12"))
    player = Player.of_visit(launcher.open_package(mount, platform)).await_open()
    choose_all(player)
    expect(player.surface.get_by_text("it keeps your answer with your name")).to_be_visible()
    player.save_and_exit()
    visit = launcher.open_package(mount, platform)
    assert shown(Player.of_visit(visit).await_open()) == CHOSEN
    assert not [row for row in writes(visit) if "interactions" in row[0]]


def test_ticks_and_steps_stay_in_the_window_and_leave_no_row_at_the_platform(launcher: Launcher, quiet: Built) -> None:
    platform = launcher.platform()
    mount = launcher.mount(quiet.zip("scorm12"))
    visit = launcher.open_package(mount, platform)
    player = Player.of_visit(visit).await_open()
    choose_all(player)
    expect(player.surface.get_by_text("Your answer stays in this window")).to_be_visible()
    visit.reload_course()
    player = Player.of_visit(visit).await_open()
    assert shown(player) == CHOSEN
    player.save_and_exit()
    keys = {one.key for one in quiet.plan.interactions if one.kept == "window"}
    state = unpack(platform.values["cmi.suspend_data"])
    assert state is not None
    assert not keys & set(state.payloads())
    assert shown(Player.of_visit(launcher.open_package(mount, platform)).await_open()) == {name: [] for name in CHOSEN}


def test_what_the_author_lists_is_sent_line_by_line_after_a_word_of_warning(launcher: Launcher, sent: Built) -> None:
    platform = launcher.platform()
    visit = launcher.open_package(launcher.mount(sent.zip("scorm12")), platform)
    player = Player.of_visit(visit).await_open()
    turn_to(player, "reflection")
    expect(player.surface.get_by_text("Your answer to this question is sent")).to_be_visible()
    player.surface.get_by_role("textbox").fill(WORDS)
    press_by_script(player.surface.get_by_role("button", name="Send my answer"))
    expect(player.surface.locator("[data-verdict]", has_text="Thank you for your answer.")).to_be_focused()
    player.next_page()
    send = player.surface.get_by_role("button", name="Send my answer")
    press_by_script(player.surface.get_by_label("Mostly").nth(0))
    press_by_script(send)
    expect(player.surface.get_by_role("group", name="I can ask for what I need")).to_have_accessible_description(re.compile("every part"))
    for line, step in enumerate(("Mostly", "Fully", "Not at all")):
        press_by_script(player.surface.get_by_label(step).nth(line))
    press_by_script(send)
    player.save_and_exit()
    told = re.compile(r"cmi\.interactions\.(\d+\.(?:type|student_response|result))")
    rows = {found[1]: value for element, value in writes(visit) if (found := told.fullmatch(element))}
    assert rows == {
        "0.type": "fill-in", "0.student_response": WORDS, "0.result": "neutral",
        "1.type": "likert", "1.student_response": "3", "1.result": "neutral",
        "2.type": "likert", "2.student_response": "4", "2.result": "neutral",
        "3.type": "likert", "3.student_response": "1", "3.result": "neutral",
    }  # fmt: skip
