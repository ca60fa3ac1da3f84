"""The plan is closed for SCORM as well: every value that a course may write, from the plan's values and the contract's words."""

from __future__ import annotations

import re

from builder.course.cmi import InteractionType
from builder.tracking.plan import PlannedInteraction, TrackingPlan
from tests.oracles.closed_plan import fits_response
from tests.oracles.cmi_versions import SCORM12, Version

STATE = re.compile(r"3~[gcprf][\w-]{8}~([\w-]{3})*~([\w-]{7})*~([\w-]{8}[\w-]*\.)*~([\w-]{3}[\w-]*\.)*", re.ASCII)


def final_statuses(plan: TrackingPlan) -> set[str]:
    """The statuses beside `incomplete` that a course of this pass rule may reach (tracking contract 1)."""
    if plan.pass_rule.mark is None:
        return {"completed"}
    return {"passed", "failed"} if plan.pass_rule.tries is not None else {"passed"}


def write_is_planned(plan: TrackingPlan, element: str, value: str, ids: dict[int, str], version: Version = SCORM12) -> bool:
    """Whether the plan allows to write `value` to `element`. `ids` keeps the interaction of each index from call to call."""
    graded = plan.pass_rule.mark is not None
    plain = {
        version.exit: value == "suspend",
        version.location: value in {page.id for session in plan.sessions() for page in session.pages},
        version.session_time: bool(version.span.fullmatch(value)) and value not in version.no_time,
        "adl.nav.request": version.two_statuses and plan.units[0].activity.suffix == plan.root and value in ("suspendAll", "_none_"),
        "cmi.suspend_data": bool(STATE.fullmatch(value)) and len(value) <= plan.state.worst,
        **{f"{version.score}.{part}": graded and fits for part, fits in _score(value, version).items()},
        **_status(plan, value, version),
    }
    if element in plain:
        return plain[element]
    matched = re.fullmatch(r"cmi\.(interactions|objectives)\.(\d+)\.(.+)", element)
    if matched is None:
        return False
    if matched[1] == "objectives":
        return _objective_write(plan, matched[3], value, version)
    return _interaction_write(plan, int(matched[2]), matched[3], value, ids, version)


def _status(plan: TrackingPlan, value: str, version: Version) -> dict[str, bool]:
    final = final_statuses(plan)
    if not version.two_statuses:
        return {version.completion: value == "incomplete" or value in final}
    return {
        version.completion: value in ("incomplete", "completed"),
        version.success: value == "unknown" or value in final - {"completed"},
        "cmi.progress_measure": value == "1",
    }


def _score(value: str, version: Version) -> dict[str, bool]:
    parts = {"min": value == "0", "max": value == "100", "raw": value.isdigit() and int(value) <= 100}
    if version.two_statuses:
        parts["scaled"] = re.fullmatch(r"0|1|0\.\d[1-9]?", value) is not None
    return parts


def _objective_write(plan: TrackingPlan, field: str, value: str, version: Version) -> bool:
    return {
        "id": value in {objective.tracked_id for objective in plan.objectives},
        version.objective_status: value in ("incomplete", "completed"),
        **{f"score.{part}": fits for part, fits in _score(value, version).items()},
    }.get(field, False)


def _interaction_write(plan: TrackingPlan, index: int, field: str, value: str, ids: dict[int, str], version: Version) -> bool:
    if field == "id":
        ids[index] = value
    question = next((interaction for interaction in plan.interactions if interaction.recorded and interaction.tracked_id == ids.get(index)), None)
    if question is None:
        return False
    outcomes = {objective.id: objective.tracked_id for objective in plan.objectives}
    if re.fullmatch(r"objectives\.\d+\.id", field):
        return value in {outcomes[outcome] for outcome in question.outcomes}
    if re.fullmatch(r"correct_responses\.\d+\.pattern", field):
        return _pattern(question, value, version)
    fits = {
        "id": True,
        "type": value == version.type_name(question.definition.type),
        version.moment: bool(version.date.fullmatch(value)),
        "weighting": value == str(question.points),
        version.response: _response(question, value, version),
        "result": value in (version.right, version.wrong) if question.definition.correct else value == "neutral",
        "latency": bool(version.span.fullmatch(value)),
    }
    if version.two_statuses:
        fits["description"] = describes(question, value)
    return fits.get(field, False)


DESCRIPTION_LENGTH = 250


def describes(question: PlannedInteraction, value: str) -> bool:
    """Whether a text is the question in the author's words, or their beginning where SCORM 2004 has no room for all."""
    text = question.definition.description
    if len(text) <= DESCRIPTION_LENGTH:
        return value == text
    return len(value) <= DESCRIPTION_LENGTH and value.endswith("…") and text.startswith(value[:-1]) and value != "…"


PREFIXES = re.compile(r"^(\{(case|order)_matters=(true|false)\})+")


def _pattern(question: PlannedInteraction, value: str, version: Version) -> bool:
    """A right answer is written like a response; in SCORM 2004 a right number is a range with two ends (RTE 4.2.9.1)."""
    if question.definition.type is InteractionType.NUMERIC and version.two_statuses:
        ends = value.split("[:]")
        return len(ends) == 2 and all(_response(question, end, version) for end in ends)
    return _response(question, value, version)


def _response(question: PlannedInteraction, value: str, version: Version) -> bool:
    """Codes and pairs as the version joins them; gaps are joined in both as SCORM 2004 does."""
    gaps = question.definition.variants
    plain = PREFIXES.sub("", value) if version.two_statuses else value
    return len(value) <= version.response_limit and fits_response(question, plain, ("[,]" if gaps else version.item, version.pair))
