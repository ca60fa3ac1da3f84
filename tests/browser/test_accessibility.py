"""The accessibility judges find what is planted for them, and nothing in a plain good page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.harness.accessibility import AXE, assert_accessible, assert_no_sideways_scroll, find_violations, read_tree
from tests.browser.harness.launcher import Launcher

pytestmark = pytest.mark.undrawn

TINY = Path(__file__).resolve().parent / "fixtures" / "tiny"
POLICY = "default-src 'self'; connect-src 'self'"

needs_axe = pytest.mark.skipif(not AXE.exists(), reason="npm packages are not installed (npm ci)")


@needs_axe
def test_axe_finds_nothing_in_a_good_page_and_keeps_its_policy(launcher: Launcher) -> None:
    visit = launcher.open_package(launcher.mount(TINY, policy=POLICY), launcher.platform())
    assert_accessible(visit.course)
    launcher.monitor.assert_policy_kept()


@needs_axe
def test_axe_finds_planted_faults_of_each_family(launcher: Launcher) -> None:
    page = launcher.open_page(launcher.mount(TINY))
    page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("beforeend",
        "<img src='data:,'><h4>Too deep</h4><button style='width:8px;height:8px;padding:0'></button><p style='color:#bbb'>pale</p>")"""
    )
    found = {rule["id"] for rule in find_violations(page)}
    assert {"image-alt", "heading-order", "button-name", "color-contrast"} <= found
    with pytest.raises(AssertionError, match=r"(?s)after planting.*image-alt.*<img"):
        assert_accessible(page, "after planting")


def test_sideways_scroll_is_measured(launcher: Launcher) -> None:
    visit = launcher.open_package(launcher.mount(TINY), launcher.platform())
    assert_no_sideways_scroll(visit.window, visit.course)
    visit.course.evaluate("document.querySelector('h1').style.width = '400px'")
    with pytest.raises(AssertionError, match="<h1"):
        assert_no_sideways_scroll(visit.window, visit.course)


def test_the_tree_reads_as_a_screen_reader_would(launcher: Launcher) -> None:
    page = launcher.open_page(launcher.mount(TINY))
    tree = read_tree(page)
    assert '- heading "Tiny course" [level=1]' in tree
    assert '- group "Must you tell your own story to be involved?"' in tree
