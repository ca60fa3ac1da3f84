"""Fences as other tools call them, titles on their first line, and what of other formats is refused."""

from __future__ import annotations

import pytest

from builder.course.blocks import Box, Check, Interaction
from builder.diagnostics.changes import Replacement
from builder.source.compile import compile_course
from builder.source.tree.openings import read_opening
from tests.unit.source.author import PAGE, TOP, codes, found, source_of


def block_of(page: str) -> tuple[object, list[str]]:
    compiled = compile_course(source_of(TOP + PAGE + page))
    assert compiled.value is not None, compiled.diagnostics
    (block,) = compiled.value.sessions[0].pages[0].blocks
    return block, [fault.rule.code for fault in compiled.diagnostics]


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("::: note", "callout"), (":::note", "callout"), ("::: Tip :::", "callout"), ("::: {.callout-note}", "callout"), (":::{tip}", "callout"), ("::: { .note }", "callout"),
        ("::: danger", "warning"), ("::: important", "warning"), ("::::: caution", "warning"), ("::: {warning}", "warning"),
    ],
)  # fmt: skip
def test_boxes(opening: str, name: str) -> None:
    block, faults = block_of(f"{opening}\nBring your letter.\n:::\n")
    assert isinstance(block, Box)
    assert block.name == name
    assert set(faults) <= {"SRC123"}


@pytest.mark.parametrize(
    ("opening", "kind"),
    [("::: tf one", "true-or-false"), ("::: true-false one", "true-or-false"), ("::: TrueFalse one", "true-or-false"), ("::: {.boolean} one", "true-or-false")],
)
def test_questions(opening: str, kind: str) -> None:
    block, faults = block_of(f"{opening}\nYou may say no.\nAnswer: true\n:::\n")
    assert isinstance(block, Interaction)
    assert (block.kind, block.id, faults) == (kind, "one", ["SRC123"])


@pytest.mark.parametrize("name", ["quiz", "question", "mcq", "multiple-choice", "test", "survey", "essay", "drag-and-drop"])
def test_names_that_may_be_several_fences_say_which(name: str) -> None:
    (fault,) = found(TOP + PAGE + f"::: {name} one\nWhich?\n- [x] (a) This\n- [ ] (b) That\n:::\n")
    assert fault.rule.code == "SRC033"
    assert "`::: " in fault.hint


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("::: warning Before you go", "Before you go"), ('::: warning "Before you go"', "Before you go"), ("::: danger Before you go :::", "Before you go"),
        ("::: story Asha’s day out", "Asha’s day out"), ("::: warning It costs 50%: why?", "It costs 50%: why?"),
    ],
)  # fmt: skip
def test_a_title_on_the_first_line(opening: str, title: str) -> None:
    block, _faults = block_of(f"{opening}\nBring your letter.\n:::\n")
    assert isinstance(block, Box)
    assert block.title is not None
    assert block.title.plain == title


def test_a_check_may_have_id_and_title_on_its_first_line() -> None:
    question = "::: true-or-false one\nYou may say no.\nAnswer: true\n:::\n"
    block, faults = block_of(f"::: check the-check How was it?\n{question}:::\n")
    assert isinstance(block, Check)
    assert (block.id, block.title.plain, faults) == ("the-check", "How was it?", [])
    assert codes(f"::: check the-check How was it?\nTitle: Again\n{question}:::\n") == ["SRC051"]


@pytest.mark.parametrize(
    ("opening", "ident", "title"),
    [
        ("check one Title: How was it?", "one", "How was it?"),
        ("check the-check title : How was it?", "the-check", "How was it?"),
        ("check Title: How was it?", "", "How was it?"),
        ("expander Title: More about it", "", "More about it"),
        ("check the-check Titles: a game", "the-check", "Titles: a game"),
        ("check My Title: a story", "", "My Title: a story"),
    ],
)
def test_the_label_of_a_title_on_the_first_line_is_no_part_of_it(opening: str, ident: str, title: str) -> None:
    line = f"::: {opening}"
    opened = read_opening(line)
    assert opened is not None
    assert opened.title is not None
    assert (opened.id, line[slice(*opened.title)]) == (ident, title)


def test_other_words_on_a_first_line_are_an_error_that_says_where_they_belong() -> None:
    (fault,) = found(TOP + PAGE + "::: choose-one Must you tell?\n- [x] (a) No\n- [ ] (b) Yes\n:::\n")
    assert (fault.rule.code, fault.hint) == ("SRC032", "Type only `::: choose-one` on this line, and `Must you tell?` on the next one.")
    (fault,) = found(TOP + PAGE + "::: note Bring your letter\nYes.\n:::\n")
    assert fault.hint == "Type only `::: callout` on this line, and `**Bring your letter**` on the next one."


@pytest.mark.parametrize("line", ["!!! note", '!!! warning "Look"', "??? tip", "???+ note", "[quiz]", "[/quiz]", "{{< callout >}}", "{% hint %}", r"\begin{itemize}", r"\item One", "ANSWER: B",
    "Answer: B) No", "**Answer:** B", "✅ **Correct answer: B**", "Is it? {=Yes ~No}", "::Title:: Is it? {T}", "Is it? {1:MULTICHOICE:=Yes~No}"])  # fmt: skip
