"""Answers as other tools and people write them: bullets, letters and boxes of every sort, marks behind the words, numbers of questions."""

from __future__ import annotations

import pytest

from builder.course.cmi import Choice
from tests.unit.interactions.as_typed import assert_fixed
from tests.unit.source.author import codes, question_of

QUESTION = "::: choose-one one\nMust you tell your story?\n{}\n:::\n"


def read(lines: str, kind: str = "choose-one") -> tuple[list[str], list[str]]:
    """The words of the answers, and those of the right ones, codes left to `--fix`."""
    from builder.source.compile import compile_course
    from tests.unit.source.author import PAGE, TOP, source_of

    compiled = compile_course(source_of(TOP + PAGE + QUESTION.replace("choose-one", kind).format(lines)), drafts=True)
    assert compiled.value is not None, compiled.diagnostics
    assert {found.rule.code for found in compiled.diagnostics} <= {"SRC037", "SRC038"}, compiled.diagnostics
    (question,) = compiled.value.sessions[0].pages[0].blocks
    definition = question.definition  # type: ignore[union-attr]
    assert definition.description == "Must you tell your story?"
    (correct,) = definition.correct
    assert isinstance(correct, Choice)
    words = {choice.code: choice.text for choice in definition.choices}
    return list(words.values()), [words[code] for code in correct.codes]


BULLETS = ["-", "*", "+", "–", "−", "•", "·", "▪", "▫", "◦", "‣", "●", "○", "■", "►", "▶", "➢", "➤", "❖", "⁃", "\uf0b7", "\uf0a7", "\uf0d8", "\uf076"]


@pytest.mark.parametrize("bullet", [*BULLETS, "o", "  o", "§", "—", "»", "1.", "1)"])
def test_bullets(bullet: str) -> None:
    bullets = [bullet, bullet.replace("1", "2")]
    assert read(f"{bullets[0]} [ ] Yes\n{bullets[1]}\t[x] No") == (["Yes", "No"], ["No"])


@pytest.mark.parametrize("tick", ["[x]", "[X]", "[ x ]", "[*]", "[√]", "[✓]", "[✔]", "[×]", "[х]", "☑", "☒", "✓", "✔", "✔️", "✅", "(x)", "(X)", "( x )", "(*)", "(•)", "(✓)", "[[x]]", "[[X]]", "[(x)]", "\uf0fe"])
@pytest.mark.parametrize("empty", ["[ ]", "[]", "[_]", "[__]", "☐", "□", "( )", "()", "[[ ]]", "[( )]", "\uf0a8"])
def test_boxes_after_a_dash_and_alone(tick: str, empty: str) -> None:
    if tick in {"(x)", "(X)"} and empty not in {"( )", "()"}:
        return  # without an empty pair of round brackets beside it, it is the code of an answer
    assert read(f"- {empty} Yes\n- {tick} No\n- {empty} Perhaps") == (["Yes", "No", "Perhaps"], ["No"])
    assert read(f"{empty} Yes\n{tick} No\n{empty} Perhaps") == (["Yes", "No", "Perhaps"], ["No"])


def test_a_cross_without_a_box_says_that_an_answer_is_wrong() -> None:
    for cross in ("✗", "✘", "❌", "✖️"):
        assert read(f"{cross} Yes\n✓ No\n{cross} Perhaps")[1] == ["No"]


def test_x_in_round_brackets_is_a_code_where_no_pair_of_brackets_is_empty() -> None:
    question = question_of("::: choose-one one\nWhich?\n- [x] (x) Yes\n- [ ] (o) No\n:::\n")
    assert [choice.code for choice in question.definition.choices] == ["x", "o"]


@pytest.mark.parametrize("lines", ["A. Yes\nB) No\nC. Perhaps", "a) Yes\nB. No\n(c) Perhaps", "(1) Yes\n2: No\n(3) Perhaps"])
def test_an_answer_of_another_form_than_the_one_above_is_an_answer(lines: str) -> None:
    for right in ("Yes", "No", "Perhaps"):
        assert read(f"{lines}\nAnswer: {right}") == (["Yes", "No", "Perhaps"], [right])


LETTERS = [
    ("A. Yes", "B. No"), ("A) Yes", "B) No"), ("a) Yes", "b) No"), ("a. Yes", "b. No"), ("  a)\tYes", "  b)\tNo"), ("**A)** Yes", "**B)** No"),
    ("**A) Yes**", "**B) No**"), ("- A) Yes", "- B) No"), ("- **A.** Yes", "- **B.** No"), ("• a. Yes", "• b. No"), ("Option A: Yes", "Option B: No"), ("A: Yes", "B: No"),
    ("1. Yes", "2. No"), ("1) Yes", "2) No"), ("Answer 1: Yes", "Answer 2: No"), ("(a) Yes", "(b) No"), ("i) Yes", "ii) No"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), LETTERS)
