"""A course whose sessions are units, one after the other in one window of Firefox and of WebKit; Chromium plays all rows of units (tests/browser/test_units.py)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest

from builder.standards.script import unit_files
from tests.browser.engines.walk import EngineWalk
from tests.browser.engines.watched import mount_watched
from tests.browser.engines.window import EngineWindow
from tests.browser.faults.units import EDITS
from tests.browser.firefox.walk_plan import ServerOnlyLauncher
from tests.browser.harness.build import ShortCourse
from tests.browser.harness.platform import Quirks, Setting
from tests.browser.harness.scorm import POLICY, assert_recorded, read_items
from tests.browser.harness.server import Server

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("engine", ["Firefox", "WebKit"])
def test_each_unit_comes_to_its_own_outcome(server: Server, open_window: Callable[[], EngineWindow], short_course: ShortCourse) -> None:
    course, launcher, window = short_course("{mark: 60}", *EDITS), ServerOnlyLauncher(server), open_window()
    mount = mount_watched(server, "course", course.zip("scorm2004-4th"), POLICY)
    outcomes = []
    for opening in unit_files(course.plan):
        item = next(item for item in read_items(course, "scorm2004-4th") if item.page == opening.page)
        platform = launcher.platform(quirks=Quirks.PLAIN_2004, setting=Setting(objectives=item.objectives))
        query = urlencode({"platform": platform.name, "content": server.address(mount, opening.page), "placement": "frame"})
        window.framed = False
        window.open(f"{server.origin}/lms/launch.html?{query}")
        window.framed = True
        walk = EngineWalk(window, course.plan.only(opening.unit)).await_open()
        walk.go()
        walk.leave()
        window.until("says", "are saved")
        assert window.ask("problems") == []
        assert_recorded(platform, walk.expected)
        outcomes.append(platform.status)
    assert outcomes == ["completed"] * (len(outcomes) - 1) + ["passed"]
