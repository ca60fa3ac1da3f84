"""Every block and kind in NHS.UK's own markup, judged against nhsuk-frontend-jinja, the port of the design system's templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from jinja2 import ChainableUndefined, Environment, PackageLoader
from lxml import html as lxml_html
from msgspec.structs import replace

from builder.course.blocks import Block
from builder.pages.assets import PackedPicture
from builder.pages.blocks import RenderContext, list_used, render_block, render_blocks
from builder.sentences import find_sentences
from tests.unit.pages import example, example_more

MARKED = [
    *(example.choose_one(), example.choose_several(), example.match(), example.fill_gaps()),
    *(example_more.picture_spots(), example_more.scenario()),
]
ASKING = [*MARKED, example_more.reflection(), example_more.rating(), example_more.poll(most=3), example_more.checklist()]
PICTURES = {example.PICTURE.file: PackedPicture("media/boxes-00000000.svg", "", 320, 180)}
AROUND = RenderContext("en-GB", PICTURES, "The page")

Mark = tuple[str, str, str, str, str]


def show(*blocks: Block) -> Any:
    return lxml_html.fragment_fromstring(f"<div>{render_blocks(blocks, AROUND)}</div>")


def ask(component: str, macro: str, params: dict[str, Any]) -> Any:
    """What the design system itself writes."""
    port = Environment(loader=PackageLoader("nhsuk_frontend_jinja"), undefined=ChainableUndefined, autoescape=True)
    text = f'{{% from "nhsuk/components/{component}/macro.jinja" import {macro} %}}{{{{ {macro}(params) }}}}'
    return lxml_html.fragment_fromstring(f"<div>{port.from_string(text).render(params=params)}</div>")


def marks(root: Any) -> Iterator[Mark]:
    """Of each element what the design system decides: name, its classes, role, type, scope; our own classes beside them are ours to choose."""
    for element in root.iter():
        classes = " ".join(sorted(name for name in element.get("class", "").split() if name.startswith("nhsuk-")))
        if classes or element.get("role"):
            yield (str(element.tag), classes, element.get("role", ""), element.get("type", ""), element.get("scope", ""))


def only(root: Any, *prefixes: str) -> set[Mark]:
    return {mark for mark in marks(root) if any(name.startswith(prefixes) for name in mark[1].split())}


def test_radios_are_the_design_systems() -> None:
    theirs = ask("radios", "radios", {"name": "q", "fieldset": {"legend": {"text": "L", "size": "s"}}, "items": [{"value": "a", "text": "A"}]})
    prefixes = ("nhsuk-radios", "nhsuk-label", "nhsuk-fieldset")
    assert only(show(example.choose_one()), *prefixes) == only(theirs, *prefixes)


def test_checkboxes_are_the_design_systems() -> None:
    items = [{"value": "a", "text": "A"}]
    theirs = ask("checkboxes", "checkboxes", {"name": "q", "fieldset": {"legend": {"text": "L", "size": "s"}}, "hint": {"text": "H"}, "items": items})
    prefixes = ("nhsuk-checkboxes", "nhsuk-label", "nhsuk-fieldset", "nhsuk-hint")
    assert only(show(example.choose_several()), *prefixes) == only(theirs, *prefixes)


def test_lists_to_choose_from_are_the_design_systems() -> None:
    theirs = ask("select", "select", {"id": "s", "name": "s", "label": {"text": "L"}, "items": [{"value": "a", "text": "A"}]})
    prefixes = ("nhsuk-select", "nhsuk-label", "nhsuk-form-group")
    assert only(show(example.match()), *prefixes) == only(theirs, *prefixes)


@pytest.mark.parametrize(
    ("block", "component", "macro", "params", "prefixes"),
    [
        (example.ALL_BLOCKS[8], "details", "details", {"summaryText": "S", "text": "T"}, ("nhsuk-details",)),
        (example.ALL_BLOCKS[6], "inset-text", "insetText", {"html": "<p>x</p>"}, ("nhsuk-inset-text",)),
        (example.ALL_BLOCKS[7], "warning-callout", "warningCallout", {"heading": "T", "headingLevel": 2, "html": "<p>x</p>"}, ("nhsuk-card",)),
        (example.PICTURE, "images", "image", {"src": "x.png", "alt": "A", "caption": "C"}, ("nhsuk-image",)),
        (
            example.TABLE,
            "tables",
            "table",
            {"responsive": True, "caption": "C", "head": [{"text": "H"}], "rows": [[{"header": "H", "text": "a"}]]},
            ("nhsuk-table_", "nhsuk-table-"),
        ),
        (example.choose_one(), "button", "button", {"text": "B", "classes": "nhsuk-button--secondary"}, ("nhsuk-button--",)),
    ],
    ids=["details", "inset text", "warning", "image", "table", "button"],
)
def test_blocks_are_the_design_systems(block: Block, component: str, macro: str, params: dict[str, Any], prefixes: tuple[str, ...]) -> None:
    ours = only(show(block), *prefixes)
    theirs = only(ask(component, macro, params), *prefixes)
    if macro == "table":  # without the author's caption ours is for screen readers alone
        theirs = {mark for mark in theirs if mark[0] != "caption"}
    if macro == "button":  # "Try again" is no submit button
        ours = {mark for mark in ours if mark[3] == "submit"}
    assert ours == theirs


def test_a_table_says_its_headings_again_in_each_cell_for_small_screens() -> None:
    table = show(example.TABLE)
    assert [heading.text_content() for heading in table.cssselect(".nhsuk-table__heading")] == ["Word ", "In short "]
    assert table.find(".//caption").text == "The page"


def test_the_first_column_names_the_rows_when_its_heading_is_empty() -> None:
    source = "<table><thead><tr><th></th><th>Then</th></tr></thead><tbody><tr><td>Tom</td><td>8</td></tr></tbody></table>"
    table = show(example.prose("table", source))
    assert [(cell.tag, cell.get("scope")) for cell in table.iter("th", "td")] == [("td", None), ("th", "col"), ("th", "row"), ("td", None)]


def test_an_authors_caption_is_seen() -> None:
    table = show(example.prose("table", example.TABLE.html.replace("<table>", "<table><caption>Two <em>words</em></caption>")))
    assert table.find(".//caption").text_content() == "Two words"
    assert "nhsuk-table__caption" in table.find(".//caption").get("class")


def test_a_story_names_who_speaks_outside_the_quote() -> None:
    story = show(example.ALL_BLOCKS[4])
    assert story.find(".//blockquote").text_content().strip() == "Who pays for the bus?"
    assert story.find(".//figcaption").text_content().strip() == "— Asha, made up"


def test_a_link_to_another_site_opens_in_a_new_tab_and_says_so() -> None:
    link = show(example.paragraph('See <a href="https://www.hra.nhs.uk/?a=1&amp;b=2">the <em>HRA</em></a>.')).find(".//a")
    assert link.text_content() == "the HRA (opens in a new tab)"
    assert (link.get("target"), link.get("rel"), link.get("href")) == ("_blank", "noopener noreferrer", "https://www.hra.nhs.uk/?a=1&b=2")


def test_links_that_stay_say_nothing_of_tabs() -> None:
    page, mail = show(example.paragraph('<a href="#three-words">Here</a> or <a href="mailto:sam@example.org">write</a>')).iter("a")
    assert (page.get("data-action"), page.text_content(), page.get("target")) == ("go:three-words", "Here", None)
    assert (mail.get("href"), mail.text_content(), mail.get("target")) == ("mailto:sam@example.org", "write", None)


def test_headings_leave_no_level_out() -> None:
    body = (example.prose("heading", "<h2>A part</h2>", 2), example.ALL_BLOCKS[7], example.choose_one())
    assert [element.tag for element in show(*body).iter("h1", "h2", "h3", "h4")] == ["h2", "h3", "h3"]
    assert [element.tag for element in show(example.choose_one()).iter("h1", "h2", "h3", "h4")] == ["h2"]
    inside = example.check(example.choose_one(), body=(example.prose("heading", "<h2>A part</h2>", 2), example.choose_one()))
    assert [element.tag for element in show(inside).iter("h1", "h2", "h3", "h4")] == ["h2", "h3", "h3"]


# ---------------------------------------------------------------- questions


def test_the_last_paragraph_of_the_prompt_is_the_legend_and_the_rest_describes_it() -> None:
    card = show(example.choose_one())
    fieldset = card.find(".//fieldset")
    assert fieldset.find("legend").text_content() == "Must you tell?"
    assert card.get_element_by_id(fieldset.get("aria-describedby")).text_content().strip() == "Sam sits still."


@pytest.mark.parametrize("question", ASKING, ids=lambda one: one.kind)
def test_every_control_has_a_name_and_every_reference_an_end(question: Block) -> None:
    card = show(question)
    ids = {element.get("id") for element in card.iter() if element.get("id")}
    assert len(ids) == len([element for element in card.iter() if element.get("id")])
    labelled = {label.get("for") for label in card.iter("label")}
    for control in card.iter("input", "select", "textarea"):
        assert control.get("aria-label") or control.get("aria-labelledby") in ids or control.get("id") in labelled
    for element in card.iter():
        assert set((element.get("aria-describedby") or "").split()) <= ids


@pytest.mark.parametrize("question", MARKED, ids=lambda one: one.kind)
def test_before_marking_nothing_tells_right_from_wrong(question: Any) -> None:
    """What is seen, and what is read out, must not differ between right and wrong answers; feedback is hidden and described by nothing."""
    card = show(question)
    for element in card.cssselect("[data-verdict], [data-feedback-for], [data-mark]"):
        assert element.get("hidden") is not None
        element.getparent().remove(element)
    rows = {re.sub(r"-[a-z]\b", "", lxml_html.tostring(row, encoding="unicode")) for row in card.cssselect("[data-part]")}
    texts = {re.sub(r">[^<>]+<", "><", re.sub(r'(value|data-part)="[^"]*"', "", row)).strip() for row in rows}
    assert len({re.sub(r"\s+", " ", text) for text in texts}) == 1
    assert not re.search(r"\b(right|wrong|correct)\b", lxml_html.tostring(card, encoding="unicode"))


def test_a_gap_takes_40_characters_and_its_width_does_not_tell_the_answer() -> None:
    def field(*accepted: str) -> Any:
        return show(example.fill_gaps(accepted=accepted)).find(".//input")

    assert field("ethics").get("maxlength") == "40"
    assert field("ethics").get("aria-label") == "Gap 1 of 1"
    assert field("with").get("class") == field("to").get("class")
    assert field("with").get("class") != field("a whole committee").get("class")
    assert field("ethics").get("value") is None


def test_a_question_without_a_prompt_still_says_what_to_do() -> None:
    assert show(example.fill_gaps()).find(".//legend").text == find_sentences("en-GB").by_name["shell-fill-gaps"]


@pytest.mark.parametrize(("prompt", "said"), [("Which two?", True), ("Choose the two good reasons.", False)])
def test_choose_all_is_said_where_the_author_does_not_say_it(prompt: str, said: bool) -> None:
    card = show(example.choose_several(prompt=(example.paragraph(prompt),)))
    assert bool(card.cssselect(".nhsuk-hint")) is said


def test_practice_has_its_own_button_and_a_check_one_for_all() -> None:
    assert [button.get("data-action") for button in show(example.choose_one()).iter("button")] == ["check-answer", "try-again"]
    check = show(example.check(example.choose_one(), example.match()))
    assert [button.get("data-action") for button in check.iter("button")] == ["submit-check", "try-again"]
    assert [heading.text for heading in check.cssselect(".copack-question__title")] == ["Question 1 of 2", "Question 2 of 2"]


def test_a_picture_reserves_its_room() -> None:
    image = show(example.PICTURE).find(".//img")
    assert (image.get("width"), image.get("height"), image.get("alt")) == ("320", "180", "Two boxes.")


def test_a_decorative_picture_has_an_empty_alternative() -> None:
    picture = replace(example.PICTURE, alt="", decorative=True, caption=None, description=None)
    assert show(picture).find(".//img").get("alt") == ""


def test_what_a_course_uses_is_found_at_any_depth() -> None:
    check = example.check(example.fill_gaps(passage=(example.TABLE,)), example.match())
    used = set(list_used((check, *example.ALL_BLOCKS[8:])))
    assert {("kind", "fill-gaps"), ("kind", "match"), ("block", "check"), ("block", "question"), ("block", "table"), ("block", "expander")} <= used


def test_every_sentence_that_a_template_asks_for_is_there() -> None:
    from builder.pages.environment import source_environment

    names = {name for name in source_environment().list_templates() if name.endswith(".jinja")}
    loader = source_environment().loader
    assert loader is not None
    asked = {word for name in names for word in re.findall(r'words\("([\w-]+)"', loader.get_source(source_environment(), name)[0])}
    assert len(asked) > 30
    assert asked <= set(find_sentences("en-GB").by_name)


def test_a_block_alone_needs_no_page() -> None:
    assert str(render_block(example.paragraph("Hello."), AROUND)) == "<p>Hello.</p>"
