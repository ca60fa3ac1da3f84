"""Words explained: the file, the links that mean its entries, and what is said when they mean none."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.course.blocks import Interaction
from builder.course.document import Prose
from builder.course.model import Course
from builder.course.term import Term
from builder.diagnostics import Diagnostic, Place
from builder.source.compile import compile_course
from builder.source.files import TextFile
from builder.source.markdown.terms import term_key
from builder.source.tree.lines import split_lines
from tests.unit.source.author import PAGE, TOP, place_of, source_of

GLOSSARY = """ethics-committee:
  term: Research ethics committee
  means: A group of people who check that a study is fair & safe.
carer:
  term: Carer’s assessment
  means: A talk about what <you> need.
"""


def compiled(page: str, glossary: str | None = GLOSSARY) -> tuple[Course | None, tuple[Diagnostic, ...]]:
    file = None if glossary is None else TextFile("glossary.yaml", glossary, split_lines(glossary))
    done = compile_course(replace(source_of(TOP + PAGE + page), glossary=file))
    return done.value, done.diagnostics


def codes(page: str, glossary: str | None = GLOSSARY) -> list[str]:
    return [one.rule.code for one in compiled(page, glossary)[1]]


def html(page: str) -> str:
    course, found = compiled(page)
    assert course is not None, found
    return "".join(block.html for block in course.sessions[0].pages[0].blocks if isinstance(block, Prose))


def test_entries_become_terms_in_the_order_of_the_author() -> None:
    course, _ = compiled("Text.\n")
    assert course is not None
    assert course.glossary == (
        Term("ethics-committee", "Research ethics committee", "A group of people who check that a study is fair & safe.", Place("glossary.yaml", 2, 9, 25)),
        Term("carer", "Carer’s assessment", "A talk about what <you> need.", Place("glossary.yaml", 5, 9, 18)),
    )


@pytest.mark.parametrize(
    ("link", "ident"),
    [
        ("[research ethics committee](glossary)", "ethics-committee"),
        ("[RESEARCH  ethics committee](Glossary)", "ethics-committee"),
        ("[*research* **ethics** committee](glossary)", "ethics-committee"),
        ("[research\nethics committee](glossary)", "ethics-committee"),
        ("[carer's assessment](glossary)", "carer"),
        ("[the committee](glossary:ethics-committee)", "ethics-committee"),
        ("[the committee](glossary:Ethics-Committee)", "ethics-committee"),
    ],
)
def test_a_link_finds_its_entry(link: str, ident: str) -> None:
    assert f'<a href="#term:{ident}"' in html(f"See {link}.\n")


def test_a_link_may_stand_wherever_links_may() -> None:
    page = (
        "- a list with a [committee](glossary:carer)\n\n> A quote with [a carer](glossary:carer).\n\n| A | B |\n| --- | --- |\n"
        "| x | [carer](glossary:carer) |\n\n::: choose-one which\nWhich [carer](glossary:carer)?\n- [x] (a) One\n- [ ] (b) Two\n"
        "Hint: Ask a [carer](glossary:carer).\nIf right: The [carer](glossary:carer) did.\n:::\n"
    )
    course, found = compiled(page)
    assert course is not None, found
    *texts, question = course.sessions[0].pages[0].blocks
    assert all("#term:carer" in block.html for block in texts if isinstance(block, Prose))
    assert isinstance(question, Interaction)
    assert all(text is not None and "#term:carer" in text.html for text in (question.hint, question.if_right))
    assert question.definition.description == "Which carer?"


def test_an_answer_holds_no_link_to_the_glossary_either() -> None:
    assert codes("::: choose-one which\nWhich?\n- [x] (a) A [carer](glossary:carer)\n- [ ] (b) Two\n:::\n") == ["TXT003"]


@pytest.mark.parametrize(
    ("link", "glossary", "says", "hint"),
    [
        ("[ethics comittee](glossary)", GLOSSARY, "does not explain “ethics comittee”", "[ethics comittee](glossary:ethics-committee)"),
        ("[moon](glossary)", GLOSSARY, "does not explain “moon”", "The ids are: ethics-committee, carer."),
        ("[it](glossary:carrer)", GLOSSARY, "no entry “carrer”", "`glossary:carer`"),
        ("[it](glossary:moon)", GLOSSARY, "no entry “moon”", "The ids are:"),
        ("[moon](glossary)", None, "does not explain any words", "Make a file glossary.yaml"),
        ("[moon](glossary)", "# nothing yet\n", "does not explain any words", "Make a file glossary.yaml"),
    ],
)
def test_a_link_that_means_no_entry(link: str, glossary: str | None, says: str, hint: str) -> None:
    _, (fault,) = compiled(f"The glossary: {link}.\n", glossary)
    assert fault.rule.code == "CRS128"
    assert says in fault.message
    assert hint in fault.hint
    assert place_of(fault.place) == (1, 15 + link.index("(") + 1, len(link) - link.index("(") - 2)


def test_nothing_is_said_of_links_where_the_file_is_at_fault() -> None:
    assert codes("See [moon](glossary).\n", "carer:\n  term: Carer\n") == ["SRC016"]
    assert codes("See [moon](glossary).\n", "carer:\n\tterm: Carer\n") == ["SRC011", "SRC016"]


@pytest.mark.parametrize(
    ("glossary", "code", "line"),
    [
        ("carer:\n  term: Carer\n  means:\n", "SRC016", 3),
        ("carer:\n  means: Somebody who helps.\n", "SRC016", 2),
        ('carer:\n  term: ""\n  means: Somebody who helps.\n', "SRC018", 2),
        ("carer: Somebody who helps.\n", "SRC017", 1),
        ("- carer\n", "SRC010", 1),
        ("Carer Word:\n  term: Carer\n  means: Somebody who helps.\n", "SRC019", 1),
        ("carer:\n  term: Carer\n  meens: Somebody who helps.\n", "SRC015", 3),
        ("carer:\n  term: Carer\n  means: A.\ncarer:\n  term: Other\n  means: B.\n", "SRC014", 4),
        ("a:\n  term: Carer\n  means: A.\nb:\n  term: CARER\n  means: B.\n", "CRS129", 5),
    ],
)
def test_each_fault_of_the_file_is_told_in_its_line(glossary: str, code: str, line: int) -> None:
    course, (fault,) = compiled("Text.\n", glossary)
    assert course is None
    assert (fault.rule.code, fault.place.file if fault.place else "", fault.place.line if fault.place else 0) == (code, "glossary.yaml", line)


def test_empty_words_are_one_fault() -> None:
    assert codes("See [](glossary).\n") == ["A11003"]


def test_words_are_the_same_by_the_table_of_typed_answers() -> None:
    alike = ("Follow-up", "follow\u2010up", "FOLLOW\u2013UP", "follow - up", "fol\u00adlow-up", "\uff26ollow-up", "follow-up.")
    assert {term_key(words) for words in alike} == {"follow-up"}
    assert term_key("people’s panel") == term_key("People's  panel") == term_key("people\u02bcs panel")
    assert term_key("cafe") != term_key("café")
