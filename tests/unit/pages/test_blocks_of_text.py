"""Blocks that ask nothing as HTML: names, headings that leave no level out, the two versions of a page, and what a package carries for them."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html as lxml_html

from builder.course.blocks import Block, Box, Section, Sections
from builder.course.document import Label, Text
from builder.course.model import Page
from builder.pages.assets import PackedPicture
from builder.pages.blocks import RenderContext, list_used, render_page_blocks
from builder.pages.pages import Pages
from builder.pages.render import render_pages
from builder.tracking.compile import plan_tracking
from tests.unit.pages import example
from tests.unit.pages.example import HERE, paragraph, text

AROUND = RenderContext("en-GB", {example.PICTURE.file: PackedPicture("media/boxes-00000000.svg", "", 320, 180)}, "The page")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
WARNING = Box("warning", text("Look out"), (paragraph("Inside."),), HERE)
HEADING = example.prose("heading", "<h2>A part</h2>", 2)
LIST = example.prose("list", "<ul>\n<li>one</li>\n</ul>")


def box(name: str, *body: Block, title: str = "", **labels: tuple[str, ...]) -> Box:
    told = tuple(Label(label, text(value), HERE) for label, values in labels.items() for value in values)
    return Box(name, text(title) if title else None, body or (paragraph("Text."),), HERE, told)


def sections(name: str, *parts: tuple[str, tuple[Block, ...]], when: Text | None = None) -> Sections:
    return Sections(name, tuple(Section(text(heading), body, when) for heading, body in parts), HERE)


def show(*blocks: Block) -> Any:
    return lxml_html.fragment_fromstring(f"<div>{render_page_blocks(blocks, AROUND)}</div>")


def said(element: Any) -> str:
    return " ".join(element.text_content().split())


def headings(*blocks: Block) -> list[tuple[str, str]]:
    return [(str(element.tag), said(element)) for element in show(*blocks).iter(*HEADINGS)]


@pytest.mark.parametrize(
    ("block", "name"),
    [
        (box("key-points", LIST), "Key points"),
        (box("for-carers"), "If you are a carer"),
        (box("content-warning", help=("us",)), "Before you read on"),
        (box("nation-note", nation=("Scotland",)), "In Scotland"),
        (box("nation-note", nation=("Wales", "Scotland")), "In Wales and Scotland"),
        (box("nation-note", nation=("England", "Wales", "Northern Ireland")), "In England, Wales and Northern Ireland"),
        (box("key-points", LIST, title="Copy these"), "Copy these"),
        (box("for-carers", title="Carers"), "Carers"),
        (box("content-warning", title="Sad", help=("us",)), "Sad"),
        (box("story", title="Asha"), "Asha"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_block_has_its_own_name_where_the_author_gives_none(block: Box, name: str) -> None:
    assert headings(block) == [("h2", name)]


def test_a_story_always_says_first_that_it_is_made_up() -> None:
    for story in (box("story", paragraph("Once.")), box("story", paragraph("Once."), title="Asha")):
        assert [said(one) for one in show(story).iter("p")] == ["This story is made up.", "Once."]


def test_a_content_warning_ends_with_where_to_turn() -> None:
    assert [said(one) for one in show(box("content-warning", paragraph("Sad."), help=("Call us.",))).iter("p")] == ["Sad.", "Where to turn: Call us."]


def test_an_accordion_needs_no_script() -> None:
    shown = show(sections("accordion", ("One", (paragraph("First."),)), ("Two", (paragraph("Second."),))))
    assert [(said(one.find("summary")), one.get("open")) for one in shown.iter("details")] == [("One", None), ("Two", None)]
    assert not shown.xpath(".//@id")


def test_tabs_are_panels_with_headings_until_a_script_comes() -> None:
    shown = show(sections("tabs", ("One", (paragraph("First."),)), ("Two", (paragraph("Second."),))))
    assert [said(panel) for panel in shown.cssselect("[data-panel]")] == ["One First.", "Two Second."]
    assert not shown.xpath(".//@hidden|.//@role|.//button")


def test_steps_and_times_are_lists_whose_names_are_headings_where_they_head_something() -> None:
    steps = show(sections("steps", ("Ask", (paragraph("Text."),)), ("Plan", ())))
    assert [said(one) for one in steps.iter("li")] == ["Step 1: Ask Text.", "Step 2: Plan"]
    assert [said(one) for one in steps.iter("h2")] == ["Step 1: Ask"]
    times = show(sections("timeline", ("They meet", ()), when=text("May")))
    assert [said(one) for one in times.iter("li")] == ["May: They meet"]
    assert not list(times.iter(*HEADINGS))


def test_what_to_do_stands_before_what_not_to_do() -> None:
    shown = show(sections("do-and-dont", ("Do", (LIST,)), ("Do not", (LIST,))))
    first, second = shown.cssselect(".copack-dos__part")
    assert (said(first.find("h2")), said(second.find("h2"))) == ("Do", "Do not")
    assert "copack-dos__part--do" in first.get("class").split()
    assert "copack-dos__part--dont" in second.get("class").split()


@pytest.mark.parametrize(
    ("name", "levels"),
    [("accordion", ["h2"]), ("tabs", ["h2", "h3", "h2"]), ("steps", ["h2", "h3"]), ("timeline", ["h2", "h3"]), ("expander", ["h2"])],
)
def test_a_heading_within_a_block_leaves_no_level_out(name: str, levels: list[str]) -> None:
    if name == "expander":
        block: Block = box("expander", WARNING, title="More")
    else:
        second = (paragraph("Text."),) if name in {"tabs", "accordion"} else ()
        block = sections(name, ("One", (WARNING,)), ("Two", second))
    assert [tag for tag, _ in headings(block)] == levels
    deeper = [f"h{int(level[1]) + 1}" for level in levels]
    assert [tag for tag, _ in headings(HEADING, block)] == ["h2", *deeper]
    inside = example.check(example.choose_one(), body=(block, example.choose_one()))
    assert [tag for tag, _ in headings(inside)][:-1] == ["h2", *deeper]


def test_a_table_in_a_section_is_named_by_the_section() -> None:
    shown = show(sections("tabs", ("Wales", (example.TABLE,)), ("England", (paragraph("Text."),))))
    assert shown.find(".//caption").text == "Wales"


# ---------------------------------------------------------------- two versions


VERSIONS = (
    paragraph("Full one."),
    HEADING,
    example.choose_one(),
    box("callout"),
    box("short-version", HEADING, paragraph("Short."), title="Easy Read"),
    example.check(example.match()),
    paragraph("Full two."),
)


def test_the_short_version_comes_first_and_the_full_one_shows() -> None:
    shown = show(*VERSIONS)
    versions = [(part.get("data-version"), part.get("hidden") is not None) for part in shown.cssselect("[data-version]")]
    assert versions == [("short", True), ("full", False), ("full", False), ("full", False)]
    (switch,) = shown.cssselect("[data-versions]")
    assert (switch.get("role"), switch.get("aria-label"), shown[0] is switch) == ("group", "Version of this page", True)
    assert [(said(one), one.get("aria-pressed"), one.get("data-show")) for one in switch.iter("button")] == [
        ("Full version", "true", "full"),
        ("Easy Read", "false", "short"),
    ]
    assert [said(part) for part in shown.cssselect('[data-version="full"]')][-1] == "Full two."


def test_questions_belong_to_both_versions_and_hang_on_no_heading_of_one() -> None:
    shown = show(*VERSIONS)
    for question in shown.iter("form", "section"):
        assert not question.xpath("ancestor::*[@data-version]")
    practice = shown.xpath(".//form[not(ancestor::section)]")[0]
    assert [str(one.tag) for one in practice.iter(*HEADINGS)] == ["h2"]
    without = show(*(block for block in VERSIONS if not (isinstance(block, Box) and block.name == "short-version")))
    assert [str(one.tag) for one in without.xpath(".//form[not(ancestor::section)]")[0].iter(*HEADINGS)] == ["h3"]


def test_text_after_a_question_knows_the_heading_above_it() -> None:
    shown = show(HEADING, example.choose_one(), WARNING, box("short-version"))
    assert [str(one.tag) for one in shown.cssselect(".nhsuk-card__heading")] == ["h3"]


# ---------------------------------------------------------------- what a package carries


def pages(*blocks: Block) -> Pages:
    course = example.course(Page("only", text("Only"), core=True, minutes=1, key="", blocks=blocks, place=HERE))
    plan = plan_tracking(course)
    assert plan.value is not None, plan.diagnostics
    return render_pages(course, plan.value)


def test_a_script_and_style_rules_travel_only_with_their_block() -> None:
    with_tabs = pages(sections("tabs", ("One", (paragraph("Text."),)), ("Two", (WARNING,))))
    assert with_tabs.blocks == {"tabs", "paragraph", "warning"}
    assert b'copack.block("tabs"' in with_tabs.widgets
    assert b'copack.block("short-version"' not in with_tabs.widgets
    assert b".copack-tabs__tab" in with_tabs.files["style.css"]
    with_short = pages(box("short-version"), paragraph("Full."))
    assert b'copack.block("short-version"' in with_short.widgets
    plain = pages(paragraph("Text."))
    for trace in (b"copack.block(", b"copack-tabs", b"copack-versions", b"copack-accordion", b"copack-story", b"copack-steps", b"copack-dos"):
        assert trace not in plain.widgets + plain.files["style.css"]


def test_what_blocks_hold_is_used_too() -> None:
    used = set(list_used((sections("steps", ("One", (example.PICTURE, box("callout", LIST)))), box("story", example.ALL_BLOCKS[4]))))
    assert used == {("block", name) for name in ("steps", "picture", "callout", "list", "story", "quote")}
