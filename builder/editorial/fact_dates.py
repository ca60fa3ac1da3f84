"""Dated facts and the day on which they are looked at: those to look at again, and checks of a day that is still to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from builder.course.records import PlacedFact
from builder.diagnostics import Diagnostic, Rule, Severity

OVERDUE_FACT = Rule("TRK020", "overdue-fact", Severity.WARNING, "Laws, sums of money and names of bodies change. Learners trust what a course says.")
EARLY_CHECK = Rule("TRK021", "early-fact-check", Severity.WARNING, "Reviewers doubt a check of a day that is still to come.")


def tell_fact_dates(facts: Iterable[PlacedFact], today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with the dates of facts on the day `today`. A day that is not in the calendar is told elsewhere (TRK019)."""
    for placed in facts:
        fact, places = placed.fact, placed.places
        review, checked = _read_day(fact.review_by), _read_day(fact.checked_on)
        if review is not None and review < today:
            message = f"The fact “{fact.id}” was to be looked at again by {fact.review_by}."
            hint = "Ask a person to compare it with its source. Then type the new days and who checked it."
            yield Diagnostic(OVERDUE_FACT, message, places["review_by"], hint)
        if checked is not None and checked > today:
            message = f"The fact “{fact.id}” has `checked_on: {fact.checked_on}`, which is after {today.isoformat()}."
            hint = "Correct `checked_on:`, or leave it empty until a person has checked the fact."
            yield Diagnostic(EARLY_CHECK, message, places["checked_on"], hint)


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
