"""What SCORM 2004 cannot carry of a course, found in the plan: `copack check` says it before anything is built."""

from __future__ import annotations

from collections.abc import Iterator

from builder.course.cmi import Numeric
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.standards.scorm.limits import check_course_names, check_state
from builder.standards.scorm2004.manifest import DIALECT, Edition
from builder.standards.scorm2004.notation import DIGITS, GAPS, PATTERNS
from builder.tracking.plan import PlannedInteraction, TrackingPlan, Unit

_WARNING = Severity.WARNING

MANY_GAPS = Rule(
    "S04102", "2004-many-gaps", _WARNING, "SCORM 2004 accepts ten typed words in one answer. The course itself still keeps all of them.", "S04-26"
)
MANY_ANSWERS = Rule(
    "S04103",
    "2004-right-answers-left-out",
    _WARNING,
    "SCORM 2004 accepts five right answers to a typed question. The platform's report does not show more.",
    "S04-26",
)
LARGE_NUMBER = Rule(
    "S04105",
    "2004-large-number",
    _WARNING,
    "SCORM 2004 accepts numbers with five digits before the point. The course itself keeps all of it.",
    "S04-26",
)


def check_plan(edition: Edition, plan: TrackingPlan) -> tuple[Diagnostic, ...]:
    """Return what an edition cannot carry."""
    return (
        *check_course_names(plan, DIALECT),
        *(fault for unit in plan.units for fault in _check_unit(edition, unit)),
        *(fault for interaction in plan.interactions if interaction.recorded for fault in _check_interaction(interaction)),
    )


def _check_unit(edition: Edition, unit: Unit) -> Iterator[Diagnostic]:
    return check_state(f"A learner who answers everything in “{unit.title}”", unit.state, edition.title, edition.state, DIALECT)


def _check_interaction(interaction: PlannedInteraction) -> Iterator[Diagnostic]:
    gaps = len(interaction.definition.variants)
    if gaps > GAPS:
        message = f"Question “{interaction.id}” has {gaps} gaps; SCORM 2004 accepts {GAPS}."
        yield Diagnostic(MANY_GAPS, message, interaction.place, "Split it into two questions if the platform's report must show every word.")
    if gaps and len(interaction.definition.correct) > PATTERNS:
        message = f"Question “{interaction.id}” has {len(interaction.definition.correct)} right answers; SCORM 2004 accepts {PATTERNS}."
        yield Diagnostic(MANY_ANSWERS, message, interaction.place, "Type five right answers at most. The course accepts more; reports do not.")
    numbers = [end for response in interaction.definition.correct if isinstance(response, Numeric) for end in (response.minimum, response.maximum)]
    large = [end for end in numbers if end is not None and abs(end) >= 10**DIGITS]
    if large:
        message = (
            f"A right answer to “{interaction.id}” may be {large[0]:f}; SCORM 2004 accepts {DIGITS} digits before the point. "
            "It is not shown in reports."
        )
        yield Diagnostic(LARGE_NUMBER, message, interaction.place, "Ask for it in thousands, if the platform's report must show the answer.")
