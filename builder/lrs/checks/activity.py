"""What it was done to, when that is an activity (Data 2.4.4.1)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.lrs.checks.interaction import INTERACTION_CHECKS, check_interaction
from builder.lrs.checks.shape import (
    Shape,
    check_extensions,
    check_iri,
    check_language_map,
    check_shape,
    constant,
)
from builder.lrs.fault import Fault, Json, JsonLocation

_CLAUSE = "Data 2.4.4.1"
_INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction"

_DEFINITION = Shape(
    "an activity definition",
    _CLAUSE,
    {
        "name": check_language_map,
        "description": check_language_map,
        "type": check_iri(_CLAUSE),
        "moreInfo": check_iri(_CLAUSE),
        "extensions": check_extensions,
        **INTERACTION_CHECKS,
    },
)


def _check_definition(value: Json, spot: JsonLocation) -> Iterator[Fault]:
    yield from check_shape(value, spot, _DEFINITION)
    if not isinstance(value, dict):
        return
    yield from check_interaction(value, spot)
    if "interactionType" in value and value.get("type") != _INTERACTION:
        yield spot.advice(f"a question should have the activity type {_INTERACTION}", _CLAUSE)


_ACTIVITY = Shape(
    "an activity",
    _CLAUSE,
    {"objectType": constant("Activity", _CLAUSE), "id": check_iri(_CLAUSE), "definition": _check_definition},
    ("id",),
)


def check_activity(value: Json, spot: JsonLocation) -> Iterator[Fault]:
    """Check an activity and its definition."""
    yield from check_shape(value, spot, _ACTIVITY)
