"""Questions as kinds read them: prompt, answers, codes, labels, and what each kind makes of them."""

from __future__ import annotations

import pytest

from builder.course.blocks import Check
from builder.course.cmi import Choice, InteractionType, Matching, Texts
from builder.course.document import Picture, Prose
from builder.interactions.kinds.choose_one import ChooseOne
from builder.interactions.kinds.choose_several import ChooseSeveral
from builder.interactions.kinds.fill_gaps import FillGaps
from builder.interactions.kinds.match import Match
from builder.source.compile import compile_course
from tests.unit.source.author import PAGE, TOP, blocks_of, codes, found, question_of, source_of


def test_choose_one() -> None:
    question = question_of(
        "::: choose-one must-you-tell\nSam is asked to speak.\n\nMust he tell *his* story?\nOutcome: 1.1\n- [x] (n) **No**\n  Feedback: Right.\n"
        "  He chooses.\n- [ ] (y) Yes,\n  every time\nHint: Think.\nIf right: Good.\nIf wrong: Look again.\nKey: a7x\n:::\n"
    )
    assert isinstance(question, ChooseOne)
    assert question.definition.type is InteractionType.CHOICE
    assert question.definition.description == "Sam is asked to speak. Must he tell his story?"
    assert question.definition.correct == (Choice(("n",)),)
    assert [(one.code, one.text) for one in question.definition.choices] == [("n", "No"), ("y", "Yes, every time")]
    assert question.definition.most_chosen == 1
    assert (question.outcomes, question.points, question.key) == (("1.1",), 1, "a7x")
    assert [text and text.plain for text in (question.hint, question.if_right, question.if_wrong)] == ["Think.", "Good.", "Look again."]
    assert [option.feedback and option.feedback.plain for option in question.options] == ["Right. He chooses.", None]
    assert question.options[0].text.html == "<strong>No</strong>"


def test_choose_several() -> None:
    question = question_of("::: choose-several reasons\nWhich?\n- [x] (a) One\n- [ ] (b) Two\n- [x] (c) Three\n:::\n")
    assert isinstance(question, ChooseSeveral)
    assert question.definition.correct == (Choice(("a", "c")),)
    assert question.definition.most_chosen == 3


def test_match_with_shared_partners_and_extras() -> None:
    question = question_of(
        "::: match words\nMatch.\n- (a) One -> (x) Two\n  Feedback: Because.\n- (b) Three -> (y) Four\n- (c) Five -> (x)\n- (d) Six -> (y) four\n"
        "Extra: (z) *Seven*\nExtra: (w) Eight\n:::\n"
    )
    assert isinstance(question, Match)
    assert question.definition.correct == (Matching((("a", "x"), ("b", "y"), ("c", "x"), ("d", "y"))),)
    assert [(one.code, one.text.plain, one.extra) for one in question.targets] == [
        ("x", "Two", False), ("y", "Four", False), ("z", "Seven", True), ("w", "Eight", True),
    ]  # fmt: skip
    assert question.targets[2].text.html == "<em>Seven</em>"
    assert question.pairs[0].feedback is not None
    assert question.pairs[0].feedback.plain == "Because."


def test_fill_gaps() -> None:
    question = question_of(
        "::: fill-gaps decides\nRead the law first.\n\nA [[(a) ethics|ethical]] committee says [[(b) yes\nor no]].\n"
        "- A list with [[(c) 1\\|2]] too\nHint: Law.\n:::\n"
    )
    assert isinstance(question, FillGaps)
    assert question.definition.type is InteractionType.FILL_IN
    assert question.definition.variants == (("ethics", "ethical"), ("yes or no",), ("1|2",))
    assert question.definition.correct == (Texts(("ethics", "yes or no", "1|2")), Texts(("ethical", "yes or no", "1|2")))
    assert question.definition.description == "Read the law first. A ____ committee says ____. A list with ____ too"
    assert [block.plain for block in question.prompt if isinstance(block, Prose)] == ["Read the law first."]
    assert [block.kind for block in question.passage if isinstance(block, Prose)] == ["paragraph", "list"]
    first = question.passage[0]
    assert isinstance(first, Prose)
    assert first.html == "<p>A \ue0000\ue001 committee says \ue0001\ue001.</p>"
    assert [gap.code for gap in first.gaps] == ["a", "b"]


