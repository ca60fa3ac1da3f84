"""Labels as other tools and people write them: understood where their sense is plain, else refused, and never shown to learners."""

from __future__ import annotations

import pytest

from builder.course.blocks import Interaction
from builder.course.cmi import Choice
from tests.unit.source.author import PAGE, TOP, codes, found, places, question_of

ONE = "::: choose-one one\nMust you tell your story?\n- [ ] (a) Yes\n{}- [x] (b) No\n{}:::\n"
SAID = "Your story is yours."


def one(after_first: str = "", after_last: str = "") -> str:
    return ONE.format(after_first, after_last)


def said(question: Interaction) -> dict[str, str]:
    """What learners read after they answered: of the question, and of each answer."""
    told = {"right": question.if_right, "wrong": question.if_wrong, "hint": question.hint}
    told |= {option.code: option.feedback for option in getattr(question, "options", ())}
    return {name: text.plain for name, text in told.items() if text is not None}


# ---------------------------------------------------------------- words with one sense


@pytest.mark.parametrize("word", ["Explanation:", "explanation :", "EXPLANATION:", "**Explanation:**", "**Explanation**:", "*Rationale:*", "Rationale：", "Reason:",
    "Why:", "Justification:", "\u00a0Explanation\u00a0:", "General feedback:", "### Explanation:", "> Explanation:", "💡 Explanation:", "- **Explanation:**",
    "Explanation -", "Explanation –", "**Explanation**\n", "### Explanation\n", "__Rationale:__", "Solution:"])  # fmt: skip
def test_an_explanation_under_the_last_answer_is_of_the_whole_question(word: str) -> None:
    question = question_of(one("", f"{word} {SAID}\n"))
    assert said(question) == {"right": SAID, "wrong": SAID}
    assert [choice.text for choice in question.definition.choices] == ["Yes", "No"]


def test_an_explanation_under_each_answer_is_of_that_answer() -> None:
    assert said(question_of(one("Explanation: Never.\n", "Explanation: Right.\n"))) == {"a": "Never.", "b": "Right."}
    assert said(question_of(one("Feedback: Never.\n", "Rationale: Right.\n"))) == {"a": "Never.", "b": "Right."}
    assert said(question_of(one("Explanation: Never.\n", ""))) == {"a": "Never."}
    assert said(question_of(one("", "  Explanation: Right.\n"))) == {"b": "Right."}


def test_an_explanation_after_a_label_of_the_question_is_of_the_question() -> None:
    assert said(question_of(one("", f"Correct: Well done\nExplanation: {SAID}\n"))) == {"right": "Well done", "wrong": SAID}
    assert said(question_of(one("", f"Answer: B\n\n  Explanation: {SAID}\n"))) == {"right": SAID, "wrong": SAID}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Correct: Well done", {"right": "Well done"}),
        ("Correct feedback: Well done", {"right": "Well done"}),
        ("Feedback (correct): Well done", {"right": "Well done"}),
        ("If correct: Well done", {"right": "Well done"}),
        ("Feedback if correct: Well done", {"right": "Well done"}),
        ("Positive feedback: Well done", {"right": "Well done"}),
        ("Incorrect: Look again", {"wrong": "Look again"}),
        ("Incorrect feedback: Look again", {"wrong": "Look again"}),
        ("Feedback (incorrect): Look again", {"wrong": "Look again"}),
        ("**If incorrect:** Look again", {"wrong": "Look again"}),
        ("Wrong - Look again", {"wrong": "Look again"}),
        ("Tip: Think", {"hint": "Think"}),
        ("Hints: Think", {"hint": "Think"}),
        ("Hint – Think", {"hint": "Think"}),
        ("**Hint: Think**", {"hint": "Think"}),
        ("Correct: Well done\nIncorrect: Look again", {"right": "Well done", "wrong": "Look again"}),
    ],
)
def test_words_for_feedback(typed: str, told: dict[str, str]) -> None:
    assert said(question_of(one("", f"{typed}\n"))) == told


