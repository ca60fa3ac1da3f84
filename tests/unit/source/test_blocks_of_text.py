"""Blocks that ask nothing: what is read of their fences, what is refused, and that facilitators' notes are apart from learners' text."""

from __future__ import annotations

import pytest

from builder.course.blocks import Block, Box, Interaction, Section, Sections
from builder.course.document import Picture, Prose
from builder.course.walk import inner, texts, walk
from builder.source.compile import compile_course
from builder.source.fix import fix
from builder.source.tree.block_schemas import BLOCKS, MEDIA_NAMES
from tests.unit.source.author import COURSE, PAGE, TOP, blocks_of, codes, course_of, found, places, source_of

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
QUESTION = "::: choose-one may-you\nMay you?\n- [x] (a) Yes\n- [ ] (b) No\n:::\n"


def fence(name: str, *lines: str) -> str:
    return "\n".join((f"::: {name}", *lines, ":::", ""))


def box_of(page: str) -> Box:
    (block,) = blocks_of(page)
    assert isinstance(block, Box)
    return block


def sections_of(page: str) -> tuple[Section, ...]:
    (block,) = blocks_of(page)
    assert isinstance(block, Sections)
    return block.sections


def plain(blocks: tuple[Block, ...]) -> list[str]:
    return [block.plain if isinstance(block, Prose) else type(block).__name__ for block in blocks]


# ---------------------------------------------------------------- boxes


@pytest.mark.parametrize("name", ["callout", "warning", "story", "for-carers", "short-version", "expander"])
def test_a_box_has_a_body_and_its_title_where_it_has_one(name: str) -> None:
    title = [] if name == "callout" else ["Title: Words *above*"]
    box = box_of(fence(name, *title, "First.", "", "- a", "- b")) if name != "short-version" else None
    if box is None:
        box, _full = blocks_of(fence(name, *title, "First.", "", "- a", "- b") + "\nFull.\n")  # type: ignore[assignment]
    assert isinstance(box, Box)
    assert box.name == name
    assert (box.title.plain if box.title else "") == ("Words above" if title else "")
    assert [block.kind for block in box.body if isinstance(block, Prose)] == ["paragraph", "list"]


def test_a_title_may_be_left_out_where_the_block_has_one_of_its_own() -> None:
    for name in ("warning", "story", "for-carers"):
        assert box_of(fence(name, "Text.")).title is None
    assert codes(fence("expander", "Text.")) == ["SRC055"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Help: Call us", "on 116 123.", "", "The next part is sad."],
        ["The next part is sad.", "Help: Call us", "on 116 123."],
        ["The next part is sad.", "", "HELP : Call us", "on 116 123.", ""],
        ["Help: Call us", "on 116 123.", "Title: Before you go on", "The next part is sad."],
        ["Title: Before you go on", "Help: Call us", "on 116 123.", "", "The next part is sad."],
    ],
    ids=["before", "right after", "after a blank line", "above the title", "under the title"],
)
def test_help_may_stand_anywhere_and_go_on_over_lines(lines: list[str]) -> None:
    box, _after = blocks_of(fence("content-warning", *lines) + "\nSad text.\n")
    assert isinstance(box, Box)
    assert [text.plain for text in box.labelled("help")] == ["Call us on 116 123."]
    assert plain(box.body) == ["The next part is sad."]
    assert (box.title.plain if box.title else "") == ("Before you go on" if "Title: Before you go on" in lines else "")


def test_help_ends_where_something_else_begins() -> None:
    box, _after = blocks_of(fence("content-warning", "Help: Call us.", "- one", "- two") + "\nSad text.\n")
    assert isinstance(box, Box)
    assert [text.plain for text in box.labelled("help")] == ["Call us."]
    assert [block.kind for block in box.body if isinstance(block, Prose)] == ["list"]


