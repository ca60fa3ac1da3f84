"""What the document resources give back (Communication 2.2, 2.3, 2.6, 2.7, 3.1)."""

from __future__ import annotations

import hashlib
import json

import pytest

from tests.spec.xapi.client import Lrs
from tests.spec.xapi.exchange_table import ACTIVITY, ACTIVITY_PROFILE, AGENT, AGENT_PROFILE, REGISTRATION, STATE

PATHS = {"activities/state": STATE, "agents/profile": AGENT_PROFILE, "activities/profile": ACTIVITY_PROFILE}


@pytest.mark.parametrize("path", PATHS)
def test_bytes_come_back_as_they_were_sent(path: str) -> None:
    lrs, content = Lrs(), bytes(range(256))
    lrs.ask("PUT", path, PATHS[path], content, {"Content-Type": "application/x-own; a=b"})
    answer = lrs.ask("GET", path, PATHS[path])
    assert answer.content == content
    assert answer.headers["Content-Type"] == "application/x-own; a=b"
    assert answer.headers["ETag"] == f'"{hashlib.sha1(content).hexdigest()}"'
    assert answer.headers["Last-Modified"] == "Fri, 02 Jan 2026 03:04:06 GMT"


@pytest.mark.parametrize("path", PATHS)
def test_the_tag_of_a_get_guards_the_next_put(path: str) -> None:
    lrs = Lrs()
    lrs.ask("PUT", path, PATHS[path], {"a": 1})
    tag = lrs.ask("GET", path, PATHS[path]).headers["ETag"]
    assert lrs.ask("PUT", path, PATHS[path], {"a": 2}, {"If-Match": tag}).status_code == 204
    assert lrs.ask("PUT", path, PATHS[path], {"a": 3}, {"If-Match": tag}).status_code == 412
    assert lrs.ask("GET", path, PATHS[path]).json() == {"a": 2}


@pytest.mark.parametrize("path", PATHS)
def test_post_merges_the_top_level_alone(path: str) -> None:
    lrs = Lrs()
    lrs.ask("PUT", path, PATHS[path], {"x": "foo", "y": {"deep": 1, "other": 2}})
    lrs.ask("POST", path, PATHS[path], {"y": {"deep": 3}, "z": None})
    assert lrs.ask("GET", path, PATHS[path]).json() == {"x": "foo", "y": {"deep": 3}, "z": None}


@pytest.mark.parametrize("path", PATHS)
def test_a_refused_write_changes_nothing(path: str) -> None:
    lrs = Lrs()
    lrs.ask("PUT", path, PATHS[path], {"a": 1})
    for method, body, headers in (
        ("POST", b"no", {}),
        ("PUT", b"{", {}),
        ("PUT", b"{}", {"If-None-Match": "*"}),
        ("DELETE", None, {"If-Match": '"x"'}),
    ):
        assert lrs.ask(method, path, PATHS[path], body, headers).status_code in (400, 412)
    assert lrs.ask("GET", path, PATHS[path]).json() == {"a": 1}


def test_a_blind_put_is_told_how_to_do_it() -> None:
    lrs = Lrs()
    lrs.ask("PUT", "agents/profile", AGENT_PROFILE, {"a": 1})
    assert "If-Match" in lrs.ask("PUT", "agents/profile", AGENT_PROFILE, {"a": 2}).json()["error"]


def test_states_belong_to_activity_agent_and_registration() -> None:
    lrs, state = Lrs(), "activities/state"
    others = (
        {**STATE, "registration": REGISTRATION},
        {**STATE, "activityId": ACTIVITY + "x"},
        {**STATE, "agent": '{"mbox": "mailto:a@example.org"}'},
        {**STATE, "stateId": "other"},
    )
    for index, query in enumerate((STATE, *others)):
        lrs.ask("PUT", state, query, {"own": index})
    for index, query in enumerate((STATE, *others)):
        assert lrs.ask("GET", state, query).json() == {"own": index}
    same = {**STATE, "agent": json.dumps({**AGENT, "name": "with a name"})}
    assert lrs.ask("GET", state, same).json() == {"own": 0}


def test_names_and_deletion_without_a_name() -> None:
    lrs, state = Lrs(), "activities/state"
    owner = {name: STATE[name] for name in ("activityId", "agent")}
    lrs.ask("PUT", state, {**owner, "stateId": "b"}, {"a": 1})
    first = "2026-01-02T03:04:06Z"
    lrs.ask("PUT", state, {**owner, "stateId": "a"}, {"a": 1})
    lrs.ask("PUT", state, {**owner, "stateId": "c", "registration": REGISTRATION}, {"a": 1})
    assert lrs.ask("GET", state, owner).json() == ["a", "b", "c"]
    assert lrs.ask("GET", state, {**owner, "since": first}).json() == ["a", "c"]
    assert lrs.ask("GET", state, {**owner, "registration": REGISTRATION}).json() == ["c"]
    assert lrs.ask("GET", state, owner).headers["Last-Modified"] == "Fri, 02 Jan 2026 03:04:08 GMT"
    lrs.ask("DELETE", state, {**owner, "registration": REGISTRATION})
    assert lrs.ask("GET", state, owner).json() == ["a", "b"]
    lrs.ask("DELETE", state, owner)
    assert lrs.ask("GET", state, owner).json() == []