def test_at_most_ten_alternatives_are_listed_and_the_first_is_the_authors_own() -> None:
    gap = " | ".join(f"word{number}" for number in range(5))
    question = question_of(f"::: fill-gaps many\nOne [[(a) {gap}]] and [[(b) {gap}]].\n:::\n")
    assert len(question.definition.correct) == 10
    assert question.definition.correct[0] == Texts(("word0", "word0"))


def test_a_prompt_may_hold_quotes_tables_and_pictures() -> None:
    table = "| A | B |\n|---|---|\n| 1 | 2 |\nCaption: Two\n"
    typed = f"::: choose-one which\n> A story.\n\n{table}\n![A.](media/a.svg)\nCaption: Under it\n\nWhich?\n- [x] (a) One\n- [ ] (b) Two\n:::\n"
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
    compiled = compile_course(source_of(TOP + PAGE + typed, media={"media/a.svg": svg}))
    assert compiled.value is not None, compiled.diagnostics
    assert list(compiled.value.media) == ["media/a.svg"]
    (question,) = compiled.value.sessions[0].pages[0].blocks
    assert isinstance(question, ChooseOne)
    assert [block.kind if isinstance(block, Prose) else "picture" for block in question.prompt] == ["quote", "table", "picture", "paragraph"]
    picture = question.prompt[2]
    assert isinstance(picture, Picture)
    assert picture.caption is not None


def test_a_check_marks_its_questions_and_may_hold_text() -> None:
    question = "::: choose-one {}\nWhich?\nPoints: {}\n- [x] (a) One\n- [ ] (b) Two\n:::\n"
    typed = (
        f"::: check the-check\nFinal: YES\nKey: abc\nText first.\n\n{question.format('one', 2)}\nText between.\n\n{question.format('two', 3)}:::\n"
    )
    (check,) = blocks_of(typed)
    assert isinstance(check, Check)
    assert (check.title.plain, check.final, check.key) == ("Quick check", True, "abc")
    assert [(one.id, one.points) for one in check.interactions()] == [("one", 2), ("two", 3)]
    assert [type(block).__name__ for block in check.body] == ["Prose", "ChooseOne", "Prose", "ChooseOne"]


def choose(body: str) -> str:
    return f"::: choose-one any-question\n{body}:::\n"


