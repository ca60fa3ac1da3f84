"""Labels in quotes, with another sign for their colon, after a number or a box: read, or told, and never a part of an answer."""

from __future__ import annotations

import pytest

from builder.course.blocks import Interaction
from builder.course.walk import texts
from tests.unit.source.author import codes, question_of

QUESTION = "::: choose-one must-you-tell\nMust you?\n- [x] (a) Yes\n- [ ] (b) No\n{}\n:::\n"


def words_of(question: Interaction) -> list[str]:
    return [text.plain for text in texts(question)]


@pytest.mark.parametrize(
    "line",
    [
        '"Hint": look',
        "“Hint”: look",
        "'Hint': look",
        "`Hint:` look",
        "[Hint]: look",
        "(Hint): look",
        "<Hint>: look",
        "[Hint:] look",
        '**"Hint"**: look',
        "Hint; look",
        "Hint=look",
        "Hint∶ look",
        "Hint﹕ look",
        "Hint | look",
        "Hint:- look",
        "Hint:: look",
        "4. Hint: look",
        "c) Hint: look",
        "- [ ] Hint: look",
        ":Hint: look",
        "// Hint: look",
        "🔍 Hint: look",
    ],
)
def test_a_label_in_other_dress_is_the_label(line: str) -> None:
    question = question_of(QUESTION.format(line))
    assert words_of(question) == ["Yes", "No", "look"]
    assert question.hint is not None
    assert question.hint.plain == "look"


@pytest.mark.parametrize("line", ["Hint #1: look", "Hint/tip: look", "Hint & tip: look", "{Hint}: look", "Feedback 2b: look"])
def test_a_label_with_more_in_its_name_is_told(line: str) -> None:
    assert codes(QUESTION.format(line)) == ["SRC050"]


@pytest.mark.parametrize("line", ["- [ ] (c) Hint: look", "- [ ] (c) **Feedback:** look", "- (c) [ ] Hint: look"])
def test_an_answer_that_is_a_label_is_told(line: str) -> None:
    assert codes(QUESTION.format(line)) == ["SRC126"]


@pytest.mark.parametrize("line", ["and; so on", "Hint\\: look", "a “hint”, no more", "right; but late", "(no hint: look)"])
def test_what_goes_on_from_the_answer_is_still_its_text(line: str) -> None:
    assert words_of(question_of(QUESTION.format(line)))[1].startswith("No ")


@pytest.mark.parametrize("line", ['"hint": "look",', '  "correct_answer": "b"', '{"question": "Must you?",', '"options": ["a", "b"]', '"points": 1'])
def test_a_line_of_json_is_of_another_tool(line: str) -> None:
    assert codes(QUESTION.format(line)) == ["SRC122"]
    assert set(codes(f"{line}\n")) == {"SRC125"}
