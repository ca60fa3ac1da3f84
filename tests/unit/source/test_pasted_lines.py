"""What other programs leave in a text that is copied from them: tables without lines, lines of their own, parted words, answers in one line."""

from __future__ import annotations

import re

import pytest

from builder.diagnostics import Diagnostic
from tests.unit.source.author import PAGE, TOP, codes, found, question_of


def faults(page: str, code: str) -> list[Diagnostic]:
    return [fault for fault in found(TOP + PAGE + page, drafts=True) if fault.rule.code == code]


# ---------------------------------------------------------------- tables


@pytest.mark.parametrize(
    "rows",
    [
        "What\tWhy\nA pen\tNotes", "What\tWhy\tWho\nA pen\tNotes\tYou\nA bag\tThings\tAll", "Day\tTime\nMonday\t10:30\nTuesday\t", '"What","Why"\n"A pen","Notes, too"',
        '"What","How ""many"""\n"A pen","2"', '"What";"Why"\n"A pen";"Notes"', "What,Why,Who\nA pen,Notes,You", "What;Why;Who\nA pen;Notes;You", "What       Why\nA pen      Notes",
        "Name   Role\nAsha   Nurse\nOmar   Carer", "  What\tWhy\n  A pen\tNotes", "1\tRead\tYou\n2\tAsk\tAll", "What\t Why\nA pen\t Notes",
    ],
)  # fmt: skip
@pytest.mark.parametrize("above", ["", "What to bring:\n\n", "What to bring:\n"])
def test_rows_of_a_spreadsheet_are_told_once_and_made_a_table(rows: str, above: str) -> None:
    (fault,) = faults(f"{above}{rows}\n", "SRC129")
    assert fault.hint.startswith("Type a table: `| ")
    assert len(fault.changes) == len(rows.splitlines())


@pytest.mark.parametrize(
    "text",
    [
        "o\tRead\no\tAsk", "1.\tRead\n2.\tAsk", "a)\tRead\nb)\tAsk", "•\tRead\n•\tAsk", "A line\twith a tab", "| A | B |\n| --- | --- |\n| 1 | 2 |", "Yes, no, and so on,\nor not, or so",
        '"Yes", she said.\n"No", he said.', "One, two;\nthree, four;", "So,it is\nand,it was", "Colours: red;blue;green\nShapes: box;ring;star", "Call 1,000\nor 2,000", "A   wide gap alone\nand none here", "-   One\n-   Two",
    ],
)  # fmt: skip
def test_other_lines_are_no_table(text: str) -> None:
    assert faults(f"{text}\n", "SRC129") == []


@pytest.mark.parametrize(
    ("kind", "rows", "first"),
    [
        ("choose-one", "Anybody\tCorrect\nStaff\tIncorrect", "`- [x] Anybody`, then `- [ ] Staff`"), ("choose-several", '"Anybody","1"\n"Staff","0"', "`- [x] Anybody`, then `- [ ] Staff`"),
        ("match", "Consent\tYou say yes\nAudit\tA check", "`- Consent -> You say yes`"), ("match", "1. Consent     A. You say yes\n2. Audit       B. A check", "`- (a) Consent -> You say yes`"),
        ("put-in-order", "Read\tat home\nAsk\tin the hall", "`- Read at home`"),
    ],
)  # fmt: skip
def test_rows_in_a_question_become_its_answers(kind: str, rows: str, first: str) -> None:
    told = [fault.hint for fault in found(TOP + PAGE + f"::: {kind} q\nWhich?\n{rows}\n:::\n") if fault.rule.code == "SRC129"]
    assert len(told) == 1
    assert first in told[0]


def test_labels_in_columns_are_no_table() -> None:
    assert faults("::: number q\nHow much?\nAnswer:   53\nAccept:   53 to 54\n:::\n", "SRC129") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Above:\n\tOne\n\t\tTwo", 1),
        ("\tOne\n\tTwo", 1),
        ("\tOne", 0),
        ("One\n\n\tTwo", 0),
        ("- One\n\tgoes on", 0),
        ("> One\n\tTwo", 0),
        ("One\n    two", 0),
    ],
)
def test_lines_that_begin_with_a_tab_are_told_once_in_a_paragraph(text: str, told: int) -> None:
    assert len(faults(f"{text}\n", "SRC131")) == told


# ---------------------------------------------------------------- lines of programs


