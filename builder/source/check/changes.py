"""The log of changes and the results of accessibility tests: pilots that are there, days of the calendar, and all that a result needs."""

from __future__ import annotations

from collections.abc import Iterator

from builder.course.accessibility_results import Accessibility
from builder.course.changes import Changes
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.bind.course import BoundCourse
from builder.source.yaml.figures import is_day

UNCLEAR_CHANGE = Rule("TRK031", "unclear-change", Severity.WARNING, "Reviewers follow a change to the pilot that it came from, and to its day.")
INCOMPLETE_RESULT = Rule(
    "TRK032",
    "incomplete-accessibility-result",
    Severity.WARNING,
    "A result counts where people can tell which tool judged which package and when. Without that, reviewers read “not run”.",
)

_WORDS = {"tool_version": "the version of the tool", "date": "the day of the test", "digest": "the SHA-256 of the zip that was judged"}


def check_changes(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of changes because of pilots that no file names, and of days that no calendar has."""
    filled, pilots = course.records.get("changes"), course.records.get("pilots")
    if filled is None or filled.model is None:
        return
    changes: Changes = filled.model
    sites = [pilot.site for pilot in pilots.model.pilots] if pilots is not None and pilots.model is not None else []
    for index, change in enumerate(changes.changes):
        if change.pilot and change.pilot not in sites:
            place = filled.places.get(f"changes.{index}.pilot", Place("changes.yaml"))
            hint = f"Type one of these: {', '.join(sites)}." if sites else "Add the pilot to pilots.yaml, or give the reason as `why:`."
            yield Diagnostic(UNCLEAR_CHANGE, f"There is no pilot “{change.pilot}” in pilots.yaml.", place, hint)
        if change.date and not is_day(change.date):
            place = filled.places.get(f"changes.{index}.date", Place("changes.yaml"))
            hint = "Correct `date:`: year, month and day, such as 2026-01-31."
            yield Diagnostic(UNCLEAR_CHANGE, f"The calendar has no day {change.date}.", place, hint)


def check_accessibility_results(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of results that lack what they need to count."""
    filled = course.records.get("accessibility")
    if filled is None or filled.model is None:
        return
    accessibility: Accessibility = filled.model
    for index, result in enumerate(accessibility.results):
        if result.missing:
            place = filled.places.get(f"results.{index}.tool", Place("accessibility.yaml"))
            lacking = " and ".join(_WORDS[field] for field in result.missing)
            fields = ", ".join(f"`{field}:`" for field in result.missing)
            yield Diagnostic(INCOMPLETE_RESULT, f"The result of “{result.tool}” lacks {lacking}.", place, f"Type {fields} under it.")
