"""The slips of real typing (author syntax, Part 2): each is read as meant, and gives the same as the tidy form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import Struct

from builder.course.document import Prose, Text
from builder.diagnostics import Place
from builder.source.compile import compile_course
from tests.unit.source.author import PAGE, TOP, blocks_of, codes, html_of, question_of, source_of

TIDY = """::: choose-one must-you-tell
Must you tell your story?
- [x] (a) No
  Feedback: Right.
- [ ] (b) Yes
Hint: Think.
:::
"""


def without_places(value: Any) -> Any:
    """Return a value with every place made the same, to compare what was understood."""
    if isinstance(value, Place):
        return None
    if isinstance(value, Struct):
        return type(value).__name__, tuple(without_places(getattr(value, name)) for name in value.__struct_fields__)
    if isinstance(value, tuple):
        return tuple(without_places(one) for one in value)
    return value


@pytest.mark.parametrize(
    ("tidy", "typed"),
    [
        *[("- [", f"{bullet} [") for bullet in ("•", "*", "+", "–", "·", "▪", "◦", "‣", "1.", "2)", "12.")],
        ("- [", "-["),
        ("- [", "•["),
        ("[x]", "[X]"),
        ("[x]", "[✓]"),
        ("[x]", "[✔]"),
        ("[x]", "[ x ]"),
        ("[x]", "☑"),
        ("[x]", "☒"),
        ("[x]", "✓"),
        ("[x]", "✔"),
        ("[ ]", "[]"),
        ("[ ]", "[_]"),
        ("[ ]", "☐"),
        ("(a)", "(A)"),
        ("[x] (a)", "[x](a)"),
        ("must-you-tell", "Must-You-Tell"),
        ("choose-one", "Choose-One"),
        ("::: choose-one must-you-tell", ":::choose-one must-you-tell"),
        ("::: choose-one must-you-tell", ":::: choose-one must-you-tell"),
        ("::: choose-one must-you-tell", "::: choose-one must-you-tell :::"),
        ("Hint:", "HINT:"),
        ("Hint:", "hint :"),
        ("Hint:", "**Hint:**"),
        ("Hint:", "Hint："),
        ("Hint:", "      Hint:"),
        ("Hint:", "\tHint:"),
        ("  Feedback:", "Feedback:"),
        ("  Feedback:", "\t\tFeedback:"),
        ("  Feedback:", "\n  Feedback:"),
        ("- [ ]", "\n- [ ]"),
        ("- [ ]", "\n\n    - [ ]"),
        ("- [ ]", "-\u00a0[ ]"),
        ("- [ ]", "\u202f- [ ]"),
        ("- [ ]", "\u200b- [ ]"),
        ("- [ ]", "-\t[ ]"),
        ("Yes", "Y\u200be\u2060s"),
        (":::\n", "  ::::\n"),
        ("Must you tell your story?", "<!-- ask Sam\nabout this -->\nMust you tell your story?"),
    ],
)
def test_a_slip_is_read_as_the_tidy_form(tidy: str, typed: str) -> None:
    assert tidy in TIDY
    assert without_places(question_of(TIDY.replace(tidy, typed))) == without_places(question_of(TIDY))


@pytest.mark.parametrize("arrow", ["→", "⟶", "➔", "➜", "⇒", "=>", "-->", "—>", "–>"])
def test_every_arrow_of_word_processors_is_an_arrow(arrow: str) -> None:
    tidy = "::: match three-words\nMatch.\n- (a) One -> (x) Two\n- (b) Three -> (y) Four\n:::\n"
    typed = tidy.replace("->", arrow)
    assert without_places(question_of(typed)) == without_places(question_of(tidy))
    assert without_places(question_of(typed.replace(f" {arrow} ", arrow))) == without_places(question_of(tidy))


@pytest.mark.parametrize(("sign", "code"), [("©", "c"), ("®", "r")])
def test_signs_that_word_makes_of_codes_are_codes(sign: str, code: str) -> None:
    question = question_of(f"::: choose-one any-question\nWhich?\n- [x] {sign} No\n- [ ] (b) Yes\n:::\n")
    assert question.definition.choices[0].code == code


def test_a_label_of_a_page_may_stand_after_blank_lines() -> None:
    session = f"{TOP}# A page\n\n  PAGE : A-Page\n\n**Core:** no\n\nText.\n"
    compiled = compile_course(source_of(session))
    assert compiled.value is not None, compiled.diagnostics
    page = compiled.value.sessions[0].pages[0]
    assert (page.id, page.core) == ("a-page", False)


@pytest.mark.parametrize("heading", ["#A page", "  # A page", "# A page #", "#\u00a0A page", "#\tA page"])
def test_every_form_of_a_heading_begins_a_page(heading: str) -> None:
    compiled = compile_course(source_of(f"{TOP}{heading}\nPage: a-page\n\nText.\n"))
    assert compiled.value is not None, compiled.diagnostics
    assert compiled.value.sessions[0].pages[0].title.plain == "A page"


@pytest.mark.parametrize("dashes", ["—", "–––", "-----", "  ---  "])
def test_the_top_block_may_stand_between_any_dashes(dashes: str) -> None:
    compiled = compile_course(source_of("\n" + TOP.replace("---", dashes) + PAGE + "Text.\n"))
    assert compiled.value is not None, compiled.diagnostics


@pytest.mark.parametrize("title", ["“Welcome: why”", "‘Welcome: why’", "„Welcome: why“", '"Welcome: why"', "“Welcome: why”  # a note"])
def test_curly_quotes_around_a_value_are_quotes(title: str) -> None:
    compiled = compile_course(source_of(TOP.replace("Any session", title) + PAGE + "Text.\n"))
    assert compiled.value is not None, compiled.diagnostics
    assert compiled.value.sessions[0].title == "Welcome: why"


def test_curly_quotes_in_text_are_kept() -> None:
    assert html_of("She said “yes”, and it’s good.\n") == "<p>She said “yes”, and it’s good.</p>"


def test_a_row_of_long_dashes_makes_a_table() -> None:
    assert html_of("| A | B |\n|—|—|\n| 1 | 2 |\n") == html_of("| A | B |\n|---|---|\n| 1 | 2 |\n")


@pytest.mark.parametrize("bullet", ["•", "* ", "+ ", "– ", "· ", "▪", "◦ ", "‣ ", "\u00a0- "])
def test_every_bullet_makes_a_list(bullet: str) -> None:
    assert html_of(f"{bullet}One\n{bullet}Two\n") == html_of("- One\n- Two\n")


def test_tabs_put_a_list_into_a_list() -> None:
    assert html_of("- One\n\t- Two\n- Three\n") == html_of("- One\n  - Two\n- Three\n")
    assert html_of("1. One\n  - Two\n2. Three\n") == html_of("1. One\n   - Two\n2. Three\n")
    assert html_of("1. One\n  - Two\n2. Three\n").count("<ul>") == 1


def test_hard_spaces_stay_in_text_and_invisible_characters_go() -> None:
    assert html_of("10\u00a0mg of\u200b it\ufeff.\n") == "<p>10\u00a0mg of it.</p>"


ESCAPES = [
    ("\\# not a page", "# not a page"),
    ("\\## not a heading", "## not a heading"),
    ("\\- not a list", "- not a list"),
    ("\\* not a list", "* not a list"),
    ("\\> not a quote", "&gt; not a quote"),
    ("\\[[ not a gap", "[[ not a gap"),
    ("Hint\\: not a label", "Hint: not a label"),
    ("\\::: not a fence", "::: not a fence"),
    ("\\<b> not a tag", "&lt;b&gt; not a tag"),
    ("1\\. not a list", "1. not a list"),
]


@pytest.mark.parametrize(("typed", "shown"), ESCAPES)
def test_a_backslash_takes_the_meaning_away(typed: str, shown: str) -> None:
    assert html_of(typed + "\n") == f"<p>{shown}</p>"


def test_a_backslash_before_an_arrow_shows_the_arrow() -> None:
    question = question_of("::: match any-question\nMatch.\n- (a) One \\-> two -> (x) Two\n- (b) Three -> (y) Four\n:::\n")
    assert question.definition.sources[0].text == "One -> two"


def test_a_backslash_before_the_colon_makes_text_of_a_label() -> None:
    question = question_of("::: choose-one any-question\nAnswer\\: what is right?\n- [x] (a) No\n- [ ] (b) Yes\n:::\n")
    assert question.definition.description == "Answer: what is right?"


def texts(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Prose):
        yield Text(value.plain, value.html, value.place)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from texts(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)


def test_a_page_of_old_line_ends_is_the_same_course() -> None:
    session = TOP + PAGE + TIDY
    usual = compile_course(source_of(session))
    assert usual.value is not None
    for end in ("\r\n", "\r"):
        assert compile_course(source_of(session.replace("\n", end))) == usual


REPORTED = [
    ("Must you?\n- [x] (a) No\n  Feedbak: Right.\n- [ ] (b) Yes\n", "SRC050"),
    ("Must you?\nExtra: (z) Audit\n- [x] (a) No\n- [ ] (b) Yes\n", "SRC050"),
    ("Must you?\nShuffle: often\n- [x] (a) No\n- [ ] (b) Yes\n", "CRS089"),
    ("Must you?\nMarks: part\n- [x] (a) No\n- [ ] (b) Yes\n", "SRC050"),
    ("Must you?\n- (a) No\n- [x] (b) Yes\n", "CRS100"),
    ("Must you?\n- [x] (a) No\n- [x] (b) Yes\n", "CRS110"),
    ("Must you?\n- [x] (a) No\n- [ ] (a) Yes\n", "CRS083"),
]


@pytest.mark.parametrize(("body", "code"), REPORTED)
def test_what_nobody_can_know_is_reported(body: str, code: str) -> None:
    assert codes(f"::: choose-one any-question\n{body}:::\n") == [code]


@pytest.mark.parametrize("line", ["Remember: you choose.", "At 10:30 we start.", "Note: bring a pen.", "Sam: Hello.", "The rule: be kind."])
def test_ordinary_text_with_a_colon_is_text(line: str) -> None:
    assert blocks_of(f"::: choose-one any-question\n{line}\nMust you?\n- [x] (a) No\n- [ ] (b) Yes\n:::\n")
    assert codes(line + "\n") == []
    compiled = compile_course(source_of(f"{TOP}# A page\nPage: a-page\n{line}\n"))
    assert compiled.value is not None, compiled.diagnostics
