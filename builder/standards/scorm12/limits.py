"""What SCORM 1.2 cannot carry of a course, found in the plan: `copack check` says it before anything is built."""

from __future__ import annotations

from collections.abc import Iterator

from builder.course.cmi import Numeric
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.standards.scorm.limits import check_course_names, check_state
from builder.standards.scorm12.manifest import DIALECT
from builder.standards.scorm12.notation import FALLBACKS, FEEDBACK_LENGTH, STATE_LENGTH, worst_response, write_response
from builder.tracking.plan import PlannedInteraction, TrackingPlan
from builder.tracking.responses import response_words

_WARNING, _NOTE = Severity.WARNING, Severity.NOTE

RESPONSE_CUT = Rule(
    "S12102", "answer-may-be-cut", _WARNING, "SCORM 1.2 accepts 255 characters for an answer. The course itself still keeps all of it.", "S12-19"
)
PATTERN_LEFT_OUT = Rule(
    "S12103",
    "right-answer-left-out",
    _WARNING,
    "SCORM 1.2 accepts 255 characters for a right answer. The platform's reports will not show this one.",
    "S12-19",
)
TYPE_FALLS_BACK = Rule("S12104", "type-not-known", _NOTE, "SCORM 1.2 knows eight types of question; others are sent as the nearest one.", "RTE 3.4.4")
NEGATIVE_NUMBER = Rule(
    "S12106", "number-below-zero", _WARNING, "Some platforms take digits and a point for a number, and no minus.", "S12-19, requirements 1.1.14"
)
RANGE_LEFT_OUT = Rule(
    "S12107", "range-left-out", _NOTE, "SCORM 1.2 has no way to write a range of numbers. The course still uses it for marking.", "RTE 3.4.4"
)


def check_plan(plan: TrackingPlan) -> tuple[Diagnostic, ...]:
    """Return what this standard cannot carry."""
    return (
        *check_course_names(plan, DIALECT),
        *check_state("A learner who answers everything", plan.state, DIALECT.title, STATE_LENGTH, DIALECT),
        *(fault for interaction in plan.interactions if interaction.recorded for fault in _check_interaction(interaction)),
    )


def _check_interaction(interaction: PlannedInteraction) -> Iterator[Diagnostic]:
    fallback = FALLBACKS.get(interaction.definition.type)
    if fallback:
        hint = "You do not have to change anything. In the course itself, nothing is lost."
        yield Diagnostic(TYPE_FALLS_BACK, f"Question “{interaction.id}”: {fallback}.", interaction.place, hint)
    yield from _check_numbers(interaction)
    worst = worst_response(interaction.definition)
    longest = max((len(write_response(interaction.definition, response)) for response in interaction.definition.correct), default=0)
    if longest > FEEDBACK_LENGTH:
        message = (
            f"A right answer to “{interaction.id}” takes {longest} characters; SCORM 1.2 takes {FEEDBACK_LENGTH}. "
            "It is not sent, and answers are cut."
        )
        yield Diagnostic(
            PATTERN_LEFT_OUT, message, interaction.place, "Split it into two questions if the platform's report must show the right answer."
        )
    elif worst > FEEDBACK_LENGTH:
        message = f"An answer to “{interaction.id}” may take {worst} characters; SCORM 1.2 sends the first {FEEDBACK_LENGTH}."
        yield Diagnostic(RESPONSE_CUT, message, interaction.place, "Split it into two questions if the platform's report must show every word.")


def _check_numbers(interaction: PlannedInteraction) -> Iterator[Diagnostic]:
    numbers = [response for response in interaction.definition.correct if isinstance(response, Numeric)]
    below = [number.minimum for number in numbers if number.minimum is not None and number.minimum < 0]
    if below:
        message = f"A right answer to “{interaction.id}” may be below zero: {below[0]:f}. Some platforms do not accept or show it."
        yield Diagnostic(
            NEGATIVE_NUMBER, message, interaction.place, "Ask for a number without a minus: how many fewer, how many degrees below zero."
        )
    for number in numbers:
        if number.minimum != number.maximum:
            message = (
                f"Question “{interaction.id}” takes {response_words(interaction.definition, number)}; SCORM 1.2 cannot show this. "
                "Reports show only the answer."
            )
            yield Diagnostic(
                RANGE_LEFT_OUT, message, interaction.place, "You do not have to change anything. The course itself marks the answer correctly."
            )
