"""Lists of ordinary text as Word, PDFs and people write them: a list for learners, whatever its lines begin with."""

from __future__ import annotations

import re

import pytest

from builder.course.document import Prose
from builder.source.tree.markers import find_markers
from tests.unit.source.author import PAGE, TOP, blocks_of, codes, found, html_of, question_of

BULLETS = ["-", "*", "+", "–", "−", "•", "·", "▪", "◦", "‣", "●", "○", "■", "►", "➢", "➤", "❖", "⁃", "\uf0b7", "\uf0a7", "\uf0d8", "o", "§", "—", "»"]


def lines_of(html: str) -> list[str]:
    return [" ".join(re.sub("<.*?>", "", line).split()) for line in re.findall(r"<li>(.*?)(?=</li>|<ul>|<ol)", html, re.DOTALL)]


@pytest.mark.parametrize("bullet", BULLETS)
@pytest.mark.parametrize("gap", [" ", "\t", "\u00a0", "   "])
def test_bullets_make_a_list(bullet: str, gap: str) -> None:
    for between in ("\n", "\n\n"):
        html = html_of(between.join(f"{bullet}{gap}{word}" for word in ("First", "Second", "Third")) + "\n")
        assert (html[:4], lines_of(html)) == ("<ul>", ["First", "Second", "Third"])


@pytest.mark.parametrize(
    ("forms", "start"),
    [
        (("1.", "2.", "3."), "<ol>"), (("1)", "2)", "3)"), "<ol>"), (("(1)", "(2)", "(3)"), "<ol>"), (("4.", "5.", "6."), '<ol start="4">'),
        (("a)", "b)", "c)"), '<ol type="a">'), (("a.", "b.", "c."), '<ol type="a">'), (("(a)", "(b)", "(c)"), '<ol type="a">'), (("A.", "B.", "C."), '<ol type="A">'),
        (("A)", "B)", "C)"), '<ol type="A">'), (("i)", "ii)", "iii)"), '<ol type="i">'), (("i.", "ii.", "iii."), '<ol type="i">'), (("I.", "II.", "III."), '<ol type="I">'),
        (("(i)", "(ii)", "(iii)"), '<ol type="i">'),
    ],
)  # fmt: skip
def test_numbers_and_letters_make_a_list_that_is_counted_alike(forms: tuple[str, ...], start: str) -> None:
    html = html_of("".join(f"{form} {word}\n" for form, word in zip(forms, ("First", "Second", "Third"), strict=True)))
    assert (html[: len(start)], lines_of(html)) == (start, ["First", "Second", "Third"])


def test_text_above_a_list_is_its_own_paragraph() -> None:
    for form in ("● {}", "a) {}", "☐ {}", "§ {}"):
        first, second = (form.replace("a)", letter).format(word) for letter, word in (("a)", "First"), ("b)", "Second")))
        blocks = blocks_of(f"Bring these:\n{first}\n{second}\n")
        assert [block.kind for block in blocks if isinstance(block, Prose)] == ["paragraph", "list"]


def test_word_lists_of_two_levels() -> None:
    html = html_of("•\tFirst\no\tInner\n•\tSecond\n")
    assert lines_of(html) == ["First", "Inner", "Second"]
    assert html_of("a) First\n   i) Inner\n   ii) More\nb) Second\n").count("<ol") == 2
    assert '<ol type="i">' in html_of("a) First\n   i) Inner\n   ii) More\nb) Second\n")


def test_a_bullet_of_a_pdf_stands_above_its_text() -> None:
    assert lines_of(html_of("•\nFirst\n•\nSecond\ngoes on\n")) == ["First", "Second goes on"]


def test_boxes_of_a_list_to_tick_are_shown_as_signs() -> None:
    for empty, ticked in (("- [ ]", "- [x]"), ("☐", "☑"), ("- ☐", "- ☑"), ("* []", "* [X]")):
        words = lines_of(html_of(f"{empty} A pen\n{ticked} A bag\n"))
        assert words == ["☐ A pen", "☑ A bag"]


