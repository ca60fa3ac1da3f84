"""The definition of a question: its type, its lists of items, its correct responses (Data 2.4.4.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.lrs.fault import Fault, Json, JsonLocation, show
from builder.lrs.validation.response import validate_response
from builder.lrs.validation.shape import Shape, Validator, text, validate_array, validate_language_map, validate_shape

_CLAUSE = "Data 2.4.4.1"

# Interaction type -> the lists of items that it may have.
LISTS: Mapping[str, tuple[str, ...]] = {
    "true-false": (),
    "choice": ("choices",),
    "fill-in": (),
    "long-fill-in": (),
    "matching": ("source", "target"),
    "performance": ("steps",),
    "sequencing": ("choices",),
    "likert": ("scale",),
    "numeric": (),
    "other": (),
}
_LIST_NAMES = ("choices", "scale", "source", "target", "steps")


@dataclass(frozen=True, slots=True)
class ResponseRules:
    """What a definition tells about the response that belongs to it.

    Attributes:
        kind: the interaction type.
        ids: list name -> the ids defined in it, for the lists that are there.

    """

    kind: str
    ids: Mapping[str, frozenset[str]]


def _is_type(word: str) -> bool:
    return word in LISTS


def _validate_id(value: Json, location: JsonLocation) -> Iterator[Fault]:
    if not isinstance(value, str) or value == "":
        yield location.fault(f"an id must be a string with at least one character, not {show(value)}", _CLAUSE)
    elif any(character.isspace() for character in value):
        yield location.advice(f"the id {show(value)} should have no space in it", _CLAUSE)


_ITEM = Shape("an item", _CLAUSE, {"id": _validate_id, "description": validate_language_map}, ("id",))


def _validate_item(value: Json, location: JsonLocation) -> Iterator[Fault]:
    yield from validate_shape(value, location, _ITEM)


def _validate_items(value: Json, location: JsonLocation) -> Iterator[Fault]:
    yield from validate_array(value, location, _validate_item, _CLAUSE)
    seen: set[str] = set()
    for index, item in enumerate(value if isinstance(value, list) else ()):
        name = item.get("id") if isinstance(item, dict) else None
        if isinstance(name, str):
            if name in seen:
                yield location.item(index).key("id").fault(f"the id {show(name)} is used twice in this list", _CLAUSE)
            seen.add(name)


def _validate_patterns(value: Json, location: JsonLocation) -> Iterator[Fault]:
    yield from validate_array(value, location, text(_CLAUSE), _CLAUSE)


INTERACTION_VALIDATORS: Mapping[str, Validator] = {
    "interactionType": text(_CLAUSE, _is_type, f"one of {', '.join(LISTS)}"),
    "correctResponsesPattern": _validate_patterns,
    **dict.fromkeys(_LIST_NAMES, _validate_items),
}


def read_question(definition: Json) -> ResponseRules | None:
    """Read type and ids of a definition; `None` where it defines no question of a known type."""
    kind = definition.get("interactionType") if isinstance(definition, dict) else None
    if not isinstance(definition, dict) or not isinstance(kind, str) or kind not in LISTS:
        return None
    ids = {name: _read_ids(definition[name]) for name in LISTS[kind] if name in definition}
    return ResponseRules(kind, ids)


def _read_ids(items: Json) -> frozenset[str]:
    names = (item.get("id") for item in items if isinstance(item, dict)) if isinstance(items, list) else ()
    return frozenset(name for name in names if isinstance(name, str))


def validate_interaction(definition: dict[str, Json], location: JsonLocation) -> Iterator[Fault]:
    """Validate that the properties of a question fit together."""
    kind = definition.get("interactionType")
    present = [name for name in INTERACTION_VALIDATORS if name in definition and name != "interactionType"]
    if "interactionType" not in definition:
        for name in present:
            yield location.key(name).fault(f'"{name}" is allowed only beside "interactionType"', _CLAUSE)
        return
    question = read_question(definition)
    if question is None:
        return
    for name in present:
        if name in _LIST_NAMES and name not in LISTS[question.kind]:
            yield location.key(name).fault(f'the interaction type {show(kind)} has no "{name}"', _CLAUSE)
    patterns = definition.get("correctResponsesPattern")
    for index, pattern in enumerate(patterns if isinstance(patterns, list) else ()):
        if isinstance(pattern, str):
            place = location.key("correctResponsesPattern").item(index)
            yield from validate_response(pattern, question.kind, question.ids, place, pattern=True)
