"""Whatever is sent in whatever order, the store keeps the promises of xAPI (Communication 2.1, 2.2, 3.1)."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from builder.lrs.fault import Edition
from builder.lrs.storage.documents import DocumentKind, DocumentStore, Owner, Precondition, WriteOutcome
from builder.lrs.storage.selection import Query
from builder.lrs.storage.statements import StatementStore

AUTHORITY: dict[str, Any] = {"objectType": "Agent", "mbox": "mailto:lrs@example.org"}
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
VERBS = ("https://a.example/v1", "https://a.example/v2")
NAMES = tuple(f"{count:08d}-0000-4000-8000-000000000000" for count in range(6))
START = datetime(2026, 1, 2, tzinfo=UTC)


def make_statement(name: str, verb: str, target: str | None = None) -> dict[str, Any]:
    thing = {"id": "https://a.example/o"} if target is None else {"objectType": "StatementRef", "id": target}
    return {"id": name, "actor": {"mbox": "mailto:a@example.org"}, "verb": {"id": verb}, "object": thing}


def make_store(maximum: int = 100) -> StatementStore:
    moments = iter(START + timedelta(seconds=step // 3) for step in range(10**9))  # the clock stands still at times
    return StatementStore(lambda: next(moments), lambda: "ffffffff-0000-4000-8000-000000000000", maximum)


STATEMENTS = st.one_of(
    st.builds(make_statement, st.sampled_from(NAMES), st.sampled_from(VERBS)),
    st.builds(make_statement, st.sampled_from(NAMES), st.just(VOIDED), st.sampled_from(NAMES)),
)
BATCHES = st.lists(STATEMENTS, max_size=4, unique_by=lambda one: one["id"])


class StatementsMachine(RuleBasedStateMachine):
    """Sends batches to a store and to a model of it: a dictionary and a list."""

    def __init__(self) -> None:
        super().__init__()
        self.store = make_store()
        self.model: dict[str, dict[str, Any]] = {}

    @rule(batch=BATCHES)
    def send(self, batch: list[dict[str, Any]]) -> None:
        conflicts = [one["id"] for one in batch if one["id"] in self.model and self.model[one["id"]] != one]
        insertion = self.store.insert(batch, AUTHORITY, Edition.V1)
        if conflicts:
            assert insertion.conflict == conflicts[0]
        else:
            assert insertion.ids == tuple(one["id"] for one in batch)
            for one in batch:
                self.model.setdefault(one["id"], one)

    @rule()
    def send_all_again(self) -> None:
        before = self.store.list_all()
        assert self.store.insert(list(self.model.values()), AUTHORITY, Edition.V2).conflict is None
        assert self.store.list_all() == before

    @invariant()
    def holds_what_was_sent_in_order(self) -> None:
        kept = self.store.list_all()
        assert [one.statement["id"] for one in kept] == list(self.model)
        assert all(left.stored < right.stored for left, right in itertools.pairwise(kept))

    @invariant()
    def voids_by_the_rule(self) -> None:
        voiding = {one["object"]["id"] for one in self.model.values() if one["verb"]["id"] == VOIDED}
        expected = [name for name, one in self.model.items() if not (name in voiding and one["verb"]["id"] != VOIDED)]
        shown = self.store.select(Query(ascending=True))
        assert [one.statement["id"] for one in shown.statements] == expected
        for name in self.model:
            assert (self.store.find(name, voided=True) is None) is (name in expected)
            assert (self.store.find(name, voided=False) is None) is (name not in expected)


StatementsMachine.TestCase.settings = settings(max_examples=40, stateful_step_count=15)
TestStatements = StatementsMachine.TestCase


@settings(max_examples=60)
@given(count=st.integers(0, 30), limit=st.integers(0, 12), maximum=st.integers(1, 10), ascending=st.booleans())
def test_pages_join_to_the_whole(count: int, limit: int, maximum: int, ascending: bool) -> None:
    store = make_store(maximum)
    names = [f"{number:08d}-0000-4000-8000-000000000000" for number in range(count)]
    store.insert([make_statement(name, VERBS[index % 2]) for index, name in enumerate(names)], AUTHORITY, Edition.V1)
    query = Query(verb=VERBS[0], limit=limit, ascending=ascending)
    page = store.select(query)
    seen = list(page.statements)
    while page.after is not None:
        assert 0 < len(page.statements) <= min(limit or maximum, maximum)
        page = store.select(query, page.after)
        seen += page.statements
    found = [one.statement["id"] for one in seen]
    assert found == (names[::2] if ascending else names[::2][::-1])


@settings(max_examples=60)
@given(count=st.integers(1, 12), left=st.integers(0, 11), right=st.integers(0, 11))
def test_since_and_until_part_the_statements(count: int, left: int, right: int) -> None:
    store = make_store()
    store.insert([make_statement(f"{number:08d}-0000-4000-8000-000000000000", VERBS[0]) for number in range(count)], AUTHORITY, Edition.V1)
    kept = store.list_all()
    since, until = kept[left % count].stored, kept[right % count].stored
    numbers = [one.number for one in store.select(Query(since=since, until=until, ascending=True)).statements]
    assert numbers == [number for number in range(1, count + 1) if left % count + 1 < number <= right % count + 1]


OBJECTS = st.dictionaries(
    st.text(st.characters(codec="utf-8"), max_size=3),
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(st.characters(codec="utf-8"), max_size=5)),
    max_size=4,
)
OWNER = Owner(DocumentKind.STATE, "https://a.example/", ("mbox", "mailto:a@example.org"))
NO_GUARD = Precondition()


class DocumentMachine(RuleBasedStateMachine):
    """Writes one document in every way and keeps a model of it; tags are remembered to be used late."""

    def __init__(self) -> None:
        super().__init__()
        self.store = DocumentStore(lambda: START)
        self.model: dict[str, Any] | None = None
        self.tags: list[str] = ['"0"']

    def write(self, value: dict[str, Any], guard: Precondition, *, merges: bool, must_guard: bool) -> WriteOutcome:
        content = json.dumps(value, ensure_ascii=False).encode()
        if merges:
            return self.store.merge(OWNER, "s", content, "application/json", guard)
        return self.store.put(OWNER, "s", content, "application/json", guard, must_guard=must_guard)

    @rule(value=OBJECTS, merges=st.booleans(), must_guard=st.booleans())
    def write_blindly(self, value: dict[str, Any], merges: bool, must_guard: bool) -> None:
        outcome = self.write(value, NO_GUARD, merges=merges, must_guard=must_guard)
        if must_guard and not merges and self.model is not None:
            assert outcome is WriteOutcome.UNGUARDED
        else:
            assert outcome is WriteOutcome.DONE
            self.model = {**(self.model or {}), **value} if merges else value

    @rule(value=OBJECTS, merges=st.booleans(), pick=st.integers(0))
    def write_with_a_tag(self, value: dict[str, Any], merges: bool, pick: int) -> None:
        tag = self.tags[pick % len(self.tags)]
        document = self.store.find(OWNER, "s")
        outcome = self.write(value, Precondition(if_match=tag), merges=merges, must_guard=True)
        if document is None or document.etag != tag:
            assert outcome is WriteOutcome.PRECONDITION_FAILED
        else:
            assert outcome is WriteOutcome.DONE
            self.model = {**(self.model or {}), **value} if merges else value

    @rule(value=OBJECTS)
    def write_if_new(self, value: dict[str, Any]) -> None:
        outcome = self.write(value, Precondition(if_none_match="*"), merges=False, must_guard=True)
        assert outcome is (WriteOutcome.DONE if self.model is None else WriteOutcome.PRECONDITION_FAILED)
        self.model = value if self.model is None else self.model

    @rule()
    def delete(self) -> None:
        assert self.store.delete(OWNER, "s", NO_GUARD) is WriteOutcome.DONE
        self.model = None

    @invariant()
    def holds_what_was_written(self) -> None:
        document = self.store.find(OWNER, "s")
        assert (document is None) is (self.model is None)
        if document is not None:
            assert json.loads(document.content) == self.model
            self.tags.append(document.etag)


DocumentMachine.TestCase.settings = settings(max_examples=40, stateful_step_count=15)
TestDocument = DocumentMachine.TestCase
