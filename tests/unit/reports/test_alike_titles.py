"""Pages, checks and questions whose titles read alike are told apart wherever a sentence names them."""

from __future__ import annotations

import pytest
from lxml import html
from msgspec.structs import replace

from builder.catalogue import catalogue
from builder.course.blocks import Check, Interaction
from builder.course.model import Course, Page
from builder.pages.names import name_checks, name_pages, name_questions
from builder.pages.recorded import write_recorded
from builder.reports.smoke_test import plan_smoke_test
from builder.reports.statements import statement_page
from builder.standards.registry import STANDARDS
from builder.tracking.compile import plan_tracking
from builder.tracking.plan import TrackingPlan
from tests.unit.tracking.example import CHOOSE_ONE, HERE, example_course, interaction, page, text


def named_check(ident: str, title: str, *questions: Interaction) -> Check:
    return Check(ident, text(title), final=False, body=questions, key="", place=HERE)


def titled(ident: str, title: str, *blocks: Interaction | Check) -> Page:
    return replace(page(ident, *blocks), title=text(title))


def alike_course() -> Course:
    """Two sessions of one title; in them pages, checks and questions whose titles differ in capitals and blanks at most."""
    first = (
        titled("a", "Try it", named_check("c1", "Five questions", interaction("q1", CHOOSE_ONE)), interaction("q2", CHOOSE_ONE)),
        titled("b", "Try it", named_check("c2", "Five  questions", interaction("q3", CHOOSE_ONE)), interaction("q4", CHOOSE_ONE)),
        titled("c", "Read on", named_check("c3", "FIVE questions", interaction("q5", CHOOSE_ONE)), named_check("c4", "Other", interaction("q6", CHOOSE_ONE))),
    )
    second = (titled("d", "Read on", named_check("c5", "five questions", interaction("q7", CHOOSE_ONE)), interaction("q8", CHOOSE_ONE)),)
    course = example_course(pages=first)
    return replace(
        course,
        record_also=("q2", "q4", "q8"),
        sessions=(course.sessions[0], replace(course.sessions[0], id="two", pages=second)),
    )


def planned(course: Course) -> TrackingPlan:
    plan = plan_tracking(course).value
    assert plan is not None
    return plan


@pytest.mark.parametrize("reader", ["learner", "staff"])
@pytest.mark.parametrize("units", ["course", "session"])
def test_no_two_sentences_about_what_is_recorded_read_alike(reader: str, units: str) -> None:
    plan = planned(replace(alike_course(), units=units))
    for each in map(plan.only, plan.units):
        sentences = write_recorded(each, reader).groups["answers"]  # type: ignore[arg-type]  # a reader, as the parameters list them
        assert len({sentence.casefold() for sentence in sentences}) == len(sentences) == sum(response.recorded for response in each.interactions)


def test_a_title_that_is_alone_stays_as_it_is_and_one_that_is_not_has_session_and_page() -> None:
    plan = planned(alike_course())
    assert name_checks(plan)["c4"] == "“Other”"
    assert name_checks(plan)["c5"] == "“five questions” (session 2, “Session one”, page 1, “Read on”)"
    assert name_checks(planned(example_course())) == {"quick-check": "“Quick check”"}
    shared = replace(alike_course(), sessions=alike_course().sessions[:1])
    assert name_checks(planned(shared))["c3"] == "“FIVE questions” (page 3, “Read on”)"


def test_statements_of_a_session_go_by_its_title_and_not_by_that_of_the_final_check_in_it() -> None:
    final = replace(named_check("c1", "The final check", interaction("q2", CHOOSE_ONE)), final=True)
    course = example_course(pages=(titled("a", "Read on", interaction("q1", CHOOSE_ONE)), titled("b", "The end", final)))
    plan = planned(replace(course, units="session"))
    assert [unit.title for unit in plan.units] == ["Session one", "The final check"]
    assert [section.title for section in catalogue(plan, STANDARDS)] == ["Session one"]


def test_two_of_one_title_on_one_page_are_numbered() -> None:
    course = example_course(pages=(titled("a", "Try it", interaction("q1", CHOOSE_ONE), interaction("q2", CHOOSE_ONE)),))
    assert [name.partition("(")[2] for name in name_questions(planned(course)).values()] == [
        "page 1, “Try it”), number 1 with these words on that page",
        "page 1, “Try it”), number 2 with these words on that page",
    ]


def test_the_smoke_test_names_one_page_one_check_and_one_question() -> None:
    plan = planned(alike_course())
    question = plan_smoke_test(plan).question
    assert question is not None
    assert list(name_pages(plan).values()).count(question.page) == 1
    assert list(name_questions(plan).values()).count(question.prompt) == 1
    assert question.page_title == "Try it"


def test_no_two_headings_or_rows_of_the_statement_page_read_alike() -> None:
    plan = planned(alike_course())
    for section in catalogue(plan, STANDARDS):
        headings = [(entry.verb, entry.title) for entry in section.entries]
        assert len(set(headings)) == len(headings)
    root = html.fromstring(statement_page(plan, STANDARDS).decode())
    rows = [row.text_content() for row in root.iter("th") if row.get("scope") == "row" and row.find("a") is not None]
    assert len(rows) == len(plan.interactions) + len(plan.checks)
    assert len(set(rows)) == len(rows)


def test_a_title_with_braces_stays_as_typed() -> None:
    course = example_course(pages=(page("a", named_check("c", "Use {questions} and {asked}", interaction("q", CHOOSE_ONE))),))
    assert "the question of “Use {questions} and {asked}”" in write_recorded(planned(course), "learner").groups["answers"]


@pytest.mark.parametrize("units", ["course", "session"])
def test_no_two_headings_of_the_whole_statement_page_read_alike_and_no_two_sentences_about_checks(units: str) -> None:
    """Sessions of one title have their numbers, in headings, in the contents of the page, and where an outcome is taught."""
    plan = planned(replace(alike_course(), units=units))
    root = html.fromstring(statement_page(plan, STANDARDS).decode())
    for read in ([f"h{level}" for level in range(1, 7)], ["li"], ["summary"]):
        texts = [" ".join(node.text_content().split()).casefold() for node in root.iter(*read)]
        alike = {text for text in texts if texts.count(text) > 1} - {"the same event in other standards"}
        assert alike == set(), read
    about_checks = [entry.when for section in catalogue(plan, STANDARDS) for entry in section.entries if entry.template.check]
    assert len(about_checks) == len(plan.checks)
    assert len(set(about_checks)) == len(about_checks)
    assert "Taught in: Session one (session 1); Session one (session 2)." in root.text_content()
