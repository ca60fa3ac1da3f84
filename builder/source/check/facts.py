"""Dated facts: each id once, days that are in the calendar, and both a day and a person for each check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.course.records import Fact, Facts
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.bind.course import BoundCourse

REPEATED_FACT = Rule(
    "TRK018", "repeated-fact", Severity.ERROR, "With two facts of one id, reviewers cannot tell which was checked."
)
UNCLEAR_CHECK = Rule(
    "TRK019",
    "unclear-fact-check",
    Severity.WARNING,
    "A check of a fact counts where it has a person and a day. Without both, reviewers read “not checked yet”.",
)

_DAYS = ("review_by", "checked_on")


def check_facts(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of ids that are used twice, of days that no calendar has, and of checks without a person or a day."""
    filled = course.records.get("facts")
    if filled is None or filled.model is None:
        return
    facts: Facts = filled.model
    seen: dict[str, Place] = {}
    for index, fact in enumerate(facts.facts):

        def find(field: str, index: int = index) -> Place:
            return filled.places.get(f"facts.{index}.{field}", Place("facts.yaml"))

        place = find("id")
        if fact.id in seen:
            message = f"The id “{fact.id}” belongs to another fact already, in line {seen[fact.id].line}."
            yield Diagnostic(REPEATED_FACT, message, place, f"Type another id, such as `id: {fact.id[:38]}-2`, or remove one of the two.")
        seen.setdefault(fact.id, place)
        for field in _DAYS:
            if not _is_day(getattr(fact, field)):
                message = f"The calendar has no day {getattr(fact, field)}."
                yield Diagnostic(UNCLEAR_CHECK, message, find(field), f"Correct `{field}:`: year, month and day, such as 2026-01-31.")
        if bool(fact.checked_on) != bool(fact.checked_by):
            yield _tell_half_check(fact, find("checked_on" if fact.checked_on else "checked_by"))


def _tell_half_check(fact: Fact, place: Place) -> Diagnostic:
    there, missing, word = ("checked_on", "checked_by", "who checked it") if fact.checked_on else ("checked_by", "checked_on", "the day of the check")
    message = f"The fact “{fact.id}” has `{there}:` and no `{missing}:`."
    return Diagnostic(UNCLEAR_CHECK, message, place, f"Type {word} as `{missing}:`, or leave both empty.")


def _is_day(text: str) -> bool:
    try:
        return not text or bool(date.fromisoformat(text))
    except ValueError:
        return False
