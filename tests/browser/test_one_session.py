"""One session built alone, played at a platform: what arrives is the session's, under the ids of the whole course."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from builder.pipeline import build, compile_folder
from builder.standards.standard import Options
from tests.browser.harness.build import ROOT, Built
from tests.browser.harness.launcher import Launcher
from tests.browser.harness.platform import Double, Quirks
from tests.browser.harness.scorm import assert_recorded, judge_launches, open_course, platform_for
from tests.browser.harness.walk import Walk

pytestmark = pytest.mark.undrawn


@pytest.mark.slow  # tests/unit/cli/test_commands.py reads the packages; the short course is walked at this platform as a whole
def test_a_session_alone_is_played_to_its_end(launcher: Launcher, tmp_path: Path) -> None:
    folder = ROOT / "tests" / "courses" / "short"
    compilation = compile_folder(folder, session="one")
    assert compilation.course is not None
    assert compilation.plan is not None
    built = Built(folder, tmp_path, compilation.course, compilation.plan)
    build(folder, tmp_path / "scorm2004-4th", Options(), standards=("scorm2004-4th",), session="one")
    platform = platform_for(launcher, built, Quirks.PLAIN_2004, Double.STRICT)
    _visit, player = open_course(launcher, built, platform)
    walk = Walk(player, built.plan)
    walk.go()
    expect(player.surface.get_by_role("heading", name="You have finished this part of the course")).to_be_visible()
    player.save_and_exit()
    judge_launches(platform, built)
    assert_recorded(platform, walk.expected)
    assert platform.values.get("cmi.completion_status") == "completed"
