"""A course in two languages: learners switch on any page, keep their answers and their place, and find their language again. One of them is made up."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

from builder.tracking.profile import make_profile, profile_document
from tests.browser.harness.build import Built
from tests.browser.harness.cmi5 import Enrolment, mount_unit
from tests.browser.harness.conditions import await_in_page
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.platform import Double
from tests.browser.harness.scorm import judge_launches, reopen
from tests.browser.harness.two_languages import build_in_two
from tests.browser.test_another_language import ANSWER, MADE_UP, OPEN_MENU, POLICY, PRESS, SAID, make_up
from tests.lrs_server import LrsServer
from tests.oracles.profile_judge import list_templates

ENGLISH: Final = "English"
OTHER: Final = make_up(ENGLISH)
"""What the made-up language calls itself in its table."""
IS_OPEN: Final = "() => { const page = document.querySelector('[data-view=page]'); return !!page && page.getClientRects().length > 0; }"
CLOSED: Final = "() => document.querySelector('[data-closed]').getClientRects().length > 0"
DRAWN: Final = "(tag) => document.documentElement.lang === tag && !!document.querySelector('article[data-page]:not([data-page=\"\"])')"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    yield from build_in_two(tmp_path_factory.mktemp("two"))


def switch(page: Page | Frame, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def use(page: Page | Frame, name: str, tag: str) -> None:
    """Choose a language with the keyboard."""
    button = switch(page, name)
    button.focus()
    button.press("Enter")
    await_in_page(page, DRAWN, tag)
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-pressed", "true")


def test_a_learner_switches_on_a_page_and_keeps_answers_place_and_focus(launcher: Launcher, two: Built) -> None:
    page = launcher.open_page(launcher.mount(two.zip("web"), policy=POLICY))
    await_in_page(page, IS_OPEN)
    expect(switch(page, OTHER)).to_have_attribute("lang", MADE_UP)
    heading = page.locator("article h1, article h2").first
    english = heading.inner_text()
    use(page, OTHER, MADE_UP)
    assert heading.inner_text() == make_up(english)
    expect(page.get_by_role("button", name=make_up("Contents"))).to_be_visible()
    page.evaluate(ANSWER)
    given = page.evaluate("[...document.querySelectorAll('[data-page] input:checked')].map((each) => each.value)")
    assert given
    use(page, ENGLISH, "en-GB")
    assert heading.inner_text() == english
    assert page.evaluate("[...document.querySelectorAll('[data-page] input:checked')].map((each) => each.value)") == given
    expect(page.get_by_role("button", name="Contents")).to_be_visible()
    use(page, OTHER, MADE_UP)
    page.reload()
    await_in_page(page, DRAWN, MADE_UP)
    assert heading.inner_text() == make_up(english), "the language is found again"


@pytest.mark.slow  # the switch itself is played above; what platforms keep of it is in tests/vectors/state.json
def test_a_platform_brings_the_language_back_with_the_place(launcher: Launcher, two: Built) -> None:
    platform = launcher.platform(Double.STRICT)
    mount = launcher.mount(two.zip("scorm12"), policy=POLICY)
    visit, player = reopen(launcher, mount, platform)
    use(visit.course, OTHER, MADE_UP)
    assert go_through(visit.course, two) == set()
    visit.course.evaluate(OPEN_MENU)
    assert visit.course.evaluate(PRESS, "save-and-exit")
    await_in_page(visit.course, CLOSED)
    visit, player = reopen(launcher, mount, platform)
    await_in_page(player.surface, "(tag) => document.documentElement.lang === tag", MADE_UP)
    judge_launches(platform, two)


def test_a_statement_names_the_language_that_the_learner_reads(launcher: Launcher, two: Built, lrs: LrsServer) -> None:
    enrolment = Enrolment(launcher, lrs)
    page, _player = enrolment.open(mount_unit(launcher, two, lrs))
    use(page, OTHER, MADE_UP)
    leave(page, enrolment)
    assert list_languages(enrolment, two) == ["en-GB", MADE_UP]
    assert enrolment.breaches() == []


@pytest.mark.slow  # as above
def test_a_record_store_is_told_the_same_in_either_language(launcher: Launcher, two: Built, lrs: LrsServer) -> None:
    enrolment = Enrolment(launcher, lrs)
    mount = mount_unit(launcher, two, lrs)
    page, _player = enrolment.open(mount)
    use(page, OTHER, MADE_UP)
    assert go_through(page, two) == set()
    leave(page, enrolment)
    told = list_languages(enrolment, two)
    assert (told[0], set(told[1:])) == ("en-GB", {MADE_UP})
    assert len(told) > len(two.course.sessions), "answers are among them"
    page, _player = enrolment.open(mount)
    await_in_page(page, DRAWN, MADE_UP)
    use(page, ENGLISH, "en-GB")
    leave(page, enrolment)
    assert list_languages(enrolment, two)[len(told) :] == ["en-GB", "en-GB"]
    assert enrolment.breaches() == []


def leave(page: Page, enrolment: Enrolment) -> None:
    """Save and exit, and wait until the platform has all of the visit."""
    visits = sum(one["verb"]["id"].endswith("/terminated") for one in enrolment.statements())
    page.evaluate(OPEN_MENU)
    assert page.evaluate(PRESS, "save-and-exit")
    await_in_page(page, CLOSED)
    page.evaluate(PRESS, "leave")
    ended = "the end of the visit"
    enrolment.lrs.wait_for(lambda: sum(one["verb"]["id"].endswith("/terminated") for one in enrolment.statements()) > visits, ended)


def list_languages(enrolment: Enrolment, two: Built) -> list[str]:
    """The language of each statement by time, once all are in the plan and follow the course's profile."""
    assert enrolment.names(two.plan)
    document = profile_document(make_profile(two.plan), title=two.plan.title, author="A trust", language="en-GB", made="2026-01-31T00:00:00Z")
    profile = json.loads(json.dumps(document))
    statements = sorted(enrolment.statements(), key=lambda one: str(one["timestamp"]))
    assert [one for one in statements if len(list_templates(profile, one)) != 1] == []
    return [one["context"]["language"] for one in statements]


