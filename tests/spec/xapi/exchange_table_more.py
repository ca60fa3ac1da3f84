"""More stories: entity tags in every form, voiding, definitions that grow, and what 2.0 changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.spec.xapi.exchange_table import (
    ACTIVITY,
    ACTIVITY_PROFILE,
    AGENT,
    AGENT_PROFILE,
    FORM,
    ID,
    OTHER_ID,
    REGISTRATION,
    STATE,
    STATEMENT,
    TAG_OF_1,
    V2,
    Step,
)

THIRD_ID = "2f4e6a5e-7c1d-4e6f-8a9b-1c2d3e4f5a6b"
TEXT = {"Content-Type": "text/plain"}
GROUP = {"objectType": "Group", "mbox": "mailto:team@example.org"}


def _get(status: int, path: str, query: Mapping[str, str], headers: Mapping[str, str | None] | None = None) -> Step:
    return Step(status, "GET", path, query, None, headers or {})


def _post(status: int, body: Any, headers: Mapping[str, str | None] | None = None) -> Step:
    return Step(status, "POST", "statements", {}, body, headers or {})


def _void(name: str, target: str) -> dict[str, Any]:
    verb = {"id": "http://adlnet.gov/expapi/verbs/voided", "display": {"en": "voided"}}
    return {"id": name, "actor": AGENT, "verb": verb, "object": {"objectType": "StatementRef", "id": target}}


def _tags(path: str, query: Mapping[str, str], name: str) -> Mapping[str, tuple[Step, ...]]:
    def put(status: int, body: bytes = b"1", **guard: str) -> Step:
        headers = {"If-" + key.replace("_", "-").title(): value for key, value in guard.items()}
        return Step(status, "PUT", path, query, body, {**TEXT, **headers})

    def delete(status: int, **guard: str) -> Step:
        headers = {"If-" + key.replace("_", "-").title(): value for key, value in guard.items()}
        return Step(status, "DELETE", path, query, None, headers)

    twos = {**TEXT, **V2}
    return {
        f"3.1.s4.b5 {name}: PUT over whatever is there": (put(204), put(204, b"2", match="*")),
        f"3.1.s4.b5 {name}: PUT over whatever is there, of nothing": (put(412, match="*"), _get(404, path, query)),
        f"3.1.s4.b5 {name}: PUT with one of several tags": (put(204), put(204, b"2", match=f'"1234", {TAG_OF_1}')),
        f"3.1.s4.b6 {name}: PUT unless it is this": (put(204), put(412, b"2", none_match=TAG_OF_1)),
        f"3.1.s4.b6 {name}: PUT unless it is another": (put(204), put(204, b"2", none_match='"1234"')),
        f"3.1.s4.b9 {name}: both headers, one fails": (put(204), put(412, b"2", match=TAG_OF_1, none_match="*")),
        f"3.1.s4.b9 {name}: a weak tag is not equal": (put(204), put(412, b"2", match=f"W/{TAG_OF_1}")),
        f"3.1.s4.b9 {name}: what 412 leaves": (put(204), put(412, b"2", match='"1234"'), put(204, b"3", match=TAG_OF_1)),
        f"3.1.s4.b7 {name}: DELETE with its tag": (put(204), delete(204, match=TAG_OF_1), _get(404, path, query)),
        f"3.1.s4.b7 {name}: DELETE twice with one tag": (put(204), delete(204, match=TAG_OF_1), delete(412, match=TAG_OF_1)),
        f"3.1.s4.b7 {name}: POST with its tag": (
            Step(204, "POST", path, query, b'{"a":1}'),
            Step(412, "POST", path, query, {"b": 1}, {"If-Match": TAG_OF_1}),
            Step(204, "POST", path, query, {"b": 1}, {"If-Match": "*"}),
        ),
        f"2.0 on 3.1.s4.b5 {name}: PUT with its tag": (
            Step(204, "PUT", path, query, b"1", twos),
            Step(204, "PUT", path, query, b"2", {**twos, "If-Match": TAG_OF_1}),
        ),
        f"2.0 on 3.1.s4.b6 {name}: PUT only if new": (
            Step(204, "PUT", path, query, b"1", {**twos, "If-None-Match": "*"}),
            Step(412, "PUT", path, query, b"2", {**twos, "If-None-Match": "*"}),
        ),
        f"2.0 on 2.2.s7 {name}: POST merges": (
            Step(204, "POST", path, query, {"a": 1}, V2),
            Step(204, "POST", path, query, {"b": 1}, V2),
            _get(200, path, query, V2),
        ),
    }


_VOIDING: Mapping[str, tuple[Step, ...]] = {
    "2.1.4 a voided statement is no longer found": (
        _post(200, STATEMENT),
        _post(200, _void(OTHER_ID, ID)),
        _get(404, "statements", {"statementId": ID}),
        _get(200, "statements", {"voidedStatementId": ID}),
        _get(200, "statements", {"statementId": OTHER_ID}),
    ),
    "2.1.4 what was not voided is no voided statement": (_post(200, STATEMENT), _get(404, "statements", {"voidedStatementId": ID})),
    "Data 2.3.2.s2.b7 what voids cannot be voided": (
        _post(200, STATEMENT),
        _post(200, _void(OTHER_ID, ID)),
        _post(200, _void(THIRD_ID, OTHER_ID)),
        _get(200, "statements", {"statementId": OTHER_ID}),
        _get(404, "statements", {"voidedStatementId": OTHER_ID}),
    ),
    "Data 2.3.2 voiding what is not there yet": (
        _post(200, _void(OTHER_ID, ID)),
        _post(200, STATEMENT),
        _get(404, "statements", {"statementId": ID}),
    ),
    "Data 2.3.2 voiding something that is no statement": (_post(400, {**_void(OTHER_ID, ID), "object": {"id": ACTIVITY}}),),
    "2.1.1.s2 a voided id may not be used again": (
        _post(200, STATEMENT),
        _post(200, _void(OTHER_ID, ID)),
        _post(409, {**STATEMENT, "object": {"id": ACTIVITY + "other"}}),
    ),
}
_TWO: Mapping[str, tuple[Step, ...]] = {
    "2.0 on 2.1.1 PUT and GET": (
        Step(204, "PUT", "statements", {"statementId": ID}, STATEMENT, V2),
        _get(200, "statements", {"statementId": ID}, V2),
    ),
    "2.0 on 2.1.2 POST of several": (_post(200, [STATEMENT, {**STATEMENT, "id": OTHER_ID}], V2),),
    "2.0 on 2.1.2 POST of one id twice": (_post(400, [STATEMENT, STATEMENT], V2),),
    "2.0 on 2.1.2 POST again, another": (_post(200, STATEMENT, V2), _post(409, {**STATEMENT, "object": {"id": ACTIVITY + "x"}}, V2)),
    "2.0 on 2.1.3 a statement of 1.0.3 is found": (_post(200, STATEMENT), _get(200, "statements", {"statementId": ID}, V2)),
    "2.0 on Data 2.4.10 a statement forwarded from 1.0.3": (_post(200, {**STATEMENT, "version": "1.0.3"}, V2),),
    "2.0 on Data 2.4.10 version 3.0.0": (_post(400, {**STATEMENT, "version": "3.0.0"}, V2),),
    "2.0 on Data 2.4.7 a time without its zone": (_post(400, {**STATEMENT, "timestamp": "2026-01-02T03:04:05"}, V2),),
    "2.0 on Data 2.4.6 contextGroups": (
        _post(200, {**STATEMENT, "context": {"contextGroups": [{"objectType": "contextGroup", "group": GROUP}]}}, V2),
    ),
    "2.0 on Data 2.4.6 a contextGroup that is an agent": (
        _post(400, {**STATEMENT, "context": {"contextGroups": [{"objectType": "contextGroup", "group": AGENT}]}}, V2),
    ),
    "2.0 on 1.3 a form is no statement": (_post(400, b"content=%7B%7D", {**FORM, **V2}),),
    "2.0 on 2.6 a group has a profile": (
        Step(204, "PUT", "agents/profile", {"agent": json.dumps(GROUP), "profileId": "likes"}, b"1", {**TEXT, **V2}),
        _get(200, "agents/profile", {"agent": json.dumps(GROUP), "profileId": "likes"}, V2),
    ),
    "2.0 on 2.4 person": (_get(200, "agents", {"agent": json.dumps(AGENT)}, V2),),
    "2.0 on 2.5 activity": (_get(200, "activities", {"activityId": ACTIVITY}, V2),),
    "2.0 on 2.8 about": (_get(200, "about", {}, V2),),
    "2.0 on 3.2 no login": (_get(401, "statements", {}, {**V2, "Authorization": None}),),
}
_STATES: Mapping[str, tuple[Step, ...]] = {
    "2.3 two registrations, two documents": (
        Step(204, "PUT", "activities/state", {**STATE, "registration": REGISTRATION}, b"1", TEXT),
        Step(204, "PUT", "activities/state", {**STATE, "registration": OTHER_ID}, b"2", TEXT),
        Step(204, "DELETE", "activities/state", {**STATE, "registration": OTHER_ID}),
        _get(200, "activities/state", {**STATE, "registration": REGISTRATION}),
    ),
    "2.3.s4 DELETE of all of a registration": (
        Step(204, "PUT", "activities/state", {**STATE, "registration": REGISTRATION}, b"1", TEXT),
        Step(204, "PUT", "activities/state", STATE, b"1", TEXT),
        Step(204, "DELETE", "activities/state", {key: STATE[key] for key in ("activityId", "agent")} | {"registration": REGISTRATION}),
        _get(404, "activities/state", {**STATE, "registration": REGISTRATION}),
        _get(200, "activities/state", STATE),
    ),
    "2.3 a registration in upper case is the same": (
        Step(204, "PUT", "activities/state", {**STATE, "registration": REGISTRATION}, b"1", TEXT),
        _get(200, "activities/state", {**STATE, "registration": REGISTRATION.upper()}),
    ),
    "2.3 agent is no JSON": (_get(400, "activities/state", {**STATE, "agent": "me"}),),
    "2.7 activity is no IRI": (_get(400, "activities/profile", {**ACTIVITY_PROFILE, "activityId": "course"}),),
}

MORE_STORIES: Mapping[str, tuple[Step, ...]] = {
    **_VOIDING,
    **_TWO,
    **_STATES,
    **_tags("activities/state", STATE, "state"),
    **_tags("agents/profile", AGENT_PROFILE, "agents/profile"),
    **_tags("activities/profile", ACTIVITY_PROFILE, "activities/profile"),
}
