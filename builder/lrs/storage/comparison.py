"""When two statements with one id are the same statement (Data 2.3.1)."""

from __future__ import annotations

import json

from builder.lrs.fault import Json
from builder.lrs.storage.identity import read_identity
from builder.lrs.validation.formats import parse_timestamp

_SET_BY_LRS = frozenset({"id", "stored", "authority", "version", "timestamp"})


def is_same_statement(sent: dict[str, Json], kept: dict[str, Json]) -> bool:
    """Tell whether a statement, sent again, is the one that is kept.

    Ignored are what an LRS may set or write differently: id, stored, authority, version, definitions of
    activities, display of verbs, the zone of a time, the order of members, an array around a single activity.
    """
    if "timestamp" in sent and _normalise_time(sent["timestamp"]) != _normalise_time(kept.get("timestamp")):
        return False
    return _write(_reduce_statement(sent)) == _write(_reduce_statement(kept))


def _write(value: Json) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=True)


def _normalise_time(value: Json) -> Json:
    moment = parse_timestamp(value, loose=True) if isinstance(value, str) else None
    return value if moment is None else moment.isoformat()


def _reduce_statement(statement: dict[str, Json]) -> dict[str, Json]:
    reduced: dict[str, Json] = {}
    for name, value in statement.items():
        if name not in _SET_BY_LRS:
            reduced[name] = _reduce_part(name, value)
    return reduced


def _reduce_part(name: str, value: Json) -> Json:
    if name == "actor":
        return _reduce_actor(value)
    if name == "verb" and isinstance(value, dict):
        return value.get("id")
    if name == "object":
        return _reduce_object(value)
    if name == "context" and isinstance(value, dict):
        return {key: _reduce_context(key, inner) for key, inner in value.items()}
    return value


def _reduce_object(value: Json) -> Json:
    kind = value.get("objectType", "Activity") if isinstance(value, dict) else None
    if not isinstance(value, dict):
        return value
    if kind == "SubStatement":
        timestamp: dict[str, Json] = {"timestamp": _normalise_time(value.get("timestamp"))}
        return {**_reduce_statement(value), **timestamp}
    if kind in ("Agent", "Group"):
        return _reduce_actor(value)
    if kind == "StatementRef":
        return _lower(value.get("id"))
    return {key: inner for key, inner in value.items() if key != "definition"}


def _reduce_actor(value: Json) -> Json:
    if not isinstance(value, dict):
        return value
    identity = read_identity(value)
    members = value.get("member")
    reduced: dict[str, Json] = {
        "objectType": value.get("objectType"),
        "name": value.get("name"),
        "identity": None if identity is None else list(identity),
    }
    if isinstance(members, list):
        reduced["member"] = sorted((_reduce_actor(member) for member in members), key=_write)
    return reduced


def _reduce_context(name: str, value: Json) -> Json:
    if name in ("instructor", "team"):
        return _reduce_actor(value)
    if name == "registration":
        return _lower(value)
    if name == "statement" and isinstance(value, dict):
        return _lower(value.get("id"))
    if name == "contextActivities" and isinstance(value, dict):
        return {key: [_reduce_object(activity) for activity in (inner if isinstance(inner, list) else [inner])] for key, inner in value.items()}
    return value


def _lower(value: Json) -> Json:
    return value.lower() if isinstance(value, str) else value
