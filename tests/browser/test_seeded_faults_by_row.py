"""Faults planted in the SCORM drivers turn the row of the fault matrix red that is about them. The rows themselves are played by test_fault_matrix.py."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import pytest
from playwright.sync_api import Error

from tests.browser.faults.learners import ScormLearner
from tests.browser.faults.matrix import ROWS
from tests.browser.harness.build import Built, ShortCourse
from tests.browser.harness.conditions import little_patience
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.seeding import ESBUILD, Seed, compile_seeds, put_script
from tests.selection import only_quick

pytestmark = [pytest.mark.undrawn, pytest.mark.skipif(not ESBUILD.exists(), reason="npm packages are not installed (npm ci)")]


def part(file: str, before: str, after: str) -> Seed:
    """A fault in what both versions of SCORM share."""
    return Seed("parts/scorm.js", f"templates/runtime/parts/scorm/{file}.ts", before, after)


def scorm2004(before: str, after: str) -> Seed:
    return Seed("drivers/scorm2004.js", "builder/standards/scorm2004/driver.ts", before, after)


OPENER: Final = part("search", "return () => !opener || (same ? look() === api : look() !== null);", "return () => true;")
FAULTS: Final[dict[str, tuple[str, str, Seed]]] = {
    "written before it was read": ("blank at first", "scorm12", part("held", "settled = isTold(held);", "settled = true;")),
    "filled in part counts as read": ("blank at first", "scorm2004-4th", part("held", "isTold(again) && JSON.stringify(again) === JSON.stringify(held)", "isTold(again)")),
    "ends not cut": ("state wrapped", "scorm12", part("reading", "  const plain = cutEnds(", "  return text;\n  const plain = cutEnds(")),
    "alarm at a stranger's text": ("state of a stranger", "scorm12", part("driver", 'return !isFirst(held) && held.status !== "" && saysSomething(held.state);', "return true;")),
    "end of the API unknown": ("ended before", "scorm2004-4th", scorm2004('ended: ["104", "113", "123", "133", "143"]', "ended: []")),
    "end of the API unknown (popup)": ("popup reloaded", "scorm2004-4th", scorm2004('ended: ["104", "113", "123", "133", "143"]', "ended: []")),
    "refused end counts as left": ("end refused", "scorm12", part("driver", "this.finished = api.finish() || this.dialect.ended.indexOf(api.error()) >= 0;", "this.finished = api.finish() || true;")),
    "saved though the opener closed": ("opener closed", "scorm12", OPENER),
    "saved though the opener was reloaded": ("opener reloaded", "scorm2004-4th", OPENER),
    "saved though the opener is elsewhere": ("opener elsewhere", "scorm12", OPENER),
}
"""Name -> row, standard, fault. The row \"into our page\" is held by the page's policy, which is no part of a driver: its fault is `UnguardedLearner`'s."""
POLICY: Final = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
ALWAYS: Final = ("written before it was read",)


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return compile_seeds({name: seed for name, (_, _, seed) in FAULTS.items()}, tmp_path_factory.mktemp("seeds"))


class FaultyLearner(ScormLearner):
    """A learner whose package holds a planted fault."""

    def __init__(self, launcher: Launcher, built: Built, standard: str, script: str, content: bytes) -> None:
        self.script, self.content = script, content
        super().__init__(launcher, built, standard)

    def read_package(self, built: Built) -> Mapping[str, bytes]:
        return put_script(built.zip(self.standard), self.script, self.content)


class UnguardedLearner(ScormLearner):
    """A learner whose package has lost the policy of its page."""

    def read_package(self, built: Built) -> Mapping[str, bytes]:
        files = super().read_package(built)
        page, found = POLICY.subn(b"", files["index.html"])
        assert found == 1
        return {**files, "index.html": page}


@pytest.mark.slow
@pytest.mark.parametrize("standard", ["scorm12", "scorm2004-4th"])
def test_a_page_without_its_policy_turns_the_row_about_strangers_scripts_red(launcher: Launcher, short_course: ShortCourse, standard: str) -> None:
    row = next(row for row in ROWS if row.name == "into our page")
    with little_patience(), pytest.raises((AssertionError, Error)):
        row.action(UnguardedLearner(launcher, short_course("{mark: 60}"), standard))


@pytest.mark.parametrize("name", only_quick(FAULTS, *ALWAYS))
def test_a_planted_fault_turns_its_row_red(launcher: Launcher, short_course: ShortCourse, scripts: dict[str, bytes], name: str) -> None:
    row_name, standard, seed = FAULTS[name]
    row = next(row for row in ROWS if row.name == row_name)
    with little_patience(), pytest.raises((AssertionError, Error)):
        row.action(FaultyLearner(launcher, short_course("{mark: 60}"), standard, seed.script, scripts[name]))
