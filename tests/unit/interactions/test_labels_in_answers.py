"""A label in the middle of an answer's line is feedback of that answer, or an error that says where it belongs; never words of the answer."""

from __future__ import annotations

import pytest

from builder.diagnostics import Severity
from builder.source.compile import compile_course
from tests.unit.source.author import PAGE, TOP, codes, found, question_of, source_of

SAID = "Your story is yours."
ONE = "::: choose-one one\nMust you tell your story?\n- [x] (a) {}\n- [ ] (b) No\n:::\n"


def one(answer: str) -> str:
    return ONE.format(answer)


@pytest.mark.parametrize("parted", ["Yes — {}", "Yes – {}", "Yes - {}", "Yes—{}", "Yes – {} ", "Yes | {}", "Yes; {}", "Yes, {}", "Yes // {}", "Yes • {}",
    "Yes    {}", "Yes ({})", "Yes [{}]", "Yes -> {}", "Yes → {}", "Yes => {}", "Yes <br> {}", "**Yes** — {}"])  # fmt: skip
@pytest.mark.parametrize("label", ["Feedback", "Explanation", "Rationale", "Correct", "Incorrect feedback", "Feedback (correct)", "If correct", "Solution"])
def test_what_can_only_be_feedback_is_feedback_of_its_answer(parted: str, label: str) -> None:
    question = question_of(one(parted.format(f"{label}: {SAID}")))
    first, second = question.options  # type: ignore[attr-defined]  # a ChooseOne
    assert (first.text.plain, first.feedback and first.feedback.plain, second.feedback) == ("Yes", SAID, None)


@pytest.mark.parametrize("typed", ["Yes. Feedback: {}", "Yes! **Feedback:** {}", "Yes? *Feedback*: {}", "Yes.” **Feedback: {}**", "Yes… feedback： {}"])
def test_the_stop_before_a_label_stays_with_the_answer(typed: str) -> None:
    first = question_of(one(typed.format(SAID))).options[0]  # type: ignore[attr-defined]  # a ChooseOne
    assert first.text.plain == typed[: typed.index(" ")]
    assert first.feedback is not None
    assert first.feedback.plain == SAID


def test_feedback_in_the_line_goes_on_over_the_next_lines() -> None:
    first, second = question_of(one(f"Yes — Feedback: Your story\nis yours.\n- [ ] (c) Perhaps (Feedback: {SAID})")).options[:2]  # type: ignore[attr-defined]
    assert [option.feedback.plain for option in (first, second)] == [SAID, SAID]


@pytest.mark.parametrize("typed", ["Yes. Hint: Think.", "Yes | Points: 2", "Yes – Outcome: 1.1", "Yes. If right: Good.", "Yes | Difficulty: easy", "Yes. Reason: Yours.",
    "Yes — Why: Yours.", "Yes. Note: Yours.", "Yes (Tip: Think.)", "Yes | Answer: A", "Yes | Correct: true", "Yes | Correct: yes", "Yes Feedback: Right."])  # fmt: skip
def test_what_may_mean_something_else_is_an_error_and_a_backslash_makes_it_text(typed: str) -> None:
    assert codes(one(typed)) == ["SRC126"]
    escaped = typed.replace(":", "\\:")
    assert question_of(one(escaped)).definition.choices[0].text == typed


@pytest.mark.parametrize("typed", ["We give feedback: every week", "At 10:30 – note the time", "See https://a.uk/ first", "The reason: nobody knows", "Rest, because: it helps",
    "Say “no: never”", "`Yes. Note: x`", "A ratio of 3:1", "Tell them why: it helps", "Right or wrong: both", "A – b: c", "Ask a question: who?"])  # fmt: skip
def test_a_sentence_that_holds_such_a_word_and_a_colon_stays(typed: str) -> None:
    assert question_of(one(typed)).definition.choices[0].text == typed.replace("`", "")


def test_text_that_is_no_answer_stays() -> None:
    assert codes("Read this. Note: it matters. Yes — Feedback: none.\n") == []
    assert question_of(one("Yes").replace("story?", "story? Note: it is yours.")).definition.description.endswith("Note: it is yours.")


@pytest.mark.parametrize("kind", ["put-in-order", "poll", "checklist"])
def test_kinds_whose_answers_have_no_feedback_report_it(kind: str) -> None:
    text = f"::: {kind} one\nWhich?\n- (a) First. Feedback: Right.\n- (b) Second\n- (c) Third\n:::\n"
    compiled = compile_course(source_of(TOP + PAGE + text))
    assert "SRC126" in {fault.rule.code for fault in compiled.diagnostics if fault.rule.severity is Severity.ERROR}


def test_the_hint_shows_the_line_to_type() -> None:
    (fault,) = found(TOP + PAGE + one("Yes. Hint: Think."))
    assert "`Hint: Think.`" in fault.hint
    (fault,) = found(TOP + PAGE + one("Yes | Type: mcq"))
    assert r"`- [x] (a) Yes | Type\: mcq`" in fault.hint


@pytest.mark.parametrize("arrow", ["->", "-->", "=>", "→", "⇒", "➔"])
@pytest.mark.parametrize("kind", ["choose-one", "choose-several"])
def test_an_arrow_that_parts_nothing_is_told_and_a_backslash_makes_it_a_sign(kind: str, arrow: str) -> None:
    text = one(f"Settings {arrow} Privacy").replace("choose-one", kind)
    (fault,) = found(TOP + PAGE + text)
    assert (fault.rule.code, f"`\\{arrow}`" in fault.hint) == ("SRC127", True)
    escaped = text.replace(arrow, f"\\{arrow}")
    assert question_of(escaped).definition.choices[0].text == f"Settings {arrow} Privacy"
    assert codes(escaped.removeprefix(TOP + PAGE)) == []


def test_an_arrow_in_other_text_and_in_code_of_a_pair_stays() -> None:
    assert codes("Go to Settings → Privacy.\n") == []
    assert "SRC127" not in codes("::: match one\nMatch.\n- (a) One -> (x) Two\n- (b) Three → (y) Four\n:::\n")
