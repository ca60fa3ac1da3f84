"""One fault of a statement: where, what in plain words, and the clause that it breaks."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
_SHOWN = 60


class Edition(StrEnum):
    """The two editions of xAPI that are spoken; the value is what the version header carries."""

    V1 = "1.0.3"
    V2 = "2.0.0"


class RequirementLevel(StrEnum):
    """How much a fault matters: an LRS refuses a `MUST`; a `SHOULD` is advice that we follow ourselves."""

    MUST = "must"
    SHOULD = "should"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong at one place of a JSON value.

    Attributes:
        path: JSON path from `$`, such as `$.context.contextActivities.parent[0].id`.
        message: one plain sentence that shows the value at fault.
        clause: where the rule stands, such as `Data 2.4.5.1` (xAPI 1.0.3) or `IEEE 9274.1.1 4.2.2.4`.
        grade: whether an LRS refuses it.

    """

    path: str
    message: str
    clause: str
    grade: RequirementLevel = RequirementLevel.MUST

    def __str__(self) -> str:
        """Write the fault on one line, for people."""
        return f"{self.path}: {self.message} [{self.clause}]"


@dataclass(frozen=True, slots=True)
class JsonLocation:
    """Where a check is looking, and by which edition it judges."""

    path: str = "$"
    edition: Edition = Edition.V1

    def key(self, name: str) -> JsonLocation:
        """Step into a property."""
        step = f".{name}" if _PLAIN_KEY.match(name) else f"[{json.dumps(name, ensure_ascii=False)}]"
        return JsonLocation(self.path + step, self.edition)

    def item(self, index: int) -> JsonLocation:
        """Step into an array."""
        return JsonLocation(f"{self.path}[{index}]", self.edition)

    def fault(self, message: str, clause: str) -> Fault:
        """Make a fault that an LRS refuses."""
        return Fault(self.path, message, clause)

    def advice(self, message: str, clause: str) -> Fault:
        """Make a fault that an LRS lets pass."""
        return Fault(self.path, message, clause, RequirementLevel.SHOULD)


def show(value: Json) -> str:
    """Write a value for a message: as JSON, cut after 60 characters."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
