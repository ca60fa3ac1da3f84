"""Judges what a package said to a SCORM 1.2 platform: not single calls (the doubles do that) but their order and sense.

Each fault begins with the name of its rule. The rules are the player's promises: outcome and status, writing to SCORM.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tests.browser.harness.platform import Call, parse_timespan

RANKS: Final = {"": 0, "not attempted": 0, "browsed": 1, "incomplete": 1, "completed": 2, "failed": 2, "passed": 3}
FINAL: Final = ("completed", "passed", "failed")
SCORED: Final = ("passed", "failed")
CLOSING_ELEMENTS: Final = frozenset({"cmi.core.session_time", "cmi.core.exit", "cmi.suspend_data", "cmi.core.lesson_location"})
STORED_TEXT: Final = re.compile(r"[A-Za-z0-9\-_.~]*")
TRACKED_ID: Final = re.compile(r"[A-Za-z0-9_.]{1,250}")
FOUR_DIGIT_HOURS: Final = re.compile(r"\d{4}:\d\d:\d\d(\.\d{1,2})?")
LAUNCH_BUDGET: Final = {"LMSGetValue": 12, "LMSSetValue": 6, "LMSCommit": 1}
QUERIES: Final = ("LMSGetLastError", "LMSGetErrorString", "LMSGetDiagnostic")


@dataclass(frozen=True)
class Write:
    """A SetValue: where it stands among the calls, what was written, and in which burst (bursts end with a Commit)."""

    position: int
    burst: int
    name: str
    value: str


def judge_conduct(calls: Sequence[Call], given: Mapping[str, str], *, refusals_expected: Sequence[str] = ()) -> list[str]:
    """Faults of one launch, as `rule: what was seen`.

    Args:
        calls: every call of the launch, in order.
        given: what the platform handed over at launch (element -> text).
        refusals_expected: beginnings of element names that this platform refuses, which the package may try.

    """
    said = [call for call in calls if call.name not in QUERIES]
    writes = list(_list_writes(said))
    accepted = [write for write in writes if not said[write.position].refused]
    faults = [*_judge_frame(said), *_judge_refusals(said, refusals_expected), *_judge_launch(said, writes, given)]
    faults += [*_judge_status(accepted, given), *_judge_scores(accepted, given), *_judge_times(accepted)]
    faults += [*_judge_texts(accepted), *_judge_interactions(accepted), *_judge_closing(said, writes, given), *_judge_privacy(said)]
    return faults


def _list_writes(said: Sequence[Call]) -> Iterator[Write]:
    burst = 0
    for position, call in enumerate(said):
        if call.name == "LMSSetValue":
            yield Write(position, burst, str(call.args[0]), str(call.args[1]))
        if call.name == "LMSCommit":
            burst += 1


def _judge_frame(said: Sequence[Call]) -> Iterator[str]:
    names = [call.name for call in said]
    if not names:
        yield "initialize: the platform was never spoken to"
        return
    if names[0] != "LMSInitialize" or names.count("LMSInitialize") != 1:
        yield f"initialize: must be the first call, and once; {names.count('LMSInitialize')} seen, first was {names[0]}"
    if "LMSFinish" in names[:-1]:
        after = names[names.index("LMSFinish") + 1 :]
        yield f"finish: nothing may follow it, but there came {', '.join(after)}"
    if "LMSFinish" in names and names[names.index("LMSFinish") - 1] != "LMSCommit":
        yield f"finish: a Commit goes before it, not {names[names.index('LMSFinish') - 1]}"


def _judge_refusals(said: Sequence[Call], expected: Sequence[str]) -> Iterator[str]:
    for call in said:
        element = str(call.args[0]) if call.args else ""
        if call.refused and not element.startswith(tuple(expected) or ("\0",)):
            yield f"refused: {call.name}{call.args} answered {call.result!r} with error {call.error}"
        if any(not isinstance(arg, str) for arg in call.args):
            yield f"text: {call.name}{call.args} passes something that is not a text"


def _judge_launch(said: Sequence[Call], writes: Sequence[Write], given: Mapping[str, str]) -> Iterator[str]:
    if writes and (writes[0].name, writes[0].value) != ("cmi.core.exit", "suspend"):
        yield f"exit: suspend is the first thing written, not {writes[0].name} = {writes[0].value!r}"
    yield from (
        f"exit: only suspend is ever written, not {write.value!r}" for write in writes if write.name.endswith(".exit") and write.value != "suspend"
    )
    status = given.get("cmi.core.lesson_status", "")
    fresh = given.get("cmi.core.entry") == "ab-initio" or RANKS.get(status, 0) == 0
    ordinary = given.get("cmi.core.lesson_mode", "normal") in ("normal", "")
    begun = [write for write in writes if write.burst == 0 and write.name == "cmi.core.lesson_status"]
    if fresh and ordinary and [write.value for write in begun] != ["incomplete"]:
        yield f"begin: a first launch writes incomplete before its first Commit; seen {[write.value for write in begun]}"
    if not fresh and begun:
        yield f"begin: a later launch of a course that is {status!r} writes no status; seen {[write.value for write in begun]}"
    commits = [position for position, call in enumerate(said) if call.name == "LMSCommit"]
    opening = said[: commits[0] + 1] if commits else said
    for name, most in LAUNCH_BUDGET.items():
        count = sum(call.name == name for call in opening)
        if count > most:
            yield f"budget: {count} x {name} at launch, {most} at most"


def _judge_status(writes: Sequence[Write], given: Mapping[str, str]) -> Iterator[str]:
    rank = RANKS.get(given.get("cmi.core.lesson_status", ""), 0)
    ordinary = given.get("cmi.core.lesson_mode", "normal") in ("normal", "")
    for write in writes:
        if write.name != "cmi.core.lesson_status":
            continue
        if not ordinary:
            yield f"review: status {write.value!r} written in a launch that is only looked at"
        if RANKS.get(write.value, 0) < rank:
            yield f"lowered: status {write.value!r} after a better one"
        rank = max(rank, RANKS.get(write.value, 0))


def _judge_scores(writes: Sequence[Write], given: Mapping[str, str]) -> Iterator[str]:
    best = float(given.get("cmi.core.score.raw") or -1)
    current = given.get("cmi.core.lesson_status", "")
    ordinary = given.get("cmi.core.lesson_mode", "normal") in ("normal", "")
    for burst in sorted({write.burst for write in writes}):
        together = [write for write in writes if write.burst == burst]
        places = {write.name: number for number, write in enumerate(together)}
        scores = [write for write in together if write.name.startswith("cmi.core.score.")]
        status = next((write for write in reversed(together) if write.name == "cmi.core.lesson_status"), None)
        if scores and not ordinary:
            yield "review: a score written in a launch that is only looked at"
        current = status.value if status else current
        if scores and current not in SCORED:
            yield f"score: written without a final outcome (the status is {current!r})"
        if status is not None and status.value in SCORED:
            wanted = ["cmi.core.score.min", "cmi.core.score.max", "cmi.core.score.raw", "cmi.core.lesson_status"]
            seen = sorted((name for name in wanted if name in places), key=lambda name: places[name])
            if seen != wanted:
                yield f"order: {status.value} wants {', '.join(wanted)}; seen {', '.join(seen)}"
        for write in scores:
            if write.name == "cmi.core.score.raw":
                if float(write.value) < best:
                    yield f"lowered: score {write.value} after {best:g}"
                best = max(best, float(write.value))


def _judge_times(writes: Sequence[Write]) -> Iterator[str]:
    for write in writes:
        if write.name == "cmi.core.session_time" and not FOUR_DIGIT_HOURS.fullmatch(write.value):
            yield f"time: session_time {write.value!r} has not four-digit hours and at most two decimals"
        if write.name == "cmi.core.lesson_status" and write.value in FINAL:
            times = [each.value for each in writes if each.position < write.position and each.name == "cmi.core.session_time"]
            if not times or parse_timespan(times[-1]) < 1:
                yield f"time: {write.value} needs a session_time of a second or more before it; seen {times}"


def _judge_texts(writes: Sequence[Write]) -> Iterator[str]:
    for write in writes:
        if write.name in ("cmi.suspend_data", "cmi.core.lesson_location") and not STORED_TEXT.fullmatch(write.value):
            yield f"alphabet: {write.name} = {write.value!r} holds more than A-Z a-z 0-9 - _ . ~"


def _judge_interactions(writes: Sequence[Write]) -> Iterator[str]:
    places: dict[str, str] = {}
    for write in writes:
        row = re.match(r"cmi\.(?:interactions|objectives)\.(\d+)\.id$", write.name)
        if row is None:
            continue
        if not TRACKED_ID.fullmatch(write.value):
            yield f"identifier: {write.name} = {write.value!r} holds more than letters, digits, _ and ."
        family = write.name.split(".")[1]
        first = places.setdefault(f"{family} {write.value}", row[1])
        if first != row[1]:
            yield f"index: {write.value} stands at {first} and again at {row[1]}"


def _judge_closing(said: Sequence[Call], writes: Sequence[Write], given: Mapping[str, str]) -> Iterator[str]:
    if not said or said[-1].name != "LMSFinish":
        return
    bursts = sum(call.name == "LMSCommit" for call in said)
    closing = [write for write in writes if write.burst >= bursts - 1]
    if bursts > 1:
        for write in closing:
            if write.name not in CLOSING_ELEMENTS and given.get(write.name) != write.value:
                yield f"closing: {write.name} = {write.value!r} written while the window closes"
    if "cmi.core.session_time" not in {write.name for write in writes}:
        yield "closing: no session_time in the whole launch"


def _judge_privacy(said: Sequence[Call]) -> Iterator[str]:
    for call in said:
        if call.args and call.args[0] in ("cmi.core.student_id", "cmi.core.student_name"):
            yield f"privacy: {call.args[0]} was read"
