"""What came of it: score, success, completion, response, duration (Data 2.4.5)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.lrs.fault import Fault, Json, JsonLocation, show
from builder.lrs.validation.formats import has_fine_fraction, is_duration
from builder.lrs.validation.shape import (
    Shape,
    text,
    validate_boolean,
    validate_extensions,
    validate_number,
    validate_shape,
)

_SCORE = "Data 2.4.5.1"


def _validate_scaled(value: Json, location: JsonLocation) -> Iterator[Fault]:
    number = _number(value)
    if number is None:
        yield from validate_number(value, location)
    elif not -1 <= number <= 1:
        yield location.fault(f"a scaled score lies between -1 and 1, not at {show(value)}", _SCORE)


_SCORE_SHAPE = Shape(
    "a score",
    _SCORE,
    {"scaled": _validate_scaled, "raw": validate_number, "min": validate_number, "max": validate_number},
)


def _validate_score(value: Json, location: JsonLocation) -> Iterator[Fault]:
    yield from validate_shape(value, location, _SCORE_SHAPE)
    if not isinstance(value, dict):
        return
    raw, least, most = (_number(value.get(name)) for name in ("raw", "min", "max"))
    if least is not None and most is not None and least >= most:
        yield location.key("min").fault(f"min {least} is not less than max {most}", _SCORE)
    if raw is not None and least is not None and raw < least:
        yield location.key("raw").fault(f"raw {raw} is less than min {least}", _SCORE)
    if raw is not None and most is not None and raw > most:
        yield location.key("raw").fault(f"raw {raw} is more than max {most}", _SCORE)


def _number(value: Json) -> int | float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _validate_duration(value: Json, location: JsonLocation) -> Iterator[Fault]:
    if not isinstance(value, str) or not is_duration(value):
        yield location.fault(f"{show(value)} is not an ISO 8601 duration such as PT1M30S", "Data 4.6")
    elif has_fine_fraction(value):
        yield location.advice(f"{show(value)} is finer than 0.01 seconds, which an LRS may cut", "Data 4.6")


_RESULT = Shape(
    "a result",
    "Data 2.4.5",
    {
        "score": _validate_score,
        "success": validate_boolean,
        "completion": validate_boolean,
        "response": text("Data 2.4.5"),
        "duration": _validate_duration,
        "extensions": validate_extensions,
    },
)


def validate_result(value: Json, location: JsonLocation) -> Iterator[Fault]:
    """Validate a result by itself; whether its response fits the question is validated with the statement."""
    yield from validate_shape(value, location, _RESULT)
