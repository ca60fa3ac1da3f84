"""Whole courses played in WebKit on platforms: what they have afterwards is judged as after a walk in Chromium."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from tests.browser.engines.walk import EngineWalk
from tests.browser.engines.watched import mount_watched, watch_package
from tests.browser.engines.webdriver import WebDriverBrowser
from tests.browser.firefox.walk_plan import ServerOnlyLauncher
from tests.browser.harness.build import Built
from tests.browser.harness.cmi5 import BACK, Enrolment, assert_whole_plan_told
from tests.browser.harness.judges import judge_scorm
from tests.browser.harness.scorm import POLICY, assert_recorded, judge_launches
from tests.browser.harness.server import Server
from tests.lrs_server import serve_lrs

pytestmark = pytest.mark.slow  # in `make test` Chromium walks both, and WebKit the short course without a platform


def walk_with_reload(walk: EngineWalk) -> None:
    """The whole course, with F5 of the page at the top on its middle page."""
    pages = [page.id for session in walk.plan.sessions() for page in session.pages]
    middle = pages[len(pages) // 2]
    walk.await_open().go(until=middle)
    walk.window.reload()
    walk.await_open()
    assert walk.window.ask("pageId") == middle
    assert walk.window.ask("welcome").startswith("Welcome back. You were on")
    walk.pages.pop()
    walk.go()
    assert walk.pages == pages
    assert walk.window.ask("problems") == []
    walk.leave()


def test_the_real_course_on_a_strict_scorm_12_platform(server: Server, webkit: WebDriverBrowser, real_course: Built) -> None:
    launcher = ServerOnlyLauncher(server)
    mount, platform = mount_watched(server, "course", real_course.zip("scorm12"), POLICY), launcher.platform()
    window = webkit.window()
    query = urlencode({"platform": platform.name, "content": server.address(mount), "placement": "frame"})
    window.open(f"{server.origin}/lms/launch.html?{query}")
    window.framed = True
    walk = EngineWalk(window, real_course.plan)
    walk_with_reload(walk)
    window.until("says", "Your answers are saved")
    assert len(platform.launches) == 2
    assert platform.launches[-1].finished
    assert judge_scorm(platform, walk.expected) == {}
    judge_launches(platform, real_course)
    assert_recorded(platform, walk.expected)
    assert platform.status == "completed"
    assert platform.completion_recorded


def test_the_real_course_on_a_platform_of_cmi5(server: Server, webkit: WebDriverBrowser, real_course: Built) -> None:
    launcher = ServerOnlyLauncher(server)
    with serve_lrs() as lrs:
        policy = f"default-src 'self'; connect-src 'self' {lrs.origin}"
        mount = server.mount("course", watch_package(real_course.zip("cmi5")), {"Content-Security-Policy": policy})
        enrolment, window = Enrolment(launcher, lrs), webkit.window()
        window.open(f"{server.address(mount)}?{enrolment.launch(back=True)}")
        walk_with_reload(EngineWalk(window, real_course.plan))
        window.until_at(server.origin + BACK)
        assert_whole_plan_told(enrolment, real_course.plan)
        assert enrolment.list_unit_verbs() == ["initialized", "completed", "terminated"]
        assert [session.fetches for session in enrolment.sessions] == [["POST"]]