@pytest.mark.parametrize(
    "line",
    [
        "Page 3", "Page 3 of 12", "3 of 12", "- 4 -", "Consent ........ 12", "Consent . . . . . . 12", "Table of contents", "On 12 Mar 2026, at 09:15, Sam wrote:", "-----Original Message-----",
        "--", "Sent from my iPhone", "Get Outlook for iOS", "This email is confidential and may be read by one person.", "[14/03/2026, 10:32:11] Priya: Bring a pen", "14/03/2026, 10:34 - Sam: Yes",
        "<Media omitted>", "Not yet answered", "Marked out of 1.00", "Mark 0.50 out of 1.00", "Flag question", "Clear my choice", "Select one:", "Your answer is incorrect.", "Mark only one oval.",
        "Untitled question", "Click to add title", "Slide 7 of 20", "[Insert picture of a ward]", "(Image: two people)", "Voice over: Welcome.", "VO: Welcome.", "Narrator (calm): Welcome.",
        "On-screen text: Welcome.", "Developer note: fade in.", "Screen 4 of 12: Consent", "ChatGPT said:", "Sure! Here's a page on consent:", "Certainly, here is the text.",
        "Would you like me to add a quiz?", "Let me know if you'd like more.", "I hope this helps!", "As an AI language model, I cannot say.", "Comment [PN1]: too long?", "[a]Is this right?",
    ],
)  # fmt: skip
def test_lines_that_a_program_adds_are_told(line: str) -> None:
    (fault,) = faults(f"You may stop.\n\n{line}\n\nSay so.\n", "SRC150")
    assert fault.hint.startswith("If learners should not read it, delete the line.")
    assert faults(f"<!-- {line} -->\n\nText.\n", "SRC150") == []


@pytest.mark.parametrize("line", ["Page 2 of 9", "On Monday 3 March 2026, Priya wrote:", "[14/03/2026, 10:32] Priya: bring your letter", "Sure! Here is the text", "Slide 4"])
@pytest.mark.parametrize("around", ["{}\n", "Text.\n\n{}\nand more.\n", "::: callout\n{}\n:::\n", "- a\n- b\n\n{}\n"])
def test_a_wanted_line_is_kept_as_the_hint_says(line: str, around: str) -> None:
    """What the hint sets between backticks is typed in the line above; nothing else comes of it."""
    (fault,) = faults(around.format(line), "SRC150")
    (note,) = re.findall("`(.*?)`", fault.hint)
    assert codes(around.format(f"{note}\n{line}")) == codes(around.format("Words."))


def test_a_note_keeps_only_the_lines_directly_below_it() -> None:
    assert len(faults("<!-- keep -->\n\nPage 2 of 9\n", "SRC150")) == 1
    assert len(faults("<!-- keep -->\nPage 2 of 9\n\nPage 3 of 9\n", "SRC150")) == 1
    assert len(faults("<!-- keep it short -->\nPage 2 of 9\n", "SRC150")) == 1
    assert faults("<!--KEEP-->\nFrom: Priya\nSent: 14 March 2026\n", "SRC150") == []


def test_the_head_of_an_e_mail_is_told_line_by_line_and_one_line_alone_is_text() -> None:
    assert len(faults("From: Priya\nSent: 14 March 2026\nTo: All\nSubject: The page\n", "SRC150")) == 4
    for line in ("From: the day you sign, you may stop.", "To: your doctor", "Subject: what the study is about", "Date: 14 March"):
        assert faults(f"{line}\nText.\n", "SRC150") == []


@pytest.mark.parametrize(
    "line",
    [
        "Page 3 tells more.", "See page 3.", "Slides are fine.", "Would you like to take part?", "Sure, you may stop.", "Here is the leaflet.", "On Monday, Sam wrote a letter.", "Select one answer.",
        "Comment on the plan.", "[a](#a-page)", "Wait ... 3 days", "Between 3 and 12", "Screen readers help.", "Click here to begin is a poor name.", "Copying is fine.", "You said: no.", "Edit it.",
    ],
)  # fmt: skip
def test_sentences_are_no_lines_of_programs(line: str) -> None:
    assert faults(f"{line}\n", "SRC150") == []


def test_what_learners_of_a_question_may_read_is_left_to_it() -> None:
    question = "::: choose-one q\nWho may stop?\nSelect one:\n- [x] (a) All\n- [ ] (b) Staff\n:::\n"
    assert faults(question, "SRC150") == []
    assert len(faults(question.replace("Select one:", "Marked out of 1.00"), "SRC150")) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is over-\nseen.", "`overseen`, or `over-seen`"), ("They meet month-\nly here.", "`monthly`"), ("a long-\nterm plan", "`longterm`, or `long-term`"), ("over\u00ad\nseen", "`overseen`"),
        ("over\u2010\nseen", "`overseen`"), ("- over-\n  seen", "`overseen`"),
    ],
)  # fmt: skip
def test_words_that_a_line_end_parts_are_told(text: str, words: str) -> None:
    (fault,) = faults(f"{text}\n", "SRC151")
    assert words in fault.hint


