"""The dated facts of a course in figures, for its evidence pack."""

from __future__ import annotations

from builder.course.model import Course
from builder.course.records import Fact


def list_facts(course: Course) -> tuple[Fact, ...]:
    """Return the facts that are recorded, in the author's order."""
    return course.records.facts.facts if course.records.facts is not None else ()


def count_facts(course: Course) -> str:
    """Return in words how many facts there are, how many a person has checked, and how many have a day for the next look."""
    facts = list_facts(course)
    if not facts:
        return "No dated facts are recorded"
    checked = sum(fact.is_checked for fact in facts)
    dated = sum(bool(fact.review_by) for fact in facts)
    number = "1 fact" if len(facts) == 1 else f"{len(facts)} facts"
    return f"{number}: {checked or 'none'} checked by a person, {dated or 'none'} with a day for the next look"
