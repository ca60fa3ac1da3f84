"""What any object of a statement must keep to: known properties, right types, no null."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from builder.iri import is_iri
from builder.language_tag import is_language_tag
from builder.lrs.fault import Edition, Fault, Json, JsonLocation, show
from builder.lrs.validation import formats

Validator: TypeAlias = Callable[[Json, JsonLocation], Iterator[Fault]]

_FORMAT = "Data 2.2"
_LATER = {"contextAgents", "contextGroups"}


@dataclass(frozen=True, slots=True)
class Shape:
    """The properties of one kind of object.

    Attributes:
        noun: how a message names the object, with its article.
        clause: where its table of properties stands.
        validators: property name -> validator of its value.
        required: properties that must be there.

    """

    noun: str
    clause: str
    validators: Mapping[str, Validator]
    required: tuple[str, ...] = ()
    lower: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Prepare the look-up of names in the wrong case."""
        object.__setattr__(self, "lower", {name.lower(): name for name in self.validators})


def validate_shape(value: Json, location: JsonLocation, shape: Shape) -> Iterator[Fault]:
    """Validate one object against its shape, and each property by its own validator."""
    if not isinstance(value, dict):
        yield location.fault(f"{shape.noun} must be an object, not {show(value)}", shape.clause)
        return
    for name, inner in value.items():
        validate = shape.validators.get(name)
        if validate is None:
            yield _unknown(name, location, shape)
        elif inner is None:
            yield location.key(name).fault("null is allowed only inside extensions; remove the property", _FORMAT)
        else:
            yield from validate(inner, location.key(name))
    for name in shape.required:
        if name not in value:
            yield location.fault(f'{shape.noun} must have "{name}"', shape.clause)


def _unknown(name: str, location: JsonLocation, shape: Shape) -> Fault:
    meant = shape.lower.get(name.lower())
    if meant is not None:
        return location.key(name).fault(f'"{name}" is in the wrong case; it is written "{meant}"', _FORMAT)
    if name in _LATER and location.edition is Edition.V1:
        return location.key(name).fault(f'"{name}" exists only in xAPI 2.0', "IEEE 9274.1.1 4.2.2.4")
    return location.key(name).fault(f'{shape.noun} has no property "{name}"', _FORMAT)


def validate_array(value: Json, location: JsonLocation, validate: Validator, clause: str) -> Iterator[Fault]:
    """Validate that a value is an array, and each item of it."""
    if not isinstance(value, list):
        yield location.fault(f"this must be an array, not {show(value)}", clause)
        return
    for index, inner in enumerate(value):
        if inner is None:
            yield location.item(index).fault("null is allowed only inside extensions", _FORMAT)
        else:
            yield from validate(inner, location.item(index))


def constant(word: str, clause: str) -> Validator:
    """Make a validator for a property that can have one value only."""

    def validate(value: Json, location: JsonLocation) -> Iterator[Fault]:
        if value != word:
            yield location.fault(f'this must be "{word}", not {show(value)}', clause)

    return validate


def text(clause: str, is_right: Callable[[str], bool] | None = None, meaning: str = "a string") -> Validator:
    """Make a validator for a string, of one format if `is_right` is given; `meaning` names the format."""

    def validate(value: Json, location: JsonLocation) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield location.fault(f"this must be {meaning}, not {show(value)}", clause)
        elif is_right is not None and not is_right(value):
            yield location.fault(f"{show(value)} is not {meaning}", clause)

    return validate


def validate_boolean(value: Json, location: JsonLocation) -> Iterator[Fault]:
    """Validate for true or false; the words as strings are refused (Data 2.2.s4.b1.b3)."""
    if not isinstance(value, bool):
        yield location.fault(f"this must be true or false, not {show(value)}", _FORMAT)


def validate_number(value: Json, location: JsonLocation) -> Iterator[Fault]:
    """Validate for a number; digits in a string are refused (Data 2.2.s4.b1.b2)."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield location.fault(f"this must be a number, not {show(value)}", _FORMAT)


def validate_uuid(value: Json, location: JsonLocation) -> Iterator[Fault]:
    """Validate a UUID in standard form (Data 4.4); lower case and RFC 4122's variant are advised."""
    if not isinstance(value, str) or not formats.is_uuid(value):
        yield location.fault(f"{show(value)} is not a UUID (8-4-4-4-12 hexadecimal digits)", "Data 4.4")
    elif not formats.is_common_uuid(value):
        yield location.advice(f"{show(value)} should be a lower case UUID of the RFC 4122 variant", "Data 4.4")


def validate_language_map(value: Json, location: JsonLocation) -> Iterator[Fault]:
    """Validate that keys are RFC 5646 language tags and values strings (Data 4.2)."""
    if not isinstance(value, dict):
        yield location.fault(f"a language map must be an object, not {show(value)}", "Data 4.2")
        return
    for tag, inner in value.items():
        if not is_language_tag(tag):
            yield location.key(tag).fault(f"{show(tag)} is not a language tag such as en-GB", "Data 4.2")
        if not isinstance(inner, str):
            yield location.key(tag).fault(f"this must be a string, not {show(inner)}", "Data 4.2")


def validate_extensions(value: Json, location: JsonLocation) -> Iterator[Fault]:
    """Validate that keys are IRIs; values are free, null included (Data 4.1)."""
    if not isinstance(value, dict):
        yield location.fault(f"extensions must be an object, not {show(value)}", "Data 4.1")
        return
    for name in value:
        if not is_iri(name):
            yield location.key(name).fault(f"the key {show(name)} is not an absolute IRI", "Data 4.1")


def validate_timestamp(value: Json, location: JsonLocation) -> Iterator[Fault]:
    """Validate a date and time with zone (Data 4.5); 2.0 also takes RFC 3339's space and lower case letters."""
    loose = location.edition is Edition.V2
    if not isinstance(value, str) or formats.parse_timestamp(value, loose=loose) is None:
        yield location.fault(
            f"{show(value)} is not a date and time with its zone, such as 2026-01-02T03:04:05.67Z",
            "Data 4.5",
        )


def validate_iri(clause: str) -> Validator:
    """Make a validator for an absolute IRI."""
    return text(clause, is_iri, "an absolute IRI such as https://example.org/a")
