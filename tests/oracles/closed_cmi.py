"""The plan is closed for SCORM 1.2 as well: every value that a course may write, from the plan's values and the contract's words."""

from __future__ import annotations

import re

from builder.tracking.plan import PlannedInteraction, TrackingPlan
from tests.oracles.closed_plan import fits_response

STATE = re.compile(r"1~[gcprf][\w-]{2}~([\w-]{3})*~([\w-]{7})*~([\w-]{9}[\w-]*\.)*", re.ASCII)
SPAN = re.compile(r"\d{4}:[0-5]\d:[0-5]\d(\.\d\d?)?")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d\d?)?")


def final_statuses(plan: TrackingPlan) -> set[str]:
    """The statuses beside `incomplete` that a course of this pass rule may reach (tracking contract 1)."""
    if plan.pass_rule.mark is None:
        return {"completed"}
    return {"passed", "failed"} if plan.pass_rule.tries is not None else {"passed"}


def write_is_planned(plan: TrackingPlan, element: str, value: str, ids: dict[int, str]) -> bool:
    """Whether the plan allows to write `value` to `element`. `ids` keeps the interaction of each index from call to call."""
    graded = plan.pass_rule.mark is not None
    plain = {
        "cmi.core.exit": value == "suspend",
        "cmi.core.lesson_status": value == "incomplete" or value in final_statuses(plan),
        "cmi.core.lesson_location": value in {page.id for session in plan.sessions() for page in session.pages},
        "cmi.core.session_time": bool(SPAN.fullmatch(value)) and value != "0000:00:00",
        "cmi.core.score.min": graded and value == "0",
        "cmi.core.score.max": graded and value == "100",
        "cmi.core.score.raw": graded and value.isdigit() and int(value) <= 100,
        "cmi.suspend_data": bool(STATE.fullmatch(value)) and len(value) <= plan.state.worst,
    }
    if element in plain:
        return plain[element]
    found = re.fullmatch(r"cmi\.(interactions|objectives)\.(\d+)\.(.+)", element)
    if found is None:
        return False
    if found[1] == "objectives":
        return _objective_write(plan, found[3], value)
    return _interaction_write(plan, int(found[2]), found[3], value, ids)


def _objective_write(plan: TrackingPlan, field: str, value: str) -> bool:
    return {
        "id": value in {one.tracked_id for one in plan.objectives},
        "status": value in ("incomplete", "completed"),
        "score.min": value == "0",
        "score.max": value == "100",
        "score.raw": value.isdigit() and int(value) <= 100,
    }.get(field, False)


def _interaction_write(plan: TrackingPlan, index: int, field: str, value: str, ids: dict[int, str]) -> bool:
    if field == "id":
        ids[index] = value
    question = next((one for one in plan.interactions if one.recorded and one.tracked_id == ids.get(index)), None)
    if question is None:
        return False
    outcomes = {one.id: one.tracked_id for one in plan.objectives}
    if re.fullmatch(r"objectives\.\d+\.id", field):
        return value in {outcomes[outcome] for outcome in question.outcomes}
    if re.fullmatch(r"correct_responses\.\d+\.pattern", field):
        return _response(question, value)
    return {
        "id": True,
        "type": value == question.definition.type.value,
        "time": bool(CLOCK.fullmatch(value)),
        "weighting": value == str(question.points),
        "student_response": _response(question, value),
        "result": value in ("correct", "wrong"),
        "latency": bool(SPAN.fullmatch(value)),
    }.get(field, False)


def _response(question: PlannedInteraction, value: str) -> bool:
    """SCORM 1.2 joins codes with commas and pairs with points; gaps are joined as SCORM 2004 does."""
    gaps = question.definition.variants
    return len(value) <= 255 and fits_response(question, value, ("[,]" if gaps else ",", "."))
