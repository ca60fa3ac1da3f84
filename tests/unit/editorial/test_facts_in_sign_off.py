"""A sign-off covers what the facts of a session say, and neither when they were checked nor how they are kept."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.course.model import Course
from builder.editorial.digest import digest_session
from builder.editorial.passages import FACTS, list_passages
from builder.editorial.plain_english import advise_on_words
from builder.source.compile import compile_course
from builder.source.files import TextFile
from builder.source.tree.lines import split_lines
from tests.unit.source.author import COURSE, PAGE, TOP, source_of

FIRST = "  - id: zebra-sum\n    statement: A zebra costs 12 pounds\n    source: A shop\n"
SECOND = "  - id: zebra-name\n    statement: The NZZ gave it a name\n"
PAGES = "It costs [12 pounds](fact:zebra-sum). It has [a name](fact:zebra-name).\n\n::: facilitator\nSay [that](fact:zebra-sum).\n:::\n"


def compiled(facts: str = FIRST + SECOND, page: str = PAGES) -> Course:
    text = f"facts:\n{facts}"
    source = replace(source_of(TOP + PAGE + page, course=COURSE + "language: en-GB\n"), records={"facts": TextFile("facts.yaml", text, split_lines(text))})
    done = compile_course(source)
    assert done.value is not None, done.diagnostics
    return done.value


def digest(course: Course) -> str:
    return digest_session(course, course.sessions[0])


def test_reviewers_read_the_statements_after_the_pages() -> None:
    course = compiled()
    last = list_passages(course, course.sessions[0])[-1]
    assert last.title == FACTS
    assert [(each.role, each.words, each.place.file) for each in last.passages] == [
        ("Fact", "A zebra costs 12 pounds", "facts.yaml"),
        ("Fact", "The NZZ gave it a name", "facts.yaml"),
    ]


def test_another_statement_opens_the_session_again() -> None:
    before = digest(compiled())
    assert digest(compiled(FIRST.replace("12 pounds", "13 pounds") + SECOND)) != before
    assert digest(compiled(FIRST + SECOND.replace("gave it", "gave to it"))) != before


def test_a_fact_that_facilitators_alone_are_told_is_not_covered() -> None:
    page = "It has [a name](fact:zebra-name).\n\n::: facilitator\nIt costs [12](fact:zebra-sum).\n:::\n"
    assert digest(compiled(FIRST.replace("12 pounds", "13 pounds") + SECOND, page)) == digest(compiled(page=page))


@pytest.mark.parametrize(
    "facts",
    [
        FIRST + "    checked_on: 2026-01-31\n    checked_by: a carer\n    review_by: 2027-01-31\n    nation: Wales\n" + SECOND,
        FIRST.replace("A shop", "Another shop") + SECOND,
        SECOND + FIRST,
        FIRST + SECOND + "  - id: no-page-says-it\n    statement: Other words\n",
        FIRST.replace("A zebra costs 12 pounds", '"A zebra costs\n      12 pounds"') + SECOND,
    ],
    ids=["a check", "a source", "order", "a fact of no page", "layout"],
)
def test_checks_sources_and_order_leave_the_decision_as_it_is(facts: str) -> None:
    assert digest(compiled(facts)) == digest(compiled())


def test_an_id_leaves_the_decision_as_it_is() -> None:
    facts, page = FIRST + SECOND, PAGES
    assert digest(compiled(facts.replace("zebra-sum", "zz"), page.replace("zebra-sum", "zz"))) == digest(compiled())


def test_a_link_to_one_more_fact_opens_the_session_again() -> None:
    less = PAGES.replace("[a name](fact:zebra-name)", "a name")
    assert digest(compiled(page=less)) != digest(compiled())


def test_advice_on_the_words_of_learners_leaves_statements_alone() -> None:
    assert [one.message for one in advise_on_words(compiled())] == []
