"""Around what it was done: registration, other activities, other people (Data 2.4.6)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.language_tag import is_language_tag
from builder.lrs.checks.activity import check_activity
from builder.lrs.checks.actor import check_actor, check_agent, check_group
from builder.lrs.checks.shape import (
    Check,
    Shape,
    check_array,
    check_extensions,
    check_iri,
    check_shape,
    check_uuid,
    constant,
    text,
)
from builder.lrs.fault import Edition, Fault, Json, JsonLocation

_CLAUSE = "Data 2.4.6"
_ACTIVITIES = "Data 2.4.6.2"
_PEOPLE = "IEEE 9274.1.1 4.2.2.4"

_REFERENCE = Shape(
    "a statement reference",
    "Data 2.4.4.3",
    {"objectType": constant("StatementRef", "Data 2.4.4.3"), "id": check_uuid},
    ("objectType", "id"),
)


def check_reference(value: Json, spot: JsonLocation) -> Iterator[Fault]:
    """Check a reference to another statement (Data 2.4.4.3)."""
    yield from check_shape(value, spot, _REFERENCE)


def _check_activities(value: Json, spot: JsonLocation) -> Iterator[Fault]:
    if isinstance(value, dict):
        yield spot.advice("a single activity should stand in an array", _ACTIVITIES)
        yield from check_activity(value, spot)
    else:
        yield from check_array(value, spot, check_activity, _ACTIVITIES)


_CONTEXT_ACTIVITIES = Shape(
    "contextActivities",
    _ACTIVITIES,
    dict.fromkeys(("parent", "grouping", "category", "other"), _check_activities),
)


def _check_context_activities(value: Json, spot: JsonLocation) -> Iterator[Fault]:
    yield from check_shape(value, spot, _CONTEXT_ACTIVITIES)


def _check_relevant_types(value: Json, spot: JsonLocation) -> Iterator[Fault]:
    if value == []:
        yield spot.fault("relevantTypes, where it stands, must name at least one type", _PEOPLE)
    yield from check_array(value, spot, check_iri(_PEOPLE), _PEOPLE)


def _people(object_type: str, name: str, check: Check) -> Check:
    shape = Shape(
        f"a {object_type}",
        _PEOPLE,
        {"objectType": constant(object_type, _PEOPLE), name: check, "relevantTypes": _check_relevant_types},
        ("objectType", name),
    )

    def check_one(value: Json, spot: JsonLocation) -> Iterator[Fault]:
        yield from check_shape(value, spot, shape)

    def check_all(value: Json, spot: JsonLocation) -> Iterator[Fault]:
        yield from check_array(value, spot, check_one, _PEOPLE)

    return check_all


_CHECKS: dict[str, Check] = {
    "registration": check_uuid,
    "instructor": check_actor,
    "team": check_group,
    "contextActivities": _check_context_activities,
    "revision": text(_CLAUSE),
    "platform": text(_CLAUSE),
    "language": text(_CLAUSE, is_language_tag, "a language tag such as en-GB"),
    "statement": check_reference,
    "extensions": check_extensions,
}
_SHAPES = {
    Edition.V1: Shape("a context", _CLAUSE, _CHECKS),
    Edition.V2: Shape(
        "a context",
        _CLAUSE,
        {
            **_CHECKS,
            "contextAgents": _people("contextAgent", "agent", check_agent),
            "contextGroups": _people("contextGroup", "group", check_group),
        },
    ),
}


def check_context(value: Json, spot: JsonLocation) -> Iterator[Fault]:
    """Check a context by itself; what depends on the object is the statement's check."""
    yield from check_shape(value, spot, _SHAPES[spot.edition])
