"""Whole courses played in WebKit, the engine of iPhones and iPads: what the platform has is judged as after a walk in Chromium."""

from __future__ import annotations

import pytest

from tests.browser.engines.walk import EngineWalk
from tests.browser.engines.watched import mount_watched
from tests.browser.engines.webdriver import WebDriverBrowser
from tests.browser.harness.build import Built, ShortCourse
from tests.browser.harness.scorm import POLICY
from tests.browser.harness.server import Server
from tests.selection import only_quick


@pytest.mark.parametrize("name", only_quick(["short", "real"], "short"))
def test_a_course_without_a_platform(server: Server, webkit: WebDriverBrowser, real_course: Built, short_course: ShortCourse, name: str) -> None:
    built = real_course if name == "real" else short_course("complete")
    window = webkit.window()
    window.open(server.address(mount_watched(server, "course", built.zip("web"), POLICY)))
    walk = EngineWalk(window, built.plan).await_open()
    walk.go()
    window.until("count", "", "heading", "^You have finished this course$")
    assert walk.pages == [page.id for session in built.plan.sessions() for page in session.pages]
    walk.leave()
    window.until("says", "You can leave this page now")
    assert window.ask("problems") == []
