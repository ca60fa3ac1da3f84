"""A learner's record on a platform double: what the server side of an LMS does between launches.

The browser side (tests/browser/lms/) judges each call; this side stores what was committed, ends a session, and
decides what the next launch gets back. Each way of a named platform is a row of its data file in builder/platforms/;
those of a bare standard are rows of lms/quirks/<name>.json.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec

from builder.platforms.platform import RunTime
from builder.platforms.registry import platforms
from tests.browser.harness.server import Reply
from tests.oracles.cmi_versions import SCORM12, Version, version_of

LMS: Final = Path(__file__).resolve().parent.parent / "lms"
STRAGGLER_SECONDS: Final = 0.5
"""How long a relaunch waits for the beacon of a window that was just closed without an end."""
FINAL_STATUSES: Final = frozenset({"completed", "passed", "failed"})


class Double(Enum):
    """Which independent implementation judges the calls."""

    STRICT = "strict"
    SCORM_AGAIN = "scorm-again"


class Quirks(Enum):
    """Whose ways the platform has: a run time of builder/platforms/, or a bare standard of lms/quirks/."""

    PLAIN = "plain"
    LEARNING_HUB = "learning-hub"
    MOODLE = "moodle"
    MANDATORY_ONLY = "mandatory-only"
    OPEN_EDX = "open-edx"
    AICC_RELAY = "aicc-relay"
    SCORM_AGAIN = "scorm-again"
    PLAIN_2004 = "plain-2004"
    PLAIN_3RD = "plain-3rd"
    MOODLE_2004 = "moodle-2004"
    OPEN_EDX_2004 = "open-edx-2004"
    SCORM_AGAIN_2004 = "scorm-again-2004"


@dataclass(frozen=True)
class Call:
    """One API call of the content, with its answer and the error code after it."""

    name: str
    args: tuple[Any, ...]
    result: Any
    error: int

    @property
    def refused(self) -> bool:
        """True when the platform did not do what was asked."""
        return self.error != 0 or str(self.result).lower() == "false"


@dataclass(frozen=True)
class Setting:
    """What the administrator or the manifest set for this package."""

    mastery_score: str = ""
    lesson_mode: str = "normal"
    credit: str = "credit"
    launch_data: str = ""
    objectives: tuple[str, ...] = ()
    """Ids that a SCORM 2004 platform takes from the manifest and hands over with a first launch."""
    completion_threshold: str = ""


@dataclass
class Launch:
    """What the server knows of one launch: calls as they came in with each commit, and how it ended."""

    number: int
    given: Mapping[str, str]
    calls: list[Call] = field(default_factory=list)
    commits: int = 0
    posts: int = 0
    finished: bool = False
    killed: bool = False


class Platform:
    """One learner, one package, one platform double. Thread-safe: the web server calls in."""

    def __init__(
        self,
        name: str,
        double: Double = Double.STRICT,
        quirks: Quirks = Quirks.PLAIN,
        setting: Setting | None = None,
    ) -> None:
        self.name = name
        self.double = double
        self.quirks = read_quirks(quirks)
        self.standard: str = self.quirks.get("standard", SCORM12.standard)
        self.version = version_of(self.standard)
        self.setting = setting or Setting()
        self.values: dict[str, str] = {}
        self.launches: list[Launch] = []
        self.total_seconds = 0.0
        self.refuse_commits = False
        """Switch: the server refuses to store, as when the LMS session has ended."""
        self._changed = threading.Condition()

    def rule(self, name: str) -> dict[str, Any] | None:
        """The row of this platform's quirks with that name, if it has one."""
        return next((row for row in self.quirks["rules"] if row["rule"] == name), None)

    @property
    def status(self) -> str:
        """The status in one word, as the platform's reports would show it."""
        return self.version.status(self.values) or "not attempted"

    @property
    def score(self) -> str:
        """The raw score; "" while there is none."""
        return self.values.get(f"{self.version.score}.raw", "")

    @property
    def completion_recorded(self) -> bool:
        """Whether the platform's completion report counts this learner as done."""
        if self.status not in FINAL_STATUSES:
            return False
        return self.rule("completion-needs-session-time") is None or self.total_seconds > 0

    def calls(self) -> list[Call]:
        """All calls of all launches that reached the server."""
        return [call for launch in self.launches for call in launch.calls]

    def begin(self, _query: str, _body: bytes) -> Reply:
        """Route: a launch page asks for what it needs."""
        with self._changed:
            self._await_straggler()
            launch = Launch(len(self.launches) + 1, self._values_for_launch())
            self.launches.append(launch)
            answer = {
                "launch": launch.number,
                "double": self.double.value,
                "quirks": self.quirks,
                "table": read_table(self.version),
                "version": self.version.standard,
                "values": launch.given,
                "objectives": self.setting.objectives,
            }
        return Reply(200, json.dumps(answer).encode())

    def receive(self, _query: str, body: bytes) -> Reply:
        """Route: a commit or a finish of one launch arrives."""
        posted = json.loads(body)
        with self._changed:
            launch = self.launches[posted["launch"] - 1]
            # Two beacons of a closing window run side by side, and may arrive in the wrong order; they are numbered
            number = posted.get("post", launch.posts + 1)
            self._changed.wait_for(lambda: launch.posts >= number - 1, STRAGGLER_SECONDS)
            launch.posts = max(launch.posts, number)
            launch.calls[posted["from"] :] = [Call(row["name"], tuple(row["args"]), row["result"], row["error"]) for row in posted["calls"]]
            stored = not self.refuse_commits and self._store(posted["values"])
            if stored and posted["kind"] != "set":
                launch.commits += 1
            if stored and posted["kind"] == "finish" and not launch.finished:
                self._end_session(launch)
            self._changed.notify_all()
        return Reply(200, json.dumps({"ok": stored}).encode())

    def mark_killed(self) -> None:
        """The window died without a word: do not wait for one."""
        with self._changed:
            if self.launches:
                self.launches[-1].killed = True

    def await_finish(self, seconds: float = 3.0) -> bool:
        """Wait until the running launch has finished; False when it did not within the time."""
        with self._changed:
            return self._changed.wait_for(lambda: bool(self.launches) and self.launches[-1].finished, seconds)

    def _await_straggler(self) -> None:
        if not self.launches:
            return
        last = self.launches[-1]
        self._changed.wait_for(lambda: last.finished or last.killed, STRAGGLER_SECONDS)

    def _values_for_launch(self) -> dict[str, str]:
        given = {name: value for name, value in self.values.items() if name not in (self.version.exit, self.version.session_time)}
        held = self.rule("hands-back-only-after")
        if held is not None and self.launches and self.status not in held["value"]:
            given = {name: value for name, value in given.items() if name not in held["elements"]}
        if self.rule("reads-only-what-was-written") is not None:
            return given
        if self.rule("hands-back-only-after-suspend") is not None and not self._suspended:
            given = {}
        given = given | self._extras()
        return given | (self._extras_2004(given) if self.version.two_statuses else self._extras_12(given))

    def _extras(self) -> dict[str, str]:
        return {
            self.version.learner[0]: "s1024",
            self.version.learner[1]: "Learner, Trial",
            self.version.credit: self.setting.credit,
            self.version.mode: self.setting.lesson_mode,
            self.version.entry: self._entry(),
            self.version.total_time: self.version.format_span(self.total_seconds),
            "cmi.launch_data": self.setting.launch_data,
        }

    def _extras_12(self, given: Mapping[str, str]) -> dict[str, str]:
        status = given.get("cmi.core.lesson_status", "not attempted")
        return {"cmi.core.lesson_status": status, "cmi.student_data.mastery_score": self._mastery_score()}

    def _extras_2004(self, given: Mapping[str, str]) -> dict[str, str]:
        extras = {}
        if not any(name.startswith("cmi.objectives.") for name in given):
            extras = {f"cmi.objectives.{at}.id": objective for at, objective in enumerate(self.setting.objectives)}
        if self.setting.completion_threshold:
            extras["cmi.completion_threshold"] = self.setting.completion_threshold
        return extras

    def _entry(self) -> str:
        row = self.rule("entry")
        if self._suspended:
            return "resume"
        return "ab-initio" if not self.launches or (row and row["value"].endswith("else-ab-initio")) else ""

    @property
    def _suspended(self) -> bool:
        return bool(self.launches) and self.values.get(self.version.exit) == "suspend"

    def _mastery_score(self) -> str:
        default = self.rule("mastery-when-none")
        return self.setting.mastery_score or (default["value"] if default else "")

    def _store(self, values: Mapping[str, str]) -> bool:
        for row in self.quirks["rules"]:
            if row["rule"] != "column":
                continue
            for name, value in values.items():
                if re.sub(r"\.\d+(?=\.)", ".n", name) == row["element"] and len(value) > row["value"]:
                    return False
        relayed = self.rule("relays")
        if relayed is not None:
            values = {name: mangle(value) for name, value in values.items() if name in relayed["elements"]}
        self.values.update(values)
        return True

    def _end_session(self, launch: Launch) -> None:
        launch.finished = True
        self.total_seconds += self.version.parse_span(self.values.get(self.version.session_time, ""))
        self.values.pop(self.version.session_time, None)
        # A wish that is granted or not, and no part of the record
        self.values.pop("adl.nav.request", None)
        if self.status == "not attempted":
            row = self.rule("not-attempted-at-finish")
            if row is not None:
                self.values[self.version.completion] = row["value"]
        self._override_by_mastery()
        self._override_by_threshold()

    def _override_by_threshold(self) -> None:
        progress = self.values.get("cmi.progress_measure", "")
        ordinary = self.setting.lesson_mode == "normal" and self.setting.credit == "credit"
        if self.rule("threshold-decides") is None or not ordinary or not progress or not self.setting.completion_threshold:
            return
        reached = float(progress) >= float(self.setting.completion_threshold)
        self.values[self.version.completion] = "completed" if reached else "incomplete"

    def _override_by_mastery(self) -> None:
        raw = self.values.get("cmi.core.score.raw", "")
        ordinary = self.setting.lesson_mode == "normal" and self.setting.credit == "credit"
        if self.rule("mastery-override") is None or not ordinary or not raw or not self.setting.mastery_score:
            return
        passed = float(raw) >= float(self.setting.mastery_score)
        self.values["cmi.core.lesson_status"] = "passed" if passed else "failed"


