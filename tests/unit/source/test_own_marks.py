"""Letters and numbers of an author's own before answers: read as codes, as marks of a list, or told, and never shown beside a code."""

from __future__ import annotations

import pytest

from builder.course.blocks import Interaction
from builder.diagnostics.changes import Replacement
from builder.source.fix import fix
from tests.oracles.obedience import edit_text
from tests.unit.source.author import PAGE, TOP, codes, found, question_of, source_of

MARKS_OF_LISTS = [
    ("a)", "b)"),
    ("A.", "B."),
    ("A:", "B:"),
    ("а)", "б)"),
    ("α)", "β)"),
    ("1.", "2."),
    ("1)", "2)"),
    ("i.", "ii."),
    ("①", "②"),
    ("Ⓐ", "Ⓑ"),
    ("🅐", "🅑"),
    ("❶", "❷"),
    ("**a)**", "**b)**"),
    ("a -", "b -"),
    ("A –", "B –"),
]
MARKS_IN_BRACKETS = [
    ("(а)", "(б)"),
    ("（a）", "（b）"),
    ("(ａ)", "(ｂ)"),
    ("(é)", "(è)"),
    ("(α)", "(β)"),
    ("(aa)", "(bb)"),
    ("(10)", "(20)"),
    ("(a.)", "(b.)"),
    ("[a]", "[b]"),
    ("{a}", "{b}"),
    ("( a )", "( b )"),
    ("(a1)", "(b1)"),
]


def question(first: str, second: str) -> str:
    return f"::: choose-one must-you-tell\nMust you?\n- [x] {first}\n- [ ] {second}\n:::\n"


def fixed(page: str) -> str:
    (change,) = fix(source_of(TOP + PAGE + page))
    return change.new.removeprefix(TOP + PAGE)


def words(answers: Interaction) -> list[str]:
    return [choice.text for choice in answers.definition.choices]


@pytest.mark.parametrize(("first", "second"), [*MARKS_OF_LISTS, *MARKS_IN_BRACKETS])
def test_what_fix_writes_shows_no_mark_to_learners(first: str, second: str) -> None:
    page = question(f"{first} Yes", f"{second} No")
    assert codes(page) == ["SRC038"]
    assert words(question_of(fixed(page))) == ["Yes", "No"]


@pytest.mark.parametrize(("first", "second"), MARKS_IN_BRACKETS)
def test_a_mark_in_brackets_gives_way_to_the_code(first: str, second: str) -> None:
    written = fixed(question(f"{first} Yes", f"{second} No"))
    assert first not in written
    assert second not in written


def test_a_mark_that_looks_like_a_letter_becomes_that_letter() -> None:
    assert fixed(question("(с) Ja", "(а) Nein")) == question("(c) Ja", "(a) Nein")
    assert fixed(question("(a) Ja", "(а) Nein")) == question("(a) Ja", "(b) Nein")


@pytest.mark.parametrize(("first", "second"), [*MARKS_OF_LISTS, *(marks for marks in MARKS_IN_BRACKETS if marks[0][0] in "(（")])
def test_a_mark_behind_a_code_is_told_and_the_hint_takes_it_away(first: str, second: str) -> None:
    page = TOP + PAGE + question(f"(a) {first} Yes", f"(b) {second} No")
    diagnostics = found(page)
    assert [diagnostic.rule.code for diagnostic in diagnostics] == ["SRC152", "SRC152"]
    changes = [change for diagnostic in diagnostics for change in diagnostic.changes if isinstance(change, Replacement)]
    obeyed = edit_text(page, changes)
    assert obeyed == TOP + PAGE + question("(a) Yes", "(b) No")


@pytest.mark.parametrize(
    "page",
    [
        "::: match three-words\nMatch.\n- (a) a) One -> (x) Two\n- (b) Three -> (y) Four\n:::\n",
        "::: match three-words\nMatch.\n- (a) One -> (x) 1. Two\n- (b) Three -> (y) 2. Four\n:::\n",
        "::: sort three-words\nSort.\n## (x) A) One\n- (a) Two\n## (y) B) Three\n- (b) Four\n:::\n",
        "::: put-in-order three-words\nOrder.\n- (a) A) One\n- (b) B) Two\n- (c) C) Three\n:::\n",
        "::: choose-gaps three-words\nA [[(a) [x] (a) (б) one | (b) two]] gap.\n:::\n",
    ],
)
def test_partners_groups_and_choices_have_no_mark_of_their_own_either(page: str) -> None:
    assert set(codes(page)) == {"SRC152"}


@pytest.mark.parametrize("answer", ["[1] of two", "A. Writer", "(s)he", "A study", "1.5 litres", r"a\) as typed", r"\(b) as typed", "I. M. Pei", "X-ray"])
def test_words_stay_words(answer: str) -> None:
    assert codes(question(f"(a) {answer}", "(b) None of these")) == []
    assert len(found(TOP + PAGE + question(answer, "None of these"))) == 1
    assert answer in fixed(question(answer, "None of these"))


@pytest.mark.parametrize("sign", ["-", "–", "—", ":", ")"])
def test_a_sign_behind_a_code_is_told_and_deleted(sign: str) -> None:
    (told,) = [fault for fault in found(TOP + PAGE + f"::: choose-one any\nWho?\n- [x] (a) {sign} All\n- [ ] (b) None\n:::\n") if fault.rule.code == "SRC152"]
    assert told.message == f"Learners would see “{sign}” before “All”. The code is (a)."
    assert len(told.changes) == 1


@pytest.mark.parametrize("words", ["- 5", "-5", "– 3 to 4", ": 2", "-All", "—", "e-mail", "A - B", "… and more"])
def test_signs_that_belong_to_an_answer_are_not_told(words: str) -> None:
    assert "SRC152" not in codes(f"::: choose-one any\nWho?\n- [x] (a) {words}\n- [ ] (b) None\n:::\n")


@pytest.mark.parametrize("mark", ["(a):", "(a).", "（a）:"])
def test_a_colon_behind_a_code_belongs_to_the_code(mark: str) -> None:
    (told, *_more) = found(TOP + PAGE + f"::: choose-one any\nWho?\n- [x] {mark} All\n- [ ] (b) None\n:::\n")
    assert told.message == f"The answer “All” has no code, only “{mark}”."
