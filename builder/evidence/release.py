"""What only people can do before learners use a course: `copack check --release` tells it, and calls it an error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from builder.course.model import Course
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.editorial.fact_dates import EARLY_CHECK, OVERDUE_FACT
from builder.editorial.sign_off import find_states
from builder.evidence.dated_facts import list_facts
from builder.source.check.course_file import EXAMPLE_BASE
from builder.source.check.facts import UNCLEAR_CHECK

UNCHECKED_FACTS = Rule("TRK022", "unchecked-facts", Severity.ERROR, "No one has compared these facts with their sources. They may be wrong or old.")
NOT_APPROVED = Rule("TRK023", "not-approved", Severity.ERROR, "People with experience of their own have not yet agreed that learners get this text.")

RAISED = (EXAMPLE_BASE, UNCLEAR_CHECK, OVERDUE_FACT, EARLY_CHECK)
"""Rules that are warnings while a course is written, and errors when it is to be used."""

_CODES = frozenset(rule.code for rule in RAISED)


def raise_for_release(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield what was found, as an error where that is what a release needs."""
    for one in found:
        yield replace(one, rule=replace(one.rule, severity=Severity.ERROR)) if one.rule.code in _CODES else one


def tell_release(course: Course) -> Iterator[Diagnostic]:
    """Yield which facts nobody has checked, and which sessions wait for a decision. Raises OSError for a large file that is gone."""
    facts = list_facts(course)
    unchecked = [fact.id for fact in facts if not fact.is_checked]
    if unchecked:
        message = f"Not checked by a person: {len(unchecked)} of {len(facts)} facts: {', '.join(unchecked)}."
        hint = "Ask a person to compare each with its source, and to type `checked_on:` and `checked_by:`."
        yield Diagnostic(UNCHECKED_FACTS, message, Place("facts.yaml"), hint)
    for session in find_states(course):
        if not session.approved:
            states = ", ".join(f"{role.role}: {role.state}" for role in session.roles)
            message = f"The present text of the session “{session.session}” is not approved by all roles ({states})."
            hint = "Give `copack review` to the reviewers, and put each reply into the record with `copack sign-off`."
            yield Diagnostic(NOT_APPROVED, message, None, hint)
