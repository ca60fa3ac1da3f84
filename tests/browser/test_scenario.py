"""A story of decisions in the player: what shows, where the focus goes, what is kept and what is told, on straight ways and round ones."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness.accessibility import assert_accessible, assert_no_sideways_scroll
from tests.browser.harness.build import Built, build_course
from tests.browser.harness.conditions import press_by_script
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Player

pytestmark = pytest.mark.undrawn

POLICY: Final = "default-src 'self'; connect-src 'self'"
COURSE: Final = """id: story
title: A story
version: 1
base: https://courses.nhs.uk/story/
description: A story for tests.
record_also: [lost]
outcomes:
  1.1: Decide.
"""
SESSION: Final = """---
id: one
title: One
outcomes: [1.1]
---
# The story
Page: story

::: scenario lost
Tom is on his way to a meeting.
## (a) The corridor
There are two doors.

Which door does he take?
- [x] (l) The left one -> (b)
  Feedback: It has a sign.
- [ ] (r) The right one -> (c)
  Feedback: It has no handle.
## (b) The stairs
- [x] (u) He goes up -> (d)
- [ ] (d) He goes down -> (a)
  Feedback: He knows this carpet.
## (c) The cupboard
- [x] (o) He goes out again -> (a)
## (d) The meeting
He is there, and Priya pours the tea.
:::

# After it
Page: after

