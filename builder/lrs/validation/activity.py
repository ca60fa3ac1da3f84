"""What it was done to, when that is an activity (Data 2.4.4.1)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.lrs.fault import Fault, Json, JsonLocation
from builder.lrs.validation.interaction import INTERACTION_VALIDATORS, validate_interaction
from builder.lrs.validation.shape import (
    Shape,
    constant,
    validate_extensions,
    validate_iri,
    validate_language_map,
    validate_shape,
)

_CLAUSE = "Data 2.4.4.1"
_INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction"

_DEFINITION = Shape(
    "an activity definition",
    _CLAUSE,
    {
        "name": validate_language_map,
        "description": validate_language_map,
        "type": validate_iri(_CLAUSE),
        "moreInfo": validate_iri(_CLAUSE),
        "extensions": validate_extensions,
        **INTERACTION_VALIDATORS,
    },
)


def _validate_definition(value: Json, location: JsonLocation) -> Iterator[Fault]:
    yield from validate_shape(value, location, _DEFINITION)
    if not isinstance(value, dict):
        return
    yield from validate_interaction(value, location)
    if "interactionType" in value and value.get("type") != _INTERACTION:
        yield location.advice(f"a question should have the activity type {_INTERACTION}", _CLAUSE)


_ACTIVITY = Shape(
    "an activity",
    _CLAUSE,
    {"objectType": constant("Activity", _CLAUSE), "id": validate_iri(_CLAUSE), "definition": _validate_definition},
    ("id",),
)


def validate_activity(value: Json, location: JsonLocation) -> Iterator[Fault]:
    """Validate an activity and its definition."""
    yield from validate_shape(value, location, _ACTIVITY)
