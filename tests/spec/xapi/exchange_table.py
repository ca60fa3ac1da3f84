"""Requests in small stories, each with the status that xAPI 1.0.3 demands, or 2.0 where it differs.

A name begins with the clause: of 1.0.3's part Communication, or `Data` and a clause of that part; `2.0 on` and the clause where xAPI 2.0
(IEEE 9274.1.1) says something else about the same thing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from builder.lrs.resources.credentials import write_basic

USER, PASSWORD = "course", "pässword"
LARGEST = 2000
ID = "0f4e6a5e-7c1d-4e6f-8a9b-1c2d3e4f5a6b"
OTHER_ID = "1f4e6a5e-7c1d-4e6f-8a9b-1c2d3e4f5a6b"
REGISTRATION = "6c1f3f0e-2a34-4b8c-9d6f-0a1b2c3d4e5f"
ACTIVITY = "https://course.example.org/"
AGENT: dict[str, Any] = {"objectType": "Agent", "account": {"homePage": "https://lms.example.org", "name": "4711"}}
STATEMENT: dict[str, Any] = {
    "id": ID,
    "actor": AGENT,
    "verb": {"id": "http://adlnet.gov/expapi/verbs/completed", "display": {"en": "completed"}},
    "object": {"id": ACTIVITY},
}
OTHER = {**STATEMENT, "verb": {"id": "http://adlnet.gov/expapi/verbs/failed", "display": {"en": "failed"}}}
STATE = {"activityId": ACTIVITY, "agent": json.dumps(AGENT), "stateId": "resume"}
AGENT_PROFILE = {"agent": json.dumps(AGENT), "profileId": "likes"}
ACTIVITY_PROFILE = {"activityId": ACTIVITY, "profileId": "notes"}
TAG_OF_1 = '"356a192b7913b04c54574d18c28d46e6395428ab"'  # SHA-1 of the text 1
V2 = {"X-Experience-API-Version": "2.0.0"}
GOOD_LOGIN = {"Authorization": write_basic(USER, PASSWORD)}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
FILE = {"usageType": "https://a.example/u", "display": {"en": "x"}, "contentType": "text/plain", "length": 1, "sha2": "a" * 64}


@dataclass(frozen=True)
class Step:
    """One request and the status of its answer; a header whose value is None is not sent."""

    status: int
    method: str
    path: str
    query: Mapping[str, str] | str = field(default_factory=dict)
    body: Any = None
    headers: Mapping[str, str | None] = field(default_factory=dict)

    def write_body(self) -> bytes:
        if self.body is None:
            return b""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


def _form(**fields: str) -> bytes:
    return urlencode(fields).encode()


def _put(status: int, body: Any = STATEMENT, name: str = ID, **headers: str | None) -> Step:
    return Step(status, "PUT", "statements", {"statementId": name}, body, headers)


def _post(status: int, body: Any = STATEMENT, **headers: str | None) -> Step:
    return Step(status, "POST", "statements", {}, body, headers)


def _ask(status: int, path: str = "statements", headers: Mapping[str, str | None] | None = None, /, **query: str) -> Step:
    return Step(status, "GET", path, query, None, headers or {})


_VERSION: Mapping[str, tuple[Step, ...]] = {
    "3.3.s3 version missing": (_ask(400, "statements", {"X-Experience-API-Version": None}),),
    "3.3.s3.b3 version 1.0": (_ask(200, "statements", {"X-Experience-API-Version": "1.0"}),),
    "3.3.s3.b5 version 1.0.9": (_ask(200, "statements", {"X-Experience-API-Version": "1.0.9"}),),
    "3.3.s3.b4 version 0.95": (_ask(400, "statements", {"X-Experience-API-Version": "0.95"}),),
    "3.3.s3.b6 version 1.1.0": (_ask(400, "statements", {"X-Experience-API-Version": "1.1.0"}),),
    "2.0 on 3.3 version 2.0.0": (_ask(200, "statements", V2),),
    "2.0 on 3.3 version 2.1.0": (_ask(400, "statements", {"X-Experience-API-Version": "2.1.0"}),),
    "3.3 version in words": (_ask(400, "statements", {"X-Experience-API-Version": "latest"}),),
    "2.8.s5.b4 about without version": (_ask(200, "about", {"X-Experience-API-Version": None}),),
    "2.8.s5.b3 about without login": (_ask(200, "about", {"Authorization": None}),),
}
_LOGIN: Mapping[str, tuple[Step, ...]] = {
    "3.2 no login": (_ask(401, "statements", {"Authorization": None}),),
    "3.2 wrong password": (_ask(401, "statements", {"Authorization": write_basic(USER, "password")}),),
    "3.2 unknown user": (_ask(401, "statements", {"Authorization": write_basic("nobody", PASSWORD)}),),
    "3.2 login that is not base64": (_ask(401, "statements", {"Authorization": "Basic ???"}),),
    "3.2 login of another scheme": (_ask(401, "statements", {"Authorization": "Bearer abc"}),),
    "3.2 nothing is written without login": (
        Step(401, "PUT", "statements", {"statementId": ID}, STATEMENT, {"Authorization": None}),
        _ask(404, statementId=ID),
    ),
}
_STATEMENTS: Mapping[str, tuple[Step, ...]] = {
    "2.1.1 PUT": (_put(204), _ask(200, statementId=ID)),
    "2.1.1.s2 PUT again, the same": (_put(204), _put(204)),
    "2.1.1.s2 PUT again, another": (_put(204), _put(409, OTHER)),
    "2.1.1.s1 PUT without statementId": (Step(400, "PUT", "statements", {}, STATEMENT),),
    "2.1.1.s3 PUT whose ids differ": (_put(400, name=OTHER_ID),),
    "2.1.1 PUT without id inside": (_put(204, {name: value for name, value in STATEMENT.items() if name != "id"}), _ask(200, statementId=ID)),
    "2.1.1 PUT of an array": (_put(400, [STATEMENT]),),
    "2.1.1 PUT with no UUID": (_put(400, name="one"),),
    "2.1.2 POST of one": (_post(200),),
    "2.1.2 POST of several": (_post(200, [STATEMENT, {**STATEMENT, "id": OTHER_ID}]),),
    "2.1.2 POST again, the same": (_post(200), _post(200)),
    "2.1.2 POST again, another": (_post(200), _post(409, OTHER)),
    "2.1.2 POST with a parameter": (Step(400, "POST", "statements", {"statementId": ID}, STATEMENT),),
    "2.1.2.s2.b6 POST of one id twice": (_post(400, [STATEMENT, OTHER]),),
    "3.2.s3.b9 one bad in a batch": (_post(400, [STATEMENT, {**STATEMENT, "id": OTHER_ID, "verb": {}}]), _ask(404, statementId=ID)),
    "2.1.2 one conflict in a batch": (_post(200), _post(409, [{**STATEMENT, "id": OTHER_ID}, OTHER]), _ask(404, statementId=OTHER_ID)),
    "3.2 a body that is no JSON": (_post(400, b"{"),),
    "3.2 no body": (Step(400, "POST", "statements"),),
    "Data 2.2 a key twice": (_post(400, json.dumps(STATEMENT)[:-1].encode() + b', "actor": {"mbox": "mailto:a@example.org"}}'),),
    "3.2.s3.b6 no content type": (Step(400, "POST", "statements", {}, STATEMENT, {"Content-Type": None}),),
    "3.2.s3.b6 text/plain": (Step(400, "POST", "statements", {}, STATEMENT, {"Content-Type": "text/plain"}),),
    "1.5.1 JSON with a charset": (Step(200, "POST", "statements", {}, STATEMENT, {"Content-Type": "application/json; charset=utf-8"}),),
    "1.5.2 multipart is refused plainly": (Step(400, "POST", "statements", {}, b"--x--", {"Content-Type": "multipart/mixed; boundary=x"}),),
    "1.5.2 a file without its address": (_post(400, {**STATEMENT, "attachments": [FILE]}),),
    "1.5.1 a file with its address": (_post(200, {**STATEMENT, "attachments": [{**FILE, "fileUrl": "https://a.example/f"}]}),),
    "Data 2.6 a signature": (
        _post(
            400,
            {
                **STATEMENT,
                "attachments": [
                    {
                        **FILE,
                        "fileUrl": "https://a.example/f",
                        "contentType": "application/octet-stream",
                        "usageType": "http://adlnet.gov/expapi/attachments/signature",
                    }
                ],
            },
        ),
    ),
    "3.2.s3.b11 too large": (_post(413, {**STATEMENT, "result": {"response": "x" * LARGEST}}),),
    "2.1 DELETE": (Step(405, "DELETE", "statements", {"statementId": ID}),),
    "2.1 PATCH": (Step(405, "PATCH", "statements"),),
    "1.1 HEAD": (Step(200, "HEAD", "statements"),),
    "1.1 HEAD of nothing": (Step(404, "HEAD", "statements", {"statementId": ID}),),
    "3.2 another path": (_ask(404, "statement"),),
    "Data 2.4.10 version 2.0.0 under 1.0.3": (_post(400, {**STATEMENT, "version": "2.0.0"}),),
    "2.0 on Data 2.4.10 version 2.0.0": (Step(200, "POST", "statements", {}, {**STATEMENT, "version": "2.0.0"}, V2),),
    "Data 2.4.6 contextAgents": (_post(400, {**STATEMENT, "context": {"contextAgents": []}}),),
    "2.0 on Data 2.4.6 contextAgents": (Step(200, "POST", "statements", {}, {**STATEMENT, "context": {"contextAgents": []}}, V2),),
}
_QUERIES: Mapping[str, tuple[Step, ...]] = {
    "2.1.3.s2.b4 nothing found": (_ask(200, verb="https://a.example/nothing"),),
    "2.1.3 unknown id": (_ask(404, statementId=ID),),
    "2.1.3 id is no UUID": (_ask(400, statementId="one"),),
    "2.1.3.s2.b1 both ids": (_ask(400, statementId=ID, voidedStatementId=ID),),
    "2.1.3.s2.b2 id and a filter": (_ask(400, statementId=ID, verb="https://a.example/v"),),
    "2.1.3.s2.b2 id and format": (_put(204), _ask(200, statementId=ID, format="ids", attachments="false")),
    "3.2.s3.b7 unknown parameter": (_ask(400, colour="blue"),),
    "3.2.s3.b8 parameter in another case": (_ask(400, statementid=ID),),
    "3.2 a parameter twice": (Step(400, "GET", "statements", "limit=1&limit=2"),),
    "Data 2.2.s4.b4 verb is no IRI": (_ask(400, verb="completed"),),
    "Data 2.2.s4.b4 activity is no IRI": (_ask(400, activity="course"),),
    "Data 2.2.s4.b4 agent is no JSON": (_ask(400, agent="me"),),
    "Data 2.2.s4.b4 agent with two identifiers": (_ask(400, agent=json.dumps({"mbox": "mailto:a@example.org", "openid": "https://a.example"})),),
    "2.1.3 agent is a nameless group": (_ask(400, agent=json.dumps({"objectType": "Group", "member": [{"mbox": "mailto:a@example.org"}]})),),
    "2.1.3 agent is a group": (_ask(200, agent=json.dumps({"objectType": "Group", "mbox": "mailto:a@example.org"})),),
    "Data 2.2.s4.b4 registration is no UUID": (_ask(400, registration="r"),),
    "Data 2.2.s4.b4 since is no time": (_ask(400, since="yesterday"),),
    "Data 2.2.s4.b4 until has no zone": (_ask(400, until="2026-01-01T00:00:00"),),
    "Data 2.2.s4.b4 limit below 0": (_ask(400, limit="-1"),),
    "Data 2.2.s4.b4 limit in words": (_ask(400, limit="ten"),),
    "Data 2.2.s4.b4 ascending yes": (_ask(400, ascending="yes"),),
    "2.1.3 unknown format": (_ask(400, format="short"),),
    "2.5 more that is not ours": (_ask(400, cursor="AAAA"),),
    "2.1.3 all filters": (
        _ask(
            200,
            agent=json.dumps(AGENT),
            verb="https://a.example/v",
            activity=ACTIVITY,
            registration=REGISTRATION,
            related_activities="true",
            related_agents="true",
            since="2020-01-01T00:00:00Z",
            until="2030-01-01T00:00:00+01:00",
            limit="3",
            format="canonical",
            ascending="true",
            attachments="false",
        ),
    ),
}


def _documents(path: str, query: Mapping[str, str], *, is_state: bool) -> Mapping[str, tuple[Step, ...]]:
    put = Step(204, "PUT", path, query, b"1", {"Content-Type": "text/plain"})
    blind = Step(204 if is_state else 409, "PUT", path, query, b"2", {"Content-Type": "text/plain"})
    json_put = Step(204, "PUT", path, query, {"a": 1})
    owner = {name: value for name, value in query.items() if name not in ("stateId", "profileId")}
    name = "state" if is_state else path
    return {
        f"2.2 {name}: PUT, GET, DELETE, GET": (put, _ask(200, path, **query), Step(204, "DELETE", path, query), _ask(404, path, **query)),
        f"2.2 {name}: GET of nothing": (_ask(404, path, **query),),
        f"2.2 {name}: DELETE of nothing": (Step(204, "DELETE", path, query),),
        f"2.2 {name}: HEAD": (put, Step(200, "HEAD", path, query)),
        f"2.2 {name}: names": (put, _ask(200, path, **owner), _ask(200, path, **owner, since="2026-01-01T00:00:00Z")),
        f"2.2 {name}: since is no time": (_ask(400, path, **owner, since="now"),),
        f"2.2 {name}: since beside a name": (_ask(400, path, **query, since="2026-01-01T00:00:00Z"),),
        f"3.1.s3 {name}: PUT over another blindly": (put, blind),
        f"3.1.s4.b5 {name}: PUT with its tag": (put, Step(204, "PUT", path, query, b"2", {"If-Match": TAG_OF_1})),
        f"3.1.s4.b9 {name}: PUT with another tag": (put, Step(412, "PUT", path, query, b"2", {"If-Match": '"1234"'})),
        f"3.1.s4.b9 {name}: PUT with a tag without quotes": (put, Step(412, "PUT", path, query, b"2", {"If-Match": TAG_OF_1.strip('"')})),
        f"3.1.s4.b9 {name}: PUT with a tag, of nothing": (Step(412, "PUT", path, query, b"2", {"If-Match": TAG_OF_1}),),
        f"3.1.s4.b6 {name}: PUT only if new": (
            Step(204, "PUT", path, query, b"1", {"If-None-Match": "*"}),
            Step(412, "PUT", path, query, b"1", {"If-None-Match": "*"}),
        ),
        f"3.1.s4.b7 {name}: DELETE with another tag": (put, Step(412, "DELETE", path, query, None, {"If-Match": '"1234"'}), _ask(200, path, **query)),
        f"3.1.s4.b7 {name}: POST with another tag": (json_put, Step(412, "POST", path, query, {"b": 2}, {"If-Match": '"1234"'})),
        f"2.0 on 3.1.s4.b13 {name}: PUT over another blindly": (put, Step(409, "PUT", path, query, b"2", V2)),
        f"2.2.s7 {name}: POST merges": (json_put, Step(204, "POST", path, query, {"b": 2}), _ask(200, path, **query)),
        f"2.2.s7 {name}: POST of something new": (Step(204, "POST", path, query, {"b": 2}),),
        f"2.2.s8 {name}: POST into what is no JSON": (put, Step(400, "POST", path, query, {"b": 2})),
        f"2.2.s8 {name}: POST of what is no JSON": (json_put, Step(400, "POST", path, query, b"b=2", {"Content-Type": "text/plain"})),
        f"2.2.s8 {name}: POST of an array": (json_put, Step(400, "POST", path, query, [1])),
        f"3.2.s3.b6 {name}: PUT of broken JSON": (Step(400, "PUT", path, query, b"{"),),
        f"3.2.s3.b11 {name}: too large": (Step(413, "PUT", path, query, b"x" * (LARGEST + 1), {"Content-Type": "text/plain"}),),
        f"2.2 {name}: no login": (Step(401, "PUT", path, query, b"1", {"Authorization": None}),),
        f"2.2 {name}: no name to PUT": (Step(400, "PUT", path, owner, b"1"),),
        f"2.2 {name}: no name to DELETE": (Step(204 if is_state else 400, "DELETE", path, owner),),
        f"2.2 {name}: no owner": (Step(400, "GET", path),),
        f"3.2.s3.b7 {name}: unknown parameter": (_ask(400, path, **query, colour="blue"),),
        f"2.2 {name}: PATCH": (Step(405, "PATCH", path, query),),
    }


_OTHERS: Mapping[str, tuple[Step, ...]] = {
    "2.3 state of a registration": (
        Step(204, "PUT", "activities/state", {**STATE, "registration": REGISTRATION}, {"a": 1}),
        _ask(404, "activities/state", **STATE),
    ),
    "2.3 registration is no UUID": (_ask(400, "activities/state", **STATE, registration="r"),),
    "2.3 activity is no IRI": (_ask(400, "activities/state", **{**STATE, "activityId": "course"}),),
    "2.3 agent without identifier": (_ask(400, "activities/state", **{**STATE, "agent": '{"name": "A"}'}),),
    "2.6 agent is a group": (_ask(400, "agents/profile", agent='{"objectType": "Group", "mbox": "mailto:a@example.org"}'),),
    "2.6 registration is unknown here": (_ask(400, "agents/profile", **AGENT_PROFILE, registration=REGISTRATION),),
    "2.5 activity": (_ask(200, "activities", activityId=ACTIVITY),),
    "2.5 activity without id": (_ask(400, "activities"),),
    "2.5 activity is no IRI": (_ask(400, "activities", activityId="course"),),
    "2.5 activities cannot be written": (Step(405, "PUT", "activities", {"activityId": ACTIVITY}, {}),),
    "2.4 person": (_ask(200, "agents", agent=json.dumps(AGENT)),),
    "2.4 person without agent": (_ask(400, "agents"),),
    "2.4 person of a broken agent": (_ask(400, "agents", agent="{}"),),
    "2.8 about": (_ask(200, "about"),),
    "2.8 about cannot be written": (Step(405, "POST", "about", {}, {}),),
    "2.8 about with a parameter": (_ask(400, "about", colour="blue"),),
}
_ALTERNATE: Mapping[str, tuple[Step, ...]] = {
    "1.3 PUT as POST": (
        Step(
            204,
            "POST",
            "statements",
            "method=PUT",
            _form(statementId=ID, content=json.dumps(STATEMENT), **{"Content-Type": "application/json"}),
            FORM,
        ),
        _ask(200, statementId=ID),
    ),
    "1.3 GET as POST": (Step(200, "POST", "statements", "method=GET", _form(limit="1"), FORM),),
    "1.3.s3.b7 headers in the form": (
        Step(
            200,
            "POST",
            "statements",
            "method=GET",
            _form(**GOOD_LOGIN, **{"X-Experience-API-Version": "1.0.3"}),
            {**FORM, "Authorization": None, "X-Experience-API-Version": None},
        ),
    ),
    "1.3 If-Match in the form": (
        Step(204, "PUT", "agents/profile", AGENT_PROFILE, b"1", {"Content-Type": "text/plain"}),
        Step(
            412,
            "POST",
            "agents/profile",
            "method=PUT",
            _form(**AGENT_PROFILE, content="2", **{"If-Match": '"1234"', "Content-Type": "text/plain"}),
            FORM,
        ),
        Step(
            204,
            "POST",
            "agents/profile",
            "method=PUT",
            _form(**AGENT_PROFILE, content="2", **{"If-Match": TAG_OF_1, "Content-Type": "text/plain"}),
            FORM,
        ),
    ),
    "1.3.s3.b2 other parameters in the query": (
        Step(400, "POST", "statements", f"method=PUT&statementId={ID}", _form(content=json.dumps(STATEMENT)), FORM),
    ),
    "1.3 method without POST": (Step(400, "PUT", "statements", "method=GET", b"", FORM),),
    "1.3 not as a form": (Step(400, "POST", "statements", "method=GET", {}),),
    "1.3 a method that is not taken": (Step(405, "POST", "statements", "method=DELETE", _form(), FORM),),
    "3.2.s3.b6 a form without method": (Step(400, "POST", "statements", {}, _form(content=json.dumps(STATEMENT)), FORM),),
    "2.0 on 1.3 alternate syntax is gone": (Step(400, "POST", "statements", "method=GET", _form(), {**FORM, **V2}),),
}

STORIES: Mapping[str, tuple[Step, ...]] = {
    **_VERSION,
    **_LOGIN,
    **_STATEMENTS,
    **_QUERIES,
    **_documents("activities/state", STATE, is_state=True),
    **_documents("agents/profile", AGENT_PROFILE, is_state=False),
    **_documents("activities/profile", ACTIVITY_PROFILE, is_state=False),
    **_OTHERS,
    **_ALTERNATE,
}