Text.
"""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("story")
    (folder / "course" / "sessions" / "01-one").mkdir(parents=True)
    (folder / "course" / "course.yaml").write_text(COURSE, encoding="utf-8")
    (folder / "course" / "sessions" / "01-one" / "session.md").write_text(SESSION, encoding="utf-8")
    return build_course(folder / "course", folder / "dist")


@pytest.fixture
def page(launcher: Launcher, story: Built) -> Page:
    page = launcher.open_page(launcher.mount(story.zip("web"), policy=POLICY))
    Player.of_page(page).await_open()
    return page


def scenes(page: Page) -> list[str]:
    """Names of the scenes that show, from top to bottom."""
    return page.locator("[data-scene-name]:visible").all_inner_texts()


def decide(page: Page, choice: str) -> None:
    press_by_script(page.get_by_role("radio", name=choice))
    go_on(page)


def go_on(page: Page) -> None:
    press_by_script(page.get_by_role("button", name="Go on"))


def stands_at(page: Page, name: str) -> None:
    """The focus is on the name of the scene, the only one with a button."""
    expect(page.get_by_role("heading", name=name)).to_be_focused()
    assert page.get_by_role("button", name="Go on").count() <= 1


@pytest.mark.drawn
def test_scenes_follow_each_other_and_what_was_decided_stays_readable(page: Page) -> None:
    assert scenes(page) == ["The corridor"]
    go_on(page)
    expect(page.get_by_text("Answer this question first")).to_be_visible()
    expect(page.get_by_role("radio", name="The left one")).to_be_focused()
    decide(page, "The left one")
    stands_at(page, "The stairs")
    assert scenes(page) == ["The corridor", "The stairs"]
    expect(page.get_by_role("heading", name="The stairs")).to_have_accessible_description("It has a sign.")
    expect(page.get_by_text("It has a sign.")).to_be_visible()
    expect(page.get_by_text("It has no handle.")).to_be_hidden()
    left, right = page.get_by_role("radio", name="The left one"), page.get_by_role("radio", name="The right one")
    expect(left).to_have_accessible_description("Right It has a sign.")
    right.click(force=True)
    assert (left.is_checked(), right.is_checked()) == (True, False)
    decide(page, "He goes up")
    stands_at(page, "The meeting")
    expect(page.get_by_text("The story ends here.")).to_be_visible()
    assert_accessible(page, "at the end of a story")
    assert_no_sideways_scroll(page)


def test_enter_decides_where_the_story_stands_and_nowhere_else(page: Page) -> None:
    page.get_by_role("radio", name="The left one").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    stands_at(page, "The stairs")
    page.get_by_role("radio", name="The left one").focus()
    page.keyboard.press("Enter")
    assert scenes(page) == ["The corridor", "The stairs"]
    expect(page.get_by_role("radio", name="He goes up")).to_be_focused()
    expect(page.get_by_role("group", name="What happens next?")).to_have_accessible_description("Answer this question first")


def test_what_was_not_chosen_is_not_given_away(page: Page) -> None:
    decide(page, "The right one")
    assert page.locator("[data-mark]:visible").all_inner_texts() == ["Not right"]


def test_a_way_back_asks_the_scene_anew_below_and_forgets_what_came_since(page: Page) -> None:
    decide(page, "The left one")
    decide(page, "He goes down")
    stands_at(page, "The corridor")
    assert scenes(page) == ["The stairs", "The corridor"]
    expect(page.get_by_text("He knows this carpet.")).to_be_visible()
    expect(page.get_by_role("heading", name="The corridor")).to_have_accessible_description("He knows this carpet.")
    assert page.get_by_role("radio", name="The left one").is_checked() is False
    decide(page, "The right one")
    assert scenes(page) == ["The stairs", "The corridor", "The cupboard"]
    go_on(page)
    assert scenes(page) == ["The stairs", "The cupboard", "The corridor"]
    decide(page, "The left one")
    stands_at(page, "The stairs")
    assert scenes(page) == ["The cupboard", "The corridor", "The stairs"]
    assert page.get_by_role("radio", name="He goes down").is_checked() is False
    expect(page.get_by_text("He knows this carpet.")).to_be_hidden()
    decide(page, "He goes up")
    assert scenes(page) == ["The cupboard", "The corridor", "The stairs", "The meeting"]
    assert_accessible(page, "after going round")


def test_whoever_comes_back_stands_in_the_middle_of_the_story(page: Page) -> None:
    decide(page, "The left one")
    press_by_script(page.get_by_role("radio", name="He goes up"))
    press_by_script(page.get_by_role("button", name="Next"))
    press_by_script(page.get_by_role("link", name="Back"))
    assert scenes(page) == ["The corridor", "The stairs"]
    expect(page.get_by_text("It has a sign.")).to_be_visible()
    expect(page.get_by_role("radio", name="He goes up")).to_be_checked()
    decide(page, "He goes down")
    page.reload()
    Player.of_page(page).await_open()
    assert scenes(page) == ["The corridor"]
    assert page.get_by_role("radio", checked=True).count() == 0


@pytest.mark.slow  # test_every_state.py starts the story again
def test_at_an_ending_the_story_can_start_again(page: Page) -> None:
    again = page.get_by_role("button", name="Start again")
    expect(again).to_be_hidden()
    decide(page, "The left one")
    decide(page, "He goes up")
    press_by_script(again)
    stands_at(page, "The corridor")
    assert scenes(page) == ["The corridor"]
    assert page.locator("input:checked:visible, [data-mark]:visible, [data-feedback-for]:visible").count() == 0
    expect(again).to_be_hidden()
    decide(page, "The right one")
    go_on(page)
    assert scenes(page) == ["The cupboard", "The corridor"]


def test_on_paper_stands_what_was_walked(page: Page) -> None:
    decide(page, "The left one")
    page.emulate_media(media="print")
    assert scenes(page) == ["The corridor", "The stairs"]
    assert page.get_by_role("button", name="Go on").count() == 0


def test_the_platform_has_one_interaction_for_each_decision_and_its_latest_answer(launcher: Launcher, story: Built) -> None:
    platform = launcher.platform()
    visit = launcher.open_package(launcher.mount(story.zip("scorm12")), platform)
    player = Player.of_visit(visit).await_open()
    for choice in ("The left one", "He goes down", "The left one", "He goes up"):
        press_by_script(player.surface.get_by_role("radio", name=choice))
        press_by_script(player.surface.get_by_role("button", name="Go on"))
    player.save_and_exit()
    said = [call.args for call in visit.calls() if call.name == "LMSSetValue"]
    rows = {args[0]: args[1] for args in said if args[0].startswith("cmi.interactions.") and args[0].endswith((".student_response", ".result"))}
    assert rows == {
        "cmi.interactions.0.student_response": "l",
        "cmi.interactions.0.result": "correct",
        "cmi.interactions.1.student_response": "u",
        "cmi.interactions.1.result": "correct",
    }
    answers = [args[1] for args in said if args[0] == "cmi.interactions.1.student_response"]
    assert answers == ["d", "u"]
    reopened = launcher.open_package(launcher.mount(story.zip("scorm12")), platform)
    player = Player.of_visit(reopened).await_open()
    expect(player.surface.get_by_role("heading", name="The meeting")).to_be_visible()
