"""A statement as a whole: its parts, and the rules that tie one part to another (Data 2.3 and 2.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.lrs.checks.activity import check_activity
from builder.lrs.checks.actor import check_actor, check_authority
from builder.lrs.checks.attachment import check_attachments
from builder.lrs.checks.context import check_context, check_reference
from builder.lrs.checks.interaction import read_question
from builder.lrs.checks.response import check_response
from builder.lrs.checks.result import check_result
from builder.lrs.checks.shape import (
    Check,
    Shape,
    check_iri,
    check_language_map,
    check_shape,
    check_timestamp,
    check_uuid,
    constant,
)
from builder.lrs.fault import Edition, Fault, Json, JsonLocation, show

VOIDED = "http://adlnet.gov/expapi/verbs/voided"

_CLAUSE = "Data 2.4"
_SUBSTATEMENT = "Data 2.4.4.3"
_VERSION = {Edition.V1: re.compile(r"1\.0\.\d+\Z", re.ASCII), Edition.V2: re.compile(r"[12]\.0\.\d+\Z", re.ASCII)}
_SET_BY_LRS = {"stored": "Data 2.4.8", "authority": "Data 2.4.9"}

_VERB = Shape("a verb", "Data 2.4.3", {"id": check_iri("Data 2.4.3"), "display": check_language_map}, ("id",))


def _check_verb(value: Json, spot: JsonLocation) -> Iterator[Fault]:
    yield from check_shape(value, spot, _VERB)
    if isinstance(value, dict) and "display" not in value:
        yield spot.advice('a verb should have a "display" for people to read', "Data 2.4.3")


def _check_version(value: Json, spot: JsonLocation) -> Iterator[Fault]:
    if not isinstance(value, str) or not _VERSION[spot.edition].match(value):
        yield spot.fault(f"xAPI {spot.edition} takes no statement of version {show(value)}", "Data 2.4.10")
    elif value not in ("1.0.0", "2.0.0"):
        yield spot.advice(f"the version, where it is given, should be 1.0.0 or 2.0.0, not {value}", "Data 2.4.10")


def _check_object(value: Json, spot: JsonLocation) -> Iterator[Fault]:
    kind = value.get("objectType", "Activity") if isinstance(value, dict) else "Activity"
    if kind == "SubStatement":
        yield from _check_substatement(value, spot)
        return
    check = _OBJECTS.get(kind) if isinstance(kind, str) else None
    if check is None:
        yield spot.key("objectType").fault(f"{show(kind)} is none of Activity, Agent, Group, StatementRef, SubStatement", "Data 2.4.4")
    else:
        yield from check(value, spot)


def _check_inner_object(value: Json, spot: JsonLocation) -> Iterator[Fault]:
    if isinstance(value, dict) and value.get("objectType") == "SubStatement":
        yield spot.fault("a substatement cannot hold a substatement", _SUBSTATEMENT)
    else:
        yield from _check_object(value, spot)


_OBJECTS: dict[str, Check] = {
    "Activity": check_activity,
    "Agent": check_actor,
    "Group": check_actor,
    "StatementRef": check_reference,
}
_PARTS: dict[str, Check] = {
    "actor": check_actor,
    "verb": _check_verb,
    "result": check_result,
    "context": check_context,
    "timestamp": check_timestamp,
    "attachments": check_attachments,
}
_STATEMENT = Shape(
    "a statement",
    _CLAUSE,
    {
        "id": check_uuid,
        **_PARTS,
        "object": _check_object,
        "stored": check_timestamp,
        "authority": check_authority,
        "version": _check_version,
    },
    ("actor", "verb", "object"),
)
_SUBSTATEMENT_SHAPE = Shape(
    "a substatement",
    _SUBSTATEMENT,
    {"objectType": constant("SubStatement", _SUBSTATEMENT), **_PARTS, "object": _check_inner_object},
    ("objectType", "actor", "verb", "object"),
)


def check_statement(value: Json, spot: JsonLocation) -> Iterator[Fault]:
    """Check one statement as a client would send it."""
    yield from check_shape(value, spot, _STATEMENT)
    if not isinstance(value, dict):
        return
    yield from _check_ties(value, spot)
    if "id" not in value:
        yield spot.advice("the sender should give the statement its id, so that it can be sent again safely", _CLAUSE)
    for name, clause in _SET_BY_LRS.items():
        if name in value:
            yield spot.key(name).advice(f'"{name}" is set by the LRS; leave it out', clause)


def _check_substatement(value: Json, spot: JsonLocation) -> Iterator[Fault]:
    yield from check_shape(value, spot, _SUBSTATEMENT_SHAPE)
    if isinstance(value, dict):
        yield from _check_ties(value, spot)


def _check_ties(statement: dict[str, Json], spot: JsonLocation) -> Iterator[Fault]:
    target = statement.get("object")
    kind = target.get("objectType", "Activity") if isinstance(target, dict) else None
    verb = statement.get("verb")
    if isinstance(verb, dict) and verb.get("id") == VOIDED and kind != "StatementRef":
        yield spot.key("object").fault("what is voided must be named by a StatementRef", "Data 2.3.2")
    context = statement.get("context")
    if isinstance(context, dict) and kind != "Activity":
        for name in ("revision", "platform"):
            if name in context:
                yield spot.key("context").key(name).fault(f'"{name}" is allowed only where the object is an activity', "Data 2.4.6")
    if isinstance(target, dict) and kind == "Activity":
        yield from _check_answer(statement.get("result"), target, spot)


def _check_answer(result: Json, activity: dict[str, Json], spot: JsonLocation) -> Iterator[Fault]:
    question = read_question(activity.get("definition"))
    response = result.get("response") if isinstance(result, dict) else None
    if question is not None and isinstance(response, str):
        place = spot.key("result").key("response")
        yield from check_response(response, question.kind, question.ids, place, pattern=False)
