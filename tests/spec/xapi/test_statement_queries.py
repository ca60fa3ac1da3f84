"""Which statements a query finds, and in which form (Communication 2.1.3)."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.spec.xapi.client import Lrs
from tests.spec.xapi.exchange_table import ACTIVITY, AGENT, REGISTRATION, STATEMENT
from tests.spec.xapi.statement_client import BOB, find, make, number, read, refer, send


@pytest.fixture
def lrs() -> Lrs:
    return Lrs(largest=1_000_000)


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
