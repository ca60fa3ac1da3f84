"""The judge of call order: silent about a good launch, and each seeded fault fires its own rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.browser.harness.call_order import judge_call_order
from tests.browser.harness.platform import Call
from tests.oracles.cmi_versions import SCORM2004

FRESH = {"cmi.core.entry": "ab-initio", "cmi.core.lesson_status": "not attempted", "cmi.core.lesson_mode": "normal"}
PASSED = {"cmi.core.entry": "resume", "cmi.core.lesson_status": "passed", "cmi.core.score.raw": "90", "cmi.core.lesson_mode": "normal"}
REVIEW = {**PASSED, "cmi.core.lesson_mode": "review"}
GOOD = """
init; get core.entry; get core.lesson_status; get suspend_data
set core.exit suspend; set core.lesson_status incomplete; commit
set suspend_data 1.ab-_.~; set core.lesson_location p-two; commit
set interactions.0.id must_you_tell; set interactions.0.type choice; set interactions.0.result wrong; commit
set interactions.0.id must_you_tell; set interactions.0.result correct
set core.score.min 0; set core.score.max 100; set core.score.raw 80
set core.session_time 0000:00:10.25; set core.lesson_status passed; commit
set core.session_time 0000:00:12; commit; finish
"""
COMPLETION = "set core.session_time 0000:00:10; set core.lesson_status completed; commit"
SCORE = "set core.score.min 0; set core.score.max 100; set core.score.raw 80\n"


def read_calls(script: str) -> list[Call]:
    calls = []
    for line in script.replace("\n", ";").split(";"):
        words = line.split()
        if words:
            calls.append(read_call(words))
    return calls


def read_call(words: Sequence[str]) -> Call:
    plain = {"init": "LMSInitialize", "commit": "LMSCommit", "finish": "LMSFinish"}
    if words[0] in plain:
        return Call(plain[words[0]], ("",), "true", 0)
    if words[0] == "refuse":
        return Call("LMSSetValue", (f"cmi.{words[1]}", words[2]), "false", 405)
    element = words[1] if words[1].startswith("adl.") else f"cmi.{words[1]}"
    if words[0] == "blank":
        return Call("LMSGetValue", (element,), "", 0)
    args: tuple[Any, ...] = (element, *(words[2:3] or ([""] if words[0] == "set" else [])))
    return Call("LMSGetValue" if words[0] == "get" else "LMSSetValue", args, "true", 0)


def rules(script: str, given: dict[str, str], **options: Any) -> set[str]:
    return {fault.split(":")[0] for fault in judge_call_order(read_calls(script), given, **options)}


def test_a_good_launch_has_no_fault() -> None:
    assert judge_call_order(read_calls(GOOD), FRESH) == []


def test_a_good_later_launch_has_no_fault() -> None:
    script = "init; get core.entry; set core.exit suspend; commit; set core.session_time 0000:00:02; commit; finish"
    assert judge_call_order(read_calls(script), PASSED) == []


@pytest.mark.parametrize(
    ("good", "seeded", "rule"),
    [
        ("init; ", "", "initialize"),
        ("init; ", "init; init; ", "initialize"),
        ("commit; finish", "commit; finish; commit", "finish"),
        ("commit; finish", "finish", "finish"),
        ("set suspend_data 1.ab-_.~", "refuse suspend_data 1.ab", "refused"),
        ("set core.exit suspend; ", "", "exit"),
        ("set core.exit suspend; set core.lesson_status incomplete", "set core.lesson_status incomplete; set core.exit suspend", "exit"),
        ("set core.session_time 0000:00:12", "set core.exit logout; set core.session_time 0000:00:12", "exit"),
        ("set core.lesson_status incomplete; ", "", "begin"),
        ("set core.session_time 0000:00:12", "set core.lesson_status incomplete; commit; set core.session_time 0000:00:12", "lowered"),
        ("set core.lesson_status passed", "set core.lesson_status completed", "score"),
        ("set interactions.0.result wrong; commit", "set interactions.0.result wrong; set core.score.raw 0; commit", "score"),
        (SCORE, "", "order"),
        (
            "set core.session_time 0000:00:10.25; set core.lesson_status passed",
            "set core.lesson_status passed; set core.session_time 0000:00:10.25",
            "time",
        ),
        (
            "set core.score.raw 80\nset core.session_time 0000:00:10.25; set core.lesson_status passed",
            "set core.session_time 0000:00:10.25; set core.lesson_status passed; set core.score.raw 80",
            "order",
        ),
        ("0000:00:10.25", "0000:00:00", "time"),
        ("0000:00:12", "00:00:12", "time"),
        ("0000:00:12", "0000:00:12.125", "time"),
        ("1.ab-_.~", "1=ab", "alphabet"),
        ("must_you_tell", "must-you-tell", "identifier"),
        ("set interactions.0.id must_you_tell; set interactions.0.result correct", "set interactions.1.id must_you_tell", "index"),
        ("set core.session_time 0000:00:12; commit; finish", f"{COMPLETION}; finish", "closing"),
        ("get core.entry", "get core.entry; get core.student_name", "privacy"),
        ("get core.entry", "; ".join(["get core.entry"] * 12), "budget"),
    ],
)
def test_a_seeded_fault_fires_its_rule(good: str, seeded: str, rule: str) -> None:
    assert good in GOOD
    assert rule in rules(GOOD.replace(good, seeded, 1), FRESH)


@pytest.mark.parametrize(
    ("script", "given", "rule"),
    [
        ("init; set core.exit suspend; set core.lesson_status incomplete; commit", PASSED, "begin"),
        ("init; set core.exit suspend; set core.lesson_status incomplete; commit", PASSED, "lowered"),
        (f"init; set core.exit suspend; commit; {COMPLETION}", PASSED, "lowered"),
        (f"init; set core.exit suspend; commit; {SCORE.replace('80', '70')}; set core.lesson_status passed; commit", PASSED, "lowered"),
        (f"init; set core.exit suspend; commit; {SCORE}; set core.lesson_status passed; commit", REVIEW, "review"),
        ("", FRESH, "initialize"),
        ("init; set core.exit suspend; commit; commit; finish", PASSED, "closing"),
    ],
)
def test_later_launches_have_rules_of_their_own(script: str, given: dict[str, str], rule: str) -> None:
    assert rule in rules(script, given)


def test_a_refusal_that_the_platform_is_known_for_is_no_fault() -> None:
    script = GOOD.replace("set interactions.0.id must_you_tell", "refuse interactions.0.id must_you_tell", 1)
    assert "refused" in rules(script, FRESH)
    assert "refused" not in rules(script, FRESH, refusals_expected=["cmi.interactions."])


# -------------------------------------------------------------------- SCORM 2004

FRESH_2004 = {"cmi.entry": "ab-initio", "cmi.completion_status": "unknown", "cmi.success_status": "unknown", "cmi.mode": "normal"}
PASSED_2004 = {"cmi.entry": "resume", "cmi.completion_status": "completed", "cmi.success_status": "passed", "cmi.score.raw": "90"}
GOOD_2004 = """
init; get entry; get completion_status; get score.raw
set exit suspend; set completion_status incomplete; set success_status unknown; commit
set suspend_data 1.ab-_.~; set location p-two; commit
set score.min 0; set score.max 100; set score.raw 80; set score.scaled 0.8; set session_time PT10.25S
set progress_measure 1; set completion_status completed; set success_status passed; commit
set session_time PT12S; commit; finish
"""


def read_calls_2004(script: str) -> list[Call]:
    names = {"LMSFinish": "Terminate"}
    return [Call(names.get(call.name, call.name.removeprefix("LMS")), call.args, call.result, call.error) for call in read_calls(script)]


def rules_2004(script: str, given: dict[str, str]) -> set[str]:
    return {fault.split(":")[0] for fault in judge_call_order(read_calls_2004(script), given, version=SCORM2004)}


def test_a_good_launch_of_scorm_2004_has_no_fault() -> None:
    assert judge_call_order(read_calls_2004(GOOD_2004), FRESH_2004, version=SCORM2004) == []


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("set success_status unknown; commit", "commit", "both"),
        ("set progress_measure 1; ", "", "progress"),
        ("set progress_measure 1;", "set progress_measure 0.9;", "progress"),
        (" set score.scaled 0.8;", "", "scaled"),
        ("set score.scaled 0.8", "set score.scaled 0.81", "scaled"),
        ("set score.scaled 0.8", "set score.scaled 80", "scaled"),
        ("set completion_status incomplete", "set completion_status completed", "begin"),
        ("set session_time PT10.25S", "set session_time 0000:00:10.25", "time"),
        ("set session_time PT10.25S", "set session_time PT0.5S", "time"),
        ("set location p-two", "set score.raw 50", "score"),
        ("get entry", "get learner_name", "privacy"),
        ("set exit suspend", "set exit normal", "exit"),
        ("set session_time PT12S; commit; finish", "set success_status failed; commit; finish", "lowered"),
        ("init; ", "init; " + "get mode; " * 13, "budget"),
    ],
)
def test_each_fault_of_scorm_2004_fires_its_rule(before: str, after: str, rule: str) -> None:
    assert before in GOOD_2004
    script = GOOD_2004.replace(before, after)
    if "0000:" in after:
        # What is no span at all cannot be judged for its length either
        script = script.replace("set completion_status completed; set success_status passed; ", "")
    assert rule in rules_2004(script, FRESH_2004)


END_2004 = "set session_time PT12S; commit; finish"
WISH = "set adl.nav.request suspendAll; "


def test_a_course_asks_to_be_closed_for_now_between_its_last_commit_and_the_end() -> None:
    assert rules_2004(GOOD_2004.replace("commit; finish", f"commit; {WISH}finish"), FRESH_2004) == set()


@pytest.mark.parametrize(
    "end",
    [
        f"set session_time PT12S; {WISH}commit; finish",
        f"set session_time PT12S; commit; {WISH}commit; finish",
        f"set session_time PT12S; commit; {WISH}",
        "set session_time PT12S; commit; set adl.nav.request exitAll; finish",
        "set session_time PT12S; commit; set adl.nav.request _none_; finish",
    ],
)
def test_a_wish_at_another_place_or_for_more_is_a_fault(end: str) -> None:
    assert "navigation" in rules_2004(GOOD_2004.replace(END_2004, end), FRESH_2004)


def test_a_platform_that_says_nothing_may_be_asked_again() -> None:
    asked = "blank entry; blank completion_status; blank mode; blank suspend_data; " * 4
    assert "budget" not in rules_2004(GOOD_2004.replace("init; ", f"init; {asked}"), FRESH_2004)


def test_a_passed_course_is_not_lowered_at_a_later_launch_of_scorm_2004() -> None:
    later = "init; set exit suspend; commit; set session_time PT2S; {}commit; finish"
    assert rules_2004(later.format(""), PASSED_2004) == set()
    assert "lowered" in rules_2004(later.format("set success_status unknown; "), PASSED_2004)
    assert "lowered" in rules_2004(later.format("set completion_status incomplete; set success_status unknown; "), PASSED_2004)


def test_a_platform_that_tells_no_status_but_hands_progress_back_is_told_none() -> None:
    silent = {"cmi.suspend_data": "1~x"}
    assert "begin" in rules_2004("init; set exit suspend; set completion_status incomplete; set success_status unknown; commit", silent)
    assert "begin" not in rules_2004("init; set exit suspend; commit", silent)
