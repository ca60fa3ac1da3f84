"""Words explained: a meaning opens where its word stands, closes with Escape, and all of them stand in one list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from builder.package.content import plain_path
from tests.browser.harness.accessibility import AXE, assert_accessible, assert_no_sideways_scroll, read_tree
from tests.browser.harness.build import ROOT, Built, build_course
from tests.browser.harness.conditions import press_by_script
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Player
from tests.browser.harness.server import read_files
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn

POLICY: Final = "default-src 'self'; connect-src 'self'"
COMMITTEE: Final = "Research ethics committee: A group of people who check that a study is fair and safe before it starts."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_course(ROOT / "tests" / "courses" / "media", tmp_path_factory.mktemp("glossary"))


@pytest.fixture
def page(launcher: Launcher, built: Built) -> Iterator[Page]:
    page = launcher.open_page(launcher.mount(built.zip("web"), policy=POLICY))
    Player.of_page(page).await_open()
    yield page
    launcher.monitor.assert_clean()


def word(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def notes(page: Page) -> Locator:
    return page.get_by_role("note").locator("visible=true")


def test_a_meaning_opens_below_its_word_and_closes_again(page: Page) -> None:
    button = word(page, "research ethics committee")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(notes(page)).to_have_count(0)
    press_by_script(button)
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(notes(page)).to_have_text([COMMITTEE])
    assert button.get_attribute("aria-controls") == notes(page).get_attribute("id")
    expect(page.locator("[data-announce]")).to_have_text(COMMITTEE)
    press_by_script(button)
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(notes(page)).to_have_count(0)


def test_by_keyboard_it_opens_and_escape_closes_it_with_the_focus_where_it_was(page: Page) -> None:
    button = word(page, "committee")
    for _ in range(30):
        page.keyboard.press("Tab")
        if button.evaluate("each => document.activeElement === each"):
            break
    page.keyboard.press("Enter")
    expect(notes(page)).to_have_text([COMMITTEE])
    expect(button).to_be_focused()
    page.keyboard.press("Escape")
    expect(notes(page)).to_have_count(0)
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_one_meaning_is_open_at_a_time(page: Page) -> None:
    press_by_script(word(page, "research ethics committee"))
    press_by_script(word(page, "consent"))
    expect(notes(page)).to_have_count(1)
    expect(notes(page)).to_contain_text("Consent: To say yes")
    expect(word(page, "research ethics committee")).to_have_attribute("aria-expanded", "false")


def test_a_word_pressed_before_the_page_is_at_work_opens_when_it_is(launcher: Launcher, built: Built) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    launcher.new_context().route("**/standard-late-*.js", hold)
    page = launcher.open_page(launcher.mount(built.zip("web"), policy=POLICY))
    Player.of_page(page).await_open()
    press_by_script(word(page, "research ethics committee"))
    expect(notes(page)).to_have_count(0)
    for route in held:
        route.continue_()
    expect(notes(page)).to_have_text([COMMITTEE])
    launcher.monitor.assert_clean()


def test_ids_are_unique_though_a_term_stands_twice(page: Page) -> None:
    ids = page.locator("[id]").evaluate_all("all => all.map((each) => each.id)")
    assert len(ids) == len(set(ids))
    assert page.locator("button.copack-term").count() == 3


def test_a_word_is_explained_in_a_question_and_in_its_feedback(page: Page) -> None:
    Player.of_page(page).next_page()
    question = page.locator("[data-interaction=who-checks]")
    press_by_script(word(page, "consent"))
    expect(notes(page)).to_contain_text("Consent: To say yes")
    expect(question.get_by_role("radio")).to_have_count(2)
    press_by_script(question.get_by_role("radio", name="A committee"))
    press_by_script(page.get_by_role("button", name="Check my answer"))
    press_by_script(word(page, "committee"))
    expect(notes(page)).to_have_text([COMMITTEE])


def test_all_words_stand_in_one_list_reached_from_the_menu(page: Page) -> None:
    player = Player.of_page(page)
    player.next_page()
    press_by_script(player.in_menu("Words explained"))
    expect(page.get_by_role("heading", level=1, name="Words explained")).to_be_focused()
    assert page.get_by_role("term").all_inner_texts() == ["Bias", "Consent", "Research ethics committee"]
    assert [one.get_attribute("id") for one in page.get_by_role("term").all()] == ["word-unused", "word-consent", "word-ethics-committee"]
    assert "term: Bias" in read_tree(page)
    press_by_script(page.get_by_role("link", name="Back to where you were"))
    assert player.page_id() == "take"


def test_from_the_list_to_the_contents_and_back_leads_to_the_page(page: Page) -> None:
    player = Player.of_page(page)
    press_by_script(player.in_menu("Words explained"))
    press_by_script(page.get_by_role("button", name="Contents"))
    press_by_script(page.get_by_role("link", name="Back to where you were"))
    assert player.page_id() == "watch"


@pytest.mark.skipif(not AXE.exists(), reason="npm packages are not installed (npm ci)")
@pytest.mark.parametrize("scheme", only_quick(["light", "dark"], "light"))  # test_blocks.py has axe judge both
def test_open_meanings_and_the_list_are_accessible_and_hold_on_a_phone(launcher: Launcher, built: Built, scheme: str) -> None:
    launcher.new_context(color_scheme=scheme)
    page = launcher.open_page(launcher.mount(built.zip("web"), policy=POLICY))
    player = Player.of_page(page).await_open()
    press_by_script(word(page, "research ethics committee"))
    for state in ("an open meaning", "the list"):
        assert_accessible(page, state)
        assert_no_sideways_scroll(page)
        press_by_script(player.in_menu("Words explained"))


def test_on_paper_nothing_hidden_is_printed(page: Page) -> None:
    page.emulate_media(media="print")
    expect(notes(page)).to_have_count(0)
    expect(word(page, "consent")).to_be_visible()


def test_each_session_that_is_launched_by_itself_has_the_list(built: Built, tmp_path_factory: pytest.TempPathFactory) -> None:
    import shutil

    folder = tmp_path_factory.mktemp("units") / "course"
    shutil.copytree(built.folder, folder)
    settings = (folder / "course.yaml").read_text(encoding="utf-8").replace("standards: [scorm12, web]", "standards: [cmi5]\nunits: session")
    (folder / "course.yaml").write_text(settings, encoding="utf-8")
    files = {plain_path(name): content for name, content in read_files(build_course(folder, folder.parent / "dist").zip("cmi5")).items()}
    late = [content for name, content in files.items() if name == "standard-late.js" or name.startswith("late-")]
    assert len(late) == sum(name.endswith(".html") for name in files)
    assert all(b'data-view=\\"glossary\\"' in script and b"word-ethics-committee" in script for script in late)


def test_a_course_without_a_glossary_carries_nothing_of_it(built: Built) -> None:
    from builder.pages.render import render_pages
    from builder.tracking.compile import plan_tracking
    from tests.unit.pages import example

    course = example.course()
    plan = plan_tracking(course).value
    assert plan is not None
    pages = render_pages(course, plan)
    assert not {"term", "glossary", "recording", "away"} & pages.blocks
    shared = b"".join((*pages.files.values(), pages.widgets, *(text.encode() for text in (*pages.shells.values(), *pages.views.values()))))
    for trace in (b"copack-term", b"copack-glossary", b"copack-recording", b"copack-away", b'data-view="glossary"'):
        assert trace not in shared, trace
