"""What every test may use, and an honest last word on what could not be tried here."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest

from tests.browser.harness.build import Built, FourKinds, build_course

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
def four_kinds(tmp_path_factory: pytest.TempPathFactory) -> FourKinds:
    """Builds the short course that holds every kind of question."""
    return FourKinds(lambda: tmp_path_factory.mktemp("four-kinds"))


@pytest.fixture(scope="session")
def every_block(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The short course that holds every block of text."""
    return build_course(ROOT / "tests" / "courses" / "every-block", tmp_path_factory.mktemp("every-block"))


@pytest.fixture(scope="session")
def every_interaction(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The course that asks a question of every kind: for practice, in a bank and in the final check."""
    return build_course(ROOT / "tests" / "courses" / "every_interaction", tmp_path_factory.mktemp("every-interaction"))


@pytest.fixture(scope="session")
def every_kind_asked(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same course without chance: everybody is asked every question of its bank."""
    folder = tmp_path_factory.mktemp("every-kind-asked")
    shutil.copytree(ROOT / "tests" / "courses" / "every_interaction", folder / "course")
    session = folder / "course" / "sessions" / "01-try" / "session.md"
    text = session.read_text(encoding="utf-8")
    assert "Draw: 2\n" in text
    session.write_text(text.replace("Draw: 2\n", ""), encoding="utf-8")
    return build_course(folder / "course", folder / "dist")


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
