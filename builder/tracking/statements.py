"""The statements of a plan: their shapes, the activity objects in them, worked examples, and their reading by `tincan`.

This is the one place that touches tincan. It reads and never writes: it would change durations, time stamps and whole numbers,
and an example is what the browser sends.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from builder.course.model import Record
from builder.tracking.activity import Activity
from builder.tracking.plan import LAUNCH_ACTIVITY, Event, PlannedInteraction, StatementTemplate, TrackingPlan
from builder.tracking.responses import delimited, example_response, interaction_definition
from builder.tracking.vocabulary import PROFILE_TYPE, VERBS

VARIABLES: dict[str, str] = {
    "$id": "a new UUID for each statement",
    "$timestamp": "the moment in UTC, later than every earlier one",
    "$actor": "the learner, exactly as the launch named them",
    "$registration": "the registration of the launch",
    "$activity": "the activity that the launch named",
    "$object": "the activity that this statement is about",
    "$parent": "the check or session that holds it",
    "$outcomes": "the outcomes that it is evidence for, as activities",
    "$category": "the version of the course’s profile that this statement follows; absent when the launch gave no registration",
    "$response": "what the learner answered",
    "$success": "whether the answer was right; absent where no answer is right or wrong",
    "$raw": "whole per cent of the points",
    "$points": "points of the questions about the outcome",
    "$of": "the most points that they give",
    "$scaled": "the share of the points, from 0 to 1",
    "$duration": "how long it took",
}
"""Every name that may stand in a shape, and what it means in words. A key whose variable has no value is left out."""


def statement_shapes(
    course: Activity, version: str, language: str, record: Record, around: Iterable[Activity] = ()
) -> dict[Event, dict[str, object]]:
    """Return for each event the statement as JSON with `"$name"` where the launch or the moment decides. `around`: as in `TrackingPlan`."""
    root = {**activity_object(course, language), "id": "$activity"}
    whole: dict[str, object] = {"registration": "$registration", "revision": version, "language": language}
    beside = [activity_object(each, language) for each in around]
    grouping = [root, *beside]
    whole["contextActivities"] = {**({"grouping": beside} if beside else {}), "category": "$category"}
    part = {**whole, "contextActivities": {"parent": ["$parent"], "grouping": grouping, "other": "$outcomes", "category": "$category"}}
    scored = {**whole, "contextActivities": {"parent": ["$parent"], "grouping": grouping, "category": "$category"}}
    session = {**whole, "contextActivities": {"parent": [root], "grouping": grouping, "other": "$outcomes", "category": "$category"}}
    score: dict[str, object] = {} if record is Record.COMPLETION else {"score": {"scaled": "$scaled", "raw": "$raw", "min": 0, "max": 100}}

    def shape(event: Event, about: object, result: Mapping[str, object], context: Mapping[str, object]) -> dict[str, object]:
        verb = VERBS[event]
        fields: dict[str, object] = {
            "id": "$id",
            "actor": "$actor",
            "verb": {"id": verb.iri, "display": {"en": verb.display}},
            "object": about,
            "context": context,
            "timestamp": "$timestamp",
        }
        return {**fields, "result": result} if result else fields

    shapes: dict[Event, dict[str, object]] = {
        "initialized": shape("initialized", root, {}, whole),
        "session-completed": shape("session-completed", "$object", {"completion": True}, session),
        "completed": shape("completed", root, {"completion": True, "duration": "$duration"}, whole),
        "passed": shape("passed", root, {"success": True, **score, "duration": "$duration"}, whole),
        "failed": shape("failed", root, {"success": False, **score, "duration": "$duration"}, whole),
        "terminated": shape("terminated", root, {"duration": "$duration"}, whole),
    }
    if record is not Record.COMPLETION:
        points = {"score": {"scaled": "$scaled", "raw": "$points", "min": 0, "max": "$of"}}
        shapes["outcome-scored"] = shape("outcome-scored", "$object", points, scored)
    if record is Record.ANSWERS:
        shapes["answered"] = shape("answered", "$object", {"response": "$response", "success": "$success", "duration": "$duration"}, part)
    return shapes


def activity_object(activity: Activity, language: str, interaction: PlannedInteraction | None = None) -> dict[str, object]:
    """Return an activity as xAPI writes it. A question carries its type, accepted answers and components."""
    definition: dict[str, object] = {**({"type": activity.type} if activity.type else {}), "name": activity.names(language)}
    if activity.description:
        definition["description"] = activity.descriptions(language)
    if interaction is not None:
        definition.update(interaction_definition(interaction.definition, language, interaction.others))
    return {"objectType": "Activity", "id": activity.iri, "definition": definition}


def fill(shape: object, values: Mapping[str, object]) -> object:
    """Return a shape with its variables filled in.

    A key, or a member of a list, that has no value is left out; so is an object that nothing is left of.
    """
    if isinstance(shape, str) and shape in VARIABLES:
        return values.get(shape)
    if isinstance(shape, dict):
        filled = {key: fill(value, values) for key, value in shape.items()}
        return {key: value for key, value in filled.items() if value is not None} or None
    if isinstance(shape, list):
        return [value for value in (fill(member, values) for member in shape) if value is not None]
    return shape


def fixed_values(plan: TrackingPlan, template: StatementTemplate) -> dict[str, object]:
    """Return the variables that the plan decides, `$object`, `$parent`, `$outcomes` and `$category`; `None` where a template has none."""
    interaction = next((interaction for interaction in plan.interactions if interaction.id == template.interaction), None)
    objectives = [objective.activity for objective in plan.objectives if objective.id in template.outcomes]
    holder: Activity | None = None
    if interaction is not None or template.check is not None:
        wanted = template.check if interaction is None else interaction.check
        holder = next((check.activity for check in plan.checks if check.id == wanted), None)
    if holder is None and interaction is not None:
        holder = next(session.activity for session in plan.sessions() if session.id == interaction.session)
    return {
        "$object": activity_object(template.object, plan.language, interaction),
        "$parent": activity_object(holder, plan.language) if holder else None,
        "$outcomes": [activity_object(objective, plan.language) for objective in objectives] or None,
        "$category": [profile_activity(plan)],
    }


def profile_activity(plan: TrackingPlan) -> dict[str, object]:
    """Return the activity that stands for the version of the course's profile (XP-09)."""
    return {"objectType": "Activity", "id": plan.profile, "definition": {"type": PROFILE_TYPE}}


