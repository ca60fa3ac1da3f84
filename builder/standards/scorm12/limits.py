"""What SCORM 1.2 cannot carry of a course, found in the plan: `copack check` says it before anything is built."""

from __future__ import annotations

from collections.abc import Iterator

from builder.course.cmi import Numeric
from builder.diagnostics import Diagnostic, Place
from builder.standards.scorm12.manifest import LONGEST_PREFIX
from builder.standards.scorm12.notation import NOTATION, STATE_LENGTH, worst_response, write_response
from builder.standards.scorm12.rules import (
    NAME_TOO_LONG,
    NEGATIVE_NUMBER,
    PATTERN_LEFT_OUT,
    RANGE_LEFT_OUT,
    RESPONSE_CUT,
    STATE_TOO_LONG,
    TYPE_FALLS_BACK,
)
from builder.tracking.plan import PlannedInteraction, TrackingPlan
from builder.tracking.responses import response_words

TITLE_LENGTH = 200
"""`titleType` of imscp_rootv1p1p2.xsd (S12-05); Moodle and Learning Hub would take 255."""

IDENTIFIER_LENGTH = 128
"""Item and resource identifier of NHS Learning Hub (requirements 1.1.5)."""

VERSION_LENGTH = 20
"""`attr.version` of imscp_rootv1p1p2.xsd."""

DEAREST = 5
_COURSE_FILE = Place("course.yaml")


def check_plan(plan: TrackingPlan) -> tuple[Diagnostic, ...]:
    """Return what this standard cannot carry."""
    return (*_check_names(plan), *_check_state(plan), *(fault for one in plan.interactions if one.recorded for fault in _check_interaction(one)))


def _check_names(plan: TrackingPlan) -> Iterator[Diagnostic]:
    for what, text, most in (
        ("title", plan.title, TITLE_LENGTH),
        ("version", plan.version, VERSION_LENGTH),
        ("id", plan.course, IDENTIFIER_LENGTH - LONGEST_PREFIX),
    ):
        if len(text) > most:
            message = f"The course's {what} has {len(text)} characters; SCORM 1.2 takes {most}: “{text[:40]}…”."
            yield Diagnostic(NAME_TOO_LONG, message, _COURSE_FILE, f"Give the course a shorter {what} in course.yaml: `{what}: …`.")


def _check_state(plan: TrackingPlan) -> Iterator[Diagnostic]:
    if plan.state.worst > STATE_LENGTH:
        dearest = "; ".join(f"{what}: {cost}" for what, cost in plan.state.items[:DEAREST])
        message = f"A learner who answers everything needs {plan.state.worst} characters; SCORM 1.2 keeps {STATE_LENGTH}. The dearest: {dearest}."
        hint = "Make two courses of it, or ask for fewer typed words: one typed gap takes as much as thirty options to choose from."
        yield Diagnostic(STATE_TOO_LONG, message, _COURSE_FILE, hint)


def _check_interaction(one: PlannedInteraction) -> Iterator[Diagnostic]:
    row = NOTATION[one.definition.type]
    if row.fallback:
        hint = "Nothing needs to change. What learners have before them in the course stays whole."
        yield Diagnostic(TYPE_FALLS_BACK, f"Question “{one.id}”: {row.fallback}.", one.place, hint)
    yield from _check_numbers(one)
    worst = worst_response(one.definition)
    longest = max((len(write_response(one.definition, response)) for response in one.definition.correct), default=0)
    if longest > row.limit:
        message = f"A right answer to “{one.id}” takes {longest} characters; SCORM 1.2 takes {row.limit}. It is not sent, and answers are cut."
        yield Diagnostic(PATTERN_LEFT_OUT, message, one.place, "Make two questions of it, if the platform's report must show the right answer.")
    elif worst > row.limit:
        message = f"An answer to “{one.id}” may take {worst} characters; SCORM 1.2 sends the first {row.limit}."
        yield Diagnostic(RESPONSE_CUT, message, one.place, "Make two questions of it, if the platform's report must show every word.")


def _check_numbers(one: PlannedInteraction) -> Iterator[Diagnostic]:
    numbers = [response for response in one.definition.correct if isinstance(response, Numeric)]
    below = [number.minimum for number in numbers if number.minimum is not None and number.minimum < 0]
    if below:
        message = f"A right answer to “{one.id}” may be below zero: {below[0]:f}. Some platforms do not take it, and do not show it in their reports."
        yield Diagnostic(NEGATIVE_NUMBER, message, one.place, "Ask so that the answer has no minus: how many fewer, how many degrees below zero.")
    for number in numbers:
        if number.minimum != number.maximum:
            message = f"Question “{one.id}” takes {response_words(one.definition, number)}; SCORM 1.2 cannot say so. Reports show the answer alone."
            yield Diagnostic(RANGE_LEFT_OUT, message, one.place, "Nothing needs to change. The course marks the answer as it is.")
