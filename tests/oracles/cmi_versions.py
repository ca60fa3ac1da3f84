"""How the two versions of SCORM call and write the same things: the one place where the judges of both tell them apart.

Written from the standards (SCORM 1.2 RTE 3.4, SCORM 2004 RTE 4.2), without looking at the drivers or their tables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from builder.course.cmi import InteractionType


@dataclass(frozen=True)
class Version:
    """One version, as a platform and its reports see it.

    Attributes:
        table: file of the strict double in tests/browser/lms/.
        prefix: what stands before the name of a call, `LMS`.
        finish: the call that ends a session.
        exit, mode, credit, entry, location, session_time, total_time, score: elements of `cmi`.
        completion, success: where the status stands; SCORM 1.2 has one element for both.
        learner: elements that name the learner.
        moment, response, objective_status: elements of interactions and objectives.
        right, wrong: words of a result.
        item, pair: between the members of a response, and within one.
        response_limit: most characters of a response.
        span, date: forms of a span of time and of a moment; `no_time`: spans that say that no time has passed.
        same_types: whether all ten types of CMI have their names.

    """

    standard: str
    table: str
    prefix: str
    finish: str
    exit: str
    mode: str
    credit: str
    entry: str
    location: str
    session_time: str
    total_time: str
    score: str
    completion: str
    success: str
    learner: tuple[str, ...]
    moment: str
    response: str
    objective_status: str
    right: str
    wrong: str
    item: str
    pair: str
    response_limit: int
    span: re.Pattern[str]
    no_time: tuple[str, ...]
    date: re.Pattern[str]
    same_types: bool

    @property
    def two_statuses(self) -> bool:
        """Whether completion and success are told apart."""
        return self.completion != self.success

    @property
    def set(self) -> str:
        """Name of the call that writes."""
        return f"{self.prefix}SetValue"

    def call(self, name: str) -> str:
        """Name of a call by its common part: GetValue, SetValue, Commit, Initialize."""
        return f"{self.prefix}{name}"

    def status(self, values: Mapping[str, str]) -> str:
        """The status that some values say, in one word as SCORM 1.2 has it."""
        success = values.get(self.success, "")
        return success if success in ("passed", "failed") else values.get(self.completion, "")

    def type_name(self, kind: InteractionType) -> str:
        """Name of an interaction's type."""
        missing = {InteractionType.LONG_FILL_IN, InteractionType.OTHER}
        return "fill-in" if kind in missing and not self.same_types else kind.value

    def parse_span(self, text: str) -> float:
        """Seconds of a span of time; 0 for an empty one."""
        if not text:
            return 0.0
        if self.prefix:
            hours, minutes, seconds = text.split(":")
            return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
        matched = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?", text)
        assert matched, f"{text!r} is no span of time"
        hours_, minutes_, seconds_ = (float(part or 0) for part in matched.groups())
        return hours_ * 3600 + minutes_ * 60 + seconds_

    def format_span(self, seconds: float) -> str:
        """A span of time, with two decimals."""
        whole, hundredths = divmod(round(seconds * 100), 100)
        hours, minutes, rest = whole // 3600, whole % 3600 // 60, whole % 60
        if self.prefix:
            return f"{hours:04d}:{minutes:02d}:{rest:02d}.{hundredths:02d}"
        return f"PT{hours}H{minutes}M{rest}.{hundredths:02d}S"


SCORM12 = Version(
    standard="scorm12",
    table="scorm12_table.json",
    prefix="LMS",
    finish="LMSFinish",
    exit="cmi.core.exit",
    mode="cmi.core.lesson_mode",
    credit="cmi.core.credit",
    entry="cmi.core.entry",
    location="cmi.core.lesson_location",
    session_time="cmi.core.session_time",
    total_time="cmi.core.total_time",
    score="cmi.core.score",
    completion="cmi.core.lesson_status",
    success="cmi.core.lesson_status",
    learner=("cmi.core.student_id", "cmi.core.student_name"),
    moment="time",
    response="student_response",
    objective_status="status",
    right="correct",
    wrong="wrong",
    item=",",
    pair=".",
    response_limit=255,
    span=re.compile(r"\d{4}:[0-5]\d:[0-5]\d(\.\d\d?)?"),
    no_time=("0000:00:00",),
    date=re.compile(r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d\d?)?"),
    same_types=False,
)

SCORM2004 = Version(
    standard="scorm2004-4th",
    table="scorm2004_table.json",
    prefix="",
    finish="Terminate",
    exit="cmi.exit",
    mode="cmi.mode",
    credit="cmi.credit",
    entry="cmi.entry",
    location="cmi.location",
    session_time="cmi.session_time",
    total_time="cmi.total_time",
    score="cmi.score",
    completion="cmi.completion_status",
    success="cmi.success_status",
    learner=("cmi.learner_id", "cmi.learner_name"),
    moment="timestamp",
    response="learner_response",
    objective_status="completion_status",
    right="correct",
    wrong="incorrect",
    item="[,]",
    pair="[.]",
    response_limit=4000,
    span=re.compile(r"PT(?=\d)(\d+H)?([1-5]?\dM)?([1-5]?\d(\.\d\d?)?S)?"),
    no_time=("PT0S",),
    date=re.compile(r"20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d\dZ"),
    same_types=True,
)


def version_of(standard: str) -> Version:
    """The version that a package of this name speaks: `scorm2004-3rd` speaks SCORM 2004."""
    return SCORM2004 if standard.startswith("scorm2004") else SCORM12