EXAMPLE_ACTOR = {"objectType": "Agent", "account": {"homePage": "https://lms.example.org", "name": "learner-0001"}}
EXAMPLE_TIME = "2026-01-05T10:42:00.00Z"
EXAMPLE_REGISTRATION = "6f1f2f0c-3a54-5d3b-9f0a-0c0ffee0c0de"
EXAMPLE_DURATION = "PT42S"


READING_ORDER = (
    "id", "result", "actor", "verb", "objectType", "account", "object", "timestamp", "context",
    "name", "homePage", "description", "type", "interactionType",
    "score", "success", "completion", "duration", "response",
    "registration", "contextActivities", "revision", "language",
    "category", "parent", "grouping", "other",
)  # fmt: skip
"""The order of keys in examples, whatever the order in shapes; keys that are not named here follow in the order of the shape."""


def example_statement(plan: TrackingPlan, template: StatementTemplate) -> dict[str, object]:
    """Return a worked example of one statement, its keys in `READING_ORDER`.

    The learner, the moment and the registration are made up and the same in every example; ids are UUID version 5 of
    the template's name, so that the page of statements is the same at every build.
    """
    unit = next(unit for unit in plan.units if unit.id == template.unit)
    check = next((check for check in plan.checks if check.id == template.check), None)
    interaction = next((interaction for interaction in plan.interactions if interaction.id == template.interaction), None)
    most = sum(
        interaction.points
        for interaction in plan.interactions
        if check and interaction.check == check.id and set(template.outcomes) & set(interaction.outcomes)
    )
    reached = (unit.pass_rule.mark or 0) if template.event == "passed" else 0
    values: dict[str, object] = {
        **fixed_values(plan, template),
        "$id": str(uuid.uuid5(uuid.NAMESPACE_URL, plan.base + template.name)),
        "$timestamp": EXAMPLE_TIME,
        "$actor": EXAMPLE_ACTOR,
        "$registration": EXAMPLE_REGISTRATION,
        "$activity": LAUNCH_ACTIVITY,
        "$response": delimited(example_response(interaction.definition)) if interaction else None,
        "$success": True if interaction and interaction.definition.correct else None,
        "$raw": reached,
        "$points": most,
        "$of": most,
        "$scaled": 1 if check else reached / 100,
        "$duration": EXAMPLE_DURATION,
    }
    example = _in_reading_order(fill(unit.shapes[template.event], values))
    assert isinstance(example, dict)
    return example


def _in_reading_order(value: object) -> object:
    if isinstance(value, dict):
        return {key: _in_reading_order(value[key]) for key in _put_in_order(tuple(value))}
    if isinstance(value, list):
        return [_in_reading_order(member) for member in value]
    return value


@cache
def _put_in_order(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return keys in reading order. Remembered: all statements of a course are of a few shapes."""
    return (*(key for key in READING_ORDER if key in keys), *(key for key in keys if key not in READING_ORDER))


class StatementRefusedError(Exception):
    """A statement of the plan is none that tincan reads: the plan is at fault, not the author."""


def read_with_tincan(statement: Mapping[str, object]) -> None:
    """Let tincan read a statement. Nothing is taken from it: `lrs.validator` is stricter, tincan is a second opinion.

    Raises:
        StatementRefusedError: tincan refuses the statement.

    """
    import tincan

    # A copy, since tincan empties what it is given; `{launch.activity}` is no IRI before a launch puts one there.
    text = json.dumps(statement).replace(LAUNCH_ACTIVITY, "https://launch.invalid/activity")
    try:
        tincan.Statement(json.loads(text, object_hook=_read_part))
    except Exception as refusal:  # tincan itself raises no narrower class for a duration
        raise StatementRefusedError(f"tincan refuses the statement {statement.get('id')}: {refusal}") from refusal


def _read_part(part: dict[str, object]) -> object:
    """Return an activity or an agent as tincan's, and any other part as it is."""
    kind = part.get("objectType")
    return _read_object(kind, json.dumps(part)) if kind in {"Activity", "Agent"} else part


@lru_cache(maxsize=256)
def _read_object(kind: str, text: str) -> object:
    """Let tincan read an activity or an agent, once for all statements that name it: the course stands in each."""
    import tincan

    return getattr(tincan, kind)(json.loads(text))
