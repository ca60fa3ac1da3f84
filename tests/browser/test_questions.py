"""The browser half of each kind, alone on a page: what it reads, keeps, shows and locks, by mouse and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

import pytest
from msgspec import to_builtins
from msgspec.structs import replace
from playwright.sync_api import Browser, Page, ViewportSize, expect

from builder.course.blocks import Interaction
from builder.pages.assets import PackedPicture
from builder.pages.blocks import RenderContext, render_blocks
from builder.pages.render import join_styles
from builder.resources import read_asset
from builder.sentences import find_sentences
from builder.tracking.responses import table_response
from tests.browser.harness.conditions import ask_element
from tests.browser.harness.player import IS_FOCUSED
from tests.unit.pages import example, example_more

pytestmark = pytest.mark.undrawn

QUESTIONS: Final = {one.kind: one for one in (*example.every_kind(), example_more.picture_spots())}
FULL: Final[dict[str, dict[str, Any]]] = {
    "choose-one": {"type": "choice", "codes": ["b"]},
    "choose-several": {"type": "choice", "codes": ["a", "b"]},
    "match": {"type": "matching", "pairs": [["a", "x"], ["b", "z"]]},
    "fill-gaps": {"type": "fill-in", "texts": ["ethics"]},
    "true-or-false": {"type": "true-false", "value": False},
    "sort": {"type": "matching", "pairs": [["a", "r"], ["b", "r"]]},
    "choose-gaps": {"type": "matching", "pairs": [["a", "m"], ["b", "p"]]},
    "number": {"type": "numeric", "value": "53.10"},
    "put-in-order": {"type": "sequencing", "codes": ["b", "a", "c"]},
    "picture-spots": {"type": "choice", "codes": ["a", "b"]},
}
FREE: Final = {
    one.kind: one
    for one in (example_more.scenario(), example_more.reflection(), example_more.rating(), example_more.poll(), example_more.checklist())
}
"""Questions without a right answer."""
FULL.update(
    {
        "reflection": {"type": "long-fill-in", "texts": ["I know the buses.\nAll of them."]},
        "rating": {"type": "likert", "code": "2"},
        "poll": {"type": "choice", "codes": ["b"]},
        "scenario": {"type": "choice", "codes": ["b"]},
        "checklist": {"type": "choice", "codes": ["a", "b"]},
    }
)
ALL: Final = {**QUESTIONS, **FREE}
CONTROLS: Final = "input, select:not([hidden]), textarea, .copack-question__answers button:not([hidden]):not([data-spot])"
CHANGED_BY: Final = {"fill-gaps": "!", "reflection": "!", "match": "End", "sort": "ArrowDown", "choose-gaps": "End", "number": "4", "put-in-order": "End"}
"""What changes the first answer of a kind; of the others a blank does."""

VIEWPORT: Final[ViewportSize] = {"width": 800, "height": 700}
DATA: Final = "data:image/svg+xml," + quote(example.SVG.decode())
PICTURES: Final = {example.PICTURE.file: PackedPicture(DATA, "", 320, 180)}

OPEN: Final = """([words, table]) => {
  const root = document.querySelector("[data-interaction]");
  root.closest("form").onsubmit = () => false;
  window.changes = 0;
  const say = (name, values) => Object.entries(values || {}).reduce((text, [key, value]) => text.replace(`{${key}}`, value), words[name]);
  window.view = made(root, table, say, () => { window.changes += 1; }, window.copack.tools(say));
}"""


@pytest.fixture(scope="module")
def shared_page(browser: Browser) -> Iterator[Page]:
    """One for all tests of this file: a new one takes longer than most of them."""
    context = browser.new_context(viewport=VIEWPORT, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def page(shared_page: Page) -> Page:
    """The page as every test finds it; `put` gives it a new document."""
    shared_page.emulate_media(media="screen", color_scheme="light", reduced_motion="reduce", forced_colors="none")
    shared_page.set_viewport_size(VIEWPORT)
    return shared_page


TAKE_WIDGET: Final = "window.copack.widget = (kind, widget) => { window.made = widget; };"


def put(page: Page, question: Interaction) -> None:
    """Show one question with its own script and style, and nothing of the player, in a document of its own: one request instead of seven."""
    html = render_blocks((question,), RenderContext("en-GB", PICTURES, "The page"))
    style = join_styles(frozenset({"question"}), frozenset({question.kind})).decode()
    runtime, late, kind = (read_asset(name).decode() for name in ("runtime.js", "runtime-late.js", f"kinds/{question.kind}.js"))
    scripts = [runtime, late, TAKE_WIDGET, kind]
    assert not any("</script" in script for script in scripts)
    run = "".join(f"<script>{script}</script>" for script in scripts)
    page.set_content(f'<style>{style}</style><body class="copack-body"><main class="copack-main" id="main">{html}</main>{run}')
    page.evaluate(
        OPEN,
        [
            find_sentences("en-GB").by_name,
            {
                "correct": [to_builtins(table_response(one)) for one in question.definition.correct],
                "variants": question.definition.variants,
            },
        ],
    )


def ask(page: Page, call: str) -> Any:
    return page.evaluate(f"window.view.{call}")


@pytest.mark.parametrize("kind", ALL)
def test_an_answer_put_back_is_the_answer_that_was_read(page: Page, kind: str) -> None:
    put(page, ALL[kind])
    assert ask(page, "read()") is None
    assert ask(page, "draft()") is None
    page.evaluate("(response) => window.view.write(response)", FULL[kind])
    assert ask(page, "read()") == FULL[kind]
    assert ask(page, "draft()") == FULL[kind]


def test_lines_are_moved_by_keyboard_and_the_focus_stays_with_the_line(page: Page) -> None:
    put(page, QUESTIONS["put-in-order"])
    page.get_by_role("button", name="Move up: Agree the rules").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move up: Agree the rules")).to_be_focused()
    expect(page.locator("[data-said]")).to_have_text("Agree the rules. Now number 2 of 3")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Move down: Agree the rules")).to_be_focused()
    assert page.locator("[data-place]").all_inner_texts() == ["1", "2", "3"]
    assert ask(page, "read()") == {"type": "sequencing", "codes": ["b", "c", "a"]}
    assert page.evaluate("window.changes") == 2
    assert page.get_by_role("button", name="Move up: Agree").count() == page.get_by_role("button", name="Move down: Say hello").count() == 0


def test_a_line_is_moved_to_its_place_in_one_choice_and_keeps_the_focus(page: Page) -> None:
    put(page, QUESTIONS["put-in-order"])
    choice = page.get_by_role("combobox", name="Move to place: Agree the rules")
    before = page.locator("[data-part]").evaluate_all("(rows) => rows.map((row) => row.dataset.part)")
    choice.focus()
    choice.select_option("1")
    expect(choice).to_be_focused()
    expect(page.locator("[data-said]")).to_have_text("Agree the rules. Now number 1 of 3")
    assert ask(page, "read()") == {"type": "sequencing", "codes": ["b", *(code for code in before if code != "b")]}
    assert page.get_by_role("combobox").evaluate_all("(all) => all.map((one) => one.value)") == ["1", "2", "3"]
    assert page.evaluate("window.changes") == 1
    page.evaluate("window.view.lock(['b'])")
    assert page.get_by_role("combobox", name="Agree").count() == 0
    assert page.get_by_role("combobox").first.locator("option:not(:disabled)").all_inner_texts() == ["2", "3"]


def test_the_order_at_the_start_is_no_answer_and_what_is_wrong_learns_its_place(page: Page) -> None:
    put(page, QUESTIONS["put-in-order"])
    assert ask(page, "problem()") == "order-needed"
    page.evaluate("() => window.view.write({ type: 'sequencing', codes: ['a', 'b'] })")
    assert ask(page, "read()") is None
    page.evaluate("() => window.view.show({ right: false, points: 0, parts: { a: 'wrong', b: 'wrong', c: 'right' }, revealed: true })")
    expect(page.locator('[data-part="b"] [data-mark]')).to_have_text("Not right. Its place is 2.")
    expect(page.locator('[data-part="c"] [data-mark]')).to_have_text("Right")


@pytest.mark.drawn
@pytest.mark.parametrize("names", [("Research", "Audit"), ("Research", "Audit", "Care", "Teaching", "Money")])
def test_things_are_sorted_by_radios_or_where_groups_are_many_by_a_list(page: Page, names: tuple[str, ...]) -> None:
    put(page, example.sort(names=names))
    if len(names) > 4:
        page.get_by_label("Comparing").select_option("Audit")
    else:
        page.get_by_role("group", name="Comparing").get_by_label("Audit").check()
    assert (ask(page, "read()"), ask(page, "draft()")) == (None, {"type": "matching", "pairs": [["a", "a"]]})
    assert page.evaluate("view.first() === document.querySelector('[data-part=b]').querySelector('input, select')")
    page.evaluate("() => window.view.write({ type: 'matching', pairs: [['a', 'r'], ['b', 'r']] })")
    page.evaluate("() => window.view.show({ right: false, points: 0, parts: { a: 'right', b: 'wrong' }, revealed: true })")
    expect(page.locator('[data-part="b"] [data-mark]')).to_have_text("Not right. The right answer is: Audit")
    expect(page.locator('[data-part="a"] [data-mark]')).to_have_text("Right")


def test_a_gap_is_chosen_for_by_its_number_and_learns_its_right_words(page: Page) -> None:
    put(page, QUESTIONS["choose-gaps"])
    page.get_by_role("combobox", name="Gap 2 of 2").select_option("later")
    assert (ask(page, "read()"), ask(page, "draft()")) == (None, {"type": "matching", "pairs": [["b", "p"]]})
    assert page.evaluate("view.first() === document.querySelector('select')")
    page.evaluate("() => window.view.show({ right: false, points: 0, parts: { a: 'missed', b: 'wrong' }, revealed: true })")
    expect(page.get_by_label("Gap 2 of 2")).to_have_accessible_description("Not right. The right answer is: now")


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("53.10", "£", "53.10"), (" £ 53.1 ", "£", "53.1"), ("+1,234,567", "£", "1234567"), ("£1 234,567.5", "£", ""), ("1 234 567.5", "£", "1234567.5"),
        ("5 Hours", "hours", "5"), ("5hours", "hours", "5"), ("-£5", "£", "-5"), ("£-5", "£", "-5"), ("\u22125", "", "-5"), ("–0.50", "", "-0.50"),
        (".5", "", "0.5"), ("5.", "", "5"), ("007", "", "7"), ("-0", "", "0"), ("0.0", "", "0.0"), ("000", "", "0"),
        ("53,10", "", "53.10"), ("1.000,50", "£", "1000.50"), ("1,23,456", "", "123456"), ("five", "", ""), ("5kg", "", ""), ("1.2.3", "", ""), ("--5", "", ""), ("-", "", ""), (".", "", ""),
        ("£", "£", ""), ("1e3", "", ""), ("1234567890123456", "", ""), ("£5£", "£", ""), ("+-5", "", ""), ("0x1f", "", ""),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_type_it(page: Page, typed: str, unit: str, value: str) -> None:
    put(page, example.number(unit=unit))
    page.get_by_role("textbox").fill(typed)
    assert ask(page, "read()") == ask(page, "draft()") == ({"type": "numeric", "value": value} if value else None)
    assert ask(page, "problem()") == "number-needed"


def test_a_number_that_can_be_read_as_two_is_asked_for_again(page: Page) -> None:
    put(page, example.number())
    field = page.get_by_role("textbox")
    field.fill("1,234")
    assert (ask(page, "read()"), ask(page, "draft()"), ask(page, "problem()")) == (None, None, "number-unclear")
    field.fill("1234")
    assert (ask(page, "read()"), ask(page, "problem()")) == ({"type": "numeric", "value": "1234"}, "number-needed")


def test_a_number_shows_its_unit_and_the_right_answer_once_nobody_may_try_on(page: Page) -> None:
    put(page, QUESTIONS["number"])
    field = page.get_by_role("textbox", name="Your answer (£)")
    assert (ask(page, "problem()"), field.get_attribute("inputmode")) == ("", "decimal")
    page.evaluate("() => window.view.show({ right: false, points: 0, parts: {} })")
    expect(field).to_have_accessible_description("Not right")
    page.evaluate("() => window.view.show({ right: false, points: 0, parts: {}, revealed: true })")
    expect(field).to_have_accessible_description("Not right. The right answer is: 53.10")
    page.evaluate("() => window.view.show({ right: true, points: 1, parts: {} })")
    expect(field).to_have_accessible_description("Right")


def test_where_a_number_may_be_below_zero_the_keyboard_has_a_minus(page: Page) -> None:
    put(page, example.number(least="-1"))
    assert page.get_by_role("textbox").get_attribute("inputmode") == "text"


@pytest.mark.parametrize(("kind", "part", "answer"), [("match", "b", "Participation"), ("fill-gaps", "a", "ethics")])
def test_a_pair_and_a_gap_learn_their_right_words_once_nobody_is_kept_guessing(page: Page, kind: str, part: str, answer: str) -> None:
    put(page, QUESTIONS[kind])
    mark = page.locator(f'[data-part="{part}"] [data-mark]')
    for revealed, said in ((False, "Not right"), (True, f"Not right. The right answer is: {answer}")):
        page.evaluate("([part, revealed]) => window.view.show({ right: false, points: 0, parts: { [part]: 'wrong' }, revealed })", [part, revealed])
        expect(mark).to_have_text(said)


def test_half_an_answer_is_a_draft_and_no_response(page: Page) -> None:
    put(page, QUESTIONS["match"])
    page.get_by_label("A carer writes").select_option("Involvement")
    assert ask(page, "read()") is None
    assert ask(page, "draft()") == {"type": "matching", "pairs": [["a", "x"]]}
    assert page.evaluate("window.changes") == 1
    assert page.evaluate("window.view.first() === document.querySelectorAll('select')[1]")


TEXT_WHEN_LOCKED = ("put-in-order",)
"""Kinds whose locked answer is a list to be read: the buttons that moved its lines are gone."""


@pytest.mark.drawn
@pytest.mark.parametrize("kind", ALL)
def test_a_locked_answer_is_reached_by_keyboard_and_changed_by_nothing(page: Page, kind: str) -> None:
    put(page, ALL[kind])
    page.evaluate("(response) => window.view.write(response)", FULL[kind])
    ask(page, "lock(true)")
    root = page.locator("[data-interaction]").first
    for control in root.locator(CONTROLS).all():
        if kind in TEXT_WHEN_LOCKED:
            assert not control.is_visible()
            continue
        assert control.is_visible()
        assert control.get_attribute("disabled") is None
        control.click(force=True)
        control.focus()
        for key in ("ArrowDown", "ArrowUp", "Space", "End", "z"):
            page.keyboard.press(key)
        assert ask_element(control, IS_FOCUSED)
    assert ask(page, "read()") == FULL[kind]
    ask(page, "lock(false)")
    root.locator(CONTROLS).first.focus()
    page.keyboard.press(CHANGED_BY.get(kind, "Space"))
    assert ask(page, "draft()") != FULL[kind]


@pytest.mark.drawn
@pytest.mark.parametrize("kind", ["choose-several", "match", "fill-gaps", "sort", "choose-gaps", "put-in-order", "picture-spots"])
def test_a_part_that_is_locked_is_changed_by_nothing_and_its_neighbours_by_hand(page: Page, kind: str) -> None:
    put(page, ALL[kind])
    page.evaluate("(response) => window.view.write(response)", FULL[kind])
    code = str(page.locator("[data-part]").first.get_attribute("data-part"))
    page.evaluate("(code) => window.view.lock([code])", code)
    held = page.locator(f'[data-part="{code}"]')
    for control in held.locator(CONTROLS).locator("visible=true").all():
        control.click(force=True)
        control.focus()
        for key in ("ArrowDown", "ArrowUp", "Space", "End", "z"):
            page.keyboard.press(key)
    assert ask(page, "draft()") == FULL[kind]
    if page.locator("[data-part]").count() > 1:
        assert not page.evaluate(f"document.querySelector('[data-part={code}]').contains(window.view.first())")
        page.evaluate("window.view.first().focus()")
        # The last of a list is chosen already; a line has its button first.
        page.keyboard.press({"match": "Home", "choose-gaps": "Home", "put-in-order": "Space"}.get(kind, CHANGED_BY.get(kind, "Space")))
        assert ask(page, "draft()") != FULL[kind]


def test_a_line_is_moved_past_one_that_keeps_its_place(page: Page) -> None:
    put(page, QUESTIONS["put-in-order"])
    page.evaluate("() => { window.view.write({ type: 'sequencing', codes: ['a', 'b', 'c'] }); window.view.lock(['b']); }")
    line = page.locator('[data-part="a"]')
    line.get_by_role("button", name=re.compile("^Move down")).press("Enter")
    assert ask(page, "read()") == {"type": "sequencing", "codes": ["c", "b", "a"]}
    expect(line.get_by_role("button", name=re.compile("^Move up"))).to_be_focused()
    assert page.locator('[data-part="b"]').get_by_role("button").count() == 0


@pytest.mark.parametrize("kind", QUESTIONS)
def test_each_part_says_in_words_how_it_is_and_to_a_screen_reader_too(page: Page, kind: str) -> None:
    put(page, ALL[kind])
    page.evaluate("(response) => window.view.write(response)", FULL[kind])
    codes = [str(row.get_attribute("data-part")) for row in page.locator("[data-part]").all()]
    states = dict(zip(codes, ("right", "wrong", "missed"), strict=False))
    page.evaluate("(parts) => window.view.show({ right: false, points: 0, parts })", states)
    said = {"right": "Right", "wrong": "Not right", "missed": "You missed this"}
    for code, state in states.items():
        row = page.locator(f'[data-part="{code}"]')
        assert row.get_attribute("data-state") == state
        expect(row.locator("[data-mark]")).to_have_text(said[state])
        # Of several radio buttons in a row the chosen one is right or wrong, and its neighbours are neither.
        controls = (
            row.locator(":checked") if row.locator("[type=radio]").count() > 1 else row.locator("input, select:not([hidden]), textarea, button:not([hidden])")
        )
        assert controls.count()
        for control in controls.all():
            expect(control).to_have_accessible_description(re.compile(f"^{said[state]}( |$)"))
        for neighbour in row.locator("[type=radio]:not(:checked)").all() if row.locator("[type=radio]").count() > 1 else []:
            expect(neighbour).to_have_accessible_description("")
    ask(page, "show(null)")
    assert page.locator("[data-state], [data-mark]:visible, [data-part] [aria-describedby]").count() == 0


def test_an_answer_not_chosen_is_shown_as_the_right_one_without_its_feedback(page: Page) -> None:
    put(page, QUESTIONS["choose-one"])
    page.evaluate("() => window.view.show({ right: false, points: 0, parts: { a: 'missed', b: 'wrong' } })")
    right = page.get_by_role("radio", name="No", exact=True)
    expect(right).to_have_accessible_description("This is the right answer")


@pytest.mark.drawn
@pytest.mark.parametrize("role", ["radio", "checkbox"])
def test_a_picture_is_part_of_its_answer(page: Page, role: Any) -> None:
    question = QUESTIONS["choose-one" if role == "radio" else "choose-several"]
    first, *others = question.options  # type: ignore[attr-defined]  # both kinds have options
    put(page, replace(question, options=(replace(first, picture=example.PICTURE), *others)))
    page.get_by_role("img", name="Two boxes.").click()
    answer = page.get_by_role(role, name=f"Two boxes. {first.text.plain}", exact=True)
    expect(answer).to_be_checked()
    assert ask(page, "read()") == {"type": "choice", "codes": [first.code]}


@pytest.mark.parametrize("kind", ALL)
def test_answers_are_as_large_as_a_finger(page: Page, kind: str) -> None:
    put(page, ALL[kind])
    # Places in a picture have boxes of their own in the list, and take a finger beyond their line: see below.
    for control in page.locator(f":is({CONTROLS}):not([data-spot])").all():
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 44


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("text", ["short", "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente"])
def test_nothing_scrolls_sideways_at_320_pixels(page: Page, kind: str, text: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    put(page, ALL[kind])
    page.evaluate("(text) => document.querySelectorAll('label, legend, option').forEach((one) => { one.textContent = text; })", text)
    page.evaluate("() => window.view.show({ right: false, points: 0, parts: { a: 'right', b: 'wrong', c: 'missed' } })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_box_grows_with_what_is_written_and_says_when_it_is_nearly_full(page: Page) -> None:
    put(page, FREE["reflection"])
    field, told = page.get_by_role("textbox", name="What do you bring?"), page.get_by_role("status")
    before = field.bounding_box()
    field.fill("A line.\n" * 20)
    after = field.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"] + 200
    assert field.evaluate("(one) => one.scrollHeight <= one.clientHeight")
    expect(told).to_be_empty()
    for letters, sentence in ((3799, ""), (3800, "about 200"), (3810, "about 150"), (3951, "nearly full"), (4000, "is full")):
        field.fill("x" * letters)
        expect(told).to_contain_text(sentence)
        assert (told.inner_text() == "") == (sentence == "")
    field.press("x")
    assert len(field.input_value()) == 4000
    field.fill(" \n ")
    assert ask(page, "read()") is None
    assert ask(page, "draft()") is None


@pytest.mark.drawn
def test_the_steps_of_a_scale_stand_in_a_row_where_there_is_room_and_below_each_other_where_not(page: Page) -> None:
    put(page, FREE["rating"])
    line = page.get_by_role("group", name="I can say what I bring")
    steps = line.get_by_role("radio").all()
    assert [step.get_attribute("value") for step in steps] == ["1", "2", "3", "4"]
    assert len({step.evaluate("(one) => Math.round(one.getBoundingClientRect().top)") for step in steps}) == 1
    page.set_viewport_size({"width": 320, "height": 640})
    assert len({step.evaluate("(one) => Math.round(one.getBoundingClientRect().left)") for step in steps}) == 1
    line.get_by_role("radio", name="Mostly").check()
    assert page.get_by_role("group", name="I can ask for what I need").get_by_role("radio", checked=True).count() == 0
    assert ask(page, "read()") == {"type": "likert", "code": "3"}


@pytest.mark.drawn
@pytest.mark.parametrize(("most", "role"), [(1, "radio"), (3, "checkbox")])
def test_a_poll_takes_one_opinion_or_several(page: Page, most: int, role: Any) -> None:
    put(page, example_more.poll(most=most))
    for name in ("In the morning", "Only online"):
        page.get_by_role(role, name=name).check()
    assert ask(page, "read()")["codes"] == (["c"] if most == 1 else ["a", "c"])
    assert page.get_by_text("Choose all that apply.").count() == (most > 1)


SPOT_OVER_IMAGE: Final = """(spot) => {
  const own = spot.getBoundingClientRect(), image = document.querySelector("[data-picture] img").getBoundingClientRect();
  const per = (part, whole) => Math.round(100 * part / whole);
  return [
    per(own.left - image.left, image.width), per(own.top - image.top, image.height), per(own.width, image.width), per(own.height, image.height),
  ];
}"""


@pytest.mark.parametrize("width", [320, 1000])
def test_places_lie_where_the_author_put_them_at_any_width(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    put(page, QUESTIONS["picture-spots"])
    places = {str(spot.get_attribute("data-spot")): spot.evaluate(SPOT_OVER_IMAGE) for spot in page.locator("[data-spot]").all()}
    assert places == {"a": [70, 60, 15, 20], "b": [10, 5, 8, 10], "c": [30, 50, 30, 10]}
    assert page.locator("[style]").evaluate_all("(all) => all.every((one) => one.matches('[data-spot]'))")


@pytest.mark.drawn
def test_a_place_in_the_picture_and_its_box_in_the_list_are_one(page: Page) -> None:
    put(page, QUESTIONS["picture-spots"])
    spot, box = page.locator("[data-spot=a]"), page.get_by_role("checkbox", name="The chair", exact=True)
    spot.click()
    expect(box).to_be_checked()
    assert page.evaluate("window.changes") == 1
    assert page.evaluate("document.activeElement === document.body")
    box.press("Space")
    assert spot.get_attribute("aria-pressed") == "false"
    assert spot.get_attribute("data-here") == ""
    box.press("Space")
    ask(page, "lock(true)")
    spot.click()
    assert ask(page, "read()") == {"type": "choice", "codes": ["a"]}


def test_nobody_meets_a_place_twice_by_keyboard_or_screen_reader(page: Page) -> None:
    put(page, QUESTIONS["picture-spots"])
    assert page.get_by_role("checkbox").count() == 3
    assert page.get_by_role("group", name="Find two things.").get_by_role("button").count() == 0
    page.get_by_role("checkbox").first.focus()
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
        assert not page.evaluate("!!document.activeElement.closest('[data-places]')")


@pytest.mark.drawn
def test_a_small_place_takes_a_finger(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    put(page, QUESTIONS["picture-spots"])
    box = page.locator("[data-spot=b]").bounding_box()
    assert box is not None
    assert box["height"] < 30
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] + 10)
    assert ask(page, "read()") == {"type": "choice", "codes": ["b"]}
