"""What only people can do before learners use a course: `copack check --release` tells it, and calls it an error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from builder.course.model import Course
from builder.course.records import PlacedFact
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.editorial.fact_dates import EARLY_CHECK, OVERDUE_FACT
from builder.editorial.sign_off import find_states
from builder.source.check.course_file import EXAMPLE_BASE
from builder.source.check.facts import UNCLEAR_CHECK, count_first

UNCHECKED_FACTS = Rule("TRK022", "unchecked-facts", Severity.ERROR, "No one has compared these facts with their sources. They may be wrong or old.")
NOT_APPROVED = Rule("TRK023", "not-approved", Severity.ERROR, "People with experience of their own have not yet agreed that learners get this text.")

RAISED = (EXAMPLE_BASE, UNCLEAR_CHECK, OVERDUE_FACT, EARLY_CHECK)
"""Rules that are warnings while a course is written, and errors when it is to be used."""

_CODES = frozenset(rule.code for rule in RAISED)


def raise_for_release(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield what was found, as an error where that is what a release needs."""
    for one in found:
        yield replace(one, rule=replace(one.rule, severity=Severity.ERROR)) if one.rule.code in _CODES else one


def tell_unchecked(facts: Sequence[PlacedFact]) -> Iterator[Diagnostic]:
    """Yield, in one message, which facts no one has checked."""
    unchecked = [each for each in facts if not each.fact.is_checked]
    if unchecked:
        message = f"No person has checked {count_first([each.fact.id for each in unchecked], len(facts), 'fact')}."
        hint = "Ask a person to compare each with its source, and to type `checked_on:` and `checked_by:`. `copack evidence` lists them all."
        yield Diagnostic(UNCHECKED_FACTS, message, unchecked[0].places["id"], hint)


def tell_waiting(course: Course) -> Iterator[Diagnostic]:
    """Yield, in one message, which sessions wait for a decision. Raises OSError for a large file that is gone."""
    states = find_states(course)
    waiting = [session for session in states if not session.approved]
    if waiting:
        few = count_first([session.session for session in waiting], len(states), "session")
        hint = "Give the files of `copack review` to reviewers. Record each reply: `copack sign-off FILE`. `copack sign-off` lists the decisions."
        yield Diagnostic(NOT_APPROVED, f"Not yet approved by all roles: {few}.", None, hint)