ANSWERS = "- [x] (a) One\n- [ ] (b) Two\n"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (choose("Which?\n" + ANSWERS + "\nA late text.\nof two lines\n"), "SRC060"),
        (choose("Which?\n" + ANSWERS + "## A heading\n"), "SRC061"),
        (choose("## A heading\nWhich?\n" + ANSWERS), "SRC061"),
        (choose("Which?\n" + ANSWERS + "Hint: One.\n\nTwo.\n"), "SRC060"),
        (choose("Which?\nFeedback: None.\n" + ANSWERS), "SRC053"),
        (choose("Which?\n- [x] (a) One\nFeedback: A.\nFeedback: B.\n- [ ] (b) Two\n"), "SRC051"),
        (choose("Which?\nCaption: Nothing above.\n" + ANSWERS), "SRC050"),
        (choose("Which?\nPage: a-page\n" + ANSWERS), "SRC050"),
        (choose("Which?\nHinf: One.\n" + ANSWERS), "SRC050"),
        ("::: check c\n" + choose("Which?\nPoints: 0\n" + ANSWERS) + ":::\n", "CRS081"),
        (choose("![A.](media/a.svg)\n" + ANSWERS), "CRS060"),
        (choose("::: callout\nText.\n:::\nWhich?\n" + ANSWERS), "SRC035"),
        ("::: match m\nMatch.\n- (a) One -> (x) Two\n- (b) Three ->\n:::\n", "CRS200"),
        ("::: match m\nMatch.\n- (a) -> (x) Two\n- (b) Three -> (y) Four\n:::\n", "CRS086"),
        ("::: match m\nMatch.\n- (a) One -> (x) Two\n:::\n", "CRS084"),
        ("::: match m\nMatch.\n- (a) One -> (x) Two\n- (b) Three -> (y) Four\nExtra: (z)\n:::\n", "CRS086"),
        ("::: match m\nMatch.\n- (a) One -> (x) Two\n- (b) Three -> (y) Four\nExtra:\n:::\n", "SRC052"),
        ("::: match m\nMatch.\n- (a) One -> (x) Two\n- (b) Three -> (y) Four\nExtra: (z) Two\n:::\n", "CRS203"),
        ("::: match m\nMatch.\n- (a) One -> (x) Two\n- (b) Three -> (y) Four\nExtra: (z) Five\nExtra: (z) Six\n:::\n", "CRS083"),
        ("::: fill-gaps g\nA [[(a) one]] and [[(a) two]].\n:::\n", "CRS083"),
        ("::: fill-gaps g\nA [[(a) one]].\nPage: none\n:::\n", "SRC050"),
        ("::: fill-gaps g\nA *very [[(a) one]] good* one.\n:::\n", "SRC066"),
        ("::: fill-gaps g\nA [form [[(a) one]]](https://a.uk/).\n:::\n", "SRC066"),
        ("::: fill-gaps g\n| A | B |\n|---|---|\n| 1 | [[(a) one]] |\n:::\n", "SRC066"),
        ("::: fill-gaps g\nA `[[(a) one]]`.\n:::\n", "SRC066"),
        ("::: fill-gaps g\nA [[(a) one\n\ntwo]].\n:::\n", "SRC064"),
        ("::: fill-gaps g\n## Heading\nA [[(a) one]].\n:::\n", "SRC061"),
        ("::: check c\n" + choose("Which?\n" + ANSWERS) + "Title: Late\n:::\n", "SRC044"),
        ("::: check c\nFinal: maybe\n" + choose("Which?\n" + ANSWERS) + ":::\n", "SRC054"),
        ("::: check c\n::: check d\n" + choose("Which?\n" + ANSWERS) + ":::\n" + choose("Which?\n" + ANSWERS) + ":::\n", "SRC035"),
        ("::: expander\nTitle: More\n" + choose("Which?\n" + ANSWERS) + ":::\n", "SRC035"),
    ],
)
def test_a_fault_is_found_alone(typed: str, code: str) -> None:
    assert set(codes(typed)) == {code}


def test_an_unclosed_question_does_not_hide_the_ones_after_it() -> None:
    first = choose("Which?\n" + ANSWERS).removesuffix(":::\n")
    second = "::: choose-one second\nWhich?\n- [ ] (a) One\n- [ ] (b) Two\n:::\n"
    assert codes(first + "\n" + second) == ["CRS101", "SRC036"]


def test_a_question_that_really_holds_a_question_is_one_fault() -> None:
    inner = "::: choose-one second\nWhich?\n" + ANSWERS + ":::\n"
    assert codes(choose("Which?\n" + ANSWERS + inner)) == ["SRC036"]


def test_nothing_inside_a_fence_that_is_not_read_is_judged() -> None:
    assert codes("::: what\nText <b>.\n:::\n") == ["SRC033"]
    assert codes("::: what ever this is\n::: choose-one\n:::\n:::\n") == ["SRC032"]


def test_labels_of_one_line_do_not_swallow_the_prompt() -> None:
    question = question_of(choose("Outcome: 1.1\nKey: abc\nWhich?\n" + ANSWERS))
    assert (question.definition.description, question.outcomes, question.key) == ("Which?", ("1.1",), "abc")


