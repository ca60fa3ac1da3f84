"""Which statements a query means (Communication 2.1.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from builder.lrs.fault import Json
from builder.lrs.storage.identity import Identity, list_identities

_CONTEXT_ACTIVITIES = ("parent", "grouping", "category", "other")


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement as the LRS keeps it.

    Attributes:
        number: its place in the order of storing, from 1.
        stored: when, in UTC; later for each later statement.
        statement: complete with id, stored, authority, version and timestamp.

    """

    number: int
    stored: datetime
    statement: dict[str, Json]


@dataclass(frozen=True, slots=True)
class Query:
    """The filters of a request for statements; `None` means "any". `limit` 0 means as many as the LRS gives."""

    agent: Identity | None = None
    verb: str | None = None
    activity: str | None = None
    registration: str | None = None
    related_activities: bool = False
    related_agents: bool = False
    since: datetime | None = None
    until: datetime | None = None
    limit: int = 0
    ascending: bool = False


def is_in_time(kept: StoredStatement, query: Query) -> bool:
    """Tell whether a statement was stored after `since` and not after `until`."""
    return (query.since is None or kept.stored > query.since) and (query.until is None or kept.stored <= query.until)


def is_match(kept: StoredStatement, query: Query, by_id: Mapping[str, StoredStatement]) -> bool:
    """Tell whether a statement, or one that it points at by StatementRef, meets the filters that are not of time.

    Args:
        kept: the statement.
        query: the filters.
        by_id: lower case id -> statement, voided ones included.

    """
    seen: set[int] = set()
    here: StoredStatement | None = kept
    while here is not None and here.number not in seen:
        if _is_direct_match(here.statement, query):
            return True
        seen.add(here.number)
        target = read_target(here.statement)
        here = None if target is None else by_id.get(target)
    return False


def read_target(statement: Mapping[str, Json]) -> str | None:
    """Read the lower case id of the statement that a statement is about, if it is about one."""
    target = statement.get("object")
    if isinstance(target, dict) and target.get("objectType") == "StatementRef":
        name = target.get("id")
        return name.lower() if isinstance(name, str) else None
    return None


def _is_direct_match(statement: dict[str, Json], query: Query) -> bool:
    return (
        (query.verb is None or _read(statement, "verb", "id") == query.verb)
        and (query.registration is None or _registration(statement) == query.registration.lower())
        and (query.agent is None or query.agent in _agents(statement, related=query.related_agents))
        and (query.activity is None or query.activity in _activities(statement, related=query.related_activities))
    )


def _registration(statement: dict[str, Json]) -> str | None:
    value = _read(statement, "context", "registration")
    return value.lower() if isinstance(value, str) else None


def _agents(statement: dict[str, Json], *, related: bool) -> Iterator[Identity]:
    target = statement.get("object")
    yield from list_identities(statement.get("actor"))
    if isinstance(target, dict) and target.get("objectType") in ("Agent", "Group"):
        yield from list_identities(target)
    if not related:
        return
    yield from list_identities(statement.get("authority"))
    yield from list_identities(_read(statement, "context", "instructor"))
    yield from list_identities(_read(statement, "context", "team"))
    for array, name in (("contextAgents", "agent"), ("contextGroups", "group")):
        for entry in _list(_read(statement, "context", array)):
            yield from list_identities(entry.get(name) if isinstance(entry, dict) else None)
    if isinstance(target, dict) and target.get("objectType") == "SubStatement":
        yield from _agents(target, related=True)


def _activities(statement: dict[str, Json], *, related: bool) -> Iterator[str]:
    target = statement.get("object")
    if isinstance(target, dict) and target.get("objectType", "Activity") == "Activity":
        yield str(target.get("id"))
    if not related:
        return
    for name in _CONTEXT_ACTIVITIES:
        for activity in _list(_read(statement, "context", "contextActivities", name)):
            if isinstance(activity, dict):
                yield str(activity.get("id"))
    if isinstance(target, dict) and target.get("objectType") == "SubStatement":
        yield from _activities(target, related=True)


def _read(value: Json, *names: str) -> Json:
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