def test_lines_of_other_tools_in_ordinary_text_are_refused(line: str) -> None:
    assert len(set(codes(f"Text.\n\n{line}\n")) & {"SRC124", "SRC125", "SRC142"}) == 1, codes(f"Text.\n\n{line}\n")


@pytest.mark.parametrize("line", ["Answer: a good one", "Answer: As you like.", "The set {1, 2}", "Wow!!!", "??", "[note](#a-page)", "a = b ~ c", "{name}"])
def test_other_lines_are_text(line: str) -> None:
    assert not set(codes(f"{line}\n")) & {"SRC124", "SRC125"}


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("!!! note", "Type `::: callout` in place of this line, and `:::` on a line below the text."),
        ("!!!note", "Type `::: callout` in place of this line, and `:::` on a line below the text."),
        ('!!! warning "Look"', "Type `::: warning` in place of this line, and `Title: Look` on a line below it, and `:::`"),
        ("??? danger Look", "Type `::: warning` in place of this line, and `Title: Look` on a line below it, and `:::`"),
        ("/// tip | Look", "Type `::: callout` in place of this line, and `**Look**` on a line below it, and `:::`"),
        ("/// details", "Type `::: expander` in place of this line, and `Title: ...` on a line below it, and `:::`"),
        ("+++ Look", "Type `::: expander` in place of this line, and `Title: Look` on a line below it, and `:::`"),
        ("+++", "Delete this line. To fold text away, type `::: expander`"),
        ('{% hint style="danger" %}', "Type `::: warning` in place of this line, and `:::` on a line below the text."),
        ("{% endhint %}", "Type `:::` in place of this line if it ends a block."),
        ('{{< callout type="info" >}}', "Type `::: callout` in place of this line"),
        ("{{% /notice %}}", "Type `:::` in place of this line if it ends a block."),
        ("> [!NOTE]", "Type `::: callout` in place of this line, and `:::` on a line below the text. Delete the signs `>`"),
        ("> [!warning]- Look", "Type `::: warning` in place of this line, and `Title: Look` on a line below it"),
        ("[!TIP]", "Type `::: callout` in place of this line"),
        (".. note::", "Type `::: callout` in place of this line"),
        ("{info:title=Look}", "Type `::: callout` in place of this line, and `**Look**` on a line below it, and `:::` in place of the same line below"),
        ('=== "Tab one"', "Type `## Tab one` in place of this line, `::: tabs` on a line above the first tab"),
        ("!> Look.", "Type `::: warning` on a line above the text"),
        (":::note[Look here]", "Type only `::: callout` on this line, and `**Look here**` on the next one."),
        ('::: {.callout-note title="Look"}', "Type only `::: callout` on this line, and `**Look**` on the next one."),
        ("::: tip Look", "Delete it. If it is a title, type `**Look**` on the next line."),
        ("::: warning", ""),
    ],
)
def test_a_line_of_another_tool_is_told_with_the_fence_the_title_and_the_end_to_type(line: str, wanted: str) -> None:
    closing = "\n:::" if line.startswith(":::") else ""
    hints = [fault.hint for fault in found(TOP + PAGE + f"{line}\n\nBring your letter.{closing}\n") if fault.rule.code != "SRC123"]
    assert bool(hints) is bool(wanted)
    assert any(hint.startswith(wanted) for hint in hints) or not wanted, hints


@pytest.mark.parametrize("mark", ["{.green}", ":contentReference[oaicite:3]", "<o:p>", "{code}"])
def test_a_mark_that_only_has_to_go_is_a_change(mark: str) -> None:
    (fault,) = found(TOP + PAGE + f"Bring{mark} your letter.\n")
    (change,) = fault.changes
    assert isinstance(change, Replacement)
    assert (change.text, change.end[1] - change.start[1]) == ("", len(mark))


ONE = "::: choose-one one\n{}\n:::\n"


@pytest.mark.parametrize(
    "body",
    [
        "Is it? {=Yes ~No}", "Is it? {\n=Yes\n~No #Look again.\n}", "::Title::Is it? {=Yes ~No}", "Is it?{~%100%Yes~%-50%No}", "Is it? {TRUE}", "Is it? {F#No.}", "Is it? {1:MC:=Yes~No}",
        "Is it?\n- [x] (a) Yes\n- [ ] (b) No\n~ Look again.", "Is it?\n- [x] (a) Yes\n@ Well done.\n- [ ] (b) No", "Is it?\n- [x] (a) Yes\n- [ ] (b) No\n[[?]] Think.",
    ],
)  # fmt: skip
def test_other_formats_in_a_question_are_refused_once(body: str) -> None:
    assert codes(ONE.format(body)).count("SRC122") == 1


def test_what_to_type_is_made_of_the_own_line() -> None:
    fault = next(fault for fault in found(TOP + PAGE + ONE.format("Is it? {=Yes, it is ~%0%No}")) if fault.rule.code == "SRC122")
    assert fault.hint.endswith("`- [x] Yes, it is` and `- [ ] No`.")