def test_help_is_needed_once_and_with_words() -> None:
    after = "\nSad text.\n"
    assert codes(fence("content-warning", "Sad.") + after) == ["SRC083"]
    assert codes(fence("content-warning", "Help:", "", "Sad.") + after) == ["SRC052"]
    assert codes(fence("content-warning", "Help: one", "Help: two", "", "Sad.") + after) == ["SRC051"]
    (fault,) = found(TOP + PAGE + fence("content-warning", "Help: one", "Sad.") + after)
    assert (fault.rule.code, fault.hint) == ("SRC056", "Type its text before the closing `:::`, and a blank line after “Help:”.")
    assert codes(fence("content-warning", "Helpp: one", "Sad.") + after) == ["SRC083", "SRC050"]


def test_nations_are_parted_and_written_as_they_are_called() -> None:
    box = box_of(fence("nation-note", "Nation: wales,  NORTHERN IRELAND", "Text."))
    assert [text.plain for text in box.labelled("nation")] == ["Wales", "Northern Ireland"]
    box = box_of(fence("nation-note", "Nation: England, Wales, and Scotland and Northern Ireland.", "Text."))
    assert len(box.labelled("nation")) == 4
    assert codes(fence("nation-note", "Nation: ,", "Text.")) == ["SRC054"]


def test_a_nation_that_is_none_is_shown_where_it_stands() -> None:
    (fault,) = found(TOP + PAGE + fence("nation-note", "Nation: Wales, Scotlnd", "Text."))
    assert (fault.rule.code, fault.hint) == ("SRC054", "Did you mean “Scotland”?")
    assert places(fence("nation-note", "Nation: Wales, Scotlnd", "Text.")) == [("SRC054", 2, 16, 7)]
    (fault,) = found(TOP + PAGE + fence("nation-note", "Nation: Cornwall", "Text."))
    assert "England, Wales, Scotland, Northern Ireland" in fault.hint
    (fault,) = found(TOP + PAGE + fence("nation-note", "Nation: Wales, Wales", "Text."))
    assert (fault.rule.code, fault.message) == ("SRC054", "“Wales” is here twice.")


def test_key_points_hold_one_list() -> None:
    assert [block.kind for block in box_of(fence("key-points", "Before:", "", "- a", "- b", "", "After.")).body if isinstance(block, Prose)] == [
        "paragraph",
        "list",
        "paragraph",
    ]
    assert codes(fence("key-points", "- a", "- b", "", "Text.", "", "- c")) == ["SRC084"]
    assert codes(fence("key-points")) == ["SRC056"]


# ---------------------------------------------------------------- sections


@pytest.mark.parametrize("name", ["accordion", "tabs", "steps"])
def test_each_second_level_heading_begins_a_section(name: str) -> None:
    first, second = sections_of(fence(name, "", "## One *two*", "Text.", "", "- a", "", "##Three ##", "", "| a | b |", "| - | - |", "| c | d |"))
    assert (first.heading.html, first.when) == ("One <em>two</em>", None)
    assert [block.kind for block in first.body if isinstance(block, Prose)] == ["paragraph", "list"]
    assert second.heading.plain == "Three"
    assert [block.kind for block in second.body if isinstance(block, Prose)] == ["table"]


def test_sections_hold_pictures_and_notes_with_fences_of_their_own() -> None:
    page = fence("tabs", "## One", "![What](media/a.svg)", "Caption: Under it", "", "::: callout", "Inside.", ":::", "## Two", "Text.")
    (tabs,) = course_of(page, media={"sessions/01-any/media/a.svg": SVG}).sessions[0].pages[0].blocks
    assert isinstance(tabs, Sections)
    picture, note = tabs.sections[0].body
    assert isinstance(picture, Picture)
    assert isinstance(note, Box)
    assert plain(tabs.sections[1].body) == ["Text."]