@pytest.mark.parametrize(
    "text", ["pre-\nand post-test", "short- or\nlong-term", "a dash -\nso it goes", "over-\n\nseen", "5-\nyear", "post-\nCovid", "over-\n- seen"]
)
def test_other_ends_of_lines_part_no_word(text: str) -> None:
    assert faults(f"{text}\n", "SRC151") == []


# ---------------------------------------------------------------- questions


@pytest.mark.parametrize(
    "text",
    [
        "Who may stop? a) All b) Staff", "Who may stop?\na) All b) Staff c) Nobody", "(A) All (B) Staff", "Who? A. All B. Staff", "Who? 1. All 2. Staff 3. Nobody",
        "Who? a)All b)Staff", "Who?   A) All   B) Staff", "Who?\n1) All 2) Staff",
    ],
)  # fmt: skip
def test_answers_in_one_line_are_parted(text: str) -> None:
    told = faults(f"::: choose-one q\n{text}\n:::\n", "SRC128")
    assert len(told) == 1
    assert told[0].changes


def test_letters_in_a_prompt_with_answers_are_text() -> None:
    assert faults("::: choose-one q\nDo a) and b) differ?\n- [x] (a) Yes\n- [ ] (b) No\n:::\n", "SRC128") == []


@pytest.mark.parametrize("numbers", ["3. 1. 2.", "2) 1) 3)", "10. 9. 8."])
def test_numbers_that_contradict_the_order_of_the_lines_are_refused(numbers: str) -> None:
    lines = "".join(f"{number} ({code}) Step {code}\n" for number, code in zip(numbers.split(), "xyz", strict=True))
    (fault,) = faults(f"::: put-in-order q\nPut them in order.\n{lines}:::\n", "SRC130")
    assert fault.hint.startswith("Type the lines in their right order: first `- (")
    assert faults(f"::: choose-one q\nWhich?\n{lines}Answer: 1\n:::\n", "SRC130") == []


def test_numbers_that_agree_or_are_not_there_are_fine() -> None:
    for lines in ("1. Read\n2. Ask\n", "- Read\n- Ask\n", "1. Read\n1. Ask\n", "a) Read\nb) Ask\n"):
        assert faults(f"::: put-in-order q\nPut them in order.\n{lines}:::\n", "SRC130") == []


@pytest.mark.parametrize(
    "ending", ["(True)", "(False)", "[T]", "(f).", "(correct)", "(Wrong)", "True / False", "T/F", "(True / False)", "☐ True ☐ False", "true | false"]
)
def test_the_answer_and_the_buttons_behind_a_sentence_are_refused(ending: str) -> None:
    for between in (" ", "\n"):
        assert codes(f"::: true-or-false q\nYou may stop.{between}{ending}\nAnswer: true\n:::\n") == ["CRS212"], ending


@pytest.mark.parametrize(
    "sentence",
    [
        "True or false: you may stop.",
        "You may stop. True or false?",
        "Nobody is wrong",
        "It is (partly) true",
        "The form (TF) is true",
        "What they say is true",
    ],
)
def test_sentences_with_these_words_are_fine(sentence: str) -> None:
    assert codes(f"::: true-or-false q\n{sentence}\nAnswer: true\n:::\n") == []


@pytest.mark.parametrize("between", ["=", "-", "–", "—", ":", "|"])
def test_a_pair_without_an_arrow_is_told_with_its_own_words(between: str) -> None:
    blank = "" if between == ":" else " "
    told = faults(f"::: match q\nMatch them.\n- (a) Consent{blank}{between} you say yes\n- (b) Audit -> (x) a check\n:::\n", "CRS200")
    assert [fault.hint for fault in told] == ["Type an arrow between the two: `- (a) Consent -> you say yes`."]


@pytest.mark.parametrize(
    ("answer", "shown"), [("Anybody *", "Anybody"), ("**Staff** ← Correct", "Staff"), ("**Staff** (correct)", "Staff"), ("Staff.*", "Staff.")]
)
def test_marks_behind_an_answer_are_no_words_of_it(answer: str, shown: str) -> None:
    question = question_of(f"::: choose-one q\nWho?\n- (x) All\n- (y) {answer}\n- (z) Nobody\n:::\n")
    assert [choice.text for choice in question.definition.choices] == ["All", shown, "Nobody"]


