"""Opens courses on SCORM platforms of either version, and holds what became of them against the plan."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from tests.browser.harness.build import Built
from tests.browser.harness.call_order import judge_call_order
from tests.browser.harness.closed_writes import list_unplanned, read_rows
from tests.browser.harness.launcher import Launcher, Visit
from tests.browser.harness.platform import Double, Platform, Quirks, Setting
from tests.browser.harness.player import Hands, Player
from tests.browser.harness.responses import ExpectedRecord
from tests.browser.harness.server import Mount

POLICY: Final = "default-src 'self'; connect-src 'self'"
"""The strictest Content-Security-Policy that a host may send."""


def platform_for(launcher: Launcher, built: Built, quirks: Quirks, double: Double = Double.STRICT, **setting: Any) -> Platform:
    """A platform that has imported the package: SCORM 2004 hands over the objectives that the manifest names."""
    platform = launcher.platform(double, quirks, Setting(**setting))
    if platform.version.two_statuses:
        platform.setting = Setting(**setting, objectives=tuple(read_objectives(built, platform.standard)))
    return platform


def read_objectives(built: Built, standard: str) -> Iterator[str]:
    """Ids of the objectives in a package's manifest, in order."""
    with zipfile.ZipFile(built.zip(standard)) as package:
        manifest = package.read("imsmanifest.xml").decode()
    yield from re.findall(r'objectiveID="([^"]+)"', manifest)


@dataclass(frozen=True)
class Item:
    """One item of the manifest: its page, the objectives that it names, and whether its success counts for the course."""

    id: str
    page: str
    objectives: tuple[str, ...]
    counts: bool


def read_items(built: Built, standard: str) -> list[Item]:
    """The items of the package, by the manifest alone."""
    with zipfile.ZipFile(built.zip(standard)) as package:
        manifest = package.read("imsmanifest.xml").decode()
    pages = dict(re.findall(r'<resource identifier="([^"]+)"[^>]* href="([^"]+)"', manifest))
    items = re.findall(r'<item identifier="([^"]+)" identifierref="([^"]+)"[^>]*>(.*?)</item>', manifest, re.DOTALL)
    return [
        Item(name, pages[reference], tuple(re.findall(r'objectiveID="([^"]+)"', inside)), 'rollupObjectiveSatisfied="false"' not in inside)
        for name, reference, inside in items
    ]


def open_course(launcher: Launcher, built: Built, platform: Platform, hands: Hands = Hands.SCRIPT) -> tuple[Visit, Player]:
    """Open the package of the platform's standard as a learner does."""
    visit = launcher.open_package(launcher.mount(built.zip(platform.standard), policy=POLICY), platform)
    return visit, Player.of_visit(visit, hands).await_open()


def reopen(launcher: Launcher, mount: Mount, platform: Platform) -> tuple[Visit, Player]:
    visit = launcher.open_package(mount, platform)
    return visit, Player.of_visit(visit).await_open()


def judge_launches(platform: Platform, built: Built, *, refusals: tuple[str, ...] = ()) -> None:
    """Every launch so far made its calls in order, and wrote only what the plan foresees."""
    for launch in platform.launches:
        assert judge_call_order(launch.calls, launch.given, refusals_expected=refusals, version=platform.version) == []
        held = {**platform.values, **launch.given}
        assert list_unplanned(launch.calls, built.plan, held, platform.version) == []


def assert_recorded(platform: Platform, expected: ExpectedRecord) -> None:
    """Status, score and answers at the platform are those that follow from what was submitted."""
    assert platform.status == expected.status()
    assert platform.score == expected.score()
    if platform.version.two_statuses:
        wanted_whole = expected.elements_2004()
        assert {name: platform.values.get(name, "") for name in wanted_whole} == wanted_whole
    scores = {name: row["score.raw"] for name, row in read_rows(platform.values, "objectives").items() if "score.raw" in row}
    assert scores == expected.outcome_scores()
    rows = read_rows(platform.values, "interactions")
    wanted = expected.interactions(platform.version)
    assert set(rows) == set(wanted)
    for tracked_id, row in wanted.items():
        assert {name: rows[tracked_id].get(name) for name in row} == row
