"""The plan is closed, SCORM side: every write of a launch is one that the plan foresees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from builder.course.cmi import InteractionType
from builder.tracking.plan import PlannedInteraction, TrackingPlan
from tests.browser.harness.platform import Call

TYPES = {
    InteractionType.TRUE_FALSE: "true-false",
    InteractionType.CHOICE: "choice",
    InteractionType.FILL_IN: "fill-in",
    InteractionType.MATCHING: "matching",
    InteractionType.SEQUENCING: "sequencing",
    InteractionType.LIKERT: "likert",
    InteractionType.NUMERIC: "numeric",
}
TIMESPAN = r"\d{4}:\d\d:\d\d(\.\d{1,2})?"
ROW = re.compile(r"cmi\.(interactions|objectives)\.(\d+)\.(.+)")


def read_rows(values: Mapping[str, str], family: str) -> dict[str, dict[str, str]]:
    """The rows of `interactions` or `objectives` by their id: element -> text."""
    rows: dict[str, dict[str, str]] = {}
    for name, value in values.items():
        found = ROW.fullmatch(name)
        if found and found[1] == family:
            rows.setdefault(found[2], {})[found[3]] = value
    return {row.get("id", ""): {name: value for name, value in row.items() if name != "id"} for row in rows.values()}


def list_unplanned(calls: Sequence[Call], plan: TrackingPlan, given: Mapping[str, str]) -> list[str]:
    """Every write that no part of the plan foresees, as `element = value`. `given`: what the platform handed over."""
    ids = {(found[1], found[2]): value for name, value in given.items() if (found := ROW.fullmatch(name)) and found[3] == "id"}
    unplanned = []
    for call in calls:
        if call.name != "LMSSetValue":
            continue
        name, value = str(call.args[0]), str(call.args[1])
        found = ROW.fullmatch(name)
        if found and found[3] == "id":
            ids[found[1], found[2]] = value
        foreseen = _is_row_foreseen(found, value, plan, ids) if found else _is_core_foreseen(name, value, plan)
        if not foreseen:
            unplanned.append(f"{name} = {value}")
    return unplanned


def _is_core_foreseen(name: str, value: str, plan: TrackingPlan) -> bool:
    pages = {page.id for session in plan.sessions() for page in session.pages}
    statuses = {"incomplete", "completed"} if plan.pass_rule.mark is None else {"incomplete", "passed", "failed"}
    if name == "cmi.core.lesson_location":
        return value in pages
    if name == "cmi.core.lesson_status":
        return value in statuses
    if name == "cmi.suspend_data":
        return len(value) <= plan.state.worst
    fixed = {"cmi.core.exit": "suspend", "cmi.core.score.min": "0", "cmi.core.score.max": "100"}
    if name in fixed:
        return value == fixed[name]
    patterns = {"cmi.core.score.raw": r"\d{1,2}|100", "cmi.core.session_time": TIMESPAN}
    return name in patterns and re.fullmatch(patterns[name], value) is not None


def _is_row_foreseen(found: re.Match[str], value: str, plan: TrackingPlan, ids: Mapping[tuple[str, str], str]) -> bool:
    family, index, part = found[1], found[2], found[3]
    row = ids.get((family, index), "")
    if family == "objectives":
        known = {objective.tracked_id for objective in plan.objectives}
        return row in known and (part in ("id", "status") or part.startswith("score."))
    one = next((each for each in plan.interactions if each.recorded and each.tracked_id == row), None)
    return one is not None and any(re.fullmatch(pattern, f"{part}={value}") for pattern in _foreseen_parts(one, plan))


def _foreseen_parts(one: PlannedInteraction, plan: TrackingPlan) -> Iterator[str]:
    definition = one.definition
    outcomes = "|".join(re.escape(each.tracked_id) for each in plan.objectives if each.id in one.outcomes)
    yield f"id={re.escape(one.tracked_id)}"
    yield f"type={TYPES[definition.type]}"
    yield rf"objectives\.\d+\.id=({outcomes})"
    yield rf"weighting={one.points}"
    yield r"result=(correct|wrong)"
    yield r"time=\d\d:\d\d:\d\d(\.\d{1,2})?"
    yield f"latency={TIMESPAN}"
    codes = f"[{''.join(each.code for each in definition.choices)}]"
    pair = f"[{''.join(each.code for each in definition.sources)}]\\.[{''.join(each.code for each in definition.targets)}]"
    if definition.type is InteractionType.MATCHING:
        response = f"{pair}(,{pair})*"
    elif definition.type is InteractionType.FILL_IN:
        response = ".{1,255}"
    else:
        response = f"{codes}(,{codes})*"
    yield f"student_response={response}"
    yield rf"correct_responses\.\d+\.pattern={response}"
