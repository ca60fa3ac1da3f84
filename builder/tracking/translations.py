"""A plan with what its activities are called in the further languages that packages hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec.structs import replace

from builder.tracking.activity import Activity, Wording
from builder.tracking.plan import PlannedInteraction, PlannedSession, TrackingPlan, Unit
from builder.tracking.profile import make_profile
from builder.tracking.statements import statement_shapes
from builder.tracking.vocabulary import ACTIVITY_TYPES

Wordings = Mapping[str, tuple[Wording, ...]]
"""By suffix of an activity: what it is called in each further language."""


def add_languages(plan: TrackingPlan, others: Sequence[TrackingPlan]) -> TrackingPlan:
    """Return the plan with the names, descriptions and components of others, which are of the same course in other languages.

    Ids and keys stay. The shapes of statements name the course, so they are made again; so is the profile, which allows each language.
    """
    if not others:
        return plan
    wordings = _list_wordings(others)
    plan = replace(plan, around=tuple(_name(wordings, each) for each in plan.around))
    root = Activity("course", plan.base + plan.root, plan.root, ACTIVITY_TYPES["course"], plan.title, plan.description)
    units = tuple(_name_unit(plan, wordings, unit) for unit in plan.units)
    whole = units[0].activity if units[0].activity.suffix == plan.root else _name(wordings, root)
    named = replace(
        plan,
        units=units,
        objectives=tuple(replace(each, activity=_name(wordings, each.activity)) for each in plan.objectives),
        checks=tuple(replace(each, activity=_name(wordings, each.activity)) for each in plan.checks),
        interactions=tuple(map(partial(_name_question, wordings, others), plan.interactions)),
        shapes=statement_shapes(whole, plan.version, plan.language, plan.record, plan.around),
        statements=tuple(replace(each, object=_name(wordings, each.object)) for each in plan.statements),
        others=wordings[plan.root],
    )
    return replace(named, profile=make_profile(named).version)


def _list_wordings(others: Sequence[TrackingPlan]) -> Wordings:
    found: dict[str, list[Wording]] = {}
    for other in others:
        found.setdefault(other.root, []).append(Wording(other.language, other.title, other.description))
        sessions = [session.activity for session in other.sessions()]
        asked = [question.activity for question in other.interactions]
        held = (
            *sessions,
            *(check.activity for check in other.checks),
            *asked,
            *(objective.activity for objective in other.objectives),
            *other.around,
        )
        # A session that was taken out of its course is the root itself; one whose final page is a unit of its own is there twice.
        for suffix, each in {each.suffix: each for each in held if each.suffix != other.root}.items():
            found.setdefault(suffix, []).append(Wording(other.language, each.name, each.description))
    return {suffix: tuple(words) for suffix, words in found.items()}


def _name(wordings: Wordings, about: Activity) -> Activity:
    return replace(about, others=wordings.get(about.suffix, ()))


def _name_session(wordings: Wordings, session: PlannedSession) -> PlannedSession:
    return replace(session, activity=_name(wordings, session.activity))


def _name_unit(plan: TrackingPlan, wordings: Wordings, unit: Unit) -> Unit:
    about = _name(wordings, unit.activity)
    sessions = tuple(_name_session(wordings, session) for session in unit.sessions)
    return replace(unit, activity=about, sessions=sessions, shapes=statement_shapes(about, plan.version, plan.language, plan.record, plan.around))


def _name_question(wordings: Wordings, others: Sequence[TrackingPlan], question: PlannedInteraction) -> PlannedInteraction:
    definitions = ((other.language, each.definition) for other in others for each in other.interactions if each.id == question.id)
    return replace(question, activity=_name(wordings, question.activity), others=tuple(definitions))
