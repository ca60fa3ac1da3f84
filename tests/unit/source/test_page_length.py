"""Pages that are too long for a phone: which are told of, and that a page that is cut as its hint says is short enough."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.course.blocks import Box, Interaction
from builder.course.length import controls
from builder.course.page_length import MOST_CONTROLS, describe_rule, page_length, steps_length
from builder.course.picture_size import measure_pictures
from builder.diagnostics import Diagnostic
from builder.source.check.page_length import LONG_PAGE
from tests.unit.source.author import FIRST, PAGE, TOP, blocks_of, course_of, found, question_of

ROOT = Path(__file__).parents[3]
PARAGRAPH = " ".join(["A group of people met in a library."] * 9) + "\n\n"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><rect width="320" height="180"/></svg>'
CUT = re.compile(
    r"(?:in line (?P<line>\d+), type `(?P<new>[^`]*)` in place of `(?P<old>[^`]*)`|above line (?P<above>\d+), type a heading such as `(?P<title>[^`]*)`)"
)


def fence(name: str, *lines: str) -> str:
    return "\n".join((f"::: {name}", *lines, ":::", "", ""))


def choice(ident: str, options: int) -> str:
    return fence(
        f"choose-several {ident}", "Which?", *(f"- [{'x' if nth < 1 else ' '}] ({'abcdefghijklmnop'[nth]}) Answer {nth}" for nth in range(options))
    )


def match(ident: str, lines: int) -> str:
    return fence(f"match {ident}", "Which?", *(f"- ({'abcdefghij'[nth]}) Thing {nth} -> ({'klmnopqrst'[nth]}) Name {nth}" for nth in range(lines)))


def long_pages(page: str) -> list[Diagnostic]:
    return [fault for fault in found(TOP + PAGE + page) if fault.rule is LONG_PAGE]


SHORT = {
    "a paragraph": PARAGRAPH,
    "two questions with eight places": choice("first", 4) + choice("second", 4),
    "one question, however many places": match("only", 9),
    "a check, which shows one question at a time": fence(":check tested", "Title: Check", *(choice(f"q-{nth}", 4) for nth in range(6)))
    .replace("\n:::\n\n", "\n:::\n")
    .rstrip()[:-3]
    + "::::\n",
    "text in an expander": fence("expander", "Title: More", PARAGRAPH * 9),
    "what only facilitators read": fence("facilitator", PARAGRAPH * 9),
    "the short version beside a short page": fence("short-version", PARAGRAPH * 2) + PARAGRAPH,
    "closed parts": fence("accordion", "## First", PARAGRAPH * 4, "## Second", PARAGRAPH * 4),
}
LONG = {
    "paragraphs": PARAGRAPH * 9,
    "parts with headings": f"{PARAGRAPH * 4}## Second\n\n{PARAGRAPH * 4}## Third\n\n{PARAGRAPH * 4}",
    "a heading too early to cut at": f"## First\n\n{PARAGRAPH * 9}",
    "smaller headings": f"{PARAGRAPH}## Part\n\n{PARAGRAPH * 2}### Small\n\n{PARAGRAPH * 3}### Smaller\n\n{PARAGRAPH * 3}",
    "smaller headings alone": f"{PARAGRAPH}## Part\n\n{PARAGRAPH}### Small\n\n{PARAGRAPH * 2}### Smaller\n\n{PARAGRAPH * 2}### Smallest\n\n{PARAGRAPH * 2}",
    "a long list": "- a line with some words in it, and then some more\n" * 30 + f"\n{PARAGRAPH * 3}",
    "a story and a box": fence("story", PARAGRAPH * 3) + fence("callout", PARAGRAPH * 3) + PARAGRAPH,
    "steps": fence("steps", "## One", PARAGRAPH * 2, "## Two", PARAGRAPH * 2) + PARAGRAPH * 2,
    "a warning of what follows": PARAGRAPH * 3 + fence("content-warning", "Death.", "Help: us") + PARAGRAPH * 3,
    "two questions with ten places": choice("first", 5) + choice("second", 5),
    "three kinds of question": PARAGRAPH + choice("first", 4) + match("second", 5) + fence("true-or-false third", "Is it?", "Answer: true"),
    "text, question, text, question": f"{PARAGRAPH * 3}{choice('first', 4)}{PARAGRAPH * 3}{choice('second', 4)}",
    "a check after much text": PARAGRAPH * 6 + ":::: check tested\nTitle: Check\n" + choice("first", 4) + "::::\n",
    "a form of ticks and a rating": fence("checklist needs", "What?", *(f"- ({c}) Need {c}" for c in "abcdefg"))
    + fence("rating sure", "How?", "Scale: No | Yes", "- (a) One", "- (b) Two"),
}


@pytest.mark.parametrize("page", SHORT.values(), ids=SHORT)
def test_a_page_of_a_phones_length_is_fine(page: str) -> None:
    assert long_pages(page) == []


@pytest.mark.parametrize("page", LONG.values(), ids=LONG)
def test_a_long_page_is_short_once_it_is_cut_as_its_hint_says(page: str) -> None:
    (fault,) = long_pages(page)
    assert fault.hint.startswith("Cut it into")
    text = cut_as_told(TOP + PAGE + page, fault.hint)
    assert [fault.message for fault in found(text) if fault.rule is LONG_PAGE] == []
    assert {fault.rule.name for fault in found(text)} <= {fault.rule.name for fault in found(TOP + PAGE + page)} - {"long-page"} | {"missing-id"}


def cut_as_told(text: str, hint: str) -> str:
    lines = text.split("\n")
    cuts = list(CUT.finditer(hint))
    assert f"Cut it into {len(cuts) + 1} pages" in hint
    for cut in reversed(cuts):
        if cut["line"]:
            assert lines[int(cut["line"]) - 1] == cut["old"]
            lines[int(cut["line"]) - 1] = cut["new"]
        else:
            lines[int(cut["above"]) - 1 : int(cut["above"]) - 1] = [cut["title"], ""]
    cut_text = "\n".join(lines)
    return re.sub("^###", "##", cut_text, flags=re.MULTILINE) if "type ## in place of ###" in hint else cut_text


def test_a_cut_is_made_at_a_heading_and_never_parts_a_block_from_what_it_is_about() -> None:
    (fault,) = long_pages(LONG["parts with headings"])
    assert "`# Second` in place of `## Second`" in fault.hint
    for above in range(1, 8):
        page = PARAGRAPH * above + fence("content-warning", "Death.", "Help: us") + PARAGRAPH * 6
        (fault,) = long_pages(page)
        after_warning = FIRST + page[: page.index("us\n:::\n")].count("\n") + 3
        assert f"above line {after_warning}," not in fault.hint, "the warning goes with its text"


def test_one_block_that_is_too_long_is_to_be_parted_by_its_author() -> None:
    (fault,) = long_pages(fence("steps", "## One", PARAGRAPH * 4, "## Two", PARAGRAPH * 4))
    assert fault.hint.startswith("Shorten it, or make two blocks of it")


def test_a_page_tells_how_long_it_is_and_how_much_it_asks() -> None:
    (fault,) = long_pages(PARAGRAPH * 6 + choice("first", 5) + choice("second", 5))
    assert re.fullmatch(r"This page is about \d(\.5)? phone screens long, and the questions on it have 10 places to answer\.", fault.message)


@pytest.mark.parametrize(
    ("question", "places"),
    [
        (choice("several", 5), 5),
        (match("pairs", 4), 4),
        (fence("true-or-false true", "Is it?", "Answer: true"), 2),
        (fence("put-in-order order", "Order?", "- (a) One", "- (b) Two", "- (c) Three"), 3),
        (fence("rating rate", "How?", "Scale: No | Some | Yes", "- (a) One", "- (b) Two"), 2),
        (fence("reflection words", "What?"), 1),
        (fence("fill-gaps gaps", "A [[(a) cat]] and a [[(b) dog]]."), 2),
        (fence("number many", "How many?", "Answer: 3"), 1),
    ],
)
def test_places_to_answer_are_counted_by_what_a_learner_does(question: str, places: int) -> None:
    assert controls(question_of(question)) == places


def test_more_of_anything_never_makes_a_page_shorter() -> None:
    page, length, blocks = "", 0, blocks_of(PARAGRAPH)
    for more in (
        PARAGRAPH,
        "## Part\n\n",
        "- a\n- b\n\n",
        fence("callout", "Text."),
        choice("more", 3),
        match("pairs", 3),
        "| a | b |\n| - | - |\n| 1 | 2 |\n\n",
    ):
        page += more
        blocks = blocks_of(page)
        assert page_length(blocks).pixels > length
        length = page_length(blocks).pixels
    assert sum(isinstance(block, Interaction) for block in blocks) == 2
    assert MOST_CONTROLS == 8


def sorting(groups: int) -> int:
    """px of the rows of a question that sorts two lines into so many groups."""
    written = [f"## ({c}) Group {c}\n- ({c}) Line {c}" for c in "ab"] + [f"Extra: ({c}) Group {c}" for c in "cdefg"[: groups - 2]]
    return question_of(fence("sort sorted", "Sort.", *written)).answer_rows.pixels


def test_groups_below_a_line_take_a_row_each_until_they_are_a_list() -> None:
    two, three, four, five, six = (sorting(groups) for groups in range(2, 7))
    assert three - two == four - three > 2 * 44, "each of two lines has a target more"
    assert five < two, "a list that opens is one row"
    assert five == six


def rating(scale: str) -> int:
    return question_of(fence("rating rated", "How?", f"Scale: {scale}", "- (a) One", "- (b) Two")).answer_rows.pixels


def test_steps_of_a_scale_count_below_each_other_where_their_words_do_not_fit_in_a_row() -> None:
    assert rating("No | Yes") == rating("1 Low | 2 | 3 | 4 | 5 High")
    assert rating("Disagreement | Agreement") > rating("No | Yes")
    assert rating("Disagreement | Neither | Agreement") - rating("Disagreement | Agreement") > 2 * 44, "each of two lines has a target more"


def test_cells_of_a_table_count_below_each_other() -> None:
    lengths = [page_length(blocks_of(f"|{' a |' * columns}\n|{' - |' * columns}\n" + f"|{' 1 |' * columns}\n" * 3)).pixels for columns in (1, 2, 3)]
    assert lengths[1] - lengths[0] == lengths[2] - lengths[1] == 3 * 65, "heading, words and edges of a cell in each of three rows"


@pytest.mark.parametrize(
    ("before", "after", "grows"),
    [(DRAWING, DRAWING.replace(b"180", b"1800"), True), (DRAWING, DRAWING.replace(b"320 180", b"640 360"), True), (DRAWING, b"<svg>", True)],
    ids=["higher", "twice as large, and not as wide as the page", "no size"],
)
def test_a_picture_takes_the_height_of_its_file(before: bytes, after: bytes, grows: bool) -> None:
    page = "![A meeting](media/meeting.svg)\n"

    def length(drawing: bytes) -> int:
        course = course_of(page, media={"sessions/01-any/media/meeting.svg": DRAWING})
        return page_length(course.sessions[0].pages[0].blocks, measure_pictures({"sessions/01-any/media/meeting.svg": drawing})).pixels

    assert (length(after) > length(before)) is grows


def test_a_form_counts_as_its_longest_question_as_a_check_does() -> None:
    short, long = (blocks_of(choice("asked", options)) for options in (2, 6))
    hand_in = Box("hand-in", None, (), short[0].place)
    form, alone = page_length((*short, *long, hand_in)).pixels, page_length(long).pixels
    assert alone < form < alone + 200 < page_length((*short, *long)).pixels + 100


def test_a_title_of_two_lines_takes_another() -> None:
    assert page_length((), title="One line").pixels < page_length((), title="A title that is longer than a phone is wide").pixels


def test_the_guide_for_authors_prints_the_same_rule() -> None:
    guide = (ROOT / "docs" / "authors" / "syntax.md").read_text("utf-8")
    assert all(sentence in guide for sentence in describe_rule())


def asked_in_check(*sizes: int, draw: str = "") -> int:
    """Height of the steps after the longest question of a check whose questions have so many answers, in px."""
    questions = "".join(choice(f"of-{size}", size).replace("Which?", "Which?\nOutcome: 1.1") for size in sizes)
    return steps_length(blocks_of(f":::: check tested\nTitle: Check\n{draw}\n\n{questions}::::\n")).pixels


@pytest.mark.parametrize("draw", ["Draw: 2", "Draw: 2 of 1.1"])
def test_the_steps_of_a_bank_are_the_longest_that_a_learner_can_get(draw: str) -> None:
    assert asked_in_check(3, 6, 2, 5, draw=draw) == asked_in_check(6, 5)
    assert asked_in_check(3, 6, 2, 5) > asked_in_check(3, 6, 5) > asked_in_check(6, 5)
