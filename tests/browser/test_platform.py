"""What a platform's server makes of a finished launch, and what the next launch gets."""

from __future__ import annotations

import json

import pytest

from tests.browser.harness.platform import Platform, Quirks, Setting, format_timespan, parse_timespan
from tests.oracles.cmi_versions import SCORM2004


def launch(platform: Platform) -> dict[str, str]:
    if platform.launches:
        platform.mark_killed()
    given: dict[str, str] = json.loads(platform.begin("", b"").body)["values"]
    return given


def post(platform: Platform, kind: str, **values: str) -> bool:
    named = {f"cmi.core.{name.replace('__', '.')}": value for name, value in values.items()}
    body = {"launch": len(platform.launches), "kind": kind, "values": named, "from": 0, "calls": []}
    stored: bool = json.loads(platform.receive("", json.dumps(body).encode()).body)["ok"]
    return stored


def test_first_launch_is_ab_initio_and_a_suspended_one_resumes() -> None:
    platform = Platform("p")
    assert launch(platform)["cmi.core.entry"] == "ab-initio"
    post(platform, "finish", exit="suspend", session_time="0000:01:30.50")
    given = launch(platform)
    assert (given["cmi.core.entry"], given["cmi.core.total_time"]) == ("resume", "0000:01:30.50")
    assert "cmi.core.exit" not in given
    post(platform, "finish", exit="", session_time="0001:00:00")
    given = launch(platform)
    assert (given["cmi.core.entry"], given["cmi.core.total_time"]) == ("", "0001:01:30.50")


@pytest.mark.parametrize(
    ("quirks", "status"), [(Quirks.PLAIN, "incomplete"), (Quirks.LEARNING_HUB, "incomplete"), (Quirks.MOODLE, "completed")]
)
def test_finish_without_a_status(quirks: Quirks, status: str) -> None:
    platform = Platform("p", quirks=quirks)
    launch(platform)
    post(platform, "finish")
    assert platform.status == status


@pytest.mark.parametrize(("session_time", "recorded"), [("0000:00:00", False), ("0000:00:01", True)])
def test_learning_hub_records_no_completion_without_time(session_time: str, recorded: bool) -> None:
    platform = Platform("p", quirks=Quirks.LEARNING_HUB)
    launch(platform)
    post(platform, "finish", lesson_status="completed", session_time=session_time)
    assert platform.completion_recorded is recorded


@pytest.mark.parametrize(("status", "kept"), [("incomplete", True), ("completed", False), ("passed", False), ("failed", False)])
def test_learning_hub_hands_back_progress_only_while_incomplete(status: str, kept: bool) -> None:
    platform = Platform("p", quirks=Quirks.LEARNING_HUB)
    launch(platform)
    post(platform, "finish", lesson_status=status, lesson_location="p-two", score__raw="80", exit="suspend")
    given = launch(platform)
    assert ("cmi.core.lesson_location" in given, "cmi.core.score.raw" in given) == (kept, kept)
    assert given["cmi.core.lesson_status"] == status


def test_learning_hub_reads_a_mastery_score_that_nobody_set() -> None:
    assert launch(Platform("p", quirks=Quirks.LEARNING_HUB))["cmi.student_data.mastery_score"] == "100"
    assert launch(Platform("p"))["cmi.student_data.mastery_score"] == ""


@pytest.mark.parametrize(("raw", "mastery", "status"), [("69", "70", "failed"), ("70", "70", "passed"), ("69", "", "passed")])
def test_moodle_overrides_the_status_by_mastery_score(raw: str, mastery: str, status: str) -> None:
    platform = Platform("p", quirks=Quirks.MOODLE, setting=Setting(mastery_score=mastery))
    launch(platform)
    post(platform, "finish", lesson_status="passed", score__raw=raw)
    assert platform.status == status


def test_learning_hub_loses_a_commit_with_an_overlong_answer() -> None:
    platform = Platform("p", quirks=Quirks.LEARNING_HUB)
    launch(platform)
    body = {"launch": 1, "kind": "commit", "values": {"cmi.interactions.0.student_response": "a" * 256}, "from": 0, "calls": []}
    assert json.loads(platform.receive("", json.dumps(body).encode()).body) == {"ok": False}
    assert platform.values == {}


@pytest.mark.parametrize("seconds", [0.0, 1.0, 59.99, 3600.0, 86_399.5])
def test_timespans_survive_a_round_trip(seconds: float) -> None:
    assert parse_timespan(format_timespan(seconds)) == pytest.approx(seconds)


# -------------------------------------------------------------------- SCORM 2004


def post_2004(platform: Platform, kind: str, **values: str) -> bool:
    named = {f"cmi.{name.replace('__', '.')}": value for name, value in values.items()}
    body = {"launch": len(platform.launches), "kind": kind, "values": named, "from": 0, "calls": []}
    stored: bool = json.loads(platform.receive("", json.dumps(body).encode()).body)["ok"]
    return stored


def test_scorm_2004_hands_objectives_over_first_and_what_was_kept_after_a_suspend() -> None:
    platform = Platform("p", quirks=Quirks.PLAIN_2004, setting=Setting(objectives=("o_1", "o_2")))
    given = launch(platform)
    assert (given["cmi.entry"], given["cmi.objectives.0.id"], given["cmi.objectives.1.id"]) == ("ab-initio", "o_1", "o_2")
    post_2004(platform, "finish", exit="suspend", session_time="PT1M30.5S", suspend_data="1~x", objectives__0__id="o_1")
    given = launch(platform)
    assert (given["cmi.entry"], given["cmi.total_time"], given["cmi.suspend_data"]) == ("resume", "PT0H1M30.50S", "1~x")
    assert "cmi.exit" not in given
    post_2004(platform, "finish", exit="normal", session_time="PT1H")
    given = launch(platform)
    assert (given["cmi.entry"], given.get("cmi.suspend_data"), given["cmi.objectives.1.id"]) == ("", None, "o_2")


@pytest.mark.parametrize(("threshold", "progress", "completion"), [("1", "1", "completed"), ("1", "0.5", "incomplete"), ("", "0.5", "completed")])
def test_moodle_decides_completion_by_a_threshold(threshold: str, progress: str, completion: str) -> None:
    platform = Platform("p", quirks=Quirks.MOODLE_2004, setting=Setting(completion_threshold=threshold))
    launch(platform)
    post_2004(platform, "finish", completion_status="completed", progress_measure=progress)
    assert platform.status == completion


def test_open_edx_keeps_each_value_and_hands_back_only_those() -> None:
    platform = Platform("p", quirks=Quirks.OPEN_EDX_2004)
    assert launch(platform) == {}
    post_2004(platform, "set", suspend_data="1~x")
    assert platform.launches[-1].commits == 0
    assert launch(platform) == {"cmi.suspend_data": "1~x"}


@pytest.mark.parametrize("seconds", [0.0, 1.0, 59.99, 3600.0, 86_399.5])
def test_spans_of_scorm_2004_survive_a_round_trip(seconds: float) -> None:
    assert SCORM2004.parse_span(SCORM2004.format_span(seconds)) == pytest.approx(seconds)


def test_moodle_calls_the_launch_after_a_normal_exit_a_first_one_and_hands_everything_back() -> None:
    platform = Platform("p", quirks=Quirks.MOODLE_2004)
    launch(platform)
    post_2004(platform, "finish", exit="normal", completion_status="completed", suspend_data="1~x")
    given = launch(platform)
    assert (given["cmi.entry"], given["cmi.completion_status"], given["cmi.suspend_data"]) == ("ab-initio", "completed", "1~x")