@pytest.mark.parametrize(
    ("typed", "when", "what"),
    [
        ("March 2024: The group meets", "March 2024", "The group meets"),
        ("10:30: The bus leaves", "10:30", "The bus leaves"),
        ("At 10:30 on 2 May: Tea: and cake", "At 10:30 on 2 May", "Tea: and cake"),
        ("2024：A wide colon", "2024", "A wide colon"),
        (r"Part one\: before: *Now*", "Part one: before", "Now"),
    ],
)
def test_the_time_of_a_timeline_ends_at_the_first_colon(typed: str, when: str, what: str) -> None:
    first, second = sections_of(fence("timeline", f"## {typed}", "## Later: The end"))
    assert first.when is not None
    assert (first.when.plain, first.heading.plain) == (when, what)
    assert (first.body, second.body) == ((), ())


@pytest.mark.parametrize("typed", ["No colon", "10:30", ": nothing before", "Nothing after:"])
def test_a_time_alone_is_no_time(typed: str) -> None:
    assert codes(fence("timeline", f"## {typed}", "## Later: The end")) == ["SRC085"]


def test_how_many_sections_there_may_be() -> None:
    many = [line for number in range(9) for line in (f"## Number {number}", "Text.")]
    assert codes(fence("tabs", *many)) == ["SRC081"]
    assert codes(fence("tabs", *many[:16])) == []
    assert codes(fence("accordion", *many)) == []
    for name in ("accordion", "tabs", "steps", "timeline"):
        assert codes(fence(name, "## March: One", "Text.")) == ["SRC081"]
        assert codes(fence(name)) == ["SRC081"]
        assert codes(fence(name, "Only text.")) == ["SRC081"], "one fault, not two for the same slip"
    assert codes(fence("do-and-dont", "## Do", "- a")) == ["SRC081"]


def test_what_sections_must_and_must_not_hold() -> None:
    assert codes(fence("steps", "## One", "## Two")) == []
    assert codes(fence("tabs", "## One", "## Two", "Text.")) == ["SRC082"]
    assert codes(fence("accordion", "Early.", "## One", "Text.", "## Two", "Text.")) == ["SRC080"]
    assert codes(fence("accordion", "::: callout", "Early.", ":::", "## One", "Text.", "## Two", "Text.")) == ["SRC080"]
    assert codes(fence("tabs", "## One", "Text.", "## one", "Text.")) == ["CRS091"]
    assert codes(fence("steps", "## One", "Text.", "## one", "Text.")) == []
    assert codes(fence("steps", "## ", "## Two")) == ["SRC043"]
    assert codes(fence("steps", "## One", "### Deeper", "## Two")) == ["SRC061"]
    assert codes(fence("tabs", "## [One](https://www.hra.nhs.uk/)", "Text.", "## Two", "Text.")) == ["TXT003"]
    assert codes(fence("do-and-dont", "## Do", "Text.", "## Do not", "- a")) == ["SRC084"]
    assert codes(fence("do-and-dont", "## Do", "## Do not", "- a")) == ["SRC082"]


def test_an_id_means_nothing_here_and_fix_writes_none() -> None:
    assert codes(fence("tabs my-tabs", "## One", "Text.", "## Two", "Text.")) == ["SRC039"]
    assert codes(fence("story my-story", "Text.")) == ["SRC039"]
    page = "".join(fence(name, *lines) for name, lines in GOOD.items())
    assert fix(source_of(TOP + PAGE + page + "Text.\n")) == ()
    (change,) = fix(source_of(TOP + PAGE.replace("Page: a-page\n", "") + page + "Text.\n"))
    assert change.new == TOP + PAGE + page + "Text.\n"


# ---------------------------------------------------------------- what may stand where

GOOD = {
    "callout": ["Text."],
    "warning": ["Text."],
    "expander": ["Title: More", "Text."],
    "accordion": ["## One", "Text.", "## Two", "Text."],
    "tabs": ["## One", "Text.", "## Two", "Text."],
    "steps": ["## One", "## Two"],
    "timeline": ["## May: One", "## June: Two"],
    "story": ["Text."],
    "key-points": ["- a"],
    "do-and-dont": ["## Do", "- a", "## Do not", "- b"],
    "for-carers": ["Text."],
    "content-warning": ["Text.", "Help: us"],
    "nation-note": ["Nation: Wales", "Text."],
    "short-version": ["Text."],
    "facilitator": ["Text."],
}
NOTES = {"callout", "warning", "for-carers", "nation-note"}
TEXT = set(GOOD) - {"short-version", "facilitator"}
HOLDS = {
    **dict.fromkeys(("expander", "accordion", "tabs", "steps", "timeline"), NOTES),
    **dict.fromkeys(("short-version", "facilitator", "check"), TEXT),
}


