"""Statements in memory: they are added, voided and asked for, and never change (Data 2.3)."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from builder.lrs.fault import Edition, Json
from builder.lrs.storage.canonical import CanonicalDefinitions
from builder.lrs.storage.comparison import is_same_statement
from builder.lrs.storage.selection import Query, StoredStatement, is_in_time, is_match, read_target
from builder.lrs.validation.formats import write_timestamp
from builder.lrs.validation.statement import VOIDED

_VERSION = {Edition.V1: "1.0.0", Edition.V2: "2.0.0"}


@dataclass(frozen=True, slots=True)
class Insertion:
    """What became of a batch: its ids in order, or the id that is taken by another statement (nothing was kept)."""

    ids: tuple[str, ...]
    conflict: str | None = None


@dataclass(frozen=True, slots=True)
class StatementPage:
    """One answer to a query: the statements, and where the next answer begins (`None`: that is all)."""

    statements: tuple[StoredStatement, ...]
    after: int | None


class StatementStore:
    """The statements of one LRS.

    Args:
        clock: gives the present time with its zone.
        make_uuid: gives a new UUID in lower case for a statement that came without an id.
        maximum: how many statements one answer holds at most.

    """

    def __init__(self, clock: Callable[[], datetime], make_uuid: Callable[[], str], maximum: int) -> None:
        self.canonical = CanonicalDefinitions()
        self._clock = clock
        self._make_uuid = make_uuid
        self._maximum = maximum
        self._kept: list[StoredStatement] = []
        self._by_id: dict[str, StoredStatement] = {}
        self._voiding: set[str] = set()

    def insert(self, statements: Sequence[dict[str, Json]], authority: dict[str, Json], edition: Edition) -> Insertion:
        """Keep a batch of valid statements, all or none.

        A statement that is kept already is passed over if it is the same, else the batch is refused
        (Communication 2.1.1.s2 and 2.1.2.s2).
        """
        given = [{**statement, "id": self._read_id(statement)} for statement in statements]
        for statement in given:
            kept = self._by_id.get(str(statement["id"]))
            if kept is not None and not is_same_statement(statement, kept.statement):
                return Insertion((), conflict=str(statement["id"]))
        for statement in given:
            if str(statement["id"]) not in self._by_id:
                self._keep(statement, authority, edition)
        return Insertion(tuple(str(statement["id"]) for statement in given))

    def find(self, name: str, *, voided: bool) -> StoredStatement | None:
        """Find one statement by id, among the voided or among the others."""
        kept = self._by_id.get(name.lower())
        return kept if kept is not None and self.is_voided(kept) is voided else None

    def is_voided(self, kept: StoredStatement) -> bool:
        """Tell whether a statement is voided; one that voids another cannot be (Data 2.3.2)."""
        return str(kept.statement["id"]) in self._voiding and not _is_voiding(kept.statement)

    def select(self, query: Query, after: int | None = None) -> StatementPage:
        """Answer a query, newest first unless `ascending`.

        Args:
            query: the filters.
            after: the number of the last statement of the answer before, to go on from there.

        """
        most = min(query.limit or self._maximum, self._maximum)
        selected: list[StoredStatement] = []
        for kept in self._follow(query, after):
            if len(selected) == most:
                return StatementPage(tuple(selected), selected[-1].number)
            selected.append(kept)
        return StatementPage(tuple(selected), None)

    def list_all(self) -> tuple[StoredStatement, ...]:
        """List every statement in the order of storing, the voided included, as copies."""
        return tuple(replace(kept, statement=copy.deepcopy(kept.statement)) for kept in list(self._kept))

    def read_clock(self) -> datetime:
        """Give the present time in UTC, never before the last statement was stored."""
        now = self._clock().astimezone(UTC)
        return max(now, self._kept[-1].stored) if self._kept else now

    def _follow(self, query: Query, after: int | None) -> Iterator[StoredStatement]:
        kept = list(self._kept)
        for candidate in kept if query.ascending else reversed(kept):
            is_ahead = after is None or (candidate.number > after if query.ascending else candidate.number < after)
            if is_ahead and is_in_time(candidate, query) and not self.is_voided(candidate) and is_match(candidate, query, self._by_id):
                yield candidate

    def _read_id(self, statement: dict[str, Json]) -> str:
        name = statement.get("id")
        return name.lower() if isinstance(name, str) else self._make_uuid()

    def _keep(self, statement: dict[str, Json], authority: dict[str, Json], edition: Edition) -> None:
        # Each statement is stored later than the one before, so that `since` never parts one instant.
        stored = self._clock().astimezone(UTC)
        if self._kept and stored <= self._kept[-1].stored:
            stored = self._kept[-1].stored + timedelta(microseconds=1)
        complete = copy.deepcopy(statement)
        complete.setdefault("timestamp", write_timestamp(stored))
        complete.setdefault("version", _VERSION[edition])
        complete["stored"] = write_timestamp(stored)
        complete["authority"] = copy.deepcopy(authority)
        _wrap_activities(complete)
        kept = StoredStatement(len(self._kept) + 1, stored, complete)
        self._kept.append(kept)
        self._by_id[str(complete["id"])] = kept
        if _is_voiding(complete):
            self._voiding.add(read_target(complete) or "")
        self.canonical.learn(complete)


def _is_voiding(statement: dict[str, Json]) -> bool:
    verb = statement.get("verb")
    return isinstance(verb, dict) and verb.get("id") == VOIDED


def _wrap_activities(statement: dict[str, Json]) -> None:
    """Put a single context activity into an array (Data 2.4.6.2.s4.b3), in a substatement too."""
    context = statement.get("context")
    activities = context.get("contextActivities") if isinstance(context, dict) else None
    if isinstance(activities, dict):
        for name, value in activities.items():
            if isinstance(value, dict):
                activities[name] = [value]
    target = statement.get("object")
    if isinstance(target, dict) and target.get("objectType") == "SubStatement":
        _wrap_activities(target)