@pytest.mark.slow  # as above
def test_no_word_of_ours_and_no_title_stays_english_after_the_switch(launcher: Launcher, two: Built) -> None:
    page = launcher.open_page(launcher.mount(two.zip("web"), policy=POLICY))
    await_in_page(page, IS_OPEN)
    use(page, OTHER, MADE_UP)
    assert go_through(page, two) == set()
    page.evaluate("document.querySelector('[data-view=page]').prepend('Goodbye then')")
    assert said(page) == {"Goodbye then"}, "what is English is noticed"


def go_through(page: Page | Frame, course: Built) -> set[str]:
    """Go through the course and the views beside it, and return all that is English outside pages."""
    seen: set[str] = set()
    for _ in course.course.pages():
        for step in ("check-answer", "submit-check"):
            page.evaluate(PRESS, step)
        seen |= said(page)
        page.evaluate(ANSWER)
        for step in ("check-answer", "submit-check"):
            page.evaluate(PRESS, step)
        seen |= said(page)
        for view in ("contents", "recorded", "record", "help"):
            page.evaluate(OPEN_MENU)
            if page.evaluate(PRESS, view):
                seen |= said(page)
                page.evaluate(PRESS, "return")
        if not page.evaluate(PRESS, "next"):
            break
    return seen


def said(page: Page | Frame) -> set[str]:
    """English that is outside pages, seen or not; the names of the languages aside."""
    outside = SAID.replace('closest("script, style")', 'closest("script, style, noscript, article, [data-languages]")')
    return {text for text in page.evaluate(outside) if re.search("[A-Za-z]{3}", text)}