def within(holder: str, inside: str) -> str:
    if holder == "check":
        return fence("check a-check", inside, QUESTION)
    lines = GOOD[holder] if holder != "content-warning" else GOOD[holder][::-1]
    return fence(holder, *lines[:-1], "", lines[-1], "", inside, "", *(["Last."] if holder in {"short-version", "facilitator"} else []))


@pytest.mark.parametrize("holder", [*GOOD, "check"])
def test_what_may_stand_in_what(holder: str) -> None:
    for name, lines in GOOD.items():
        refused = name not in HOLDS.get(holder, set())
        assert codes(within(holder, fence(name, *lines)) + "\nText.\n") == (["SRC035"] if refused else []), name
    if holder != "check":
        assert codes(within(holder, QUESTION) + "\nText.\n") == ["SRC035"]


def test_every_form_is_tried_here() -> None:
    assert set(GOOD) | {"check", "last-time", "local"} | MEDIA_NAMES == set(BLOCKS)


def test_headings_divide_a_short_version_as_they_divide_a_page() -> None:
    short, _full = blocks_of(fence("short-version", "## Part", "Text.", "### Smaller", "Text.") + "\nFull.\n")
    assert isinstance(short, Box)
    assert [block.level for block in short.body if isinstance(block, Prose)] == [2, 0, 3, 0]
    assert codes(fence("short-version", "### Smaller", "Text.") + "\n## Part\n\nFull.\n") == ["A11002"]
    assert codes(fence("short-version", "## Part", "Text.") + "\n### Smaller\n\nFull.\n") == ["A11002"]


# ---------------------------------------------------------------- pages


def test_a_page_has_one_short_version_beside_a_full_one() -> None:
    short = fence("short-version", "Short.")
    assert codes(short + short + "Full.\n") == ["CRS090"]
    assert codes(short + QUESTION) == ["CRS092"]
    assert codes(short) == ["CRS092"]
    assert codes(QUESTION + "Full.\n" + short) == []


def test_a_content_warning_stands_before_what_it_warns_of() -> None:
    warning = fence("content-warning", "Sad.", "Help: us")
    assert codes("Sad text.\n\n" + warning) == ["CRS093"]
    assert codes(warning) == [], "it may warn of the next page"
    assert codes(warning + QUESTION) == []
    assert codes(fence("short-version", "Sad text.", "", warning) + "Full.\n") == ["CRS093"]
    assert codes("Sad text.\n\n" + warning + fence("short-version", "Short.")) == ["CRS093"]


def test_the_time_of_a_page_is_that_of_its_full_version() -> None:
    def minutes(page: str) -> int:
        return course_of(page).sessions[0].pages[0].minutes

    words = " ".join(["word"] * 260)
    assert minutes(f"{words}\n") == 2
    assert minutes(fence("short-version", words) + f"\n{words}\n") == 2
    assert minutes(fence("story", words) + f"\n{words}\n") == 4
    assert minutes(fence("tabs", f"## {words}", words, "## Two", words)) > 5
    assert minutes(f"{words}\n\n" + fence("facilitator", words)) == 2


# ---------------------------------------------------------------- for facilitators alone


def test_what_is_for_facilitators_is_apart_from_what_learners_get() -> None:
    media = {"sessions/01-any/media/a.svg": SVG, "sessions/01-any/media/b.svg": SVG}
    page = "Shown.\n\n![Shown](media/b.svg)\n\n" + fence("facilitator", "Walrus.", "", "![Walrus](media/a.svg)", "", "::: callout", "Walrus.", ":::")
    course = course_of(page, media=media)
    (page_read,) = course.sessions[0].pages
    assert "alrus" not in repr(page_read.blocks)
    assert repr(page_read.notes).count("plain='Walrus.'") == 2
    assert list(course.media) == ["sessions/01-any/media/b.svg"]
    assert list(course.facilitator_media) == ["sessions/01-any/media/a.svg"]


