"""The platform of cmi5 and its judge are fair: a unit that others wrote runs on it, and breaks nothing that our judge would hold against ours."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import expect

from tests.browser.harness.cmi5 import Enrolment
from tests.browser.harness.launcher import Launcher
from tests.lrs_server import LrsServer

ROOT: Final = Path(__file__).resolve().parents[2]
LIBRARY: Final = ROOT / "node_modules" / "@xapi" / "cmi5" / "package.json"
ESBUILD: Final = ROOT / "node_modules" / "esbuild" / "bin" / "esbuild"
PAGE: Final = b'<!DOCTYPE html><html lang="en"><title>Another unit</title><p id="end"></p><script src="unit.js"></script></html>'
UNIT: Final = """
import Cmi5 from "@xapi/cmi5";
const unit = new Cmi5();
const say = (text) => { document.getElementById("end").textContent = text; };
(async () => {
  await unit.initialize();
  await unit.interactionTrueFalse("https://course.invalid/question", true, true);
  await unit.pass(0.9);
  await unit.complete();
  await unit.terminate();
})().then(() => say("done"), (error) => say(String(error)));
"""

pytestmark = [pytest.mark.undrawn, pytest.mark.skipif(not (LIBRARY.exists() and ESBUILD.exists()), reason="npm packages are not installed (npm ci)")]


@pytest.fixture(scope="module")
def unit() -> bytes:
    """A unit made with npm's @xapi/cmi5."""
    command = [str(ESBUILD), "--bundle", "--format=iife", "--loader=js", f"--sourcefile={ROOT / 'unit.js'}"]
    return subprocess.run(command, input=UNIT.encode(), capture_output=True, check=True, cwd=ROOT).stdout


def test_a_unit_of_xapi_cmi5_runs_on_the_platform(launcher: Launcher, lrs: LrsServer, unit: bytes) -> None:
    enrolment = Enrolment(launcher, lrs)
    mount = launcher.mount({"index.html": PAGE, "unit.js": unit})
    page = launcher.open_page(mount, query=enrolment.launch(mastery=0.7))
    expect(page.locator("#end")).to_have_text("done")
    assert enrolment.list_unit_verbs() == ["initialized", "passed", "completed", "terminated"]
    assert len(enrolment.statements()) == 5
    assert enrolment.breaches() == []