def test_words_for_points_outcomes_and_order() -> None:
    check = "::: check c\n" + one("", "{}\n") + ":::\n"
    for typed in ("Marks: 2", "Mark: 2", "Score: 2", "Points: 2 points", "Points: 2.0", "Points possible: 2 pts", "**Points:** 2"):
        assert codes(check.format(typed)) == [], typed
    assert codes(check.format("Points: two")) == ["CRS081"]
    assert question_of(one("", "Outcomes: 1.1\n")).outcomes == ("1.1",)
    assert question_of(one("", "Learning outcome: 1.1\n")).outcomes == ("1.1",)
    assert question_of(one("", "Randomise: yes\n")).shuffle


@pytest.mark.parametrize("typed", ["Question: ", "Q: ", "Q1: ", "Question 3: ", "**Question 3:** ", "Stem: ", "Prompt: "])
def test_the_word_before_a_prompt_is_not_part_of_it(typed: str) -> None:
    question = question_of(one().replace("Must you", f"{typed}Must you"))
    assert question.definition.description == "Must you tell your story?"


@pytest.mark.parametrize("typed", ["Options:", "Answers:", "**Choices:**", "Answer options:"])
def test_the_word_above_the_answers_is_not_part_of_them(typed: str) -> None:
    question = question_of(one().replace("- [ ] (a)", f"\n{typed}\n- [ ] (a)"))
    assert question.definition.description == "Must you tell your story?"


# ---------------------------------------------------------------- the right answer in a line of its own

BARE = "::: {} one\nWhich of these?\n1. (a) Yes, always\n2. (b) No.\n3. (c) Ask Sam\n{}\n:::\n"


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("Answer: b", "b"), ("ANSWER: 2", "b"), ("Correct answer: B", "b"), ("**Answer:** 2", "b"), ("**Answer: 2**", "b"), ("Correct: (b)", "b"),
        ("Answer: No", "b"), ("Answer: no.", "b"), ("Answer: 2) No.", "b"), ("Answer: 2. No", "b"), ("Answer: b - no", "b"), ("✅ **Correct answer:** 2. **No.**", "b"),
        ("Answer: Yes, always", "a"), ("Solution: c", "c"), ("Answer – c", "c"), ("Answer key: c", "c"), ("Answer:\nc", "c"), ("Answer: option 3", "c"),
    ],
)  # fmt: skip
def test_a_line_names_the_right_answer(line: str, right: str) -> None:
    question = question_of(BARE.format("choose-one", line))
    assert question.definition.correct == (Choice((right,)),)
    assert [choice.text for choice in question.definition.choices] == ["Yes, always", "No.", "Ask Sam"]
    assert said(question) == {}


@pytest.mark.parametrize("line", ["Answers: 1, 3", "Answer: a and c", "Correct answers: 1 & 3", "Correct: a; c", "Answer: 1,3", "Answer: Ask Sam; a"])
def test_a_line_names_several_right_answers(line: str) -> None:
    assert question_of(BARE.format("choose-several", line)).definition.correct == (Choice(("a", "c")),)


@pytest.mark.parametrize("line", ["Answer: 4", "Answer: Maybe", "Answer: 1 or 2", "Answer: 1) No", "Answer: b because he may"])
def test_a_line_that_names_no_answer_is_an_error(line: str) -> None:
    assert places(BARE.format("choose-one", line))[0] == ("SRC120", 6, 9, len(line) - len("Answer: "))


def test_a_line_and_boxes_that_say_different_things_are_an_error() -> None:
    assert codes(one("", "Answer: Yes\n")) == ["SRC121"]
    assert codes(one("", "Answer: No\n")) == []


@pytest.mark.parametrize(("typed", "true"), [("T", True), ("TRUE", True), ("Yes", True), ("F", False), ("No.", False), ("**False**", False), ("incorrect", False)])
def test_true_and_false_in_other_words(typed: str, true: bool) -> None:
    for label in ("Answer", "Correct answer", "Correct"):
        assert question_of(f"::: true-or-false t\nYou may say no.\n{label}: {typed}\n:::\n").true is true  # type: ignore[attr-defined]


