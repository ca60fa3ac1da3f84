"""Fixtures for everything that is played in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.harness.conditions import EXPECT_PATIENCE
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.server import Server, serve
from tests.lrs_server import LrsServer, serve_lrs

ROOT: Final = Path(__file__).resolve().parents[2]
SCORM_AGAIN: Final = [ROOT / "node_modules" / "scorm-again" / "dist" / name for name in ("scorm12.min.js", "scorm2004.min.js")]

expect.set_options(timeout=EXPECT_PATIENCE)


@pytest.fixture(scope="session")
def scorm_again() -> bytes:
    """The scripts of the independent SCORM player, both versions."""
    if not all(path.exists() for path in SCORM_AGAIN):
        pytest.skip("npm packages are not installed (npm ci)")
    return b"\n".join(path.read_bytes() for path in SCORM_AGAIN)


@pytest.fixture
def server() -> Iterator[Server]:
    """The origin of the package and its platform."""
    with serve() as running:
        yield running


@pytest.fixture
def lrs() -> Iterator[LrsServer]:
    """A record store of a test's own."""
    with serve_lrs() as running:
        yield running


@pytest.fixture
def elsewhere() -> Iterator[Server]:
    """A second origin."""
    with serve() as running:
        yield running


@pytest.fixture
def launcher(request: pytest.FixtureRequest, server: Server, elsewhere: Server, scorm_again: bytes) -> Iterator[Launcher]:
    """Launches packages (with a parameter: in the browser of that fixture). Whatever else a test says, nothing may leave this machine."""
    browser: Browser = request.getfixturevalue(_name_of_browser(request))
    opened = Launcher(browser, server, elsewhere, scorm_again)
    try:
        yield opened
    finally:
        opened.close()
    for monitor in opened.monitors:
        monitor.assert_no_outside_request()


def _name_of_browser(request: pytest.FixtureRequest) -> str:
    """The fixture of the browser that a test is played in; `drawn` at a test goes before `undrawn` at its file."""
    named: str = getattr(request, "param", "browser")
    marks = {mark.name for mark in request.node.iter_markers()}
    return "undrawn_browser" if named == "browser" and "undrawn" in marks and "drawn" not in marks else named
