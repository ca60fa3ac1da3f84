"""What a platform's server makes of a finished launch, and what the next launch gets."""

from __future__ import annotations

import json

import pytest

from tests.browser.harness.platform import Manners, Platform, Setting, format_timespan, parse_timespan


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
    ("manners", "status"), [(Manners.PLAIN, "incomplete"), (Manners.LEARNING_HUB, "incomplete"), (Manners.MOODLE, "completed")]
)
def test_finish_without_a_status(manners: Manners, status: str) -> None:
    platform = Platform("p", manners=manners)
    launch(platform)
    post(platform, "finish")
    assert platform.status == status


@pytest.mark.parametrize(("session_time", "recorded"), [("0000:00:00", False), ("0000:00:01", True)])
def test_learning_hub_records_no_completion_without_time(session_time: str, recorded: bool) -> None:
    platform = Platform("p", manners=Manners.LEARNING_HUB)
    launch(platform)
    post(platform, "finish", lesson_status="completed", session_time=session_time)
    assert platform.completion_recorded is recorded


@pytest.mark.parametrize(("status", "kept"), [("incomplete", True), ("completed", False), ("passed", False), ("failed", False)])
def test_learning_hub_hands_back_progress_only_while_incomplete(status: str, kept: bool) -> None:
    platform = Platform("p", manners=Manners.LEARNING_HUB)
    launch(platform)
    post(platform, "finish", lesson_status=status, lesson_location="p-two", score__raw="80", exit="suspend")
    given = launch(platform)
    assert ("cmi.core.lesson_location" in given, "cmi.core.score.raw" in given) == (kept, kept)
    assert given["cmi.core.lesson_status"] == status


def test_learning_hub_reads_a_mastery_score_that_nobody_set() -> None:
    assert launch(Platform("p", manners=Manners.LEARNING_HUB))["cmi.student_data.mastery_score"] == "100"
    assert launch(Platform("p"))["cmi.student_data.mastery_score"] == ""


@pytest.mark.parametrize(("raw", "mastery", "status"), [("69", "70", "failed"), ("70", "70", "passed"), ("69", "", "passed")])
def test_moodle_overrides_the_status_by_mastery_score(raw: str, mastery: str, status: str) -> None:
    platform = Platform("p", manners=Manners.MOODLE, setting=Setting(mastery_score=mastery))
    launch(platform)
    post(platform, "finish", lesson_status="passed", score__raw=raw)
    assert platform.status == status


def test_learning_hub_loses_a_commit_with_an_overlong_answer() -> None:
    platform = Platform("p", manners=Manners.LEARNING_HUB)
    launch(platform)
    body = {"launch": 1, "kind": "commit", "values": {"cmi.interactions.0.student_response": "a" * 256}, "from": 0, "calls": []}
    assert json.loads(platform.receive("", json.dumps(body).encode()).body) == {"ok": False}
    assert platform.values == {}


@pytest.mark.parametrize("seconds", [0.0, 1.0, 59.99, 3600.0, 86_399.5])
def test_timespans_survive_a_round_trip(seconds: float) -> None:
    assert parse_timespan(format_timespan(seconds)) == pytest.approx(seconds)
