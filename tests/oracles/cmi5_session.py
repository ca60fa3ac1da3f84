"""Which requirements of cmi5 a registration breaks: order, number, the context template, and how the unit worked its launch.

Written from the texts of `@cmi5/requirements`; what a single statement shows is judged by `tests/spec/cmi5/judge.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qs

from tests.lrs_gate import Exchange
from tests.spec.cmi5.judge import CMI5, VERBS, breaches

SESSION_ID: Final = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
BY_MODE: Final = {"Browse": "10.2.2.0-9", "Review": "10.2.2.0-11"}


@dataclass(frozen=True)
class Launched:
    """What a platform handed to a unit in one session, and what the unit asked its fetch address."""

    actor: Mapping[str, Any]
    registration: str
    activity: str
    session: str
    authorization: str
    template: Mapping[str, Any]
    mode: str
    mastery: float | None
    fetches: Sequence[str]
    """Methods of the requests to the fetch address."""


def judge(launches: Sequence[Launched], statements: Sequence[dict[str, Any]], exchanges: Sequence[Exchange]) -> list[str]:
    """Return every breach as `id: what`; statements in the order of storing, exchanges of the units alone."""
    faults: list[str] = []
    known = {launch.session for launch in launches}
    faults += [f"9.6.3.1-4: {_say(statement)} belongs to no session" for statement in statements if _session(statement) not in known]
    for launched in launches:
        own = [statement for statement in statements if _session(statement) == launched.session]
        faults += _judge_session(launched, own)
        faults += _judge_exchanges(launched, [exchange for exchange in exchanges if exchange.headers.get("authorization") == launched.authorization])
    faults += _judge_registration([statement for statement in statements if _is_defined(statement)])
    strangers = {exchange.headers.get("authorization") for exchange in exchanges} - {launch.authorization for launch in launches}
    return faults + [f"8.2.1.0-5: {stranger} is no token of a launch" for stranger in strangers]


def _judge_session(launched: Launched, statements: list[dict[str, Any]]) -> Iterator[str]:
    verbs = [VERBS.get(statement["verb"]["id"], "") if _is_defined(statement) else "part" for statement in statements]
    if statements and (verbs[0] != "initialized" or _by_time(statements)[0] is not statements[0]):
        yield f"9.3.0.0-4: {verbs}"
    if "terminated" in verbs and (verbs[-1] != "terminated" or _by_time(statements)[-1] is not statements[-1]):
        yield f"9.3.0.0-5: {verbs}"
    defined = [verb for verb in verbs if verb != "part"]
    if len(set(defined)) < len(defined):
        yield f"9.3.0.0-2: {defined}"
    if {"passed", "failed"} <= set(defined):
        yield f"9.3.0.0-3: {defined}"
    if launched.mode in BY_MODE and set(verbs) - {"initialized", "terminated"}:
        yield f"{BY_MODE[launched.mode]}: {verbs}"
    for statement in statements:
        if not _holds(launched.template, statement["context"]):
            yield f"10.2.1.0-7: {_say(statement)} overwrites the template"
        if statement["actor"] != launched.actor:
            yield f"8.1.3.0-3: {_say(statement)} has another actor"
        if statement["context"].get("registration") != launched.registration:
            yield f"8.1.4.0-3: {_say(statement)} has another registration"
        yield from (f"{broken}: {_say(statement)}" for broken in sorted(breaches(statement, launched.activity, launched.registration, launched.mastery)))


def _judge_exchanges(launched: Launched, exchanges: list[Exchange]) -> Iterator[str]:
    if launched.fetches and list(launched.fetches) != ["POST"]:
        yield f"8.2.1.0-2: the fetch address was asked {launched.fetches}"
    asked = [(exchange.method, exchange.path, parse_qs(exchange.query)) for exchange in exchanges if exchange.method != "OPTIONS"]
    documents = [(method, path, (query.get("stateId") or query.get("profileId") or [""])[0]) for method, path, query in asked]
    if documents and documents[0] != ("GET", "activities/state", "LMS.LaunchData"):
        yield f"10.2.1.0-4: first came {documents[0]}"
    if any(name == "LMS.LaunchData" and method != "GET" for method, _, name in documents):
        yield "10.2.1.0-5: the launch data was written"
    first = next((at for at, (method, path, _) in enumerate(documents) if (method, path) == ("POST", "statements")), len(documents))
    if documents and first < len(documents) and ("GET", "agents/profile", "cmi5LearnerPreferences") not in documents[:first]:
        yield "11.0.0.0-3: statements before the preferences"
    # A store refuses a second one under the same id; a strict platform takes offence at the attempt.
    begun = {statement["timestamp"] for exchange in exchanges for statement in _sent(exchange) if VERBS.get(statement["verb"]["id"]) == "initialized"}
    if len(begun) > 1:
        yield f"9.3.2.0-3: initialized was sent as of {sorted(begun)}"
    for method, path, query in asked:
        if "agent" in query and json.loads(query["agent"][0]) != launched.actor:
            yield f"11.0.0.0-1: {method} {path} about another agent"
        if path == "activities/state" and query.get("registration") != [launched.registration]:
            yield f"8.1.4.0-3: {method} {path} in another registration"
    yield from (f"7.0.0.0-2: {exchange.path} with version {exchange.headers.get('x-experience-api-version')}" for exchange in exchanges if not _has_version(exchange))


def _judge_registration(defined: list[dict[str, Any]]) -> Iterator[str]:
    verbs = [VERBS.get(statement["verb"]["id"], "") for statement in _by_time(defined)]
    for verb, broken in (("completed", "9.3.0.0-6"), ("passed", "9.3.0.0-7")):
        if verbs.count(verb) > 1:
            yield f"{broken}: {verbs}"
    if "passed" in verbs and "failed" in verbs[verbs.index("passed") :]:
        yield f"9.3.0.0-8: {verbs}"


def _sent(exchange: Exchange) -> list[dict[str, Any]]:
    sent = json.loads(exchange.body) if (exchange.method, exchange.path) == ("POST", "statements") else []
    return sent if isinstance(sent, list) else [sent]


def _has_version(exchange: Exchange) -> bool:
    return exchange.method == "OPTIONS" or exchange.headers.get("x-experience-api-version") == "1.0.3"


def _is_defined(statement: dict[str, Any]) -> bool:
    return CMI5 in {activity["id"] for activity in statement["context"].get("contextActivities", {}).get("category", [])}


def _session(statement: dict[str, Any]) -> object:
    return statement.get("context", {}).get("extensions", {}).get(SESSION_ID)


def _by_time(statements: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(statements, key=lambda statement: str(statement["timestamp"]))


def _holds(template: object, seen: object) -> bool:
    """Whether everything of a template stands in what was seen; lists may hold more."""
    if isinstance(template, Mapping):
        return isinstance(seen, Mapping) and all(name in seen and _holds(value, seen[name]) for name, value in template.items())
    if isinstance(template, list):
        return isinstance(seen, list) and all(any(_holds(member, other) for other in seen) for member in template)
    return template == seen


def _say(statement: dict[str, Any]) -> str:
    return f"{str(statement['verb']['id']).rsplit('/', 1)[-1]} {statement['object']['id']}"
