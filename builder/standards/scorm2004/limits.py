"""What SCORM 2004 cannot carry of a course, found in the plan: `copack check` says it before anything is built."""

from __future__ import annotations

from collections.abc import Iterator

from builder.course.cmi import Numeric
from builder.diagnostics import Diagnostic, Place
from builder.standards.scorm2004.manifest import LONGEST_PREFIX, Edition
from builder.standards.scorm2004.notation import DIGITS, GAPS, PATTERNS
from builder.standards.scorm2004.rules import LARGE_NUMBER, MANY_ANSWERS, MANY_GAPS, NAME_TOO_LONG, STATE_TOO_LONG
from builder.tracking.plan import PlannedInteraction, TrackingPlan

TITLE_LENGTH = 255
"""Moodle's column (requirements 2.1.9); the standard sets none."""

IDENTIFIER_LENGTH = 255
"""The same."""

VERSION_LENGTH = 20
"""S04-04."""

DEAREST = 5
_COURSE_FILE = Place("course.yaml")


def check_plan(edition: Edition, plan: TrackingPlan) -> tuple[Diagnostic, ...]:
    """Return what an edition cannot carry."""
    asked = (fault for one in plan.interactions if one.recorded for fault in _check_interaction(one))
    return (*_check_names(plan), *_check_state(edition, plan), *asked)


def _check_names(plan: TrackingPlan) -> Iterator[Diagnostic]:
    for what, text, most in (
        ("title", plan.title, TITLE_LENGTH),
        ("version", plan.version, VERSION_LENGTH),
        ("id", plan.course, IDENTIFIER_LENGTH - LONGEST_PREFIX),
    ):
        if len(text) > most:
            message = f"The course's {what} has {len(text)} characters; SCORM 2004 takes {most}: “{text[:40]}…”."
            yield Diagnostic(NAME_TOO_LONG, message, _COURSE_FILE, f"Give the course a shorter {what} in course.yaml: `{what}: …`.")


def _check_state(edition: Edition, plan: TrackingPlan) -> Iterator[Diagnostic]:
    for unit in plan.units:
        if unit.state.worst > edition.state:
            dearest = "; ".join(f"{what}: {cost}" for what, cost in unit.state.items[:DEAREST])
            message = (
                f"A learner who answers everything in “{unit.title}” needs {unit.state.worst} characters; "
                f"{edition.title} keeps {edition.state}. The dearest: {dearest}."
            )
            hint = "Make two courses of it, or ask for fewer typed words: one typed gap takes as much as thirty options to choose from."
            yield Diagnostic(STATE_TOO_LONG, message, _COURSE_FILE, hint)


def _check_interaction(one: PlannedInteraction) -> Iterator[Diagnostic]:
    gaps = len(one.definition.variants)
    if gaps > GAPS:
        message = f"Question “{one.id}” has {gaps} gaps; SCORM 2004 takes {GAPS}."
        yield Diagnostic(MANY_GAPS, message, one.place, "Make two questions of it, if the platform's report must show every word.")
    if gaps and len(one.definition.correct) > PATTERNS:
        message = f"Question “{one.id}” has {len(one.definition.correct)} right answers; SCORM 2004 takes {PATTERNS}."
        yield Diagnostic(MANY_ANSWERS, message, one.place, "Nothing needs to change. The course accepts all of them.")
    numbers = [end for response in one.definition.correct if isinstance(response, Numeric) for end in (response.minimum, response.maximum)]
    large = [end for end in numbers if end is not None and abs(end) >= 10**DIGITS]
    if large:
        message = f"A right answer to “{one.id}” may be {large[0]:f}; SCORM 2004 takes {DIGITS} digits before the point. It is not shown in reports."
        yield Diagnostic(LARGE_NUMBER, message, one.place, "Ask for it in thousands, if the platform's report must show the answer.")
