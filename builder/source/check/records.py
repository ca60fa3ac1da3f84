"""Records of pilots: numbers that fit together, questions of the form, and a rule that is older than the first form."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from builder.course.records import Pilot, Pilots
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.bind.course import BoundCourse

LATE_RULE = Rule(
    "TRK016",
    "late-decision-rule",
    Severity.WARNING,
    "A rule that was written after the first form could have been made to fit the answers.",
)
ODD_COUNTS = Rule("TRK017", "odd-pilot-counts", Severity.WARNING, "Reviewers add the numbers up, and doubt all of them where some do not fit.")

_FUNNEL = (("invited", "were invited"), ("came", "came"), ("finished", "finished"))


def check_pilots(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of numbers of pilots that contradict each other, and of a decision rule without a day or with a later one."""
    filled = course.records.get("pilots")
    if filled is None or filled.model is None:
        return
    pilots: Pilots = filled.model
    for index, pilot in enumerate(pilots.pilots):
        yield from _check_counts(pilot, filled.places.get(f"pilots.{index}.site", Place("pilots.yaml")))
    yield from _check_rule(pilots, filled.places.get("rule", Place("pilots.yaml")))


def _check_counts(pilot: Pilot, place: Place) -> Iterator[Diagnostic]:
    given = [(name, said, getattr(pilot, name)) for name, said in _FUNNEL if getattr(pilot, name) is not None]
    for (more, many, before), (fewer, few, after) in pairwise(given):
        if after > before:
            message = f"At “{pilot.site}” {after} {few}, but only {before} {many}."
            yield Diagnostic(ODD_COUNTS, message, place, f"Correct `{more}:` or `{fewer}:`.")
    if pilot.forms is not None and pilot.came is not None and pilot.forms > pilot.came:
        message = f"At “{pilot.site}” {pilot.forms} forms were returned, but only {pilot.came} came."
        yield Diagnostic(ODD_COUNTS, message, place, "Correct `came:` or `forms:`.")
    for question, answers in pilot.counts.items():
        if pilot.forms is None and answers:
            message = f"At “{pilot.site}” there are {sum(answers.values())} answers to “{question}”, but it is not said how many forms were returned."
            yield Diagnostic(ODD_COUNTS, message, place, "Type `forms:` and the number of forms. Without it, no answers can be shown.")
        elif pilot.forms is not None and sum(answers.values()) > pilot.forms:
            message = f"At “{pilot.site}” there are {sum(answers.values())} answers to “{question}”, but only {pilot.forms} forms."
            yield Diagnostic(ODD_COUNTS, message, place, f"Correct `forms:`, or the numbers under `{question}:`.")


def _check_rule(pilots: Pilots, place: Place) -> Iterator[Diagnostic]:
    days = [pilot.first for pilot in pilots.pilots if pilot.first and pilot.forms]
    if not days:
        return
    if not pilots.rule or not pilots.rule_written:
        message, hint = (
            "There are forms of a pilot, but no decision rule with a day.",
            "Type `rule:` and the day on which it was written, `rule_written:`.",
        )
        yield Diagnostic(LATE_RULE, message, place, hint)
    elif pilots.rule_written > min(days):
        message = f"The decision rule was written on {pilots.rule_written}, after the first pilot began on {min(days)}."
        yield Diagnostic(LATE_RULE, message, place, "If the day is wrong, correct it. If it is right, leave it: the evidence pack shows both days.")
