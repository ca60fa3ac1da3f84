"""What every test may use, and an honest last word on what could not be tried here."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.browser.harness.build import Built, build_course

ROOT: Final = Path(__file__).resolve().parent.parent
SHARED: Final = ROOT.parent / "shared"
"""Reference data that is not part of the project (official schemas, packages of other tools)."""


@pytest.fixture(scope="session")
def standards() -> Path:
    """Folder of the official schemas; skips where this machine has none."""
    folder = SHARED / "standards"
    if not folder.is_dir():
        pytest.skip("../shared/standards is absent: no official schema to judge by")
    return folder


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Folder of packages made by other tools; skips where this machine has none."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip("../shared/corpus is absent: no package of another tool to try")
    return folder


@pytest.fixture(scope="session")
def real_course(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The example course of the project, built."""
    return build_course(ROOT / "course_source", tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def four_kinds(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """The short course of tests/courses/four-kinds, built once for each pass rule (the words after `pass:`)."""
    done: dict[str, Built] = {}

    def build_with(rule: str) -> Built:
        if rule not in done:
            folder = tmp_path_factory.mktemp("four-kinds")
            shutil.copytree(ROOT / "tests" / "courses" / "four-kinds", folder / "course")
            settings = folder / "course" / "course.yaml"
            text = settings.read_text(encoding="utf-8")
            assert "pass: complete" in text
            settings.write_text(text.replace("pass: complete", f"pass: {rule}"), encoding="utf-8")
            done[rule] = build_course(folder / "course", folder / "dist")
        return done[rule]

    return build_with


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was skipped, by reason, so that a green run claims no more than it tried."""
    reasons: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
        reasons[reason.removeprefix("Skipped: ")] = reasons.get(reason.removeprefix("Skipped: "), 0) + 1
    if not reasons:
        return
    terminalreporter.section("not tried here")
    for reason, count in sorted(reasons.items()):
        terminalreporter.line(f"{count:4d} x {reason}")
