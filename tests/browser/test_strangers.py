"""Packages made by other tools run on the platform doubles too: the doubles are strict, not odd."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import expect

from tests.browser.harness.launcher import Launcher
from tests.browser.harness.platform import Double
from tests.browser.harness.server import read_files

GOLF = "scorm12_golf_runtime_basic.zip"


def first_page(files: dict[str, bytes]) -> str:
    root = ET.fromstring(files["imsmanifest.xml"])
    return next(str(each.get("href")) for each in root.iter() if each.tag.endswith("}resource") and each.get("href"))


@pytest.mark.parametrize("double", list(Double), ids=lambda double: double.value)
def test_a_package_of_another_tool_starts_and_stores_its_status(launcher: Launcher, corpus: Path, double: Double) -> None:
    files = read_files(corpus / GOLF)
    platform = launcher.platform(double)
    visit = launcher.open_package(launcher.mount(files), platform, path=first_page(files))
    visit.page.wait_for_function("() => window.calls.length > 0")
    assert visit.calls()[0].name == "LMSInitialize"
    assert visit.calls()[0].result == "true"
    before = len(visit.calls())
    visit.course.get_by_role("button", name="Next").click()
    expect(visit.course.get_by_role("button", name="Previous")).to_be_enabled()
    writes = [call for call in visit.calls()[before:] if call.name == "LMSSetValue"]
    assert writes
    # This tool hands over its place as a number, which the standard's text parameters do not foresee: nothing else is refused
    assert {type(call.args[1]) for call in writes if call.refused} <= {int}
    visit.close()
    assert platform.status == "incomplete"