@pytest.mark.parametrize(
    "text",
    [
        "A. Writer made this.",
        "a) alone",
        "(a) alone",
        "o alone",
        "§ 4 says so.",
        "— Asha",
        "» so it goes",
        "✓ Done",
        "i. e. this",
        "I. Newton",
        "B. Two\nC. Three",
        "A. One\nC. Three",
        "12.30 is late",
    ],
)
def test_one_such_line_alone_is_text(text: str) -> None:
    assert html_of(f"{text}\n").startswith("<p>")


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["1️⃣ Read", "2️⃣ Ask"], ["Read", "Ask"]), (["1⃣ Read", "2⃣Ask", "3⃣ Go"], ["Read", "Ask", "Go"]), (["👉 Read", "👉 Ask"], ["Read", "Ask"]),
        (["🔹 Read", "🔹 Ask"], ["Read", "Ask"]), (["➡️ Read", "➡️ Ask"], ["Read", "Ask"]), (["📅 Monday", "📍 The hall"], ["📅 Monday", "📍 The hall"]),
        (["👩‍⚕️ A doctor", "👍🏽 Thanks"], ["👩‍⚕️ A doctor", "👍🏽 Thanks"]), (["★ Read", "★ Ask"], ["★ Read", "★ Ask"]), (["① Read", "② Ask"], ["① Read", "② Ask"]),
        (["o\tRead", "§\tAsk"], ["Read", "Ask"]),
        (["§ Read", "o Ask"], ["Read", "Ask"]), (["⏰ 10:30", "☎ 0800 1234"], ["⏰ 10:30", "☎ 0800 1234"]),
    ],
)  # fmt: skip
def test_signs_of_chats_make_a_list_in_company(lines: list[str], words: list[str]) -> None:
    assert lines_of(html_of("\n".join(lines) + "\n")) == words
    (only,) = blocks_of(f"{lines[0]}\n")
    assert isinstance(only, Prose)
    assert only.kind == "paragraph"


@pytest.mark.parametrize(
    ("lines", "words"), [(["[ ] A pen", "[x] A bag"], ["☐ A pen", "☑ A bag"]), (["[] A pen", "[] A bag"], ["☐ A pen", "☐ A bag"])]
)
def test_boxes_make_a_list_in_company_and_one_alone_is_reported(lines: list[str], words: list[str]) -> None:
    assert lines_of(html_of("\n".join(lines) + "\n")) == words
    assert codes(f"{lines[0]}\n") == ["SRC142"]


def test_small_pictures_of_paragraphs_and_of_a_prompt_stay_text() -> None:
    assert [block.kind for block in blocks_of("👋 Welcome.\n\n💡 You may stop.\n") if isinstance(block, Prose)] == ["paragraph", "paragraph"]
    question = question_of("::: choose-one q\nWho may come?\n📅 On Monday\n📍 In the hall\n- [x] (a) All\n- [ ] (b) Staff\n:::\n")
    assert [choice.text for choice in question.definition.choices] == ["All", "Staff"]
    assert [choice.text for choice in question_of("::: choose-one q\nSure?\n1️⃣ (a) Yes\n2️⃣ (b) No\nAnswer: 1\n:::\n").definition.choices] == [
        "Yes",
        "No",
    ]


@pytest.mark.parametrize(("between", "listed"), [(0, True), (2, True), (3, False), (20, False)])
def test_a_sign_that_text_may_begin_with_needs_another_near_it(between: int, listed: bool) -> None:
    lines = ["§ One", *["Text of its own."] * between, "§ Two"]
    markers = find_markers(lines)
    assert [markers[0] is not None, markers[-1] is not None] == [listed, listed]


@pytest.mark.parametrize(
    "line",
    [
        "• One • Two • Three",
        "•One •Two",
        "● One  ● Two",
        "  ▪ One ▪ Two",
        "\uf0b7 One \uf0b7 Two",
        "➢ One ➢ Two",
        "◦ One ◦ Two",
        "►One ►Two",
        "❖ One ❖ Two",
        "‣ One ‣ Two",
    ],
)
def test_list_lines_that_a_pdf_put_on_one_line_are_told_and_parted(line: str) -> None:
    for before, after in (("", ""), ("::: choose-one q\nWhich?\n", "- [x] (a) Yes\n- [ ] (b) No\n:::\n")):
        faults = [fault for fault in found(TOP + PAGE + f"{before}{line}\n{after}") if fault.rule.code == "SRC128"]
        (fault,) = faults
        assert fault.changes
        assert fault.hint.startswith("Type each on a line of its own: `")


@pytest.mark.parametrize("line", ["• One", "· One · Two", "Mon • Tue • Wed", "• One - two", "- One • Two"])
def test_one_list_line_and_signs_between_words_stay(line: str) -> None:
    assert "SRC128" not in codes(line + "\n")