def test_codes_may_be_the_same_on_both_sides() -> None:
    question = question_of("::: match m\nMatch.\n- (a) One -> (a) Two\n- (b) Three -> (b) Four\n:::\n")
    assert question.definition.correct == (Matching((("a", "a"), ("b", "b"))),)


def test_drafts_get_the_same_ids_and_codes_that_fix_writes() -> None:
    typed = TOP + "# A page\n\n::: choose-one\nWhich one is it?\n- [x] One\n- [ ] Two\n:::\n"
    compiled = compile_course(source_of(typed), drafts=True)
    assert compiled.value is not None
    page = compiled.value.sessions[0].pages[0]
    (question,) = page.blocks
    assert isinstance(question, ChooseOne)
    assert (page.id, question.id) == ("a-page", "which-one-is-it")
    assert [one.code for one in question.definition.choices] == ["a", "b"]
    assert {one.rule.severity for one in compiled.diagnostics} == {"warning"}
    assert compile_course(source_of(typed)).value is None


def test_codes_that_a_question_lacks_are_one_fault_at_the_first() -> None:
    typed = "::: match m\nMatch.\n- One -> Two\n- (b) Three -> Four\nExtra: Five\n:::\n"
    (fault,) = compile_course(source_of(TOP + PAGE + typed)).diagnostics
    assert fault.message == "The answer “One” has no code, and 3 more in this question."
    assert fault.place is not None
    assert fault.place.column == 3


@pytest.mark.parametrize(
    ("typed", "made"), [("q_1", "q-1"), ("Q.1", "q-1"), ("ｑ１", "q1"), ("é", "e"), ("-q", "q"), ("“q1”", "q1"), ("{q1}", "q1"), ("a" * 41, "a" * 40), ("вопрос", ""), ("q-вопрос", "")]
)  # fmt: skip
@pytest.mark.parametrize("page", ["::: choose-one {}\nWho?\n- [x] (a) All\n- [ ] (b) None\n:::\n"])
def test_a_hint_for_an_id_is_made_of_what_was_typed(page: str, typed: str, made: str) -> None:
    (told,) = [fault for fault in found(TOP + PAGE + page.format(typed)) if fault.rule.code == "SRC019"]
    assert told.hint.startswith(f"Type `{made}` in its place." if made else "Use small letters")
    assert len(told.changes) == bool(made)


@pytest.mark.parametrize(("one", "other"), [("don't", "don’t"), ("“Yes”", '"Yes"'), ("the ‘first’", "the 'first'")])
def test_answers_that_differ_in_the_form_of_their_quotes_are_the_same(one: str, other: str) -> None:
    assert "CRS087" in codes(f"::: choose-one any\nWho?\n- [x] (a) {one}\n- [ ] (b) {other}\n:::\n")


@pytest.mark.parametrize(
    ("accept", "hint"),
    [
        ("52..54", "Type `Accept: 52 to 54`."), ("52 or 54", "Type `Accept: 52 to 54`."), ("54 to 52", "Type the lower number first: `Accept: 52 to 54`."),
        ("53.50 to 53.10", "Type the lower number first: `Accept: 53.1 to 53.5`."), ("53 to 53", "Type a higher second number, or delete the line."),
        ("any", "Type `Accept: 53 to 53.20`, or `Accept: within 0.5`."),
    ],
)  # fmt: skip
def test_a_hint_for_a_range_holds_the_numbers_that_were_typed(accept: str, hint: str) -> None:
    assert hint in [fault.hint for fault in found(TOP + PAGE + f"::: number any\nHow many?\nAnswer: 53\nAccept: {accept}\n:::\n")]


@pytest.mark.parametrize("typed", ["2 × 10³", "2 * 10", "10^3", "10³"])
def test_no_part_of_a_power_is_taken_for_the_number(typed: str) -> None:
    (told,) = [fault for fault in found(TOP + PAGE + f"::: number any\nHow many?\nAnswer: {typed}\n:::\n") if fault.rule.code == "CRS251"]
    assert told.hint.startswith("Type digits")
