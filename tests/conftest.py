"""What every test may use, and an honest last word on what could not be tried here."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import hypothesis
import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.harness.build import Built, ShortCourse, build_course, copy_asked_whole, copy_first_session
from tests.browser.harness.chromium import UNDRAWN, find_chromium, find_whole_chromium, launch_chromium
from tests.order import deal
from tests.selection import examples

ROOT: Final = Path(__file__).resolve().parent.parent
SHARED: Final = ROOT.parent / "shared"
"""Reference data that is not part of the project (official schemas, packages of other tools)."""

# A machine that is busy is no fault. In CI a run can be repeated; elsewhere each run tries other examples.
hypothesis.settings.register_profile("local", deadline=None, max_examples=examples(100), suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.register_profile("ci", hypothesis.settings.get_profile("local"), derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")

# Ten thousand tests are collected, and none of them is ever let go: looking for garbage meanwhile takes a third of the time of collecting.
gc.disable()


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
def playwright() -> Iterator[Playwright]:
    """One a worker. From here on its event loop runs in the main thread, so other tests run theirs apart (`tests/event_loop.py`)."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium without a window, where it is installed."""
    running = launch_chromium(playwright, _path_of_chromium())
    yield running
    running.close()


@pytest.fixture(scope="session")
def undrawn_browser(playwright: Playwright) -> Iterator[Browser]:
    """The same, but it draws nothing: for tests that are marked `undrawn`."""
    running = launch_chromium(playwright, _path_of_chromium(), UNDRAWN)
    yield running
    running.close()


def _path_of_chromium() -> str:
    path = find_chromium()
    if path is None:
        pytest.skip("Chromium is not installed (apt-get install chromium-headless-shell)")
    return path


@pytest.fixture(scope="session")
def whole_browser(playwright: Playwright) -> Iterator[Browser]:
    """The Chromium that people use, without its window."""
    path = find_whole_chromium()
    if path is None:
        pytest.skip("The whole Chromium is not installed (apt-get install chromium)")
    running = launch_chromium(playwright, path)
    yield running
    running.close()


@pytest.fixture(scope="session")
def real_course(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The example course of the project, whole. Everybody is asked every question of its banks, so that a walk tells all that is planned.

    A walk through it is slow; `first_session` is for quick ones.
    """
    folder = tmp_path_factory.mktemp("real")
    return build_course(copy_asked_whole(folder / "course"), folder / "dist")


@pytest.fixture(scope="session")
def first_session(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The example course with its first session alone: a longer course does not make its tests slower."""
    folder = tmp_path_factory.mktemp("first-session")
    return build_course(copy_first_session(folder / "course"), folder / "dist")


@pytest.fixture(scope="session")
def short_course(tmp_path_factory: pytest.TempPathFactory) -> ShortCourse:
    """Builds the short course that holds every kind of question."""
    return ShortCourse(lambda: tmp_path_factory.mktemp("short-course"))


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where workers share the tests, let each begin with long ones."""
    if workers := int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "0")):
        items[:] = deal(items, workers)


def pytest_collection_finish() -> None:
    """From here on garbage is looked for again, but not among the tests themselves."""
    gc.freeze()
    gc.enable()


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
