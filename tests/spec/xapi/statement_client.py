"""Numbered statements, sent to an LRS in this process and asked for again."""

from __future__ import annotations

from typing import Any

from tests.spec.xapi.client import Lrs
from tests.spec.xapi.exchange_table import STATEMENT

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
