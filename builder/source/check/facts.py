"""Dated facts: each id once, days that are in the calendar, and both a day and a person for each check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.course.records import Fact, Facts
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.bind.course import BoundCourse
from builder.source.markdown.fact_links import report_missing_fact
from builder.source.yaml.figures import is_day

REPEATED_FACT = Rule(
    "TRK018", "repeated-fact", Severity.ERROR, "With two facts of one id, reviewers cannot tell which was checked."
)
UNCLEAR_CHECK = Rule(
    "TRK019",
    "unclear-fact-check",
    Severity.WARNING,
    "A check of a fact counts where it has a person and a day. Without both, reviewers read “not checked yet”.",
)

UNLINKED_FACT = Rule(
    "TRK025",
    "unlinked-fact",
    Severity.NOTE,
    "When a fact changes, somebody has to correct each page that says it. Without a link, they have to read the whole course.",
)

_DAYS = ("review_by", "checked_on")
_MOST_NAMED = 3
"""Facts or sessions that a message names; of more it gives the number."""


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
            if getattr(fact, field) and not is_day(getattr(fact, field)):
                message = f"The calendar has no day {getattr(fact, field)}."
                yield Diagnostic(UNCLEAR_CHECK, message, find(field), f"Correct `{field}:`: year, month and day, such as 2026-01-31.")
        if bool(fact.checked_on) != bool(fact.checked_by):
            yield _tell_half_check(fact, find("checked_on" if fact.checked_on else "checked_by"))


def check_fact_links(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of links to facts that are not there, and of facts that no text is linked to."""
    known = _list_known(course)
    if known is None:
        return
    named: set[str] = set()
    for reference in course.references("fact"):
        named.add(reference.id)
        if reference.id not in known:
            yield report_missing_fact(reference.id, reference.place, tuple(known))
    unlinked = [ident for ident in known if ident not in named]
    if unlinked and course.trees_are_sound:
        meant = f"the fact “{unlinked[0]}”" if len(unlinked) == 1 else count_first(unlinked, len(known), "fact")
        hint = f"Link the words that say it: `[words](fact:{unlinked[0]})`. Learners see them alone. If no text says it any more, delete the fact."
        yield Diagnostic(UNLINKED_FACT, f"No text is linked to {meant}.", known[unlinked[0]], hint)


def count_first(idents: Sequence[str], whole: int, noun: str) -> str:
    """Return in words how many of all are meant, and the first three by their ids: `4 of 61 facts: a, b, c and 1 more`."""
    more = len(idents) - _MOST_NAMED
    named = ", ".join(idents[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
    return f"{len(idents)} of {whole} {noun}{'' if whole == 1 else 's'}: {named}"


def _list_known(course: BoundCourse) -> Mapping[str, Place] | None:
    """Return the place of each fact by its id; `None` where not all of them can be read."""
    if "facts" not in course.source.records:
        return {} if course.source.complete else None
    filled = course.records.get("facts")
    if filled is None or filled.model is None:
        return None
    return {fact.id: filled.places.get(f"facts.{index}.id", Place("facts.yaml")) for index, fact in enumerate(filled.model.facts)}


def _tell_half_check(fact: Fact, place: Place) -> Diagnostic:
    there, missing, word = ("checked_on", "checked_by", "who checked it") if fact.checked_on else ("checked_by", "checked_on", "the day of the check")
    message = f"The fact “{fact.id}” has `{there}:` and no `{missing}:`."
    return Diagnostic(UNCLEAR_CHECK, message, place, f"Type {word} as `{missing}:`, or leave both empty.")
