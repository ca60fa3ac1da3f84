"""When the first page can be read, and when Next works, on a slow line and a slow phone: the `web` package in Chromium, throttled.

`python -m tests.benchmarks.first_paint` measures the reference course, `python -m tests.benchmarks.first_paint FOLDER` any other. Figures, no test:
on a busy machine they are larger.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, ViewportSize

from tests.benchmarks.course import write_reference_course
from tests.browser.harness.build import build_course
from tests.browser.harness.chromium import find_chromium, run_chromium
from tests.browser.harness.server import serve

PHONE: Final = ViewportSize(width=360, height=740)
BYTES_A_SECOND: Final = 400_000 / 8
DELAY: Final = 400
"""ms of each request, there and back."""
SLOWER: Final = 4
"""Times slower than this machine's processor."""
TURNS: Final = 5
READABLE: Final = 1.8
NEXT_WORKS: Final = 3.0
"""Seconds: the design's budgets."""

WATCH: Final = """
(() => {
  const times = (window.firstPaint = {});
  const look = () => {
    const [heading, next] = ['article h1', '[data-action="next"]'].map((name) => document.querySelector(name));
    const shown = (each) => each && each.checkVisibility();
    if (!times.readable && shown(heading)) times.readable = performance.now();
    if (!times.next && shown(next)) times.next = performance.now();
    if (!times.next) requestAnimationFrame(look);
  };
  look();
})();
"""
"""Runs before the course does. Next is shown once the player listens to it. Times are ms since the navigation began."""


@dataclass(frozen=True, slots=True)
class FirstPaint:
    """Seconds since the navigation began."""

    readable: float
    next_works: float


def measure_first_paint(browser: Browser, address: str) -> FirstPaint:
    """Open a course as somebody new, without anything kept."""
    context = browser.new_context(viewport=PHONE)
    try:
        page = context.new_page()
        page.add_init_script(WATCH)
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        line = {"offline": False, "latency": DELAY, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
        session.send("Network.emulateNetworkConditions", line)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto(address, wait_until="commit")
        page.locator('[data-action="next"]').wait_for(timeout=120_000)
        measured = page.evaluate("window.firstPaint")
        return FirstPaint(measured["readable"] / 1000, measured["next"] / 1000)
    finally:
        context.close()


def measure_package(package: Path) -> FirstPaint:
    """Return the median of each figure for a zip of the standard `web`. Needs Chromium."""
    chromium = find_chromium()
    assert chromium is not None, "Chromium is not installed (apt-get install chromium)"
    with serve() as server, run_chromium(chromium) as browser:
        address = server.address(server.mount("course", package))
        turns = [measure_first_paint(browser, address) for _ in range(TURNS)]
    return FirstPaint(statistics.median(turn.readable for turn in turns), statistics.median(turn.next_works for turn in turns))


def main(arguments: list[str]) -> None:
    """Print both figures beside their budgets."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        course = Path(arguments[0]) if arguments else write_reference_course(folder / "course")
        measured = measure_package(build_course(course, folder / "out").zip("web"))
    print(f"{'seconds':<18} {'measured':>9} {'budget':>7}")
    for what, seconds, budget in (("page can be read", measured.readable, READABLE), ("Next works", measured.next_works, NEXT_WORKS)):
        print(f"{what:<18} {seconds:>9.2f} {budget:>7.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
