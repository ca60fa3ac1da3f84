"""Builds courses once a run, for whoever plays them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.course.model import Course
from builder.pipeline import build, compile_folder
from builder.standards.standard import Options
from builder.tracking.plan import TrackingPlan

ROOT: Final = Path(__file__).resolve().parents[3]
REAL: Final = ROOT / "course_source"
"""The example course of the project. It grows: what plays it in `make test` plays its first session alone."""
OUTCOME: Final = re.compile(r"  (?P<id>[0-9]+\.[0-9]+): ")
"""A line of `outcomes:` in its course.yaml."""
DRAW: Final = re.compile(r"^Draw: .*\n", re.MULTILINE)
"""A line of a check: how many questions of its bank a learner gets."""
CHECK_OF_SESSION: Final = re.compile(r"^(# Quick check of session [0-9]+\n.*?)(?=^# )", re.MULTILINE | re.DOTALL)
"""The page of a session's check, in its session.md."""
PASS: Final = "pass: complete\n"
"""The rule of the real course, in its course.yaml."""
Edit = tuple[str, str, str]
"""(file of the course, text as it is, text as it becomes)"""


@dataclass(frozen=True)
class Built:
    """A course and its plan; a package is built when it is first asked for, into a folder of its own with the sheet of that build."""

    folder: Path
    output: Path
    course: Course
    plan: TrackingPlan

    def zip(self, standard: str) -> Path:
        """Path of the package of a standard. Fails with every message when it cannot be built."""
        output = self.output / standard
        path = output / f"{self.course.id}-{standard}.zip"
        if not path.exists():
            written = build(self.folder, output, Options(), standards=(standard,))
            assert path in written.files, "\n".join(str(diagnostic) for diagnostic in written.compilation.diagnostics)
        return path


def build_course(folder: Path, output: Path) -> Built:
    """Compile a folder; fails with every message when it has errors."""
    compilation = compile_folder(folder)
    messages = "\n".join(str(diagnostic) for diagnostic in compilation.diagnostics)
    assert compilation.course is not None, messages
    assert compilation.plan is not None, messages
    return Built(folder, output, compilation.course, compilation.plan)


def copy_first_session(folder: Path) -> Path:
    """Copy the real course into a folder that is not there yet, with its first session and the outcomes of that session alone. Returns the folder."""
    shutil.copytree(REAL, folder)
    first, *others = sorted((folder / "sessions").iterdir())
    for other in others:
        shutil.rmtree(other)
    (line,) = (line for line in (first / "session.md").read_text(encoding="utf-8").splitlines() if line.startswith("outcomes: "))
    kept = set(re.findall(r"[0-9]+\.[0-9]+", line))
    facts = folder / "course.yaml"
    lines = facts.read_text(encoding="utf-8").splitlines(keepends=True)
    facts.write_text("".join(line for line in lines if not (found := OUTCOME.match(line)) or found["id"] in kept), encoding="utf-8")
    return folder


def copy_asked_whole(folder: Path) -> Path:
    """Copy the real course into a folder that is not there yet, without chance: its checks ask every question of their banks. Returns the folder."""
    shutil.copytree(REAL, folder)
    for session in sorted(folder.glob("sessions/*/session.md")):
        text = session.read_text(encoding="utf-8")
        session.write_text(DRAW.sub("", text), encoding="utf-8")
    return folder


def copy_with_one_try(folder: Path) -> Path:
    """Copy the real course, asked whole, with a mark that its last check gives and one try at it. Returns the folder.

    The check moves behind the last page of its session, since a final check opens when all other pages were seen.
    """
    copy_asked_whole(folder)
    facts = folder / "course.yaml"
    text = facts.read_text(encoding="utf-8")
    assert PASS in text, f"course.yaml does not say {PASS!r}"
    facts.write_text(text.replace(PASS, "pass: {mark: 70, tries: 1}\n"), encoding="utf-8")
    last = max(folder.glob("sessions/*/session.md"))
    before, check, after = CHECK_OF_SESSION.split(last.read_text(encoding="utf-8"))
    final = check.replace("\nTitle: ", "\nFinal: yes\nTitle: ", 1)
    last.write_text(f"{before}{after}\n{final}", encoding="utf-8")
    return folder


UNTOLD: Final[Edit] = ("sessions/02-two/session.md", "Final: yes\n", "Final: yes\nFeedback: last try\n")
"""The final check tells only at the end how each question went, so that what was right may be answered wrong at the next try."""


class ShortCourse:
    """The short course of tests/courses/short, built once for each way in which it is asked for."""

    def __init__(self, make_folder: Callable[[], Path]) -> None:
        self._make_folder = make_folder
        self._done: dict[tuple[Edit, ...], Built] = {}

    def __call__(self, rule: str = "complete", *edits: Edit) -> Built:
        """The course with the words `rule` after `pass:`, and with further edits."""
        wanted = (("course.yaml", "pass: complete", f"pass: {rule}"), *edits)
        if wanted not in self._done:
            folder = self._make_folder()
            shutil.copytree(ROOT / "tests" / "courses" / "short", folder / "course")
            for name, before, after in wanted:
                file = folder / "course" / name
                text = file.read_text(encoding="utf-8")
                assert before in text, f"{name} does not say {before!r}"
                file.write_text(text.replace(before, after), encoding="utf-8")
            self._done[wanted] = build_course(folder / "course", folder / "dist")
        return self._done[wanted]