def mangle(value: str) -> str:
    """What is left of a value that went through an AICC message: expanded by JavaScript's replace, then split at line ends and equals signs."""
    expanded = value.replace("$$", "$").replace("$&", "{value}").replace("$`", "").replace("$'", "")
    return re.split(r"[=\r\n]", expanded)[0]


@cache
def read_table(version: Version = SCORM12) -> dict[str, Any]:
    """The table of the strict double of a version."""
    table: dict[str, Any] = json.loads((LMS / version.table).read_text(encoding="utf-8"))
    return table


@cache
def read_quirks(quirks: Quirks) -> dict[str, Any]:
    """The rows of one platform's ways."""
    modelled = next((run_time for platform in platforms() for run_time in platform.run_times if run_time.name == quirks.value), None)
    if modelled is not None:
        return model_rows(modelled)
    rows: dict[str, Any] = json.loads((LMS / "quirks" / f"{quirks.value}.json").read_text(encoding="utf-8"))
    return rows


def model_rows(run_time: RunTime) -> dict[str, Any]:
    """A platform's run time as the doubles read it: a standard that is not named is SCORM 1.2."""
    named = {} if run_time.standard == SCORM12.standard else {"standard": run_time.standard}
    rules: list[dict[str, Any]] = [msgspec.to_builtins(row) for row in run_time.behaviours]
    return {"platform": run_time.name, **named, "about": run_time.about, "rules": rules}


def parse_timespan(text: str) -> float:
    """Seconds of a CMITimespan (HHHH:MM:SS.SS); 0 for an empty one."""
    return SCORM12.parse_span(text)


def format_timespan(seconds: float) -> str:
    """CMITimespan with four-digit hours and two decimals."""
    return SCORM12.format_span(seconds)
