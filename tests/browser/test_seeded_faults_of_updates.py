"""Faults planted in what finds a newer version of a package turn the rows of the fault matrix red that are about it; test_fault_matrix.py plays the rows without them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import pytest
from playwright.sync_api import Error

from builder.package.package import Package
from tests.addresses import with_plain_names
from tests.browser.faults.learners import ScormLearner
from tests.browser.faults.matrix import ROWS
from tests.browser.harness.build import Built, ShortCourse
from tests.browser.harness.conditions import little_patience
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.seeding import ESBUILD, Seed, compile_seeds, put_script
from tests.browser.harness.server import read_files
from tests.selection import only_quick

pytestmark = [pytest.mark.undrawn, pytest.mark.skipif(not ESBUILD.exists(), reason="npm packages are not installed (npm ci)")]

PATIENCE: Final = 15_000
"""Milliseconds until a row counts as red: most faults leave the page waiting for ever."""
PLAIN_NAMES: Final = None
"""The fault is no script: every address loses its digest."""


def start(before: str, after: str) -> Seed:
    return Seed("start.js", "templates/runtime/start/start.ts", before, after)


def launch_page(before: str, after: str) -> Seed:
    return Seed("runtime.js", "templates/runtime/launch_page.ts", before, after)


NEVER_AGAIN: Final = start("if (!isSecond && mark(RELOADED))", "if (isSecond && mark(RELOADED))")
ONLY_RELOADED: Final = start('.map((address) => fetch(address, { cache: "reload" }))', ".map(() => 0)")
NEVER_COMPARED: Final = launch_page("addresses.some(", "addresses.length < 0 && addresses.some(")
FAULTS: Final[dict[str, tuple[str, Seed | None]]] = {
    "no digest, launch page not kept": ("update, no-store", PLAIN_NAMES),
    "no digest, launch page asked for": ("update, no-cache", PLAIN_NAMES),
    "never loaded again": ("update, max-age", NEVER_AGAIN),
    "never loaded again (immutable)": ("update, immutable", NEVER_AGAIN),
    "loaded again out of the cache": ("update, date alone", ONLY_RELOADED),
    "loaded again with a question to the server": ("update, kept dates", ONLY_RELOADED),
    "older page goes on": ("update, one session", NEVER_COMPARED),
    "older version goes on": ("update, all in cache", NEVER_COMPARED),
    "older page stays in the cache": (
        "update, without timing",
        Seed("runtime.js", "templates/runtime/sessions.ts", "void fetchLaunchPage(host.window);", ""),
    ),
    "loaded again after Initialize": (
        "update, while open",
        Seed("runtime.js", "templates/runtime/sessions.ts", "void fetchLaunchPage(host.window);", "host.window.location.reload();"),
    ),
    "loaded again and again": ("start signed out", start("const isSecond = history.state === RELOADED;", "const isSecond = false;")),
    "looks past the cache only once in a window": ("start signed out", start('  mark("");\n', "")),
    "goes on as for a new learner, behind the message": (
        "start without late half",
        Seed(
            "runtime.js",
            "templates/runtime/main.ts",
            "const half = isNew ? null : await fetchHalf(words, tables, launched.location, article);",
            "const half = isNew ? null : await Promise.race([fetchHalf(words, tables, launched.location, article), host.wait(0).then(() => null)]);",
        ),
    ),
    "nothing is said": ("start without late half", Seed("runtime.js", "templates/runtime/main.ts", 'show(box("problem"), !half);', "")),
    "words missing": ("start cut short", start("box.hidden = !box.hidden;", "box.hidden = box.hidden;")),
}
"""Name -> row, fault."""


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return compile_seeds({name: seed for name, (_, seed) in FAULTS.items() if seed}, tmp_path_factory.mktemp("seeds"))


@pytest.fixture
def impatient() -> Iterator[None]:
    with little_patience(PATIENCE):
        yield


class FaultyLearner(ScormLearner):
    """A learner whose package, in every version, holds a planted fault."""

    def __init__(self, launcher: Launcher, built: Built, plant: Callable[[Built], Mapping[str, bytes]]) -> None:
        self.plant = plant
        super().__init__(launcher, built, "scorm12")

    def read_package(self, built: Built) -> Mapping[str, bytes]:
        return self.plant(built)


def drop_digests(built: Built) -> Mapping[str, bytes]:
    package = with_plain_names(Package("", read_files(built.zip("scorm12"))))
    return {name: package.read(name) for name in package.files}


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("name", only_quick(FAULTS))
def test_a_planted_fault_turns_its_row_red(launcher: Launcher, short_course: ShortCourse, scripts: dict[str, bytes], name: str) -> None:
    row_name, seed = FAULTS[name]

    def plant(built: Built) -> Mapping[str, bytes]:
        return put_script(built.zip("scorm12"), seed.script, scripts[name]) if seed else drop_digests(built)

    row = next(row for row in ROWS if row.name == row_name)
    with pytest.raises((AssertionError, Error)):
        row.action(FaultyLearner(launcher, short_course("{mark: 60}"), plant))


def test_every_row_of_an_update_has_a_planted_fault() -> None:
    assert {row.name for row in ROWS if row.name.startswith(("update, ", "start "))} == {row for row, _ in FAULTS.values()}
