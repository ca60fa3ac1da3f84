"""Judges what a package said to a SCORM platform: not single calls (the doubles do that) but their order and sense.

Each fault begins with the name of its rule. The rules are the player's promises: outcome and status, writing to SCORM.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tests.browser.harness.platform import Call
from tests.oracles.cmi_versions import SCORM12, Version

RANKS: Final = {"": 0, "not attempted": 0, "browsed": 1, "incomplete": 1, "completed": 2, "failed": 2, "passed": 3}
FINAL: Final = ("completed", "passed", "failed")
SCORED: Final = ("passed", "failed")
STORED_TEXT: Final = re.compile(r"[A-Za-z0-9\-_.~]*")
TRACKED_ID: Final = re.compile(r"[A-Za-z0-9_.]{1,250}")
LAUNCH_BUDGET: Final = {"GetValue": 12, "SetValue": 6, "Commit": 1}
VALUE_UNSET: Final = 403
ROUNDING: Final = 0.0001
NAVIGATION: Final = "adl.nav.request"
QUERIES: Final = re.compile(r"(LMS)?Get(LastError|ErrorString|Diagnostic)")


@dataclass(frozen=True)
class Write:
    """A SetValue: where it stands among the calls, what was written, and in which burst (bursts end with a Commit)."""

    position: int
    burst: int
    name: str
    value: str


@dataclass(frozen=True)
class Launch:
    """A launch as the judges look at it.

    Attributes:
        version: of SCORM.
        said: every call but questions about errors.
        writes: every SetValue; `accepted`: those that the platform took.
        given: what the platform handed over (element -> text).

    """

    version: Version
    said: Sequence[Call]
    writes: Sequence[Write]
    accepted: Sequence[Write]
    given: Mapping[str, str]

    @property
    def status(self) -> str:
        """The status that was handed over."""
        return self.version.status(self.given)

    @property
    def ordinary(self) -> bool:
        """Whether the learner works, and does not only look."""
        return self.given.get(self.version.mode, "normal") in ("normal", "")

    def is_call(self, call: Call, name: str) -> bool:
        return call.name == self.version.call(name)

    def status_of(self, write: Write) -> str | None:
        """The status that a write says, in one word; None for all others. SCORM 2004 says `passed` after `completed`."""
        if write.name == self.version.success and self.version.two_statuses:
            return write.value if write.value in SCORED else None
        return write.value if write.name == self.version.completion else None


def judge_call_order(
    calls: Sequence[Call], given: Mapping[str, str], *, refusals_expected: Sequence[str] = (), version: Version = SCORM12
) -> list[str]:
    """Faults of one launch, as `rule: what was seen`.

    Args:
        calls: every call of the launch, in order.
        given: what the platform handed over at launch (element -> text).
        refusals_expected: beginnings of element names that this platform refuses, which the package may try.
        version: of SCORM.

    """
    said = [call for call in calls if not QUERIES.fullmatch(call.name)]
    writes = list(_list_writes(said, version))
    launch = Launch(version, said, writes, [write for write in writes if not said[write.position].refused], given)
    judges = (
        *(_judge_frame, _judge_launch, _judge_status, _judge_scores, _judge_times, _judge_texts, _judge_interactions),
        *(_judge_both_statuses, _judge_closing, _judge_navigation, _judge_privacy),
    )
    return [*_judge_refusals(said, refusals_expected), *(fault for judge in judges for fault in judge(launch))]


def _list_writes(said: Sequence[Call], version: Version) -> Iterator[Write]:
    burst = 0
    for position, call in enumerate(said):
        if call.name == version.set:
            yield Write(position, burst, str(call.args[0]), str(call.args[1]))
        if call.name == version.call("Commit"):
            burst += 1


def _judge_frame(launch: Launch) -> Iterator[str]:
    names = [call.name for call in launch.said]
    start, finish, commit = launch.version.call("Initialize"), launch.version.finish, launch.version.call("Commit")
    if not names:
        yield "initialize: the platform was never spoken to"
        return
    if names[0] != start or names.count(start) != 1:
        yield f"initialize: must be the first call, and once; {names.count(start)} seen, first was {names[0]}"
    ends = [position for position, call in enumerate(launch.said) if call.name == finish]
    ended = [position for position in ends if not launch.said[position].refused]
    if ended and ended[0] != len(names) - 1:
        yield f"finish: nothing may follow it, but there came {', '.join(names[ended[0] + 1 :])}"
    for position in ends:
        before = [call.name for call in launch.said[:position] if not _is_navigation(call)]
        if before[-1] != commit:
            yield f"finish: a Commit goes before it, not {before[-1]}"


def _is_navigation(call: Call) -> bool:
    return bool(call.args) and call.args[0] == NAVIGATION


def _judge_navigation(launch: Launch) -> Iterator[str]:
    """SCORM 2004: what the platform is asked to do with the whole course stands between the last Commit and Terminate (tracking contract 1)."""
    names = [call.name for call in launch.said]
    for write in launch.writes:
        if write.name != NAVIGATION:
            continue
        before, after = names[write.position - 1], names[write.position + 1 : write.position + 2]
        if write.value == "suspendAll" and (before != launch.version.call("Commit") or after != [launch.version.finish]):
            yield f"navigation: suspendAll stands between {before} and {''.join(after) or 'nothing'}"
        if write.value == "_none_" and not (before == launch.version.finish and launch.said[write.position - 1].refused):
            yield f"navigation: _none_ follows {before}, which did not fail"
        if write.value not in ("suspendAll", "_none_"):
            yield f"navigation: {write.value} ends more than this visit"


def _judge_refusals(said: Sequence[Call], expected: Sequence[str]) -> Iterator[str]:
    for call in said:
        element = str(call.args[0]) if call.args else ""
        # SCORM 2004 answers a question about what nobody has set yet with 403, which refuses nothing
        unset = call.name == "GetValue" and call.error == VALUE_UNSET
        if call.refused and not unset and not element.startswith(tuple(expected) or ("\0",)):
            yield f"refused: {call.name}{call.args} answered {call.result!r} with error {call.error}"
        if any(not isinstance(arg, str) for arg in call.args):
            yield f"text: {call.name}{call.args} passes something that is not a text"


def _judge_launch(launch: Launch) -> Iterator[str]:
    writes, status, exit_ = launch.writes, launch.status, launch.version.exit
    if writes and (writes[0].name, writes[0].value) != (exit_, "suspend"):
        yield f"exit: suspend is the first thing written, not {writes[0].name} = {writes[0].value!r}"
    yield from (f"exit: only suspend is ever written, not {write.value!r}" for write in writes if write.name == exit_ and write.value != "suspend")
    fresh = launch.given.get(launch.version.entry) == "ab-initio" or RANKS.get(status, 0) == 0
    # Our own progress shows that there is a record, though the platform tells no status
    known = status == "" and bool(launch.given.get("cmi.suspend_data"))
    begun = [said for write in writes if write.burst == 0 and (said := launch.status_of(write)) is not None]
    if fresh and not known and launch.ordinary and begun != ["incomplete"]:
        yield f"begin: a first launch writes incomplete before its first Commit; seen {begun}"
    if (known or not fresh) and begun:
        yield f"begin: a later launch of a course that is {status!r} writes no status; seen {begun}"
    commits = [position for position, call in enumerate(launch.said) if launch.is_call(call, "Commit")]
    opening = launch.said[: commits[0] + 1] if commits else launch.said
    asked = list(_leave_out_repeats(opening))
    for name, most in LAUNCH_BUDGET.items():
        count = sum(launch.is_call(call, name) for call in asked)
        if count > most:
            yield f"budget: {count} x {name} at launch, {most} at most"


def _leave_out_repeats(calls: Sequence[Call]) -> Iterator[Call]:
    """What was answered with nothing may be asked again: some platforms fill themselves a moment later (tracking contract 2)."""
    blank: set[object] = set()
    for call in calls:
        element = call.args[0] if call.args else ""
        if element not in blank:
            yield call
        if not call.result and element:
            blank.add(element)


def _judge_status(launch: Launch) -> Iterator[str]:
    rank = RANKS.get(launch.status, 0)
    for write in launch.accepted:
        status = launch.status_of(write)
        if status is None:
            continue
        if not launch.ordinary:
            yield f"review: status {status!r} written in a launch that is only looked at"
        # Said in two steps: a course that was passed before is completed for a moment
        half = launch.version.two_statuses and status == "completed"
        if RANKS.get(status, 0) < rank and not half:
            yield f"lowered: status {status!r} after a better one"
        rank = max(rank, RANKS.get(status, 0))


def _judge_both_statuses(launch: Launch) -> Iterator[str]:
    """SCORM 2004: whoever says completion says success too, and a completed course has a progress of 1 (S04-27, tracking contract 1)."""
    version = launch.version
    if not version.two_statuses:
        return
    # "unknown" is what a platform answers of itself: nobody has said it yet
    held = {name: value for name, value in launch.given.items() if value != "unknown"}
    for burst in sorted({write.burst for write in launch.accepted}):
        together = {write.name: write.value for write in launch.accepted if write.burst == burst}
        before, held = held, held | together
        if version.completion in together and not held.get(version.success):
            yield f"both: {version.completion} = {together[version.completion]!r} without a word about success"
        if together.get(version.completion) == "completed" and held.get("cmi.progress_measure") != "1":
            yield f"progress: completed with a progress_measure of {held.get('cmi.progress_measure')!r}"
        if version.success in together and before.get(version.success) == "passed" != together[version.success]:
            yield f"lowered: {version.success} = {together[version.success]!r} after passed"
        raw, scaled = together.get(f"{version.score}.raw"), together.get(f"{version.score}.scaled")
        if raw is not None and (scaled is None or abs(float(raw) / 100 - float(scaled)) > ROUNDING):
            yield f"scaled: {scaled!r} beside a raw score of {raw!r}"


def _judge_scores(launch: Launch) -> Iterator[str]:
    score = launch.version.score
    best = float(launch.given.get(f"{score}.raw") or -1)
    current = launch.status
    for burst in sorted({write.burst for write in launch.accepted}):
        together = [write for write in launch.accepted if write.burst == burst]
        places = {write.name: number for number, write in enumerate(together)}
        scores = [write for write in together if write.name.startswith(f"{score}.")]
        said = [(write.name, status) for write in together if (status := launch.status_of(write)) is not None]
        if scores and not launch.ordinary:
            yield "review: a score written in a launch that is only looked at"
        current = said[-1][1] if said else current
        if scores and current not in SCORED:
            yield f"score: written without a final outcome (the status is {current!r})"
        if said and current in SCORED:
            wanted = [f"{score}.min", f"{score}.max", f"{score}.raw", said[-1][0]]
            seen = sorted((name for name in wanted if name in places), key=lambda name: places[name])
            if seen != wanted:
                yield f"order: {current} wants {', '.join(wanted)}; seen {', '.join(seen)}"
        for write in scores:
            if write.name == f"{score}.raw":
                if float(write.value) < best:
                    yield f"lowered: score {write.value} after {best:g}"
                best = max(best, float(write.value))


def _judge_times(launch: Launch) -> Iterator[str]:
    version = launch.version
    for write in launch.accepted:
        if write.name == version.session_time and not version.span.fullmatch(write.value):
            yield f"time: session_time {write.value!r} has not the form of the version with at most two decimals"
        if launch.status_of(write) in FINAL:
            times = [each.value for each in launch.accepted if each.position < write.position and each.name == version.session_time]
            if not times or version.parse_span(times[-1]) < 1:
                yield f"time: {write.value} needs a session_time of a second or more before it; seen {times}"


def _judge_texts(launch: Launch) -> Iterator[str]:
    for write in launch.accepted:
        if write.name in ("cmi.suspend_data", launch.version.location) and not STORED_TEXT.fullmatch(write.value):
            yield f"alphabet: {write.name} = {write.value!r} holds more than A-Z a-z 0-9 - _ . ~"


def _judge_interactions(launch: Launch) -> Iterator[str]:
    places: dict[str, str] = {}
    for write in launch.accepted:
        row = re.match(r"cmi\.(?:interactions|objectives)\.(\d+)\.id$", write.name)
        if row is None:
            continue
        if not TRACKED_ID.fullmatch(write.value):
            yield f"identifier: {write.name} = {write.value!r} holds more than letters, digits, _ and ."
        family = write.name.split(".")[1]
        first = places.setdefault(f"{family} {write.value}", row[1])
        if first != row[1]:
            yield f"index: {write.value} stands at {first} and again at {row[1]}"


def _judge_closing(launch: Launch) -> Iterator[str]:
    said, writes, version = launch.said, launch.writes, launch.version
    if not said or said[-1].name != version.finish:
        return
    bursts = sum(launch.is_call(call, "Commit") for call in said)
    closing = {version.session_time, version.exit, "cmi.suspend_data", version.location, NAVIGATION}
    if bursts > 1:
        for write in writes:
            if write.burst >= bursts - 1 and write.name not in closing and launch.given.get(write.name) != write.value:
                yield f"closing: {write.name} = {write.value!r} written while the window closes"
    if version.session_time not in {write.name for write in writes}:
        yield "closing: no session_time in the whole launch"


def _judge_privacy(launch: Launch) -> Iterator[str]:
    for call in launch.said:
        if call.args and call.args[0] in launch.version.learner:
            yield f"privacy: {call.args[0]} was read"
