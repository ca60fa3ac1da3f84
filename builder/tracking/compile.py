"""course -> tracking plan. Reads the neutral `definition` of an interaction and nothing of its kind."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from builder.course.blocks import Check, Interaction
from builder.course.model import Course, Page, PassRule, Record, Session
from builder.diagnostics import Checked
from builder.tracking.activity import Activity, ActivityRole
from builder.tracking.identifiers import outcome_tracked_id, state_key, tracked_id
from builder.tracking.keys import key_faults, question_key
from builder.tracking.plan import Objective, PlannedCheck, PlannedInteraction, PlannedPage, PlannedSession, TrackingPlan, Unit
from builder.tracking.profile import make_profile
from builder.tracking.response_types import RESPONSE_TYPES
from builder.tracking.state import answer_cost, state_budget
from builder.tracking.statement_templates import list_templates
from builder.tracking.statements import statement_shapes
from builder.tracking.vocabulary import ACTIVITY_TYPES

NAME_LENGTH = 120
"""The most characters of an activity's name; longer prompts are cut at a word, so that reports stay readable."""


def plan_tracking(course: Course) -> Checked[TrackingPlan]:
    """Return the plan of a course, or the colliding keys that leave none."""
    faults = key_faults(course)
    if faults:
        return Checked(None, faults)
    checks = tuple(_planned_check(course, session, page.id, check) for session, page, check in course.checks())
    sessions = tuple(_planned_session(course, session) for session in course.sessions)
    interactions = tuple(
        planned
        for session, page, check, interaction in course.interactions()
        for planned in _planned_interactions(course, session, page.id, check, interaction)
    )
    objectives = tuple(
        Objective(outcome.id, outcome_tracked_id(outcome.id), outcome.text, activity(course, "outcome", f"outcomes/{outcome.id}", outcome.text))
        for outcome in course.outcomes
    )
    units = _with_objectives(tuple(_units(course, sessions, checks, interactions)), objectives, interactions)
    root = units[0].activity if course.taken_from else activity(course, "course", "course", course.title, course.description)
    statements = tuple(template for unit in units for template in list_templates(course, unit, checks, interactions, objectives))
    plan = TrackingPlan(
        course=course.id,
        title=root.name,
        description=root.description,
        version=course.version,
        language=course.language,
        base=course.base,
        pass_rule=course.pass_rule,
        record=course.record,
        units=units,
        objectives=objectives,
        checks=checks,
        interactions=interactions,
        shapes=statement_shapes(root, course.version, course.language, course.record, list_around(course)),
        statements=statements,
        state=state_budget(sessions, checks, interactions),
        exit_when_done=course.exit_when_done,
        root=root.suffix,
        around=list_around(course),
    )
    return Checked(replace(plan, profile=make_profile(plan).version))


def activity(course: Course, role: ActivityRole, suffix: str, name: str, description: str = "") -> Activity:
    """Return an activity of a course: its IRI is the base and a suffix made from author ids only."""
    return Activity(role, course.base + suffix, suffix, ACTIVITY_TYPES.get(role, ""), name, description)


def list_around(course: Course) -> tuple[Activity, ...]:
    """Return what every statement is grouped under beside the course: the whole course of a session taken from it, then the pilot."""
    whole = (activity(course, "course", "course", course.title, course.description),) if course.taken_from else ()
    pilot = (activity(course, "pilot", f"pilots/{course.pilot.id}", course.pilot.label),) if course.pilot else ()
    return (*whole, *pilot)


