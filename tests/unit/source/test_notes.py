"""Notes to oneself, `<!-- ... -->`: learners see nothing of them, they mean nothing, and no word beside them is lost."""

from __future__ import annotations

import pytest

from builder.course.cmi import Choice, Matching
from builder.interactions.kinds.choose_one import ChooseOne
from builder.source.tree.grammar import mask_notes
from tests.unit.source.author import FIRST, PAGE, TOP, codes, found, html_of, question_of


@pytest.mark.parametrize("line", ["<!--> shown", "<!---> shown", "<!----> shown", "<!-- --> shown", "<!--- x ---> shown", "<!-- <!-- x --> shown"])
def test_words_after_a_note_are_shown(line: str) -> None:
    assert html_of(f"{line}\n") == "<p>shown</p>"
    assert codes(f"{line}\n\nmore\n") == []


@pytest.mark.parametrize("note", ["<!-- the right one -->", "<!-- a -> b -->", "<!---->", "<!-- a --> and <!-- b -->"])
def test_the_end_of_a_note_is_no_arrow(note: str) -> None:
    question = f"::: choose-one q\nWhich?\n- [x] (a) Yes {note}\n- [ ] (b) No\n:::\n"
    assert codes(question) == []
    pairs = f"::: match q\nMatch.\n- (a) Ask {note} -> (x) Asha\n- (b) Answer -> (y) Ben {note}\n:::\n"
    assert codes(pairs) == []
    assert question_of(pairs).definition.correct == (Matching((("a", "x"), ("b", "y"))),)


@pytest.mark.parametrize("note", ["<!-- Hint: ask Sam -->", "<!-- x. Feedback: no -->", "<!-- Answer: b -->"])
def test_a_label_in_a_note_means_nothing(note: str) -> None:
    read = question_of(f"::: choose-one q\nWhich?\n- [x] (a) Yes {note}\n- [ ] (b) No\n:::\n")
    assert isinstance(read, ChooseOne)
    assert [choice.text for choice in read.definition.choices] == ["Yes", "No"]
    assert read.definition.correct == (Choice(("a",)),)
    assert read.hint is None
    assert all(option.feedback is None for option in read.options)


@pytest.mark.parametrize(
    "typed", ["<!- a note ->", "<! -- a note -- >", "<!– a note –>", "<!—a note—>", "Words <!-- a note", "Words <!-- a\n\nnote -->"]
)
def test_half_a_note_is_reported_and_whole_it_is_not_shown(typed: str) -> None:
    (fault,) = found(f"{TOP}{PAGE}Text {typed}\n")
    assert (fault.rule.code, fault.place and fault.place.line) == ("SRC142", FIRST)
    assert "`<!--` and ends with `-->`" in fault.hint
    assert html_of("Text <!-- a note -->\n").replace(" ", "") == "<p>Text</p>"


def test_what_is_no_note_is_not_masked() -> None:
    assert mask_notes(r"a \<!-- b --> c <!-- d") == r"a \<!-- b --> c <!-- d"
    assert mask_notes("a <!-- b --> c") == "a            c"


@pytest.mark.parametrize(
    "page",
    [
        "::: choose-one q <!-- ask Sam -->\nWhich?\n- [x] (a) Yes\n- [ ] (b) No\n:::\n",
        "::: choose-one <!-- ask Sam --> q\nWhich?\n- [x] (a) Yes\n- [ ] (b) No\n::: <!-- end of q -->\n",
        "::: check q <!-- ask Sam -->\nTitle: Hello <!-- better one? -->\n::: choose-one r\nWhich?\nOutcome: 1.1\n- [x] (a) Yes\n- [ ] (b) No\n:::\n:::<!-- end -->\n",
        "::: callout <!-- ask Sam -->\nText.\n::: <!-- end -->\n",
    ],
)
def test_a_note_beside_the_colons_of_a_fence_means_nothing(page: str) -> None:
    assert codes(page) == []


def test_a_note_beside_the_label_of_a_page_means_nothing() -> None:
    assert found(f"{TOP}# A page\nPage: a-page <!-- or welcome? -->\nCore: yes <!-- ask Sam -->\n\nText.\n") == ()
