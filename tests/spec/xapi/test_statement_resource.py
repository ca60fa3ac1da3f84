"""What the Statement Resource gives back (Communication 2.1, Data 2.3 and 2.4)."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.spec.xapi.client import Lrs
from tests.spec.xapi.exchange_table import ACTIVITY, AGENT, ID, OTHER_ID, REGISTRATION, STATEMENT, USER

VOIDED = "http://adlnet.gov/expapi/verbs/voided"
BOB: dict[str, Any] = {"mbox": "mailto:bob@example.org", "name": "Bob"}


def number(count: int) -> str:
    return f"{count:08d}-0000-4000-8000-000000000000"


def make(count: int, **changes: Any) -> dict[str, Any]:
    return {**STATEMENT, "id": number(count), **changes}


def refer(count: int) -> dict[str, Any]:
    return {"objectType": "StatementRef", "id": number(count)}


def void(count: int, target: int) -> dict[str, Any]:
    return make(count, verb={"id": VOIDED, "display": {"en": "voided"}}, object=refer(target))


@pytest.fixture
def lrs() -> Lrs:
    return Lrs(largest=1_000_000)


def send(lrs: Lrs, *statements: dict[str, Any]) -> list[str]:
    answer = lrs.ask("POST", "statements", body=list(statements))
    assert answer.status_code == 200, answer.text
    ids: list[str] = answer.json()
    return ids


def find(lrs: Lrs, **query: str) -> list[int]:
    answer = lrs.ask("GET", "statements", query)
    assert answer.status_code == 200, answer.text
    return [int(one["id"][:8]) for one in answer.json()["statements"]]


def read(lrs: Lrs, count: int, **query: str) -> dict[str, Any]:
    statement: dict[str, Any] = lrs.ask("GET", "statements", {"statementId": number(count), **query}).json()
    return statement


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


def test_filters(lrs: Lrs) -> None:
    answered: dict[str, Any] = {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"en": "answered"}}
    send(
        lrs,
        make(1),
        make(2, verb=answered),
        make(3, actor=BOB, context={"registration": REGISTRATION}),
        make(4, actor={"objectType": "Group", "member": [BOB]}, object={"id": ACTIVITY + "q"}),
        make(5, object={"objectType": "Agent", **BOB}),
    )
    assert find(lrs, verb=answered["id"]) == [2]
    assert find(lrs, activity=ACTIVITY) == [3, 2, 1]
    assert find(lrs, registration=REGISTRATION.upper()) == [3]
    assert find(lrs, agent=json.dumps({"mbox": "mailto:bob@EXAMPLE.ORG"})) == [5, 4, 3]
    assert find(lrs, agent=json.dumps(AGENT), verb=answered["id"]) == [2]
    assert find(lrs, ascending="true", limit="2") == [1, 2]


def test_related_filters(lrs: Lrs) -> None:
    parent, inner = ACTIVITY + "parent", ACTIVITY + "inner"
    substatement = {"objectType": "SubStatement", "actor": BOB, "verb": STATEMENT["verb"], "object": {"id": inner}}
    v2 = {"X-Experience-API-Version": "2.0.0"}
    send(
        lrs,
        make(1, context={"contextActivities": {"parent": [{"id": parent}]}, "instructor": BOB}),
        make(2, object=substatement),
        make(3, context={"team": {"objectType": "Group", "member": [BOB]}}),
    )
    lrs.ask("POST", "statements", body=make(4, context={"contextAgents": [{"objectType": "contextAgent", "agent": BOB}]}), headers=v2)
    bob = json.dumps(BOB)
    assert find(lrs, activity=parent) == find(lrs, activity=inner) == find(lrs, agent=bob) == []
    assert find(lrs, activity=parent, related_activities="true") == [1]
    assert find(lrs, activity=inner, related_activities="true") == [2]
    assert find(lrs, agent=bob, related_agents="true") == [4, 3, 2, 1]
    authority = json.dumps(read(lrs, 1)["authority"])
    assert find(lrs, agent=authority) == []
    assert find(lrs, agent=authority, related_agents="true") == [4, 3, 2, 1]


def test_references_are_followed_however_far_but_not_in_circles(lrs: Lrs) -> None:
    send(lrs, make(1, actor=BOB), make(2, object=refer(1)), make(3, object=refer(2)), make(4, object=refer(5)), make(5, object=refer(4)))
    assert find(lrs, agent=json.dumps(BOB)) == [3, 2, 1]
    assert find(lrs, verb="https://a.example/none") == []


def test_since_is_after_and_until_includes(lrs: Lrs) -> None:
    send(lrs, make(1))
    send(lrs, make(2))
    first = read(lrs, 1)["stored"]
    assert find(lrs, since=first) == [2]
    assert find(lrs, until=first) == [1]
    assert find(lrs, since=first, until=first) == []


def test_each_statement_of_a_batch_is_stored_later_than_the_one_before() -> None:
    lrs = Lrs(largest=1_000_000)
    lrs.clock.tick = timedelta(0)
    send(lrs, *(make(count) for count in range(1, 6)))
    stored = [read(lrs, count)["stored"] for count in range(1, 6)]
    assert sorted(set(stored)) == stored
    assert find(lrs, since=stored[2]) == [5, 4]


@pytest.mark.parametrize("ascending", ["true", "false"])
def test_more_leads_through_all_of_them_once(ascending: str) -> None:
    lrs = Lrs(largest=1_000_000, maximum=4)
    send(lrs, *(make(count, actor=BOB if count % 2 else AGENT) for count in range(1, 22)))
    answer = lrs.ask("GET", "statements", {"agent": json.dumps(BOB), "ascending": ascending, "limit": "3"}).json()
    seen = [one["id"] for one in answer["statements"]]
    send(lrs, make(99))
    pages = 1
    while answer["more"]:
        assert answer["more"].startswith("/xAPI/statements?")
        answer = lrs.ask("GET", answer["more"]).json()
        seen += [one["id"] for one in answer["statements"]]
        pages += 1
    assert pages == 4
    assert sorted(seen) == sorted(number(count) for count in range(1, 22, 2))
    assert (seen == sorted(seen)) is (ascending == "true")


def test_the_lrs_limits_an_answer_itself() -> None:
    lrs = Lrs(largest=1_000_000, maximum=4)
    send(lrs, *(make(count) for count in range(1, 6)))
    for limit in ("0", "100"):
        assert find(lrs, limit=limit) == [5, 4, 3, 2]
    assert lrs.ask("GET", "statements", {"limit": "4", "ascending": "true"}).json()["more"] != ""


def test_format_ids(lrs: Lrs) -> None:
    group = {"objectType": "Group", "name": "T", "member": [BOB]}
    named = {"objectType": "Group", "mbox": "mailto:t@example.org", "member": [BOB]}
    activity = {"objectType": "Activity", "id": ACTIVITY, "definition": {"name": {"en": "x"}}}
    send(
        lrs,
        make(
            1, actor=group, object=activity, context={"instructor": BOB, "team": named, "contextActivities": {"parent": [activity]}, "revision": "1"}
        ),
    )
    short = read(lrs, 1, format="ids")
    only = {"mbox": BOB["mbox"]}
    assert short["actor"] == {"objectType": "Group", "member": [only]}
    assert short["verb"] == {"id": STATEMENT["verb"]["id"]}
    assert short["object"] == {"objectType": "Activity", "id": ACTIVITY}
    assert short["context"] == {
        "instructor": only,
        "team": {"objectType": "Group", "mbox": "mailto:t@example.org"},
        "contextActivities": {"parent": [{"objectType": "Activity", "id": ACTIVITY}]},
        "revision": "1",
    }
    assert read(lrs, 1, format="exact")["actor"] == group


def test_format_canonical_gives_one_language_each(lrs: Lrs) -> None:
    definition = {
        "name": {"en": "Course", "cy": "Cwrs"},
        "interactionType": "choice",
        "choices": [{"id": "a", "description": {"en": "No", "cy": "Na"}}],
    }
    send(lrs, make(1, object={"id": ACTIVITY, "definition": definition}), make(2, verb={**STATEMENT["verb"], "display": {"cy-GB": "cwblhawyd"}}))
    answers = {
        language: lrs.ask("GET", "statements", {"statementId": number(2), "format": "canonical"}, headers={"Accept-Language": language}).json()
        for language in ("cy, en;q=0.5", "fr", "en;q=0, cy")
    }
    welsh = answers["cy, en;q=0.5"]
    assert welsh["object"]["definition"]["name"] == {"cy": "Cwrs"}
    assert welsh["object"]["definition"]["choices"] == [{"id": "a", "description": {"cy": "Na"}}]
    assert welsh["verb"]["display"] == {"cy-GB": "cwblhawyd"}
    assert answers["fr"]["object"]["definition"]["name"] == {"en": "Course"}
    assert answers["en;q=0, cy"]["object"]["definition"]["name"] == {"cy": "Cwrs"}
    assert "definition" not in read(lrs, 2)["object"]


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