def test_letters_and_numbers(first: str, second: str) -> None:
    key = "2" if first.lstrip("- ").startswith(("1", "Answer")) else "ii" if first.startswith("i") else "B"
    for line in (f"Answer: {key}", f"ANSWER: {key}", f"**Correct answer:** {key}) No", "Answer: No"):
        if key == "ii" and ")" in line:
            continue
        assert read(f"{first}\n{second}\n{line}") == (["Yes", "No"], ["No"])


@pytest.mark.parametrize(("first", "second"), LETTERS)
def test_letters_and_boxes(first: str, second: str) -> None:
    """A box stands before a letter or after it."""
    assert read(f"{first.replace('Yes', '[ ] Yes')}\n{second.replace('No', '[x] No')}") == (["Yes", "No"], ["No"])
    if not first.startswith(("-", "•", " ")):
        assert read(f"[ ] {first}\n[x] {second}")[1] == ["No"] or first[0] in "AO(1i*"


@pytest.mark.parametrize(
    "lines",
    [
        "*b. No", "- Yes\n- No ✅", "- Yes\n- No ✔️", "A) Yes\nB) No ✅", "**A) Yes**\n**B) No** ✅", "- Yes\n- No (correct)", "- Yes\n- No (Correct answer)",
        "- Yes ❌\n- No ✅", "- Yes (wrong)\n- No (right)", "- Yes\n- No <- correct", "- Yes\n- No ← correct answer", "- Yes\n- No*", "- Yes\n- No [correct]",
    ],
)  # fmt: skip
def test_marks_of_the_right_answer_about_its_words(lines: str) -> None:
    typed = f"a. Yes\n{lines}" if lines.startswith("*b") else lines
    assert read(typed) == (["Yes", "No"], ["No"])


@pytest.mark.parametrize("number", ["1. ", "12) ", "Q1. ", "Q1) ", "Q 3: ", "1. **", "**Question 4:** ", "### Question 2: "])
def test_the_number_of_a_question_is_not_part_of_it(number: str) -> None:
    end = "**" if number.endswith("**") and number.startswith("1") else ""
    typed = f"::: choose-one one\n{number}Must you tell your story?{end}\n\nA) (a) Yes\nB) (b) No\n\nAnswer: B\n:::\n"
    assert question_of(typed).definition.description == "Must you tell your story?"


@pytest.mark.parametrize(
    "prompt",
    ["A. Writer asks. Which?", "A) is what? Which?", "I. Newton asks which.", "i. e. this one. Which?", "(a) is right. Which?", "✓ means yes. Which?", "12.30 is when? Which?", "§ 4 says what?", "a: b?"],
)
def test_one_such_line_alone_is_text(prompt: str) -> None:
    question = question_of(f"::: choose-one one\n{prompt}\n- [ ] (a) Yes\n- [x] (b) No\n:::\n")
    assert question.definition.description == prompt


def test_marks_behind_the_words_are_text_in_kinds_without_right_answers() -> None:
    question = question_of("::: poll one\nWhich?\n- (a) Tea (correct)\n- (b) Milk ✅\n:::\n")
    assert [choice.text for choice in question.definition.choices] == ["Tea (correct)", "Milk ✅"]


def test_words_of_an_answer_stay_as_they_are() -> None:
    lines = "- [ ] (a) *No*\n- [x] (b) 5 * 3 * 2\n- [ ] (c) A. Writer\n- [ ] (d) [1] of two\n- [ ] (e) (s)he"
    question = question_of(QUESTION.format(lines))
    assert [choice.text for choice in question.definition.choices] == ["No", "5 * 3 * 2", "A. Writer", "[1] of two", "(s)he"]


def test_fix_writes_codes_beside_letters() -> None:
    assert_fixed(
        "::: choose-one which-one\nWhich one?\nA) Tea\nB. is not this\nB) Milk\nAnswer: B\n:::\n".replace("B. is not this\n", ""),
        ["A) (a) Tea", "B) (b) Milk"],
    )
    assert_fixed("::: choose-several which\nWhich?\n( ) Tea\n(x) Milk\n:::\n", ["( ) (a) Tea", "(x) (b) Milk"])


def test_the_first_of_two_letters_alone_is_no_list() -> None:
    assert codes("::: choose-one one\nWhich?\nA) Tea\n:::\n") == ["CRS084"]
    assert codes("::: choose-one one\nWhich?\nB) Tea\nC) Milk\n:::\n") == ["CRS084"]
