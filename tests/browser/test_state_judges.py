"""The judges of tests/browser/states notice what is planted for them: none is blind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

import pytest
from msgspec import to_builtins
from playwright.sync_api import Browser, Page, ViewportSize

from builder.course.blocks import Interaction
from builder.pages.assets import PackedPicture
from builder.pages.blocks import RenderContext, render_blocks
from builder.pages.render import join_styles
from builder.resources import read_asset
from builder.sentences import find_sentences
from builder.tracking.responses import table_response
from tests.browser.harness.conditions import little_patience
from tests.browser.states.judge import SMALL, Judge
from tests.browser.states.walk import Card
from tests.browser.test_every_state import assert_no_trap
from tests.unit.pages import example

pytestmark = pytest.mark.undrawn

DATA: Final = "data:image/svg+xml," + quote(example.SVG.decode())
PICTURES: Final = {example.PICTURE.file: PackedPicture(DATA, "", 320, 180)}
SHOW: Final = """([words, table]) => {
  const root = document.querySelector("[data-interaction]"), say = (name) => words[name];
  const view = made(root, table, say, () => undefined, window.copack.tools(say));
  view.write({ type: "choice", codes: ["a", "b"] });
  view.show({ right: false, points: 0, parts: { a: "right", b: "wrong" }, revealed: true });
  view.lock(true);
  root.dataset.state = "wrong";
  root.querySelector("[data-verdict]").hidden = false;
  root.querySelector("[data-result]").textContent = "Not right yet";
  root.insertAdjacentHTML("afterend", "<button id=after>After</button>");
  root.insertAdjacentHTML("beforebegin", "<button id=before>Before</button>");
}"""


VIEWPORT: Final[ViewportSize] = {"width": 800, "height": 700}


@pytest.fixture(scope="module")
def shared_page(browser: Browser) -> Iterator[Page]:
    """One for all tests of this file: a new one takes as long as most of them."""
    context = browser.new_context(viewport=VIEWPORT)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(shared_page: Page) -> Page:
    """The page with a new document and window, as a judge wants it at first."""
    shared_page.goto("about:blank")
    shared_page.emulate_media(media="screen", color_scheme="light", reduced_motion="reduce", forced_colors="none")
    shared_page.set_viewport_size(VIEWPORT)
    return shared_page


def put(page: Page, question: Interaction) -> Judge:
    """Show a question as it stands after a wrong answer."""
    html = render_blocks((question,), RenderContext("en-GB", PICTURES, "The page"))
    style = join_styles(frozenset({"question"}), frozenset({question.kind})).decode()
    page.set_content(
        f'<html lang="en-GB"><title>A page</title><style>{style}</style><body class="copack-body"><main class="copack-main" id="main"><h1>A page</h1>{html}</main>'
    )
    for half in ("runtime.js", "runtime-late.js"):
        page.add_script_tag(content=read_asset(half).decode())
    page.evaluate("window.copack.widget = (kind, widget) => { window.made = widget; }")
    page.add_script_tag(content=read_asset(f"kinds/{question.kind}.js").decode())
    page.evaluate(SHOW, [find_sentences("en-GB").by_name, {"correct": [to_builtins(table_response(one)) for one in question.definition.correct]}])
    return Judge(page, question.kind)


def look(page: Page, judge: Judge) -> None:
    card = page.locator("[data-question]")
    judge.look(card, "a state")
    judge.every_colour(card, "a state")
    judge.motion(card, "a state")


def test_a_healthy_question_is_passed_by_every_judge(page: Page) -> None:
    look(page, put(page, example.choose_several()))


FAULTS: Final = {
    "a label without room": (
        ".copack-question .copack-option.copack-option > label { flex: 0 0 12px; min-width: 0; padding: 0; overflow: hidden; white-space: nowrap }",
        "cut: <label",
    ),
    "a button narrower than its words": (".copack-question button { width: 60px; padding: 0; white-space: nowrap }", "cut: <button"),
    "a button that parts its words": (".copack-question .nhsuk-button { width: 44px; padding: 0; overflow-wrap: anywhere }", "a word on two lines: "),
    "a page wider than the screen": (".copack-question::after { content: ''; display: block; width: 500px; height: 1px }", "wider than 320 px"),
    "a button for small fingers": (".copack-question button { height: 20px; min-height: 0; padding: 0; font-size: 12px }", " x 20: <button"),
    "a mark over the edge of its box": (".copack-option > .copack-mark::before { left: -12px }", "shape over the edge of its box: Not right"),
    "a mark over its words": (".copack-option > .copack-mark::before { left: 5.5rem }", "shape over its words: Not right"),
    "a mark that is colour alone": (".copack-mark::before { clip-path: none !important }", "mark without a shape"),
    "a mark that goes with the colours": (".copack-mark::before { forced-color-adjust: auto !important }", "no shape is seen"),
    "no line around an answer": (".copack-question .copack-option[data-state] { border: 0 }", "no border"),
    "pale words": ("@media screen { .copack-question label { color: #bbb !important } }", "light:\n1.* to 1: <label"),
    "pale words in the dark": (
        "@media screen and (prefers-color-scheme: dark) { .copack-question label { color: #333 !important } }",
        "dark:\n1.* to 1: <label",
    ),
    "a button on paper": ("@media print { .copack-question .nhsuk-button { display: block !important } }", "paper:\na button"),
    "a tick that is not printed": ("@media print { .copack-option label::after { opacity: 0 !important } }", "not seen as chosen"),
    "an animation for those who want none": (
        "@keyframes turn { to { opacity: .9 } } .copack-question { animation: turn 9s infinite }",
        "something moves",
    ),
    "a slow change": ("@media (prefers-reduced-motion: no-preference) { .copack-option { transition: border-color .5s } }", "motion:\n0.5s"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_style_is_noticed(page: Page, fault: str) -> None:
    style, told = FAULTS[fault]
    judge = put(page, example.choose_several())
    page.add_style_tag(content=style)
    with pytest.raises(AssertionError, match=f"(?s){told}"):
        look(page, judge)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("document.querySelector('legend').remove()", "- group:"),
        ("document.querySelector('label').setAttribute('aria-hidden', 'true'), document.querySelector('input').id = 'lost'", "- checkbox \\["),
        ("document.querySelector('[data-mark]').id = 'lost'", "NO q-"),
    ],
)
def test_a_fault_in_what_is_read_out_changes_what_is_kept(page: Page, fault: str, told: str) -> None:
    judge, card = put(page, example.choose_several()), page.locator("[data-question]")
    judge.hear(card, "a state")
    page.evaluate(fault)
    judge.hear(card, "a state")
    healthy, faulty = judge.heard
    assert not re.search(told, healthy)
    assert re.search(told, faulty)


def test_a_word_that_is_missing_beside_a_mark_is_noticed(page: Page) -> None:
    judge = put(page, example.choose_several())
    page.locator("[data-mark]:visible").last.evaluate("(mark) => { mark.textContent = ''; }")
    with pytest.raises(AssertionError, match="state not told by a word"):
        look(page, judge)


def test_a_result_that_nobody_hears_is_noticed(page: Page) -> None:
    put(page, example.choose_several())
    heard: Any = Card.hear_result
    card = type("Heard", (), {"root": page.locator("[data-question]")})()
    page.locator("[data-verdict]").focus()
    heard(card)
    page.locator("[data-verdict]").evaluate("(result) => { result.removeAttribute('tabindex'); document.activeElement.blur(); result.focus(); }")
    with little_patience(100), pytest.raises(AssertionError, match="focused"):
        heard(card)


TARGETS: Final = """
<p>Ask a <button type="button" class="copack-term">carer</button>, or read <a href="#more">more</a>.</p>
<details class="nhsuk-details"><summary class="nhsuk-details__summary"><span class="nhsuk-details__summary-text">More</span></summary></details>
<div class="copack-view"><a class="nhsuk-back-link" href="#main">Back</a></div>
"""


@pytest.mark.parametrize("target", ["p a", ".copack-term", ".nhsuk-details__summary", ".nhsuk-back-link"])
def test_a_target_for_small_fingers_is_noticed_beside_questions_too(page: Page, target: str) -> None:
    judge, main = put(page, example.choose_several()), page.locator("main")
    style = join_styles(frozenset({"question", "term", "expander"}), frozenset()).decode()
    page.evaluate("() => { for (const id of ['before', 'after']) document.getElementById(id).remove(); }")
    main.evaluate("(main, [html, style]) => { main.insertAdjacentHTML('beforeend', `${html}<style>${style}</style>`); }", [TARGETS, style])
    judge.ask(main, SMALL, "healthy", "targets")
    page.add_style_tag(content=f".copack-main {target} {{ padding-top: 0 !important; padding-bottom: 0 !important; }}")
    with pytest.raises(AssertionError, match=r"targets:\n\d+ x \d+: <"):
        judge.ask(main, SMALL, "planted", "targets")


@pytest.mark.parametrize("fault", ["add", "remove"])
def test_a_page_with_two_green_buttons_or_none_is_noticed(page: Page, fault: str) -> None:
    judge, card = put(page, example.choose_several()), page.locator("[data-question]")
    page.evaluate("document.querySelector('[data-action=check-answer]').classList.remove('nhsuk-button--secondary')")
    judge.green(card, "a state")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<button class=\"nhsuk-button\">Next</button>')")
    if fault == "remove":
        page.evaluate("for (const button of document.querySelectorAll('.nhsuk-button')) button.classList.add('nhsuk-button--secondary')")
    with pytest.raises(AssertionError, match=r"the page:\n[02] green buttons"):
        judge.green(card, "a state")


def test_a_trap_for_the_keyboard_is_noticed(page: Page) -> None:
    put(page, example.choose_several())
    player: Any = type("Hands", (), {"window": page})()
    card = page.locator("[data-question]")
    assert_no_trap(player, card)
    page.evaluate(
        "document.querySelector('[data-question]').addEventListener('keydown', (event) => { if (event.key === 'Tab') event.preventDefault(); })"
    )
    with pytest.raises(AssertionError, match="Tab never leaves the card"):
        assert_no_trap(player, card)
