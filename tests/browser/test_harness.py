"""The harness itself, tried with a hand-made unit: what it reports must be what happened."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import expect

from tests.browser.harness.launcher import ApiPlacement, Launcher
from tests.browser.harness.platform import Double, Quirks
from tests.browser.harness.server import Fault
from tests.selection import only_quick

pytestmark = pytest.mark.undrawn

TINY = Path(__file__).resolve().parent / "fixtures" / "tiny"
RECORDING = "Your progress is being recorded"
REACHABLE = [placement for placement in ApiPlacement if placement not in (ApiPlacement.FOREIGN_PARENT, ApiPlacement.NONE)]


SEARCH_MILLISECONDS: Final = 5000
"""Longer than the package looks for an API, on the page's clock."""


@pytest.mark.parametrize("placement", only_quick(REACHABLE, ApiPlacement.FRAME), ids=lambda placement: placement.name.lower())
def test_package_finds_the_api_in_every_way_that_platforms_use(launcher: Launcher, placement: ApiPlacement) -> None:
    """A real package is opened in every way by test_trouble_scorm12.py, in `make test` too."""
    visit = launcher.open_package(launcher.mount(TINY), launcher.platform(), placement)
    expect(visit.course.get_by_role("status")).to_have_text(RECORDING)
    assert visit.calls()[0].name == "LMSInitialize"
    assert visit.launch.commits == 1


@pytest.mark.parametrize("placement", [ApiPlacement.FOREIGN_PARENT, ApiPlacement.NONE], ids=lambda placement: placement.name.lower())
def test_package_without_a_reachable_api_makes_no_call(launcher: Launcher, placement: ApiPlacement) -> None:
    platform = launcher.platform()
    launcher.context.clock.install()
    visit = launcher.open_package(launcher.mount(TINY), platform, placement)
    launcher.context.clock.run_for(SEARCH_MILLISECONDS)
    expect(visit.course.get_by_role("status")).to_have_text("Your progress is not being recorded")
    assert platform.calls() == []


@pytest.mark.drawn
@pytest.mark.parametrize("double", only_quick(Double, Double.STRICT), ids=lambda double: double.value)  # a course walks on the other: test_walk_scorm12.py
def test_record_survives_a_killed_tab(launcher: Launcher, double: Double) -> None:
    platform, mount = launcher.platform(double), launcher.mount(TINY)
    visit = launcher.open_package(mount, platform)
    visit.course.get_by_label("No").check()
    visit.course.get_by_role("button", name="Check my answer").click()
    visit.kill()
    assert not platform.launches[0].finished
    again = launcher.open_package(mount, platform)
    expect(again.course.get_by_label("No")).to_be_checked()
    assert platform.launches[1].given["cmi.core.entry"] == "resume"


@pytest.mark.drawn
@pytest.mark.parametrize("double", only_quick(Double, Double.STRICT), ids=lambda double: double.value)  # a course walks on the other: test_walk_scorm12.py
def test_reload_ends_one_launch_by_beacon_and_begins_the_next(launcher: Launcher, double: Double) -> None:
    platform = launcher.platform(double)
    visit = launcher.open_package(launcher.mount(TINY), platform)
    visit.course.get_by_label("Yes").check()
    visit.course.get_by_role("button", name="Check my answer").click()
    visit.reload()
    expect(visit.course.get_by_label("Yes")).to_be_checked()
    assert [launch.finished for launch in platform.launches] == [True, False]
    assert platform.total_seconds == 5
    assert platform.launches[0].calls[-1].name == "LMSFinish"


def test_closing_the_window_is_heard(launcher: Launcher) -> None:
    platform = launcher.platform()
    launcher.open_package(launcher.mount(TINY), platform).close()
    assert platform.launches[0].finished


@pytest.mark.drawn
def test_learning_hub_gives_nothing_back_after_a_final_status(launcher: Launcher) -> None:
    platform, mount = launcher.platform(quirks=Quirks.LEARNING_HUB), launcher.mount(TINY)
    visit = launcher.open_package(mount, platform)
    visit.course.get_by_label("No").check()
    visit.course.get_by_role("button", name="Check my answer").click()
    visit.course.get_by_role("button", name="Save and exit").click()
    assert platform.completion_recorded
    sets = [call for call in visit.calls() if call.name == "LMSSetValue"]
    assert {call.result for call in sets} == {True}
    again = launcher.open_package(mount, platform)
    expect(again.course.get_by_label("No")).not_to_be_checked()
    assert again.launch.given["cmi.core.lesson_status"] == "passed"
    assert "cmi.suspend_data" not in again.launch.given


@pytest.mark.drawn
def test_refused_commit_answers_false_with_101(launcher: Launcher) -> None:
    platform = launcher.platform()
    visit = launcher.open_package(launcher.mount(TINY), platform)
    platform.refuse_commits = True
    visit.course.get_by_label("No").check()
    visit.course.get_by_role("button", name="Check my answer").click()
    last = visit.calls()[-1]
    assert (last.name, last.result, last.error, last.refused) == ("LMSCommit", "false", 101, True)
    assert platform.status == "incomplete"


def test_faults_and_policy_are_seen(launcher: Launcher) -> None:
    mount = launcher.mount(TINY, policy="default-src 'none'")
    launcher.open_page(mount)
    assert launcher.monitor.policy_violations
    with pytest.raises(AssertionError, match="policy violations"):
        launcher.monitor.assert_policy_kept()


@pytest.mark.parametrize(("fault", "status"), [(Fault.DENIED, 403), (Fault.CUT_SHORT, 200), (Fault.LOGIN_PAGE, 200)])
def test_a_broken_file_breaks_only_as_often_as_told(launcher: Launcher, fault: Fault, status: int) -> None:
    mount = launcher.mount(TINY)
    mount.break_path("course.js", fault, times=1)
    launcher.context.clock.install()
    page = launcher.open_page(mount)
    expect(page.get_by_role("status")).to_have_text("Looking for the platform")
    page.reload()
    launcher.context.clock.run_for(SEARCH_MILLISECONDS)
    expect(page.get_by_role("status")).to_have_text("Your progress is not being recorded")
    asked = [request.status for request in launcher.server.requests if request.path.endswith("course.js")]
    assert asked == [status, 200]
    assert launcher.monitor.console_errors


def test_request_outside_this_machine_is_noticed(launcher: Launcher) -> None:
    page = launcher.open_page(launcher.mount(TINY))
    page.evaluate("fetch('https://outside.invalid/x').catch(() => null)")
    with pytest.raises(AssertionError, match=r"outside\.invalid"):
        launcher.monitor.assert_no_outside_request()
    launcher.monitor.outside_requests.clear()
