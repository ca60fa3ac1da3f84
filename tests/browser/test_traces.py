"""Every SCORM call, request and storage write of whole walks is, line by line, what was reviewed (tests/golden/traces/)."""

from __future__ import annotations

import difflib
import os
import shutil
from typing import Final

import pytest

from builder.standards.script import unit_files
from tests.browser.faults.learners import STANDARDS
from tests.browser.harness import platform
from tests.browser.harness.build import ROOT, Built, build_course
from tests.browser.harness.launcher import Launcher
from tests.browser.traces.fixed import fix_context
from tests.browser.traces.trace import Trace
from tests.browser.traces.walks import WALKS, walk_right
from tests.browser.traces.watched_learners import watch
from tests.lrs_server import LrsServer
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn
GOLDEN: Final = ROOT / "tests" / "golden" / "traces"
QUICK: Final = {("scorm12", "interrupted")}
"""What `make test` plays; `make test-full` plays all. Each request of a cmi5 walk is counted by test_walk_cmi5.py and judged by test_closed_plan.py."""
SHOWN: Final = 60
WIDTH: Final = 400
"""The most lines of a difference that are shown, and characters of each."""
UNITS: Final = ("scorm2004-4th", "cmi5")


@pytest.fixture(scope="module")
def by_session(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The course of every kind, its sessions launched one by one."""
    folder = tmp_path_factory.mktemp("by-session")
    shutil.copytree(ROOT / "tests" / "courses" / "every_interaction", folder / "course")
    file = folder / "course" / "course.yaml"
    text = file.read_text(encoding="utf-8")
    others = "standards: [scorm12, scorm2004-3rd, scorm2004-4th, cmi5, xapi, web]"
    assert others in text
    file.write_text(text.replace(others, f"standards: [{', '.join(UNITS)}]\nunits: session"), encoding="utf-8")
    return build_course(folder / "course", folder / "dist")


@pytest.fixture(autouse=True)
def patient_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new launch waits until the old window has said its last word, however busy the machine is."""
    monkeypatch.setattr(platform, "STRAGGLER_SECONDS", 30.0)


def name_of(standard: str) -> str:
    """Both editions of SCORM 2004 must say the same."""
    return standard.split("-", maxsplit=1)[0]


def assert_trace(name: str, lines: list[str]) -> None:
    """Compare with the reviewed file, and show the first differences; `COPACK_UPDATE=1` writes it anew."""
    path = GOLDEN / f"{name}.txt"
    if "COPACK_UPDATE" in os.environ:
        GOLDEN.mkdir(exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    reviewed = path.read_text(encoding="utf-8").splitlines()
    if lines != reviewed:
        differences = list(difflib.unified_diff(reviewed, lines, "reviewed", "now", lineterm="", n=1))
        pytest.fail(f"{path.name} differs; COPACK_UPDATE=1 renews it\n" + "\n".join(line[:WIDTH] for line in differences[:SHOWN]), pytrace=False)


@pytest.mark.parametrize(
    ("standard", "walk"),
    only_quick([(standard, walk) for standard in STANDARDS for walk in WALKS], *QUICK),
)
def test_a_walk_says_what_it_always_said(launcher: Launcher, every_interaction: Built, lrs: LrsServer, standard: str, walk: str) -> None:
    fix_context(launcher.context)
    trace = Trace(watch(standard, launcher, every_interaction, lrs))
    WALKS[walk](trace, every_interaction.plan)
    trace.finish()
    assert_trace(f"{name_of(standard)}-{walk}", trace.lines)


@pytest.mark.slow
@pytest.mark.parametrize("standard", UNITS)
def test_units_say_what_they_always_said(launcher: Launcher, by_session: Built, lrs: LrsServer, standard: str) -> None:
    """Each session and the final check are launched by themselves."""
    fix_context(launcher.context)
    lines = []
    for opening in unit_files(by_session.plan):
        trace = Trace(watch(standard, launcher, by_session, lrs, opening.page))
        walk_right(trace, by_session.plan.only(opening.unit))
        trace.close()
        trace.finish()
        trace.watched.forget_log()
        lines += [f"unit {opening.unit.id}", *trace.lines]
    assert_trace(f"{name_of(standard)}-units", lines)
