"""Every statement that a course may ever send, as templates: which event, about what, when (tracking contract 8)."""

from __future__ import annotations

from collections.abc import Iterable

from builder.course.model import Course, Record
from builder.tracking.plan import Event, Objective, PlannedCheck, PlannedInteraction, PlannedSession, StatementTemplate, Unit


def list_templates(
    course: Course,
    unit: Unit,
    checks: Iterable[PlannedCheck],
    interactions: Iterable[PlannedInteraction],
    objectives: Iterable[Objective],
) -> Iterable[StatementTemplate]:
    """Yield what one unit may send. Where there are several, names end in the unit's id, and a session's end is its unit's."""
    whole, several = unit.activity, course.units == "session"
    what = "session" if whole.role == "session" else "final check" if whole.role == "check" else "course"

    def at_unit(event: Event, when: str) -> StatementTemplate:
        return StatementTemplate(f"{event}/{unit.id}" if several else event, event, whole, when, None, (), unit=unit.id)

    yield at_unit("initialized", f"The learner opens the {what}.")
    for session in unit.sessions:
        yield from _session_statements(course, unit, session, checks, tuple(interactions), objectives)
    yield at_unit("completed", f"The learner has seen every core page of the {what} and submitted every check; the first time only.")
    mark, allowed = unit.pass_rule.mark, unit.pass_rule.tries
    if mark is not None:
        yield at_unit("passed", f"The learner reaches {mark} per cent in the final check; the first time only.")
    if mark is not None and allowed is not None:
        tries = "try" if allowed == 1 else f"{allowed} tries"
        yield at_unit(
            "failed", f"The learner stays below {mark} per cent in the final check and has no tries left ({tries} allowed); the first time only."
        )
    yield at_unit("terminated", "The learner chooses “Save and exit”.")


def _session_statements(
    course: Course,
    unit: Unit,
    session: PlannedSession,
    checks: Iterable[PlannedCheck],
    interactions: tuple[PlannedInteraction, ...],
    objectives: Iterable[Objective],
) -> Iterable[StatementTemplate]:
    """Yield what one session of a unit may send: its answers, the scores of its checks, and its end where the unit holds more."""
    pages = {page.id for page in session.pages}
    for interaction in interactions:
        if interaction.page in pages and interaction.recorded:
            yield StatementTemplate(
                f"answered/{interaction.id}",
                "answered",
                interaction.activity,
                "The learner submits an answer to this question; each time it is submitted.",
                interaction.id,
                interaction.outcomes,
                unit=unit.id,
            )
    for check in checks:
        if check.page in pages and course.record is not Record.COMPLETION:
            yield from _scored(check, unit, interactions, objectives)
    if session.activity.iri != unit.activity.iri and course.units != "session":
        yield StatementTemplate(
            f"session-completed/{session.id}",
            "session-completed",
            session.activity,
            "The learner has seen every core page of the session and submitted its checks; the first time only.",
            None,
            session.outcomes,
            unit=unit.id,
        )


def _scored(
    check: PlannedCheck, unit: Unit, interactions: tuple[PlannedInteraction, ...], objectives: Iterable[Objective]
) -> Iterable[StatementTemplate]:
    """Yield one template for each outcome that questions of a check are about: so an outcome is traced to its evidence."""
    about = {outcome for interaction in interactions if interaction.check == check.id for outcome in interaction.outcomes}
    for objective in objectives:
        if objective.id in about:
            yield StatementTemplate(
                f"outcome-scored/{check.id}/{objective.id}",
                "outcome-scored",
                objective.activity,
                f"The learner submits “{check.title}”: the points of its questions about this outcome; each time it is submitted.",
                None,
                (objective.id,),
                check.id,
                unit.id,
            )