def shortened(text: str) -> str:
    """Return a text of at most `NAME_LENGTH` characters, cut at a blank."""
    if len(text) <= NAME_LENGTH:
        return text
    return text[: NAME_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def _planned_session(course: Course, session: Session) -> PlannedSession:
    pages = tuple(_planned_page(course, session, page) for page in session.pages)
    about = activity(course, "session", f"sessions/{session.id}", session.title, session.summary)
    return PlannedSession(session.id, session.title, about, session.outcomes, pages)


def _planned_page(course: Course, session: Session, page: Page) -> PlannedPage:
    return PlannedPage(
        id=page.id,
        key=state_key(page.id, page.key),
        title=page.title.plain,
        core=page.core,
        minutes=page.minutes,
        estimate=page.estimate,
        outcomes=course.page_outcomes(session, page),
    )


def _planned_check(course: Course, session: Session, page: str, check: Check) -> PlannedCheck:
    return PlannedCheck(
        id=check.id,
        key=state_key(check.id, check.key),
        title=check.title.plain,
        final=check.final,
        session=session.id,
        page=page,
        interactions=tuple(interaction.id for interaction in check.interactions()),
        points=sum(interaction.points for interaction in check.interactions()),
        activity=activity(course, "check", f"checks/{check.id}", check.title.plain),
        draw=check.draw,
        tries=check.tries,
        feedback=check.feedback,
    )


def _planned_interactions(course: Course, session: Session, page: str, check: Check | None, interaction: Interaction) -> Iterable[PlannedInteraction]:
    """Yield a question as platforms know it; one with parts as each of them."""
    recorded = course.record is Record.ANSWERS and (check is not None or interaction.id in course.record_also)
    for ident, definition in interaction.definitions():
        window_only = not RESPONSE_TYPES[definition.type].packed or (interaction.keeping == "window" and not recorded)
        yield PlannedInteraction(
            id=ident,
            key=question_key(interaction, ident),
            tracked_id=tracked_id(ident),
            block=interaction.id,
            kind=interaction.kind,
            definition=definition,
            outcomes=interaction.outcomes,
            points=interaction.points,
            session=session.id,
            page=page,
            check=check.id if check else None,
            recorded=recorded,
            kept="window" if window_only else "state",
            # What is sent has its count and index kept, though its words are not.
            cost=answer_cost(definition) if recorded or not window_only else 0,
            activity=activity(course, "interaction", f"questions/{ident}", shortened(definition.description)),
            shuffle=interaction.shuffle,
            partial=interaction.partial,
            private=interaction.private,
            place=interaction.place,
        )


def _units(
    course: Course, sessions: tuple[PlannedSession, ...], checks: tuple[PlannedCheck, ...], interactions: tuple[PlannedInteraction, ...]
) -> Iterable[Unit]:
    """Yield the course as one unit, or each session and, by itself, the page of the final check (tracking contract 7).

    A session that was taken out of its course is one unit, and the activity is its own: whoever finishes it has not finished the course.
    """

    def unit(unit_id: str, about: Activity, held: tuple[PlannedSession, ...], rule: PassRule) -> Unit:
        pages = {page.id for session in held for page in session.pages}
        budget = state_budget(
            held, tuple(entry for entry in checks if entry.page in pages), tuple(entry for entry in interactions if entry.page in pages)
        )
        shapes = statement_shapes(about, course.version, course.language, course.record, list_around(course))
        return Unit(unit_id, about.name, about, held, rule, shapes, budget)

    if course.taken_from:
        yield unit(sessions[0].id, sessions[0].activity, sessions, course.pass_rule)
        return
    if course.units == "course":
        yield unit(course.id, activity(course, "course", "course", course.title, course.description), sessions, course.pass_rule)
        return
    final = next((check for check in checks if check.final), None)
    for session in sessions:
        alone = tuple(page for page in session.pages if final and page.id == final.page)
        others = tuple(page for page in session.pages if page not in alone)
        if others:
            yield unit(session.id, session.activity, (replace(session, pages=others),), PassRule())
        if final and alone:
            yield unit(final.id, final.activity, (replace(session, title=final.title, pages=alone),), course.pass_rule)


def _with_objectives(units: tuple[Unit, ...], objectives: Iterable[Objective], interactions: Iterable[PlannedInteraction]) -> tuple[Unit, ...]:
    """Return the units, each with the outcomes whose objective it writes (tracking contract 1)."""
    asked = {(interaction.page, outcome) for interaction in interactions if interaction.check for outcome in interaction.outcomes}
    writers: dict[str, list[str]] = {unit.id: [] for unit in units}
    for objective in objectives:
        asking = [unit for unit in units if any((page.id, objective.id) in asked for page in unit.pages())]
        teaching = [unit for unit in units if any(objective.id in page.outcomes for page in unit.pages())]
        for unit in (asking or teaching)[-1:]:
            writers[unit.id].append(objective.id)
    return tuple(replace(unit, completes=tuple(writers[unit.id])) for unit in units)
