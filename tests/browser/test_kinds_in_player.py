"""Kinds inside the player: what is missing is said, a second wrong answer shows the right one, and what was answered is there again."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, expect

from builder.interactions.registry import KINDS
from tests.browser.harness.accessibility import assert_accessible, assert_no_sideways_scroll
from tests.browser.harness.build import ROOT, build_course
from tests.browser.harness.conditions import press_by_script
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.player import Player
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn

TOP: Final = "---\nid: kinds\ntitle: Kinds\noutcomes: [1.1, 1.2]\n---\n\n"
HERE: Final = ("true-or-false", "put-in-order", "sort", "choose-gaps", "number")
SHUFFLED: Final = (
    "::: choose-one in-any-order\nWhich one?\nShuffle: yes\n"
    + "".join(f"- [{'x' if code == 'a' else ' '}] ({code}) Answer {code}\n" for code in "abcdefghij")
    + ":::\n"
)
PART: Final = "::: choose-several a-part\nWhich two?\nMarks: part\nPoints: 2\n- [x] (a) This\n- [x] (b) That\n- [ ] (c) Neither\n:::\n"


def example(kind: str) -> str:
    room = next(one.folder for one in KINDS if one.name == kind)
    return (ROOT / "builder" / "interactions" / "kinds" / room / "example.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kinds")
    shutil.copytree(ROOT / "tests" / "courses" / "small", folder / "course")
    shutil.rmtree(folder / "course" / "sessions")
    session = folder / "course" / "sessions" / "01-kinds" / "session.md"
    session.parent.mkdir(parents=True)
    practice = "".join(f"# Page of {kind}\nPage: of-{kind}\n\n{example(kind)}\n" for kind in HERE)
    check = f"# The check\nPage: the-check\n\n::: check all-kinds\nFinal: yes\n{PART}\n" + SHUFFLED.replace("in-any-order", "in-a-check") + ":::\n"
    session.write_text(f"{TOP}{practice}# Shuffled\nPage: shuffled\n\n{SHUFFLED}\n{check}", encoding="utf-8")
    return build_course(folder / "course", folder / "dist").zip("web")


def press(page: Page, name: str) -> None:
    press_by_script(page.get_by_role("button", name=name, exact=True).locator("visible=true").first)


def go_to(page: Page, wanted: str) -> None:
    player = Player.of_page(page).await_open()
    while player.page_id() != wanted:
        player.next_page()
    player.show_all()


def order(card: Locator, codes: str) -> None:
    """Bring the lines into an order, by buttons alone."""
    for at, code in enumerate(codes):
        row = card.locator(f'[data-part="{code}"]')
        while int(row.locator("[data-place]").inner_text()) > at + 1:
            press_by_script(row.get_by_role("button", name=re.compile("^Move up")))


def group(card: Locator, name: str) -> None:
    """Put every line that is not locked into a group."""
    for box in card.get_by_role("radio", name=name, disabled=False).all():
        press_by_script(box)


def pick(card: Locator, *texts: str) -> None:
    for number, text in enumerate(texts, 1):
        gap = card.get_by_role("combobox", name=f"Gap {number} of 3")
        if gap.evaluate("(list) => list.selectedOptions[0].textContent") != text:
            gap.select_option(text)


def answer(card: Locator, kind: str, *, right: bool) -> None:
    match kind:
        case "true-or-false":
            press_by_script(card.get_by_role("radio", name="True" if right else "False", exact=True))
        case "put-in-order":
            order(card, "abcde" if right else "bacde")
        case "sort":
            group(card, "She helped to shape research")
            for code in "de" if right else "":
                press_by_script(card.locator(f'[data-part="{code}"]').get_by_role("radio", name="She took part in research"))
        case "choose-gaps":
            pick(card, "your choice", "need not give a reason" if right else "must give a reason", "goes on")
        case "number":
            card.get_by_role("textbox").fill("5 people" if right else "+4")


MISSING: Final = {
    "put-in-order": "Move the lines into order first",
    "number": "Type a number, such as 12 or 4.50",
}
SHOWN: Final = {
    "true-or-false": ["This is the right answer", "Not right"],
    "put-in-order": ["Not right. Its place is 2.", "Not right. Its place is 1.", "Right", "Right", "Right"],
    "sort": ["Not right. The right answer is: She took part in research", "Right", "Right", "Right", "Not right. The right answer is: She took part in research"],
    "choose-gaps": ["Right", "Not right. The right answer is: need not give a reason", "Right"],
    "number": ["Not right. The right answer is: 5"],
}


KEPT: Final = {"put-in-order": 3, "sort": 3, "choose-gaps": 2}
"""How many parts are right in the wrong answers of this file."""
VERDICTS: Final = {
    "put-in-order": ("Partly right: 3 of 5", "Partly right: 3 of 5"),
    "sort": ("Partly right: 3 of 5", "Partly right: 3 of 5"),
    "choose-gaps": ("Partly right: 2 of 3", "Partly right: 2 of 3"),
}
"""At the first try, and once the right answer shows; of an answer without parts that is right there is none."""


@pytest.mark.parametrize("kind", only_quick(HERE, "number"))  # `make test` walks every kind through these states in test_every_state.py
def test_a_kind_says_what_is_missing_and_shows_the_right_answer_after_the_second_try(launcher: Launcher, package: Path, kind: str) -> None:
    page = launcher.open_page(launcher.mount(package, policy="default-src 'self'; connect-src 'self'"))
    go_to(page, f"of-{kind}")
    card = page.locator(f'[data-kind="{kind}"]')
    if kind == "number":
        card.get_by_role("textbox").fill("five")
    press(page, "Check my answer")
    expect(card.locator("[data-error]")).to_have_text(MISSING.get(kind, "Answer this question first"))
    assert_accessible(page, f"{kind}: something is missing")
    answer(card, kind, right=False)
    expect(card.locator("[data-error]")).to_have_count(0)
    press(page, "Check my answer")
    expect(card.locator("[data-verdict]")).to_be_focused()
    first, second = VERDICTS.get(kind, ("Not right yet", "Not right"))
    expect(card.locator("[data-result]")).to_have_text(first)
    marks = card.locator("[data-mark]:visible")
    assert not any("place is" in text or "answer" in text for text in marks.all_inner_texts())
    assert_accessible(page, f"{kind}: wrong")
    press(page, "Try again")
    expect(marks).to_have_text(["Right. This stays."] * KEPT.get(kind, 0))
    press(page, "Check my answer")
    expect(marks).to_have_text(SHOWN[kind])
    expect(card.locator("[data-result]")).to_have_text(second)
    assert not re.search(r"\byet\b", card.inner_text())
    assert_no_sideways_scroll(page)
    page.reload()
    expect(marks).to_have_text(SHOWN[kind])
    press(page, "Try again")
    answer(card, kind, right=True)
    press(page, "Check my answer")
    expect(card.locator("[data-result]")).to_have_text("Right")
    expect(card.locator("[data-mark]:visible", has_not_text=re.compile("^Right$"))).to_have_count(0)
    assert_accessible(page, f"{kind}: right")
    launcher.monitor.assert_clean()


@pytest.mark.parametrize("kind", only_quick(KEPT, "put-in-order"))  # `make test` tries each kind again in test_every_state.py, and locks its parts in test_questions.py
def test_what_was_right_is_locked_while_the_rest_is_tried_again_and_after_a_reload_too(launcher: Launcher, package: Path, kind: str) -> None:
    page = launcher.open_page(launcher.mount(package, policy="default-src 'self'; connect-src 'self'"))
    go_to(page, f"of-{kind}")
    card = page.locator(f'[data-kind="{kind}"]')
    answer(card, kind, right=False)
    press(page, "Check my answer")
    press(page, "Try again")
    expect(page.locator("[data-announce]")).to_have_text("What was right stays. Change the rest.")
    assert card.evaluate("(root) => root.contains(document.activeElement) && document.activeElement.getAttribute('aria-disabled') !== 'true'")
    kept = card.locator("[data-part]", has_text="This stays.")
    before = card.locator("[data-part]").evaluate_all("(rows) => rows.map((row) => row.dataset.part)")
    for row in kept.all():
        for control in row.locator("select, input:checked, button:visible").all():
            control.press("ArrowDown")
            control.press("End")
            expect(control).to_have_accessible_description(re.compile(r"^Right\. This stays\."))
    assert card.locator("[data-part]").evaluate_all("(rows) => rows.map((row) => row.dataset.part)") == before
    expect(kept).to_have_count(KEPT[kind])
    # A change of what is open is a draft: whoever comes back to it finds the rest kept.
    if kind == "put-in-order":
        press_by_script(card.get_by_role("button", name=re.compile("^Move (up|down)")).first)
    elif kind == "sort":
        press_by_script(card.locator("[data-part=d]").get_by_role("radio", name="She took part in research"))
    else:
        pick(card, "your choice", "need not give a reason")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    page.reload()
    expect(card.get_by_role("button", name="Check my answer")).to_be_visible()
    expect(kept).to_have_count(KEPT[kind])
    answer(card, kind, right=True)
    press(page, "Check my answer")
    expect(card.locator("[data-result]")).to_have_text("Right")
    launcher.monitor.assert_clean()


@pytest.mark.drawn
def test_what_was_right_in_a_check_is_kept_for_the_next_try(launcher: Launcher, package: Path) -> None:
    page = launcher.open_page(launcher.mount(package))
    go_to(page, "the-check")
    press_by_script(page.get_by_role("checkbox", name="This", exact=True))
    press_by_script(page.get_by_role("checkbox", name="Neither", exact=True))
    press_by_script(page.get_by_role("radio", name="Answer a", exact=True))
    press(page, "Submit my answers")
    part, whole = page.locator("#question-a-part"), page.locator("#question-in-a-check")
    expect(part.locator("[data-result]")).to_have_text("Partly right: you found 1 of 2")
    expect(part.locator("[data-parts-named]")).to_have_text("Not right: “Neither”.")
    press(page, "Try again")
    expect(whole.locator("[data-result]")).to_have_text("Right")
    page.get_by_role("radio", name="Answer b", exact=True).click(force=True)
    page.get_by_role("checkbox", name="This", exact=True).click(force=True)
    expect(page.get_by_role("radio", name="Answer a", exact=True)).to_be_checked()
    expect(page.get_by_role("checkbox", name="This", exact=True)).to_be_checked()
    page.get_by_role("checkbox", name="Neither", exact=True).uncheck()
    press_by_script(page.get_by_role("checkbox", name="That", exact=True))
    press(page, "Submit my answers")
    expect(page.locator("[data-check-result]")).to_contain_text("every question right")


def test_shuffled_answers_keep_their_order_for_one_learner_and_differ_between_learners(launcher: Launcher, package: Path) -> None:
    mount = launcher.mount(package)
    orders = set()
    for _learner in range(2):  # the chance that both have the same order is one in ten factorial
        context = launcher.new_context()
        page = context.new_page()
        page.goto(launcher.server.address(mount))
        seen = []
        for _visit in range(2):
            go_to(page, "shuffled")
            seen.append(tuple(page.locator("#question-in-any-order label").all_inner_texts()))
            page.reload()
            expect(page.locator("#question-in-any-order")).to_be_visible()
        assert seen[0] == seen[1]
        assert sorted(seen[0]) == [f"Answer {code}" for code in "abcdefghij"]
        orders.add(seen[0])
    assert len(orders) > 1


def test_a_part_of_the_right_answers_earns_a_part_of_the_mark(launcher: Launcher, package: Path) -> None:
    page = launcher.open_page(launcher.mount(package))
    go_to(page, "the-check")
    press_by_script(page.get_by_role("checkbox", name="This", exact=True))
    press_by_script(page.get_by_role("radio", name="Answer a", exact=True))
    press(page, "Submit my answers")
    expect(page.locator("[data-check-result]")).to_contain_text("You got 2 of 3 points.")
    assert "66" in page.locator("[data-check-result]").inner_text()
