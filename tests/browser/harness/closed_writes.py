"""What a launch wrote, as rows by id, and held against the plan."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from builder.tracking.plan import TrackingPlan
from tests.browser.harness.platform import Call
from tests.oracles.closed_cmi import write_is_planned
from tests.oracles.cmi_versions import SCORM12, Version

ROW: Final = re.compile(r"cmi\.(interactions|objectives)\.(\d+)\.(.+)")


def read_rows(values: Mapping[str, str], family: str) -> dict[str, dict[str, str]]:
    """The rows of `interactions` or `objectives` by their id: element -> text."""
    rows: dict[str, dict[str, str]] = {}
    for name, value in values.items():
        matched = ROW.fullmatch(name)
        if matched and matched[1] == family:
            rows.setdefault(matched[2], {})[matched[3]] = value
    return {row.get("id", ""): {name: value for name, value in row.items() if name != "id"} for row in rows.values()}


def list_unplanned(calls: Sequence[Call], plan: TrackingPlan, given: Mapping[str, str], version: Version = SCORM12) -> list[str]:
    """Every write that the plan does not allow, as `element = value`. `given`: what the platform handed over."""
    handed = ((ROW.fullmatch(name), value) for name, value in given.items())
    ids = {int(matched[2]): value for matched, value in handed if matched and (matched[1], matched[3]) == ("interactions", "id")}
    writes = [(str(call.args[0]), str(call.args[1])) for call in calls if call.name == version.set]
    return [f"{name} = {value}" for name, value in writes if not write_is_planned(plan, name, value, ids, version)]
