"""Around what it was done: registration, other activities, other people (Data 2.4.6)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.language_tag import is_language_tag
from builder.lrs.fault import Edition, Fault, Json, JsonLocation
from builder.lrs.validation.activity import validate_activity
from builder.lrs.validation.actor import validate_actor, validate_agent_at, validate_group
from builder.lrs.validation.shape import (
    Shape,
    Validator,
    constant,
    text,
    validate_array,
    validate_extensions,
    validate_iri,
    validate_shape,
    validate_uuid,
)

_CLAUSE = "Data 2.4.6"
_ACTIVITIES = "Data 2.4.6.2"
_PEOPLE = "IEEE 9274.1.1 4.2.2.4"

_REFERENCE = Shape(
    "a statement reference",
    "Data 2.4.4.3",
    {"objectType": constant("StatementRef", "Data 2.4.4.3"), "id": validate_uuid},
    ("objectType", "id"),
)


def validate_reference(value: Json, location: JsonLocation) -> Iterator[Fault]:
    """Validate a reference to another statement (Data 2.4.4.3)."""
    yield from validate_shape(value, location, _REFERENCE)


def _validate_activities(value: Json, location: JsonLocation) -> Iterator[Fault]:
    if isinstance(value, dict):
        yield location.advice("a single activity should be in an array", _ACTIVITIES)
        yield from validate_activity(value, location)
    else:
        yield from validate_array(value, location, validate_activity, _ACTIVITIES)


_CONTEXT_ACTIVITIES = Shape(
    "contextActivities",
    _ACTIVITIES,
    dict.fromkeys(("parent", "grouping", "category", "other"), _validate_activities),
)


def _validate_context_activities(value: Json, location: JsonLocation) -> Iterator[Fault]:
    yield from validate_shape(value, location, _CONTEXT_ACTIVITIES)


def _validate_relevant_types(value: Json, location: JsonLocation) -> Iterator[Fault]:
    if value == []:
        yield location.fault("relevantTypes, if it is there, must name at least one type", _PEOPLE)
    yield from validate_array(value, location, validate_iri(_PEOPLE), _PEOPLE)


def _people(object_type: str, name: str, validate: Validator) -> Validator:
    shape = Shape(
        f"a {object_type}",
        _PEOPLE,
        {"objectType": constant(object_type, _PEOPLE), name: validate, "relevantTypes": _validate_relevant_types},
        ("objectType", name),
    )

    def validate_one(value: Json, location: JsonLocation) -> Iterator[Fault]:
        yield from validate_shape(value, location, shape)

    def validate_all(value: Json, location: JsonLocation) -> Iterator[Fault]:
        yield from validate_array(value, location, validate_one, _PEOPLE)

    return validate_all


_VALIDATORS: dict[str, Validator] = {
    "registration": validate_uuid,
    "instructor": validate_actor,
    "team": validate_group,
    "contextActivities": _validate_context_activities,
    "revision": text(_CLAUSE),
    "platform": text(_CLAUSE),
    "language": text(_CLAUSE, is_language_tag, "a language tag such as en-GB"),
    "statement": validate_reference,
    "extensions": validate_extensions,
}
_SHAPES = {
    Edition.V1: Shape("a context", _CLAUSE, _VALIDATORS),
    Edition.V2: Shape(
        "a context",
        _CLAUSE,
        {
            **_VALIDATORS,
            "contextAgents": _people("contextAgent", "agent", validate_agent_at),
            "contextGroups": _people("contextGroup", "group", validate_group),
        },
    ),
}


def validate_context(value: Json, location: JsonLocation) -> Iterator[Fault]:
    """Validate a context by itself; what depends on the object is validated with the statement."""
    yield from validate_shape(value, location, _SHAPES[location.edition])