def test_bold_marks_around_a_letter_and_its_answer_end_before_the_mark_behind_them() -> None:
    assert faults("::: choose-one q\nWho?\n* A. All\n* **B. Staff** ← Correct\n* C. Nobody\n:::\n", "SRC142") == []


@pytest.mark.parametrize("label", ["Answers", "Correct order", "Answer key"])
@pytest.mark.parametrize(
    ("fence", "advice"),
    [
        ("put-in-order q\nPut them in order.\n- (a) Read\n- (b) Ask", "Type the lines in their right order."),
        ("match q\nMatch.\n- (a) This -> (x) that\n- (b) Here -> (y) there", "Type an arrow between the two sides of each pair"),
        ("fill-gaps q\nA [[(a) study]] is fair.", "Type the right words in the text, in double square brackets"),
        ("sort q\nSort.\n## (r) Mine\n- (a) Bag\n## (s) Theirs\n- (b) Hat", "Type each line under the name of its group."),
    ],
)
def test_a_line_of_answers_that_a_kind_does_not_have_says_where_they_go(label: str, fence: str, advice: str) -> None:
    (fault,) = faults(f"::: {fence}\n{label}: 1, 2\n:::\n", "SRC050")
    assert advice in fault.hint
    assert "Did you mean" not in fault.hint


@pytest.mark.parametrize(
    "line",
    [
        "Answer: A", "**Answer:** False", "Answer: true.", "The correct answer is: Anybody", "The correct answers are: A, B", "The correct answer is 'True'.", "Key: 1a, 2b", "Answers: 1. A 2. B",
        "Answer key: 1-A, 2-B", "- Anybody (correct)", "B. Anybody (correct answer)", "c) Anybody <- correct", "- A) Anybody ✅", "A. Anybody*",
    ],
)  # fmt: skip
def test_an_answer_key_outside_a_question_is_refused(line: str) -> None:
    assert len(faults(f"Who may stop?\n\n{line}\n", "SRC125")) == 1


def test_an_answer_key_in_a_fence_of_unknown_name_waits_for_the_name() -> None:
    assert codes("::: truth-or-lie sure\nAnybody may stop.\nAnswer: true\n:::\n") == ["SRC033"]


@pytest.mark.parametrize(
    "line",
    [
        "Answer: it depends.",
        "The correct answer is that all may.",
        "The form is correct",
        "- Read it ✅",
        "Key: words",
        "What is right (and correct)",
    ],
)
def test_sentences_about_answers_are_text(line: str) -> None:
    assert faults(f"{line}\n", "SRC125") == []


# ---------------------------------------------------------------- labels without a colon


@pytest.mark.parametrize(
    "lines",
    [
        "**Hint** Think of it.", "*Hint* Think of it.", "Hint\nThink of it.", "__Hint__ Think of it.", "HINT\nThink of it.", "### Hint\nThink of it.", "**Hint**\nThink of it.",
        "Hints\nThink of it.", "- **Hint** Think of it.",
    ],
)  # fmt: skip
def test_a_label_without_a_colon_is_no_part_of_the_answer_above(lines: str) -> None:
    question = question_of(f"::: choose-one q\nWho?\n- [x] (a) All\n- [ ] (b) None\n{lines}\n:::\n")
    assert [choice.text for choice in question.definition.choices] == ["All", "None"]
    assert question.hint is not None
    assert question.hint.plain == "Think of it."


@pytest.mark.parametrize("line", ["Hint", "Feedback", "**Explanation**", "Correct answer", "_Feedback_", "## Rationale"])
def test_a_label_without_colon_and_text_says_what_to_type(line: str) -> None:
    (fault,) = faults(f"::: choose-one q\nWho?\n- [x] (a) All\n- [ ] (b) None\n{line}\n:::\n", "SRC052")
    assert fault.hint == "Type a colon and its text behind it, or delete the line."


@pytest.mark.parametrize("line", ["**Answer** every call", "**Note** that", "Helpful hint", "**Hinted** At", "and Feedback", "*Right* Away"])
def test_words_of_an_answer_that_goes_on_are_no_labels(line: str) -> None:
    question = question_of(f"::: choose-one q\nWho?\n- [x] (a) All\n- [ ] (b) None\n{line}\n:::\n")
    assert question.definition.choices[1].text == f"None {line.replace('*', '')}"
