"""What a page is about: its own label, else its questions, else its session; and that something is about every outcome."""

from __future__ import annotations

import pytest

from builder.source.compile import compile_course
from builder.standards.scorm12.table import driver_table
from builder.standards.tables import make_tables
from builder.tracking.compile import plan_tracking
from builder.tracking.plan import TrackingPlan
from tests.unit.source.author import COURSE, course_of, source_of
from tests.unit.standards.packages import example_pages

TWO = f"{COURSE}  1.2: Tell words apart.\n"
TOP = "---\nid: {0}\ntitle: {0}\noutcomes: [{1}]\n---\n"
QUESTION = "::: true-or-false {0}\nIs it so?\nOutcome: {1}\nAnswer: true\n:::\n"


def outcomes_of(page: str, *, course: str = TWO) -> tuple[str, ...]:
    plan = plan_tracking(course_of(page, course=course)).value
    assert plan is not None
    return plan.sessions()[0].pages[0].outcomes


def report(session: str, course: str = TWO) -> list[str]:
    return [fault.rule.code for fault in compile_course(source_of(session, course=course)).diagnostics]


def test_a_label_comes_before_questions_and_questions_before_the_session() -> None:
    label = "# More\nPage: more\nOutcomes: 1.2, 1.1\n\nText.\n\n"
    question = QUESTION.format("one", "1.2")
    both = f"Text.\n\n{label}{question}"
    course = course_of(both, course=TWO)
    session = course.sessions[0]
    assert [course.page_outcomes(session, page) for page in session.pages] == [("1.1",), ("1.2", "1.1")]
    assert outcomes_of(f"Text.\n\n{question}") == ("1.2",)


@pytest.mark.parametrize("label", ["Outcomes: 1.2", "outcomes: 1.2", "Outcomes: 1.1, 1.2", "Outcomes: 1.1; 1.2", "OUTCOMES:  1.2 1.1"])
def test_a_page_that_names_an_outcome_is_about_it(label: str) -> None:
    session = TOP.format("one", "1.1") + f"# A\nPage: a\n{label}\n\nText.\n"
    assert report(session) == []


@pytest.mark.parametrize("label", ["", "Core: yes\n", "Minutes: 1\n"])
def test_an_outcome_that_nothing_names_is_an_error(label: str) -> None:
    assert report(TOP.format("one", "1.1") + f"# A\nPage: a\n{label}\nText about 1.2.\n") == ["CRS011"]


def test_an_outcome_of_a_page_that_the_course_does_not_have_is_told_at_its_place() -> None:
    session = TOP.format("one", "1.1") + "# A\nPage: a\nOutcomes: 1.1, 1.9\n\nText.\n"
    (fault,) = compile_course(source_of(session)).diagnostics
    assert (fault.rule.code, fault.place and (fault.place.line, fault.place.column, fault.place.length)) == ("CRS010", (8, 16, 3))


def two_sessions() -> TrackingPlan:
    """The first session names 1.1; the second, which does not, asks about it in the final check."""
    check = f"::: check last\nTitle: Last\nFinal: yes\n\n{QUESTION.format('ask', '1.1')}:::\n"
    first = TOP.format("one", "1.1") + "# A\nPage: a\n\nText.\n\n# Extra\nPage: extra\nCore: no\n\nText.\n"
    second = TOP.format("two", "1.2") + f"# B\nPage: b\n\nText.\n\n# Check\nPage: check\n\n{check}"
    source = source_of(first, course=TWO)
    other = source_of(second).sessions[0]
    compiled = compile_course(type(source)(source.course, (*source.sessions, type(other)("sessions/02-two", type(other.file)("sessions/02-two/session.md", second, other.file.lines)))))
    assert compiled.value is not None, compiled.diagnostics
    plan = plan_tracking(compiled.value).value
    assert plan is not None
    return plan


def test_a_scorm_run_time_is_told_of_each_outcome_of_a_course_of_one_unit() -> None:
    assert [objective.outcome for objective in driver_table(two_sessions()).objectives] == ["1.1", "1.2"]


def test_the_browser_knows_the_core_pages_about_each_outcome() -> None:
    plan = two_sessions()
    pages = example_pages(plan)
    tables = make_tables(plan, pages, "scorm12", 4096, driver_table(plan))
    assert {outcome.id: outcome.pages for outcome in tables.outcomes} == {"1.1": ("a", "check"), "1.2": ("b",)}
