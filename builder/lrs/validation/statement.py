"""A statement as a whole: its parts, and the rules that tie one part to another (Data 2.3 and 2.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.lrs.fault import Edition, Fault, Json, JsonLocation, show
from builder.lrs.validation.activity import validate_activity
from builder.lrs.validation.actor import validate_actor, validate_authority
from builder.lrs.validation.attachment import validate_attachments
from builder.lrs.validation.context import validate_context, validate_reference
from builder.lrs.validation.interaction import read_question
from builder.lrs.validation.response import validate_response
from builder.lrs.validation.result import validate_result
from builder.lrs.validation.shape import (
    Shape,
    Validator,
    constant,
    validate_iri,
    validate_language_map,
    validate_shape,
    validate_timestamp,
    validate_uuid,
)

VOIDED = "http://adlnet.gov/expapi/verbs/voided"

_CLAUSE = "Data 2.4"
_SUBSTATEMENT = "Data 2.4.4.3"
_VERSION = {Edition.V1: re.compile(r"1\.0\.\d+\Z", re.ASCII), Edition.V2: re.compile(r"[12]\.0\.\d+\Z", re.ASCII)}
_SET_BY_LRS = {"stored": "Data 2.4.8", "authority": "Data 2.4.9"}

_VERB = Shape("a verb", "Data 2.4.3", {"id": validate_iri("Data 2.4.3"), "display": validate_language_map}, ("id",))


def _validate_verb(value: Json, location: JsonLocation) -> Iterator[Fault]:
    yield from validate_shape(value, location, _VERB)
    if isinstance(value, dict) and "display" not in value:
        yield location.advice('a verb should have a "display" for people to read', "Data 2.4.3")


def _validate_version(value: Json, location: JsonLocation) -> Iterator[Fault]:
    if not isinstance(value, str) or not _VERSION[location.edition].match(value):
        yield location.fault(f"xAPI {location.edition} does not accept a statement of version {show(value)}", "Data 2.4.10")
    elif value not in ("1.0.0", "2.0.0"):
        yield location.advice(f"the version, where it is given, should be 1.0.0 or 2.0.0, not {value}", "Data 2.4.10")


def _validate_object(value: Json, location: JsonLocation) -> Iterator[Fault]:
    kind = value.get("objectType", "Activity") if isinstance(value, dict) else "Activity"
    if kind == "SubStatement":
        yield from _validate_substatement(value, location)
        return
    validate = _OBJECTS.get(kind) if isinstance(kind, str) else None
    if validate is None:
        yield location.key("objectType").fault(f"{show(kind)} is none of Activity, Agent, Group, StatementRef, SubStatement", "Data 2.4.4")
    else:
        yield from validate(value, location)


def _validate_inner_object(value: Json, location: JsonLocation) -> Iterator[Fault]:
    if isinstance(value, dict) and value.get("objectType") == "SubStatement":
        yield location.fault("a substatement cannot hold a substatement", _SUBSTATEMENT)
    else:
        yield from _validate_object(value, location)


_OBJECTS: dict[str, Validator] = {
    "Activity": validate_activity,
    "Agent": validate_actor,
    "Group": validate_actor,
    "StatementRef": validate_reference,
}
_PARTS: dict[str, Validator] = {
    "actor": validate_actor,
    "verb": _validate_verb,
    "result": validate_result,
    "context": validate_context,
    "timestamp": validate_timestamp,
    "attachments": validate_attachments,
}
_STATEMENT = Shape(
    "a statement",
    _CLAUSE,
    {
        "id": validate_uuid,
        **_PARTS,
        "object": _validate_object,
        "stored": validate_timestamp,
        "authority": validate_authority,
        "version": _validate_version,
    },
    ("actor", "verb", "object"),
)
_SUBSTATEMENT_SHAPE = Shape(
    "a substatement",
    _SUBSTATEMENT,
    {"objectType": constant("SubStatement", _SUBSTATEMENT), **_PARTS, "object": _validate_inner_object},
    ("objectType", "actor", "verb", "object"),
)


def validate_statement_at(value: Json, location: JsonLocation) -> Iterator[Fault]:
    """Validate one statement as a client would send it."""
    yield from validate_shape(value, location, _STATEMENT)
    if not isinstance(value, dict):
        return
    yield from _validate_ties(value, location)
    if "id" not in value:
        yield location.advice("the sender should give the statement its id, so that it can be sent again safely", _CLAUSE)
    for name, clause in _SET_BY_LRS.items():
        if name in value:
            yield location.key(name).advice(f'"{name}" is set by the LRS; remove it', clause)


def _validate_substatement(value: Json, location: JsonLocation) -> Iterator[Fault]:
    yield from validate_shape(value, location, _SUBSTATEMENT_SHAPE)
    if isinstance(value, dict):
        yield from _validate_ties(value, location)


def _validate_ties(statement: dict[str, Json], location: JsonLocation) -> Iterator[Fault]:
    target = statement.get("object")
    kind = target.get("objectType", "Activity") if isinstance(target, dict) else None
    verb = statement.get("verb")
    if isinstance(verb, dict) and verb.get("id") == VOIDED and kind != "StatementRef":
        yield location.key("object").fault("what is voided must be named by a StatementRef", "Data 2.3.2")
    context = statement.get("context")
    if isinstance(context, dict) and kind != "Activity":
        for name in ("revision", "platform"):
            if name in context:
                yield location.key("context").key(name).fault(f'"{name}" is allowed only where the object is an activity', "Data 2.4.6")
    if isinstance(target, dict) and kind == "Activity":
        yield from _validate_answer(statement.get("result"), target, location)


def _validate_answer(result: Json, activity: dict[str, Json], location: JsonLocation) -> Iterator[Fault]:
    question = read_question(activity.get("definition"))
    response = result.get("response") if isinstance(result, dict) else None
    if question is not None and isinstance(response, str):
        place = location.key("result").key("response")
        yield from validate_response(response, question.kind, question.ids, place, pattern=False)
