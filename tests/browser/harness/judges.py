"""What all judges together say of a course that was played. The faults are listed by the judge that found them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from builder.tracking.plan import TrackingPlan
from tests.browser.harness.call_order import judge_call_order
from tests.browser.harness.closed_writes import read_rows
from tests.browser.harness.platform import Call, Platform
from tests.browser.harness.responses import ExpectedRecord
from tests.lrs_server import LrsServer
from tests.oracles.closed_cmi import write_is_planned
from tests.oracles.closed_plan import matching_templates

FaultsByJudge = dict[str, list[str]]
OUTCOMES: Final = ("completed", "passed", "failed")
ROW_ID: Final = re.compile(r"cmi\.interactions\.(\d+)\.id")


def keep_faults(judged: Mapping[str, list[str]]) -> FaultsByJudge:
    """Only judges who found something."""
    return {judge: faults for judge, faults in judged.items() if faults}


# -------------------------------------------------------------------- SCORM


def list_accepted(calls: Sequence[Call]) -> list[tuple[str, str]]:
    """(element, value) of every write that the platform took."""
    return [(str(call.args[0]), str(call.args[1])) for call in calls if call.name in ("LMSSetValue", "SetValue") and not call.refused]


def hold_ids(given: Mapping[str, str]) -> dict[int, str]:
    """The interaction at each index of what a platform handed over."""
    return {int(matched[1]): value for name, value in given.items() if (matched := ROW_ID.fullmatch(name))}


def list_unforeseen(platform: Platform, plan: TrackingPlan) -> list[str]:
    """Accepted writes of all launches that the plan does not allow."""
    unforeseen = []
    for launch in platform.launches:
        ids = hold_ids({**platform.values, **launch.given})
        unforeseen += [f"{name} = {value}" for name, value in list_accepted(launch.calls) if not write_is_planned(plan, name, value, ids, platform.version)]
    return unforeseen


def judge_scorm(platform: Platform, expected: ExpectedRecord) -> FaultsByJudge:
    """Judge every launch so far, and the record that they left."""
    calls = [fault for launch in platform.launches for fault in judge_call_order(launch.calls, launch.given, version=platform.version)]
    return keep_faults(
        {
            "platform double": [fault for fault in calls if fault.startswith("refused:")],
            "call order": [fault for fault in calls if not fault.startswith("refused:")],
            "closed plan": list_unforeseen(platform, expected.plan),
            "final record": list(_judge_record(platform, expected)),
        }
    )


def _judge_record(platform: Platform, expected: ExpectedRecord) -> Iterator[str]:
    version = platform.version
    if platform.status != expected.status():
        yield f"status {platform.status!r}, not {expected.status()!r}"
    if platform.score != expected.score():
        yield f"score {platform.score!r}, not {expected.score()!r}"
    if version.two_statuses:
        wanted_whole = expected.elements_2004()
        seen = {name: platform.values.get(name, "") for name in wanted_whole}
        if seen != wanted_whole:
            yield f"record {seen}, not {wanted_whole}"
    outcomes = {name: row["score.raw"] for name, row in read_rows(platform.values, "objectives").items() if "score.raw" in row}
    if outcomes != expected.outcome_scores():
        yield f"scores of outcomes {outcomes}, not {expected.outcome_scores()}"
    rows, wanted = read_rows(platform.values, "interactions"), expected.interactions(version)
    for tracked_id in sorted(set(rows) | set(wanted)):
        row, planned = rows.get(tracked_id, {}), wanted.get(tracked_id, {})
        if not planned or any(row.get(name) != value for name, value in planned.items()):
            yield f"interaction {tracked_id!r} is {row}, not {planned}"


# -------------------------------------------------------------------- xAPI


def judge_xapi(lrs: LrsServer, expected: ExpectedRecord, actor: Mapping[str, Any], registration: str, *, exited: bool, submissions: int) -> FaultsByJudge:
    """Judge everything that one launch told a store."""
    statements = lrs.list_statements()
    return keep_faults(
        {
            "store": list(_judge_exchanges(lrs)),
            "closed plan": [json.dumps(statement) for statement in statements if len(matching_templates(expected.plan, statement, expected.plan.units[0].activity.iri)) != 1],
            "order and time": list(_judge_telling(statements, exited=exited)),
            "outcome": list(_judge_outcome(statements, expected, submissions)),
            "whose": [json.dumps(statement) for statement in statements if statement["actor"] != actor or statement.get("context", {}).get("registration") != registration],
        }
    )


def _judge_exchanges(lrs: LrsServer) -> Iterator[str]:
    for exchange in lrs.list_exchanges():
        if exchange.status >= 400 and not (exchange.method == "GET" and exchange.status == 404):
            yield f"{exchange.method} {exchange.path} was answered {exchange.status}"
    yield from (str(fault) for fault in lrs.list_advice())


def _judge_telling(statements: Sequence[dict[str, Any]], *, exited: bool) -> Iterator[str]:
    verbs = [_verb(statement) for statement in statements]
    yield from judge_time_stamps(statements)
    if verbs[:1] != ["initialized"] or verbs.count("initialized") != 1:
        yield f"initialized is told first, and once: {verbs}"
    if verbs.count("terminated") != int(exited) or (exited and verbs[-1] != "terminated"):
        yield f"terminated is told {'last' if exited else 'at save and exit only'}: {verbs}"


def judge_time_stamps(statements: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Hold the time stamps of one learner's statements in one window at a time against the order in which they were told.

    A stamp says when something happened, and no two are equal. Outcomes of the unit are told before all that waits (tracking contract 4), but
    happened after it: they rise strictly among themselves, so does the rest, and everything told before an outcome is older than it. A result
    that a score gave is younger than the first answer, where answers are told.
    """
    stamps = [str(statement["timestamp"]) for statement in statements]
    if len(set(stamps)) < len(stamps):
        yield f"time stamps are equal: {stamps}"
    units = {statement["object"]["id"] for statement in statements if _verb(statement) == "initialized"}
    outcomes = [_verb(statement) in OUTCOMES and statement["object"]["id"] in units for statement in statements]
    for name, wanted in (("outcomes", True), ("all but outcomes", False)):
        told = [stamp for stamp, outcome in zip(stamps, outcomes, strict=True) if outcome is wanted]
        if told != sorted(told):
            yield f"time stamps of {name} do not rise: {told}"
    for at, statement in enumerate(statements):
        if outcomes[at] and stamps[at] < max(stamps[:at], default=""):
            yield f"{_verb(statement)} at {stamps[at]} was told after something younger"
    answers = [stamp for stamp, statement in zip(stamps, statements, strict=True) if _verb(statement) == "answered"]
    results = [stamp for stamp, statement, outcome in zip(stamps, statements, outcomes, strict=True) if outcome and _verb(statement) != "completed"]
    if answers and results and min(results) < min(answers):
        yield f"a result at {min(results)} is older than the first answer, at {min(answers)}"


def _verb(statement: Mapping[str, Any]) -> str:
    return str(statement["verb"]["id"]).rsplit("/", 1)[-1]


def _judge_outcome(statements: Sequence[dict[str, Any]], expected: ExpectedRecord, submissions: int) -> Iterator[str]:
    verbs = [_verb(statement) for statement in statements]
    course = [verb for statement, verb in zip(statements, verbs, strict=True) if statement["object"]["id"] == expected.plan.units[0].activity.iri]
    final = sorted(verb for verb in course if verb in OUTCOMES)
    status = expected.status()
    wanted = {"incomplete": [], "completed": ["completed"]}.get(status, sorted([status, "completed"]))
    if final != wanted:
        yield f"told {final}, not {wanted}"
    if verbs.count("answered") != submissions * len(expected.interactions()):
        yield f"{verbs.count('answered')} answers told of {submissions} submissions"
    scored = [statement for statement in statements if "score" in statement.get("result", {})]
    scores = [str(statement["result"]["score"]["raw"]) for statement in scored if statement["object"]["id"] == expected.plan.units[0].activity.iri]
    if scores != ([expected.score()] if expected.score() else []):
        yield f"scores {scores}, not {expected.score()!r}"