def test_what_is_for_facilitators_is_judged_like_any_text() -> None:
    assert codes("Text.\n\n" + fence("facilitator", "[the page](#nowhere)")) == ["CRS050"]
    assert codes("Text.\n\n" + fence("facilitator", "![What](media/none.svg)")) == ["CRS060"]
    assert codes("Text.\n\n" + fence("facilitator", "::: tabs", "## One", "Text.", ":::")) == ["SRC081"]
    assert codes("Text.\n\n" + fence("facilitator")) == ["SRC056"]


def test_a_page_for_facilitators_alone_is_empty_for_learners() -> None:
    (fault,) = found(TOP + PAGE + fence("facilitator", "Only you."))
    assert (fault.rule.code, fault.message) == ("SRC042", "The page “A page” is empty for learners.")


# ---------------------------------------------------------------- one way into every block


def test_walking_goes_into_every_block_and_what_a_kind_keeps() -> None:
    page = (
        fence("tabs", "## One", "Text.", "", "::: warning", "Title: T", "Inside.", ":::", "## Two", "![P](media/a.svg)")
        + fence("check a-check", "Before.", "", "::: choose-one may-you", "Scene.", "", "![Q](media/b.svg)", "", "May you?", "- [x] (a) Yes", "- [ ] (b) No", ":::")
    )
    course = course_of(page, media={"sessions/01-any/media/a.svg": SVG, "sessions/01-any/media/b.svg": SVG})
    seen = list(walk(course.sessions[0].pages[0].blocks))
    assert [block.alt for block in seen if isinstance(block, Picture)] == ["P", "Q"]
    assert [block.plain for block in seen if isinstance(block, Prose)] == ["Text.", "Inside.", "Before.", "Scene.", "May you?"]
    assert [type(block).__name__ for block in seen if not isinstance(block, Prose | Picture)] == ["Sections", "Box", "Check", "ChooseOne"]
    assert sorted(course.media) == ["sessions/01-any/media/a.svg", "sessions/01-any/media/b.svg"]


def test_a_blocks_own_texts_are_its_titles_labels_and_feedback() -> None:
    page = fence("content-warning", "Title: T", "Body.", "Help: H") + fence("tabs", "## One", "Text.", "## Two", "Text.")
    page += "::: choose-one may-you\nMay you?\n- [x] (a) Yes\n  Feedback: F\n- [ ] (b) No\nHint: I\n:::\n"
    warning, tabs, question = blocks_of(page)
    assert [text.plain for text in texts(warning)] == ["T", "H"]
    assert [text.plain for text in texts(tabs)] == ["One", "Two"]
    assert isinstance(question, Interaction)
    assert {"F", "I", "Yes", "No"} <= {text.plain for text in texts(question)}
    assert [block.plain for block in inner(question) if isinstance(block, Prose)] == ["May you?"]


def test_links_in_blocks_are_looked_up_wherever_they_stand() -> None:
    for holder in ("tabs", "story", "content-warning"):
        lines = {"tabs": ["## One", "[x](#nowhere)", "## Two", "Text."], "story": ["[x](#nowhere)"], "content-warning": ["Text.", "Help: [x](#nowhere)"]}
        assert codes(fence(holder, *lines[holder]) + "Text.\n") == ["CRS050"]


def test_a_course_of_blocks_alone_compiles() -> None:
    page = "".join(fence(name, *lines) for name, lines in GOOD.items()) + "Text.\n"
    compiled = compile_course(source_of(TOP + PAGE + page, course=COURSE))
    assert {one.rule.code for one in compiled.diagnostics} == {"CRS094"}, "all blocks on one page make it long"
