"""A fault planted in the player turns each row of the engines red that is about it; `test_rows.py` plays the same rows without it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest

from builder.resources import read_asset
from tests.browser.engines.protocol import WebDriverError
from tests.browser.engines.rows import ENGINE_ROWS, Seat
from tests.browser.engines.window import EngineWindow
from tests.browser.harness.build import Built, ShortCourse
from tests.browser.harness.seeding import ESBUILD, Seed, compile_seeds
from tests.browser.harness.server import Server
from tests.selection import only_quick

pytestmark = pytest.mark.skipif(not ESBUILD.exists(), reason="npm packages are not installed (npm ci)")

RUNTIME: Final = "runtime.js"
LATE_HALF: Final = "runtime-late.js"
ONLY_RELOADED: Final = Seed("start.js", "templates/runtime/start/start.ts", '.map((address) => fetch(address, { cache: "reload" }))', ".map(() => 0)")
FAULTS: Final = {
    ("back", "scorm12", "WebKit"): Seed(RUNTIME, "templates/runtime/leaving.ts", "player.late.half()?.rewriteCards(player)", "undefined"),
    ("back", "web", "WebKit"): Seed(LATE_HALF, "templates/runtime/questions.ts", "held && JSON", "!held && JSON"),
    ("platform reloaded", "scorm12", "WebKit"): Seed(LATE_HALF, "templates/runtime/notes.ts", "followed.length ? ", "followed.length < 0 ? "),
    ("no timing", "scorm12", "Chromium"): Seed(RUNTIME, "templates/runtime/player.ts", "  follow(state);\n", ""),
    ("two windows", "web", "WebKit"): Seed("drivers/web.js", "builder/standards/web/driver.ts", "host.uuid().slice(0, 8)", '"one-window"'),
    ("killed", "scorm12", "WebKit"): Seed(
        "parts/scorm.js", "templates/runtime/parts/scorm/driver.ts", "const saved = cache.commit() && state", "const saved = state"
    ),
    ("update, kept by a gateway", "scorm12", "WebKit"): ONLY_RELOADED,
    ("update, kept by a gateway", "scorm12", "Firefox"): ONLY_RELOADED,
    ("update, kept by the browser", "scorm12", "Firefox"): Seed(
        "start.js", "templates/runtime/start/start.ts", "if (!isSecond && mark(RELOADED))", "if (isSecond && mark(RELOADED))"
    ),
    ("update, while open", "scorm12", "Firefox"): Seed(
        RUNTIME, "templates/runtime/sessions.ts", "void fetchLaunchPage(host.window);", "host.window.location.reload();"
    ),
}
"""(row, standard, engine) -> what is planted."""


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str], bytes]:
    """Every script with its fault; made in one go."""
    made = compile_seeds({"-".join(cell): seed for cell, seed in FAULTS.items()}, tmp_path_factory.mktemp("seeds"))
    return {cell: made["-".join(cell)] for cell in FAULTS}


def test_every_row_has_a_fault() -> None:
    assert {row for row, _, _ in FAULTS} == {row.name for row in ENGINE_ROWS}


@pytest.mark.parametrize(
    ("name", "standard", "engine"), only_quick(FAULTS)  # `make test` plants the like before the rows of Chromium
)
def test_a_fault_is_noticed(
    server: Server,
    open_window: Callable[[], EngineWindow],
    short_course: ShortCourse,
    every_interaction: Built,
    scripts: dict[tuple[str, str, str], bytes],
    name: str,
    standard: str,
    engine: str,
) -> None:
    row = next(row for row in ENGINE_ROWS if row.name == name)
    seat = Seat(server, every_interaction if row.own_words else short_course("{mark: 60}"), standard, open_window, row.script)
    healthy, script = read_asset(FAULTS[name, standard, engine].script).rstrip(), scripts[name, standard, engine].rstrip()
    seat.change_files(lambda content: content.replace(healthy, script))
    # Firefox answers a question about a page that goes away meanwhile with an error of its own.
    with pytest.raises((AssertionError, WebDriverError)):
        row.action(seat)