def test_kinds_without_answers_to_choose_know_the_words_too() -> None:
    true = question_of(f"::: true-or-false t\nYou may say no.\nExplanation: {SAID}\nAnswer: true\n:::\n")
    assert (said(true), true.definition.description) == ({"right": SAID, "wrong": SAID}, "You may say no.")
    number = question_of(f"::: number n\nHow many?\nCorrect answer: 12\nUnits: cm\nFeedback: {SAID}\n:::\n")
    assert said(number) == {"right": SAID, "wrong": SAID}
    gaps = question_of(f"::: fill-gaps g\nAn [[(a) ethics]] committee.\nRationale: {SAID}\n:::\n")
    assert said(gaps) == {"right": SAID, "wrong": SAID}


# ---------------------------------------------------------------- what is no label


@pytest.mark.parametrize(
    "line",
    [
        "Explanaton: Because.", "Foo: bar", "foo: bar", "Answr: B", "Teacher note: Look out.", "Notes for the teacher: Look.", "He said: “No.”", "**Source:** a book",
        "Lob: Gut", "Commentaire : Bien", "Difficulty: easy", "Question 2: And then?", "Author：Sam", "Source (web): a page",
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["first", "last", "label", "blank"])
def test_after_an_answer_a_word_with_a_colon_is_never_text(line: str, place: str) -> None:
    first = {"first": f"  {line}\n", "label": f"  Feedback: No.\n{line}\n"}.get(place, "")
    last = {"last": f"{line}\n", "blank": f"\n{line}\n"}.get(place, "")
    assert codes(one(first, last)) == ["SRC050"]


@pytest.mark.parametrize("line", ["Explanaton: Because.", "Outcom: 1.1", "Difficulty: easy", "Hnit: Think.", "Ratonale: It is so."])
def test_before_the_answers_a_slip_is_an_error(line: str) -> None:
    assert codes(one().replace("Must you", f"{line}\n\nMust you")) == ["SRC050"]


@pytest.mark.parametrize("line", ["Maureen: I would like to speak.", "The chair said: “Next.”", "Place: the ward", "Note: this is made up."])
def test_before_the_answers_other_words_with_a_colon_are_text(line: str) -> None:
    assert question_of(one().replace("Must you", f"{line}\n\nMust you")).definition.description.startswith(line[:5])


@pytest.mark.parametrize("line", ["at 10:30 on the ward", "At 10:30 on the ward", "3:1 or better", "https://www.hra.nhs.uk/ has more", "as the chair said: no"])
def test_times_ratios_addresses_and_sentences_that_go_on_are_text(line: str) -> None:
    question = question_of(one(f"Feedback: It begins\n{line}\n"))
    assert said(question)["a"] == f"It begins {line}"


@pytest.mark.parametrize("line", ["Foo: bar", "He said: “No.”", "Explanaton: Because.", "Explanation: Because.", "Answer: Yes", "Difficulty: easy"])
def test_a_backslash_before_the_colon_makes_it_text(line: str) -> None:
    """The way out that the message names."""
    question = question_of(one(f"Feedback: Never.\n{line.replace(':', chr(92) + ':')}\n"))
    assert said(question)["a"] == f"Never. {line}"
    assert question_of(one().replace("Must you", f"{line.replace(':', chr(92) + ':')}\n\nMust you")).definition.description.startswith(line)


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("Explanaton: Because.", "Did you mean “Explanation:”?"),
        ("Feedbak: Because.", "Did you mean “Feedback:”?"),
        ("Lob: Gut.", "After an answer there can be: “Feedback:”, “If right:”, “If wrong:”, “Hint:”"),
        ("Difficulty: easy", "Delete the line."),
    ],
)
def test_what_to_type_is_said(line: str, advice: str) -> None:
    (fault,) = found(TOP + PAGE + one(f"{line}\n"))
    assert fault.hint.startswith(advice)
    assert fault.hint.endswith("type a backslash before the colon.")
    (late,) = found(TOP + PAGE + one("", f"\n{line}\n"))
    assert late.hint.endswith("put it above the answers.")
