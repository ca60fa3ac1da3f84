"""Labels in ordinary text, which learners would see; and sentences that only look like one."""

from __future__ import annotations

import pytest

from tests.unit.source.author import PAGE, TOP, found, places

QUESTION = "::: choose-one any\nWho may say no?\n- [x] (a) Everybody\n- [ ] (b) Only staff\n:::\n"

LABELS = (
    "Hint: Think of the leaflet.", "**Hint:** Think of the leaflet.", "**Hint**: Think of it.", "__Hint:__ Think.", "__Hint__: Think.", "Hints: Look above.", "> Hint: Think.", "- Hint: Think.",
    "💡 Hint: Think.", "Answer: Everybody.", "**Answer:** Everybody.", "Correct answer: Everybody.", "Right answer: all of them", "Answer:", "Answer key: everybody",
    "Caption: The ramp at the door.", "**Caption:** The ramp.", "If right: Well done.", "If wrong: Look again.", "Correct feedback: Yes.", "Feedback (incorrect): No.",
    "Outcome: 1.1", "Outcomes: 1.1", "**Outcome:** 1.1", "Learning outcome: 1.1", "Points: 2", "Marks: 2", "Minutes: 5", "Keep: yes", "HINT: Think.", "ANSWER: everybody", "Shuffle: no",
    "**Hint**", "*Hint*", "__Hint__", "**Answer**", "**Hint** Think of it.", "_Hint_ Think.", "**Hint** – Think.", "**Answer** B", "**If wrong**", "**Caption**", "**Correct answer**",
    "Key: a7x", "Key: abc", "**Key:** 1b2", "Key: must-you-tell", "KEY: q7",
)  # fmt: skip
BELOW_QUESTIONS = ("The answer: everybody.", "Feedback: Everybody may.", "**Explanation:** Everybody may.", "Rationale: Nobody has to.", "Explanation: It is their right.",
                   "**Feedback**", "**Explanation**", "**Rationale** All may.", "Hint", "Feedback", "Explanation", "Correct answer", "## Hint", "## Feedback")  # fmt: skip

SENTENCES = (
    "Note: bring your card.", "Tip: wear warm clothes.", "Help: call 111.", "Reason: nobody asked her.", "Why: it keeps you safe.", "Comment: she was tired.",
    "Feedback: tell us what you think.", "Explanation: the heart pumps blood.", "Rationale: clean hands stop infection.", "Outcome: she went home on Tuesday.",
    "Outcome: good", "Outcomes: fewer falls and shorter stays.", "Points: to remember are these.", "Points: three of them matter.", "Minutes: read them before you come.",
    "Key: green means safe.", "Title: Doctor", "Description: a small red rash.", "Question: what would you do?", "Options: wait, or call.", "Choices: yours alone.",
    "Statement: I was never asked.", "Solution: ask again.", "Correct: the form is signed.", "Right: the left door.", "Wrong: you are not alone.", "Review: once a year.",
    "Type: tablets or drops.", "Category: adults.", "Range: 4 to 8.", "Units: millimoles.", "Core: the middle of the body.", "Keep: all your letters.", "Asha: No, thank you.",
    "Example: a blue card.", "Remember: you may stop at any time.", "Monday: come at nine.", "Weight: 60 kg.", "Score: the higher, the better.", "Page: turn it.",
    "The answer: ask.", "There is one hint: look at the date.", "Her answer was: no.", r"Hint\: think.", "Read the caption: it says who is in the picture.",
    "**Note** that it is late.", "**Answer** every call.", "**Hint**ing helps.", "Hint", "Feedback", "Answers", "**Feedback**", "**Feedback** Tell us.", "**Answers**", "*Hints and tips*",
    "Key: red means stop.", "Key: green", "Hint of salt", "The **hint** is here.", "**Hint of salt**",
    "Objective: to feel well again.", "Grade: two.", "Value: what people care for.", "It is 10:30.", "See https://www.nhs.uk/.",
)  # fmt: skip


def labels_told(page: str) -> list[str]:
    return [fault.message for fault in found(TOP + PAGE + page) if fault.rule.code == "SRC153"]


@pytest.mark.parametrize("line", LABELS)
@pytest.mark.parametrize("page", ["Some text.\n\n{}\n", "Some text.\n{}\n", QUESTION + "\n{}\n", "::: callout\nText.\n\n{}\n:::\n"])
def test_a_label_in_ordinary_text_is_told(page: str, line: str) -> None:
    if page.startswith("Some text.\n{}") and line[0] in ">-":
        pytest.skip("a list and a quote begin their own paragraph")
    assert len(labels_told(page.format(line))) == 1


@pytest.mark.parametrize("line", BELOW_QUESTIONS)
def test_words_of_questions_are_told_right_below_one(line: str) -> None:
    assert len(labels_told(f"{QUESTION}\n{line}\n")) == 1
    assert labels_told(f"{QUESTION}\nSome text.\n\n{line}\n") == []


@pytest.mark.parametrize("line", SENTENCES)
@pytest.mark.parametrize("page", ["Some text.\n\n{}\n", "::: callout\nText.\n\n{}\n:::\n"])
def test_sentences_are_no_labels(page: str, line: str) -> None:
    assert labels_told(page.format(line)) == []


def test_a_small_letter_begins_a_label_where_it_begins_a_paragraph() -> None:
    assert len(labels_told("Text.\n\nhint: think.\n")) == 1
    assert labels_told("What they need is a\nhint: think.\n\n- answer: a reply\n") == []


@pytest.mark.parametrize(
    "page",
    [
        "Text.\n\n<!--\nHint: for us\n-->\n",
        "Text.\n\n<!-- Hint: for us -->\n",
        "::: expander\nTitle: Show the answer\nAnswer: Everybody.\n:::\n",
        "::: accordion\n## Show it\nAnswer: Everybody.\n:::\n",
        "::: facilitator\nAnswer: Everybody. Let them talk.\n:::\n",
        "| a | b |\n| - | - |\n| 1 | 2 |\n\nCaption: Numbers\n",
        QUESTION.replace(":::\n", "Hint: Look above.\n:::\n", 2).replace("Hint: Look above.\n:::\n", ":::\n", 1),
    ],
)
def test_where_a_label_has_its_place_nothing_is_told(page: str) -> None:
    assert labels_told(page) == []


def test_the_place_is_that_of_the_name_and_the_way_out_is_the_line_itself() -> None:
    assert places("Text.\n\n**Hint:** Think.\n") == [("SRC153", 3, 3, 4)]
    (told,) = found(TOP + PAGE + "Text.\n\n**Hint:** Think.\n")
    assert r"`**Hint\:** Think.`" in told.hint
    assert found(TOP + PAGE + "Text.\n\n**Hint\\:** Think.\n") == ()
