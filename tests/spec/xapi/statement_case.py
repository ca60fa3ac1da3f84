"""One row of the table of good and bad statements: a full good statement with some changes, and what to say of it."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

GONE: Any = object()

QUESTION = "http://adlnet.gov/expapi/activities/cmi.interaction"
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
UUID = "6c1f3f0e-2a34-4b8c-9d6f-0a1b2c3d4e5f"

GOOD: dict[str, Any] = {
    "id": "0f4e6a5e-7c1d-4e6f-8a9b-1c2d3e4f5a6b",
    "actor": {"objectType": "Agent", "account": {"homePage": "https://lms.example.org", "name": "4711"}},
    "verb": {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"en": "answered"}},
    "object": {
        "objectType": "Activity",
        "id": "https://course.example.org/check/q1",
        "definition": {
            "type": QUESTION,
            "name": {"en-GB": "Question 1"},
            "description": {"en-GB": "Must you tell your story?"},
            "interactionType": "choice",
            "choices": [{"id": "a", "description": {"en-GB": "No"}}, {"id": "b", "description": {"en-GB": "Yes"}}],
            "correctResponsesPattern": ["a"],
        },
    },
    "result": {
        "score": {"scaled": 0.8, "raw": 80, "min": 0, "max": 100},
        "success": True,
        "completion": True,
        "response": "a",
        "duration": "PT12.5S",
        "extensions": {"https://course.example.org/x/note": {"nothing": None}},
    },
    "context": {
        "registration": UUID,
        "instructor": {"objectType": "Agent", "mbox": "mailto:lead@example.org"},
        "team": {"objectType": "Group", "member": [{"mbox": "mailto:one@example.org"}]},
        "contextActivities": {
            "parent": [{"objectType": "Activity", "id": "https://course.example.org/check"}],
            "grouping": [{"objectType": "Activity", "id": "https://course.example.org/"}],
        },
        "revision": "3",
        "platform": "Any",
        "language": "en-GB",
        "statement": {"objectType": "StatementRef", "id": UUID},
        "extensions": {"https://course.example.org/x/try": 2},
    },
    "timestamp": "2026-01-02T03:04:05.67Z",
}


@dataclass(frozen=True)
class Case:
    """One row.

    Attributes:
        name: what it shows.
        clause: the clause that the fault must name; for good rows, the clause that allows it.
        changes: dotted path -> new value (`GONE` removes it); steps that are numbers are indexes.
        at: the JSON path of the fault; None for a good row.
        advice: whether it is only advised against (an LRS takes it).
        oracle: why the outside validator differs, or None.

    """

    name: str
    clause: str
    changes: dict[str, Any] = field(default_factory=dict)
    at: str | None = None
    advice: bool = False
    oracle: str | None = None

    @property
    def is_taken(self) -> bool:
        return self.at is None or self.advice

    def make(self) -> dict[str, Any]:
        statement = copy.deepcopy(GOOD)
        for path, value in self.changes.items():
            change(statement, path, value)
        return statement


def change(statement: dict[str, Any], path: str, value: Any) -> None:
    *steps, last = path.split("/") if "/" in path else path.split(".")
    here: Any = statement
    for step in steps:
        here = here[int(step)] if isinstance(here, list) else here[step]
    if value is GONE:
        del here[last]
    elif isinstance(here, list):
        here[int(last)] = value
    else:
        here[last] = value


def good(name: str, clause: str, oracle: str | None = None, **changes: Any) -> Case:
    return Case(name, clause, changes.pop("changes", changes), oracle=oracle)


def bad(name: str, clause: str, at: str, changes: dict[str, Any], oracle: str | None = None) -> Case:
    return Case(name, clause, changes, at, oracle=oracle)


def unwise(name: str, clause: str, at: str, changes: dict[str, Any], oracle: str | None = None) -> Case:
    return Case(name, clause, changes, at, advice=True, oracle=oracle)


def question(kind: str, response: str, **lists: Any) -> dict[str, Any]:
    """Change the question into one of another type, with its lists and a response."""
    definition = {"type": QUESTION, "interactionType": kind, **lists}
    return {"object.definition": definition, "result.response": response}


def items(*names: str) -> list[dict[str, Any]]:
    return [{"id": name} for name in names]
