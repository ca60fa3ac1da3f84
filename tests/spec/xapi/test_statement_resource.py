"""What the LRS makes of a statement, and how it answers (Communication 2.1, Data 2.3 and 2.4)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.spec.xapi.client import Lrs
from tests.spec.xapi.exchange_table import ACTIVITY, ID, OTHER_ID, REGISTRATION, STATEMENT, USER
from tests.spec.xapi.statement_client import BOB, find, make, number, read, refer, send, void


@pytest.fixture
def lrs() -> Lrs:
    return Lrs(largest=1_000_000)


def test_what_the_lrs_adds(lrs: Lrs) -> None:
    sent = {name: value for name, value in STATEMENT.items() if name != "id"}
    [name] = send(lrs, sent)
    kept = lrs.ask("GET", "statements", {"statementId": name}).json()
    assert {key: kept[key] for key in sent} == sent
    assert kept["timestamp"] == kept["stored"] == "2026-01-02T03:04:06.000000Z"
    assert kept["version"] == "1.0.0"
    assert kept["authority"] == {"objectType": "Agent", "account": {"homePage": "http://localhost/xAPI", "name": USER}}


def test_what_the_lrs_keeps_as_sent_and_what_it_overwrites(lrs: Lrs) -> None:
    send(lrs, make(1, timestamp="2025-12-31T23:00:00+01:00", version="1.0.1", stored="2020-01-01T00:00:00Z", authority=BOB))
    kept = read(lrs, 1)
    assert (kept["timestamp"], kept["version"]) == ("2025-12-31T23:00:00+01:00", "1.0.1")
    assert kept["stored"].startswith("2026-")
    assert kept["authority"] != BOB


def test_version_2_is_stamped_and_never_turned_into_1(lrs: Lrs) -> None:
    lrs.ask("POST", "statements", body=make(1), headers={"X-Experience-API-Version": "2.0.0"})
    assert read(lrs, 1)["version"] == "2.0.0"


def test_a_single_context_activity_comes_back_in_an_array(lrs: Lrs) -> None:
    inner = {
        "objectType": "SubStatement",
        **{k: v for k, v in STATEMENT.items() if k != "id"},
        "context": {"contextActivities": {"other": {"id": ACTIVITY}}},
    }
    send(lrs, make(1, context={"contextActivities": {"parent": {"id": ACTIVITY}}}), make(2, object=inner))
    assert read(lrs, 1)["context"]["contextActivities"] == {"parent": [{"id": ACTIVITY}]}
    assert read(lrs, 2)["object"]["context"]["contextActivities"] == {"other": [{"id": ACTIVITY}]}


@pytest.mark.parametrize(
    "same",
    [
        {},
        {"id": number(1).upper()},
        {"timestamp": "2026-01-02T04:04:05+01:00"},
        {"stored": "2026-01-02T04:04:05Z", "version": "1.0.0"},
        {"verb": {**STATEMENT["verb"], "display": {"cy": "cwblhawyd"}}},
        {"object": {"id": ACTIVITY, "definition": {"name": {"en": "Another name"}}}},
        {
            "context": {
                "registration": REGISTRATION.upper(),
                "contextActivities": {"parent": [{"id": ACTIVITY}]},
                "team": {"objectType": "Group", "member": [{"mbox": "mailto:b@example.org"}, {"mbox": "mailto:a@EXAMPLE.org"}]},
            }
        },
    ],
)
def test_the_same_statement_again_changes_nothing(lrs: Lrs, same: dict[str, Any]) -> None:
    context = {
        "registration": REGISTRATION,
        "contextActivities": {"parent": {"id": ACTIVITY}},
        "team": {"objectType": "Group", "member": [{"mbox": "mailto:a@example.org"}, {"mbox": "mailto:b@example.org"}]},
    }
    send(lrs, make(1, timestamp="2026-01-02T03:04:05Z", context=context))
    before = read(lrs, 1)
    send(lrs, {**make(1, timestamp="2026-01-02T03:04:05Z", context=context), **same})
    assert read(lrs, 1) == before
    assert find(lrs) == [1]


@pytest.mark.parametrize(
    "other",
    [
        {"actor": BOB},
        {"object": {"id": ACTIVITY + "x"}},
        {"result": {"duration": "PT60S"}},
        {"timestamp": "2026-01-02T03:04:05.01Z"},
        {"context": {"registration": OTHER_ID}},
        {"result": {"score": {"raw": 1}}},
    ],
)
def test_another_statement_with_the_id_is_refused(lrs: Lrs, other: dict[str, Any]) -> None:
    sent = make(1, timestamp="2026-01-02T03:04:05Z", result={"duration": "PT1M"})
    send(lrs, sent)
    assert lrs.ask("POST", "statements", body={**sent, **other}).status_code == 409
    assert read(lrs, 1)["result"] == {"duration": "PT1M"}


def test_a_voided_statement_is_found_as_voided_alone(lrs: Lrs) -> None:
    send(lrs, make(1), make(2), void(3, 1))
    assert find(lrs) == [3, 2]
    assert lrs.ask("GET", "statements", {"statementId": number(1)}).status_code == 404
    assert lrs.ask("GET", "statements", {"voidedStatementId": number(1)}).json()["id"] == number(1)
    assert lrs.ask("GET", "statements", {"voidedStatementId": number(2)}).status_code == 404


def test_what_voids_cannot_be_voided_and_may_come_first(lrs: Lrs) -> None:
    send(lrs, void(2, 1), void(3, 2), make(1))
    assert find(lrs) == [3, 2]


def test_a_statement_about_a_voided_one_is_still_found(lrs: Lrs) -> None:
    send(lrs, make(1), make(2, actor=BOB, object=refer(1)), void(3, 1))
    assert find(lrs, activity=ACTIVITY) == [3, 2]


def test_a_later_sender_adds_to_a_definition_but_does_not_change_its_questions(lrs: Lrs) -> None:
    first = {"name": {"en": "Q"}, "interactionType": "true-false", "correctResponsesPattern": ["true"]}
    later = {"name": {"en": "Question", "cy": "Cwestiwn"}, "interactionType": "true-false", "correctResponsesPattern": ["false"]}
    send(lrs, make(1, object={"id": ACTIVITY, "definition": first}), make(2, object={"id": ACTIVITY, "definition": later}))
    known = lrs.ask("GET", "activities", {"activityId": ACTIVITY}).json()
    assert known == {"objectType": "Activity", "id": ACTIVITY, "definition": {**first, "name": {"en": "Question", "cy": "Cwestiwn"}}}
    assert lrs.ask("GET", "activities", {"activityId": ACTIVITY + "unknown"}).json() == {"objectType": "Activity", "id": ACTIVITY + "unknown"}


def test_a_person_gathers_the_names_of_one_identifier(lrs: Lrs) -> None:
    send(lrs, make(1, actor=BOB), make(2, actor={**BOB, "name": "Robert"}))
    person = lrs.ask("GET", "agents", {"agent": json.dumps({"mbox": BOB["mbox"]})}).json()
    assert person == {"objectType": "Person", "name": ["Bob", "Robert"], "mbox": [BOB["mbox"]]}


def test_attachments_true_is_answered_in_parts(lrs: Lrs) -> None:
    send(lrs, make(1))
    answer = lrs.ask("GET", "statements", {"attachments": "true"})
    assert answer.headers["Content-Type"].startswith("multipart/mixed; boundary=")
    head, content, end = answer.text.partition("\r\n\r\n")[0], answer.text.split("\r\n\r\n")[1], answer.text.rstrip()
    assert "Content-Type: application/json" in head
    assert json.loads(content.split("\r\n--")[0])["statements"][0]["id"] == number(1)
    assert end.endswith("--")


def test_head_has_the_headers_of_get(lrs: Lrs) -> None:
    send(lrs, make(1))
    query = {"statementId": number(1)}
    get, head = lrs.ask("GET", "statements", query), lrs.ask("HEAD", "statements", query)
    for name in ("ETag", "Last-Modified", "Content-Length", "Content-Type", "X-Experience-API-Version"):
        assert head.headers[name] == get.headers[name]
    assert get.headers["Last-Modified"] == "Fri, 02 Jan 2026 03:04:06 GMT"


def test_a_browser_of_another_origin_may_ask(lrs: Lrs) -> None:
    answer = lrs.ask("OPTIONS", "statements", headers={"Authorization": None, "X-Experience-API-Version": None, "Origin": "https://lms.example"})
    assert answer.status_code == 204
    allowed = answer.headers["Access-Control-Allow-Headers"].lower()
    for name in ("authorization", "content-type", "if-match", "if-none-match", "x-experience-api-version"):
        assert name in allowed
    assert "PUT" in answer.headers["Access-Control-Allow-Methods"]
    exposed = lrs.ask("GET", "statements").headers["Access-Control-Expose-Headers"]
    assert "ETag" in exposed
    assert "X-Experience-API-Consistent-Through" in exposed


def test_a_refusal_names_place_and_clause_in_the_form_asked_for(lrs: Lrs) -> None:
    broken = {**STATEMENT, "id": ID, "result": {"duration": "P1DT"}}
    faults = lrs.ask("POST", "statements", body=broken).json()["faults"]
    assert [(one["path"], one["clause"]) for one in faults] == [("$.result.duration", "Data 4.6")]
    plain = lrs.ask("POST", "statements", body=broken, headers={"Accept": "text/plain"})
    assert plain.headers["Content-Type"].startswith("text/plain")
    assert "$.result.duration" in plain.text


def test_advice_is_refused_only_on_demand() -> None:
    unwise = {**STATEMENT, "verb": {"id": "https://a.example/v"}}
    assert Lrs().ask("POST", "statements", body=unwise).status_code == 200
    assert Lrs(refuses_advice=True).ask("POST", "statements", body=unwise).status_code == 400
    assert Lrs(refuses_advice=True).ask("POST", "statements", body=STATEMENT).status_code == 200
