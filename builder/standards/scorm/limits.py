"""What no SCORM version can carry of a course without bounds: names in the manifest, and the packed state. Rules and checks."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Place, Severity
from builder.standards.scorm.manifest import ORGANIZATION_PREFIX, VERSION_LENGTH, Dialect
from builder.standards.scorm.rules import VersionTerms, shared_rule
from builder.tracking.plan import StateBudget, TrackingPlan

_ERROR = Severity.ERROR

NAME_TOO_LONG = shared_rule(
    "name-too-long",
    "Texts in a manifest have a maximum length. A platform refuses or cuts a longer one.",
    scorm12=VersionTerms("S12105", _ERROR, "S12-05, S12-06"),
    scorm2004=VersionTerms("S04104", _ERROR, "S04-04, S04-07"),
)
STATE_TOO_LONG = shared_rule(
    "too-much-to-remember",
    "A platform keeps a limited number of characters for each learner. With more, progress would be lost.",
    scorm12=VersionTerms("S12101", _ERROR, "S12-19, RT-12", "SCORM 1.2 keeps 4096 characters for each learner. With more, progress would be lost."),
    scorm2004=VersionTerms("S04101", _ERROR, "S04-24, RT-12"),
)

DEAREST = 5
"""How many of the things that take most characters a message names."""

_COURSE_FILE = Place("course.yaml")


def check_course_names(plan: TrackingPlan, dialect: Dialect) -> Iterator[Diagnostic]:
    """Yield title, version and id of the course where the manifest cannot hold them."""
    for what, text, most in (
        ("title", plan.title, dialect.title_length),
        ("version", plan.version, VERSION_LENGTH),
        ("id", plan.course, dialect.identifier_length - len(ORGANIZATION_PREFIX)),
    ):
        if len(text) > most:
            message = f"The course's {what} has {len(text)} characters; {dialect.title} takes {most}: “{text[:40]}…”."
            hint = f"Give the course a shorter {what} in course.yaml: `{what}: …`."
            yield Diagnostic(NAME_TOO_LONG[dialect.version], message, _COURSE_FILE, hint)


def check_state(who: str, state: StateBudget, title: str, limit: int, dialect: Dialect) -> Iterator[Diagnostic]:
    """Yield the fault of a unit whose worst-case state is longer than the standard keeps.

    Args:
        who: the learner with the longest state, as messages begin: "A learner who answers everything".
        state: what the unit keeps.
        title: of the standard.
        limit: the most characters that it keeps.
        dialect: whose rule is told.

    """
    if state.worst > limit:
        dearest = "; ".join(f"{what}: {cost}" for what, cost in state.items[:DEAREST])
        message = f"{who} needs {state.worst} characters; {title} keeps {limit}. The largest: {dearest}."
        hint = "Split it into two courses, or use fewer typed gaps: one typed gap takes as much as thirty options to choose from."
        yield Diagnostic(STATE_TOO_LONG[dialect.version], message, _COURSE_FILE, hint)
