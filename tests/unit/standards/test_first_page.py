"""What the first page completes by itself: then it waits for the tables that tell so, else it is read before they are here."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from builder.course.blocks import Draw
from builder.course.model import PassRule
from builder.standards.first_page import first_page_completes, pages_about
from builder.tracking.compile import plan_tracking
from builder.tracking.plan import PlannedPage, TrackingPlan
from tests.unit.tracking.example import example_course


def plan_of(pages: list[PlannedPage], **changes: Any) -> TrackingPlan:
    """The example's plan with other pages in its one session, and, where nothing else is said, without checks and questions."""
    plan = plan_tracking(example_course(pass_rule=PassRule(changes.pop("mark", None)))).value
    assert plan is not None
    (unit,) = plan.units
    (session,) = plan.sessions()
    sessions = (replace(session, pages=tuple(pages)), *changes.pop("more", ()))
    return replace(plan, units=(replace(unit, sessions=sessions),), **{"checks": (), "interactions": (), **changes})


def page(name: str, *outcomes: str, core: bool = True) -> PlannedPage:
    return PlannedPage(name, f"k{name}", name, core, 1, outcomes=outcomes)


@pytest.mark.parametrize(
    ("pages", "completes"),
    [
        ([page("p1", "1.1"), page("p2", "1.1")], False),
        ([page("p1"), page("p2")], False),
        ([page("p1")], True),
        ([page("p1", "1.1"), page("p2")], True),
        ([page("p1"), page("p2", "1.1")], False),
        ([page("p1"), page("p2", core=False)], True),
        ([page("p1", core=False), page("p2")], False),
        ([page("p1", core=False), page("p2", core=False)], False),
        ([page("p1", "1.1"), page("p2", "1.1", core=False), page("p3")], True),
        ([page("p1", "1.1", core=False), page("p2", "1.1", core=False)], False),
        ([], False),
    ],
)
def test_pages_alone(pages: list[PlannedPage], completes: bool) -> None:
    assert first_page_completes(plan_of(pages)) is completes


def test_what_is_asked_in_a_check_is_not_completed_by_reading() -> None:
    plan = plan_tracking(example_course()).value
    assert plan is not None
    pages = [page("hello", "1.1"), page("check")]
    asked = plan_of(pages, checks=plan.checks, interactions=plan.interactions)
    assert {question.check for question in asked.interactions if "1.1" in question.outcomes} == {None, "quick-check"}
    assert not first_page_completes(asked)
    drawn = replace(asked, checks=(replace(plan.checks[0], draw=(Draw(1),)),))
    assert first_page_completes(drawn), "a learner may be asked nothing about it"
    practice = replace(asked, interactions=tuple(question for question in asked.interactions if question.check is None))
    assert first_page_completes(practice), "practice may be left out"


def test_a_check_in_the_session_is_still_to_do_and_one_in_another_is_not_of_it() -> None:
    plan = plan_tracking(example_course()).value
    assert plan is not None
    (check,) = plan.checks
    (session,) = plan.sessions()
    here = plan_of([page("p1")], checks=(replace(check, page="p1"),))
    assert not first_page_completes(here)
    other = replace(session, id="two", pages=(page("p2"),))
    assert first_page_completes(plan_of([page("p1")], more=(other,), checks=(replace(check, page="p2"),)))


def test_what_counts_in_the_whole_course_may_be_the_first_page_alone() -> None:
    (session,) = plan_of([]).sessions()
    other = replace(session, id="two", pages=(page("p3", core=False), page("p4", core=False)))
    assert first_page_completes(plan_of([page("p1"), page("p2", core=False)], more=(other,), mark=80))
    assert pages_about(plan_of([page("p1", "1.1", core=False), page("p2", "1.1")]), "1.1") == ("p2",)
