"""Which requirements of cmi5 a statement breaks, by the ids of `@cmi5/requirements`: written from their texts, not from our shapes.

Only what one statement shows is judged; order, number and the context template are matters of a session.
"""

from __future__ import annotations

import re
from typing import Any, Final

CMI5: Final = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVEON: Final = "https://w3id.org/xapi/cmi5/context/categories/moveon"
MASTERY: Final = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
VERBS: Final = {f"http://adlnet.gov/expapi/verbs/{name}": name for name in ("initialized", "completed", "passed", "failed", "terminated")}
DURATIONS: Final = {"terminated": "9.5.4.1-1", "completed": "9.5.4.1-2", "passed": "9.5.4.1-3", "failed": "9.5.4.1-4"}
UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def breaches(statement: dict[str, Any], activity: str, registration: str, mastery: float | None) -> set[str]:
    """The ids of all requirements that a statement of an AU breaks in a launch with these values."""
    context, result = statement.get("context", {}), statement.get("result", {})
    categories = {one["id"] for one in context.get("contextActivities", {}).get("category", [])}
    score, verb = result.get("score", {}), VERBS.get(statement["verb"]["id"])
    found = _of_any(statement, score)
    if CMI5 not in categories:
        found |= {"9.6.2.2-2"} if MOVEON in categories else set()
        # The verbs of cmi5, said of the unit itself, are cmi5's own statements.
        return found | ({"9.6.2.1-1"} if verb and statement["object"].get("id") == activity else set())
    if context.get("registration") != registration:
        found.add("9.6.1.0-1")
    if statement["object"].get("id") != activity:
        found |= {"9.4.0.0-2", "8.1.5.0-6"}
    if verb is None:
        return found | {"9.3.0.0-1"}
    return found | _of_result(verb, result, categories) | _of_mastery(verb, score, context.get("extensions", {}), mastery)


def _of_any(statement: dict[str, Any], score: dict[str, Any]) -> set[str]:
    found = set()
    if not UUID.fullmatch(str(statement.get("id"))):
        found.add("9.1.0.0-1")
    if "timestamp" not in statement:
        found.add("9.7.0.0-1")
    elif not statement["timestamp"].endswith(("Z", "+00:00")):
        found.add("9.7.0.0-2")
    if "raw" in score and not {"min", "max"} <= set(score):
        found.add("9.5.1.0-3")
    return found


def _of_result(verb: str, result: dict[str, Any], categories: set[str]) -> set[str]:
    found = set()
    if "score" in result and verb not in {"passed", "failed"}:
        found.add("9.5.1.0-2")
    if verb == "passed" and result.get("success") is not True:
        found.add("9.5.2.0-1")
    if verb == "failed" and result.get("success") is not False:
        found.add("9.5.2.0-2")
    if "success" in result and verb not in {"passed", "failed"}:
        found.add("9.5.2.0-3")
    if verb == "completed" and result.get("completion") is not True:
        found.add("9.5.3.0-1")
    if "completion" in result and verb != "completed":
        found.add("9.5.3.0-2")
    if verb in DURATIONS and "duration" not in result:
        found.add(DURATIONS[verb])
    if ({"success", "completion"} & set(result)) and MOVEON not in categories:
        found.add("9.6.2.2-1")
    if not ({"success", "completion"} & set(result)) and MOVEON in categories:
        found.add("9.6.2.2-2")
    return found


def _of_mastery(verb: str, score: dict[str, Any], extensions: dict[str, Any], mastery: float | None) -> set[str]:
    if verb not in {"passed", "failed"} or mastery is None:
        return set()
    found = set() if extensions.get(MASTERY) == mastery else {"9.6.3.2-2"}
    if verb == "passed" and score.get("scaled", 1) < mastery:
        found |= {"9.3.4.0-2", "9.5.1.0-1"}
    if verb == "failed" and score.get("scaled", -1) >= mastery:
        found |= {"9.3.5.0-2", "9.5.1.0-1"}
    return found
