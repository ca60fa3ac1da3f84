"""Whole courses played in Firefox, a second engine: the platform's record is judged as after a walk in Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.browser.firefox.walk_plan import ServerOnlyLauncher, WalkPlan, WalkResult, find_firefox, walk_in_firefox
from tests.browser.harness.build import Built, ShortCourse
from tests.browser.harness.cmi5 import BACK, Enrolment, assert_whole_plan_told, mount_unit
from tests.browser.harness.judges import judge_scorm
from tests.browser.harness.scorm import POLICY, assert_recorded, judge_launches
from tests.browser.harness.server import Server, serve
from tests.lrs_server import serve_lrs
from tests.selection import only_quick

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def programs() -> tuple[str, str]:
    """Firefox and Node."""
    firefox, node = find_firefox(), shutil.which("node")
    if firefox is None:
        pytest.skip("Firefox is not installed (apt-get install firefox-esr)")
    if node is None or not (ROOT / "node_modules/puppeteer-core/package.json").is_file():
        pytest.skip("npm packages are not installed (npm ci)")
    return firefox, node


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as running:
        yield running


def assert_seen(result: WalkResult, built: Built) -> None:
    """Every page in order, one resume where the learner was, nothing off this machine and nothing amiss."""
    pages = [page.id for session in built.plan.sessions() for page in session.pages]
    assert "firefox" in result.browser.lower()
    assert result.pages == pages
    assert result.resumed["page"] == pages[len(pages) // 2]
    assert result.resumed["words"].startswith("Welcome back. You were on")
    assert result.outside == []
    assert result.errors == []


@pytest.mark.slow  # in `make test` Chromium walks it, and Firefox walks the short course
def test_the_real_course_on_a_strict_scorm_12_platform(server: Server, programs: tuple[str, str], real_course: Built) -> None:
    launcher = ServerOnlyLauncher(server)
    mount, platform = launcher.mount(real_course.zip("scorm12"), policy=POLICY), launcher.platform()
    query = urlencode({"platform": platform.name, "content": server.address(mount), "placement": "frame"})
    result, expected = walk_in_firefox(*programs, real_course.plan, WalkPlan(f"{server.origin}/lms/launch.html?{query}", framed=True))
    assert_seen(result, real_course)
    assert len(platform.launches) == 2
    assert platform.launches[-1].finished
    assert judge_scorm(platform, expected) == {}
    judge_launches(platform, real_course)
    assert_recorded(platform, expected)
    assert platform.status == "completed"
    assert platform.completion_recorded


@pytest.mark.parametrize("name", only_quick(["short", "real"], "short"))
def test_a_course_on_a_platform_of_cmi5(server: Server, programs: tuple[str, str], real_course: Built, short_course: ShortCourse, name: str) -> None:
    built = real_course if name == "real" else short_course("complete")
    launcher = ServerOnlyLauncher(server)
    with serve_lrs() as lrs:
        enrolment, mount = Enrolment(launcher, lrs), mount_unit(launcher, built, lrs)
        address = f"{server.address(mount)}?{enrolment.launch(back=True)}"
        result, _ = walk_in_firefox(*programs, built.plan, WalkPlan(address, framed=False, leave=server.origin + BACK))
        assert_seen(result, built)
        assert_whole_plan_told(enrolment, built.plan)
        assert enrolment.list_unit_verbs() == ["initialized", "completed", "terminated"]
        assert [one.fetches for one in enrolment.sessions] == [["POST"]]
