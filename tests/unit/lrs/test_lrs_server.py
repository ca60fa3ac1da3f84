"""The LRS that browser tests use: it serves, it tells what it got, and it fails to order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from builder.lrs.fault import Edition
from tests.lrs_server import LrsServer, answer_status, lose_request, lose_response, serve_lrs, stay_silent

AGENT = {"account": {"homePage": "https://lms.example.org", "name": "4711"}}
STATEMENT: dict[str, Any] = {
    "id": "0f4e6a5e-7c1d-4e6f-8a9b-1c2d3e4f5a6b",
    "actor": AGENT,
    "verb": {"id": "http://adlnet.gov/expapi/verbs/completed", "display": {"en": "completed"}},
    "object": {"id": "https://course.example.org/"},
    "timestamp": "2026-01-02T03:04:05.67Z",
}
STATE = {"activityId": "https://course.example.org/", "agent": json.dumps(AGENT), "stateId": "resume"}


@pytest.fixture(scope="module")
def running() -> Iterator[LrsServer]:
    with serve_lrs() as lrs:
        yield lrs


@pytest.fixture
def lrs(running: LrsServer) -> Iterator[LrsServer]:
    yield running
    running.heal()
    running.release()


def send(lrs: LrsServer, method: str = "POST", path: str = "statements", content: Any = STATEMENT, **query: str) -> httpx.Response:
    headers = {"Authorization": lrs.authorization, "X-Experience-API-Version": "1.0.3"}
    return httpx.request(method, lrs.endpoint + path, json=content, params=query, headers=headers, timeout=5)


def test_it_serves_and_tells() -> None:
    with serve_lrs() as lrs:
        assert send(lrs).json() == [STATEMENT["id"]]
        assert send(lrs, "PUT", "activities/state", {"at": "page-2"}, **STATE).status_code == 204
        assert [one["id"] for one in lrs.list_statements()] == [STATEMENT["id"]]
        assert lrs.read_state(STATE["activityId"], AGENT, "resume") == b'{"at":"page-2"}'
        assert lrs.read_state(STATE["activityId"], AGENT, "resume", STATEMENT["id"]) is None
        assert [(name, document.media_type) for _, name, document in lrs.list_documents()] == [("resume", "application/json")]
        assert [(one.method, one.path, one.status) for one in lrs.list_exchanges()] == [("POST", "statements", 200), ("PUT", "activities/state", 204)]
        assert json.loads(lrs.list_exchanges("POST")[0].body) == STATEMENT
        assert lrs.list_advice() == []
        send(lrs, content={**STATEMENT, "id": "1f4e6a5e-7c1d-4e6f-8a9b-1c2d3e4f5a6b", "verb": {"id": "https://a.example/v"}})
        assert [fault.path for fault in lrs.list_advice()] == ["$.verb"]


def test_it_speaks_the_editions_asked_for() -> None:
    with serve_lrs(editions=(Edition.V1,)) as lrs:
        assert httpx.get(lrs.endpoint + "about").json()["version"] == ["1.0.3"]
        answer = httpx.get(lrs.endpoint + "statements", headers={"Authorization": lrs.authorization, "X-Experience-API-Version": "2.0.0"})
        assert answer.status_code == 400


@pytest.mark.parametrize("status", [400, 401, 409, 413, 429, 500, 503])
def test_a_status_to_order(lrs: LrsServer, status: int) -> None:
    before = lrs.list_statements()
    lrs.inject(answer_status(status, retry_after=7), path="statements", method="POST")
    answer = send(lrs, content={**STATEMENT, "id": f"{status:08d}-7c1d-4e6f-8a9b-1c2d3e4f5a6b"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (status, "7")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert lrs.list_statements() == before
    assert send(lrs).status_code == 200


def test_an_answer_that_another_origin_cannot_read(lrs: LrsServer) -> None:
    lrs.inject(answer_status(500, readable=False))
    assert "Access-Control-Allow-Origin" not in send(lrs).headers


def test_failures_mean_only_what_they_name(lrs: LrsServer) -> None:
    lrs.inject(answer_status(503), path="activities/state", method="PUT", times=2)
    assert send(lrs).status_code == 200
    assert httpx.options(lrs.endpoint + "activities/state").status_code == 204
    assert [send(lrs, "PUT", "activities/state", {}, **STATE).status_code for _ in range(3)] == [503, 503, 204]


def test_failures_until_it_is_healed(lrs: LrsServer) -> None:
    lrs.inject(answer_status(503), times=-1)
    assert {send(lrs).status_code for _ in range(4)} == {503}
    lrs.heal()
    assert send(lrs).status_code == 200


def test_a_lost_response_was_stored_and_a_lost_request_was_not(lrs: LrsServer) -> None:
    for failure, is_stored, name in ((lose_response(), True, "a"), (lose_request(), False, "b")):
        sent = {**STATEMENT, "id": f"0000000{name}-7c1d-4e6f-8a9b-1c2d3e4f5a6b"}
        lrs.inject(failure, method="POST")
        with pytest.raises(httpx.RemoteProtocolError):
            send(lrs, content=sent)
        assert (sent["id"] in [one["id"] for one in lrs.list_statements()]) is is_stored
        assert lrs.list_exchanges("POST")[-1].status == 0
        assert send(lrs, content=sent).status_code == 200
        assert [one["id"] for one in lrs.list_statements()].count(sent["id"]) == 1


def test_silence_lasts_until_the_release(lrs: LrsServer) -> None:
    lrs.inject(stay_silent(), method="POST")
    headers = {"Authorization": lrs.authorization, "X-Experience-API-Version": "1.0.3"}
    before = len(lrs.list_statements())
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(lrs.endpoint + "statements", json=STATEMENT, headers=headers, timeout=0.2)
    assert send(lrs, "GET", content=None).status_code == 200
    lrs.release()
    assert len(lrs.list_statements()) == before
