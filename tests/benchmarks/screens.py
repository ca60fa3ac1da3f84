"""How long a course is on a phone: screens, question cards, controls and taps of each page and session, as a learner meets them who gets all right.

Of a check or form each question is a line of its own, after the first, and so is the list of answers.

`python -m tests.benchmarks.screens` measures the real course, `python -m tests.benchmarks.screens FOLDER` any other. A table, no test: machines have
other fonts, and a screen more or less is no fault. Beside the screens of a page is what `builder/course/page_length.py` estimates.
"""

from __future__ import annotations

import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, ViewportSize

from builder.course.length import SCREEN
from builder.course.page_length import page_length
from builder.course.picture_size import measure_pictures
from builder.pipeline import compile_folder
from builder.tracking.plan import PlannedPage, TrackingPlan
from tests.browser.harness.build import ROOT, build_course
from tests.browser.harness.chromium import find_chromium, run_chromium
from tests.browser.harness.player import Player
from tests.browser.harness.walk import Walk

PHONE: Final = ViewportSize(width=360, height=740)
MOST_SCREENS: Final = 25
"""Of a session, by the design."""

COUNT_TAPS: Final = """
(() => {
  window.taps = 0;
  const fields = new Set();
  document.addEventListener("click", ({ target }) => {
    if (target.closest("button, a, summary, input[type=radio], input[type=checkbox]")) window.taps += 1;
  }, true);
  document.addEventListener("change", ({ target }) => { if (target.matches("select")) window.taps += 1; }, true);
  document.addEventListener("input", ({ target }) => {
    if (target.matches("textarea, input:not([type=radio]):not([type=checkbox])") && !fields.has(target)) {
      fields.add(target);
      window.taps += 1;
    }
  }, true);
})();
"""
"""Runs before the course does. A list that opens counts once, a field to type in once, whatever is typed."""

MEASURE: Final = """
() => {
  const shown = (each) => each.checkVisibility();
  const cards = [...document.querySelectorAll("[data-question]")].filter(shown);
  const ratings = (card) => new Set([...card.querySelectorAll("input[type=radio]")].map((each) => each.name)).size;
  const control = "input[type=radio], input[type=checkbox], select, textarea, input[type=text], input:not([type]), [data-part] button";
  const controls = (card) => card.dataset.kind === "rating" ? ratings(card) : [...card.querySelectorAll(control)].filter(shown).length;
  return {
    screens: document.documentElement.scrollHeight / window.innerHeight,
    cards: cards.length,
    controls: cards.reduce((sum, card) => sum + controls(card), 0),
    words: document.querySelector("main").innerText.split(/\\s+/).length,
  };
}
"""


@dataclass(slots=True)
class Length:
    """What a learner meets on one page (or between two), on a phone."""

    session: str
    place: str
    screens: float
    cards: int
    controls: int
    words: int
    taps: int = 0
    estimate: float | None = None
    """Screens by the rule that `copack check` judges by; `None` where it judges nothing."""


@dataclass
class Meter:
    """Measures what comes into view on a walk. Taps belong to the page on which they are made."""

    page: Page
    lengths: list[Length] = field(default_factory=list)
    session: str = ""

    def measure(self, place: str) -> None:
        """Note how long the page in view is, and give the taps since the last one to it."""
        self.settle()
        measured = self.page.evaluate(MEASURE)
        self.lengths.append(Length(self.session, place, measured["screens"], measured["cards"], measured["controls"], measured["words"]))

    def settle(self) -> None:
        """Give the taps that were made to the page that was in view."""
        taps = self.page.evaluate("() => { const made = window.taps; window.taps = 0; return made; }")
        if self.lengths:
            self.lengths[-1].taps += taps


class MeasuredWalk(Walk):
    """A walk that measures each page before anything on it is done, and the end of each session."""

    def __init__(self, player: Player, plan: TrackingPlan, meter: Meter) -> None:
        super().__init__(player, plan, look=self._look_at)
        self.meter = meter
        self._sessions = {page.id: session.id for session in plan.sessions() for page in session.pages}

    def do_page(self, page: PlannedPage) -> None:
        """Measure the page, then answer everything on it."""
        self.meter.session = self._sessions[page.id]
        self.meter.measure(page.id)
        super().do_page(page)

    def _look_at(self, state: str) -> None:
        if state.startswith("end of session"):
            self.meter.measure("(end of the session)")
        elif state.startswith("after question"):
            self.meter.measure(f"  ({state})")


def measure_course(folder: Path, work: Path) -> list[Length]:
    """Play the `web` package of a course to its end on a phone, all right. Needs Chromium; `work` is an empty folder."""
    chromium = find_chromium()
    assert chromium is not None, "Chromium is not installed (apt-get install chromium)"
    built = build_course(folder, work / "out")
    course = compile_folder(folder).course
    assert course is not None
    zipfile.ZipFile(built.zip("web")).extractall(work / "web")
    with run_chromium(chromium) as browser:
        page = browser.new_page(viewport=PHONE, reduced_motion="reduce", color_scheme="light")
        page.add_init_script(COUNT_TAPS)
        page.goto((work / "web" / "index.html").as_uri())
        meter, player = Meter(page), Player.of_page(page).await_open()
        player.one_at_a_time = True
        MeasuredWalk(player, built.plan, meter).go()
        meter.settle()
    sizes = measure_pictures(course.media)
    estimates = {page.id: page_length(page.blocks, sizes, page.title.plain).pixels / SCREEN for _session, page in course.pages()}
    return [replace(length, estimate=estimates.get(length.place)) for length in meter.lengths]


def rows(lengths: Iterable[Length]) -> Iterator[str]:
    """Yield the table: a line a page, and the sum of each session beside what the design allows."""
    yield f"{'page':<34} {'screens':>8} {'estimate':>9} {'cards':>6} {'controls':>9} {'taps':>5} {'words':>6}"
    for session, pages in groupby(lengths, lambda length: length.session):
        measured = list(pages)
        for length in measured:
            estimate = "" if length.estimate is None else f"{length.estimate:.1f}"
            yield f"{length.place:<34} {length.screens:>8.1f} {estimate:>9} {length.cards:>6} {length.controls:>9} {length.taps:>5} {length.words:>6}"
        screens, taps = sum(length.screens for length in measured), sum(length.taps for length in measured)
        cards, controls = sum(length.cards for length in measured), sum(length.controls for length in measured)
        yield f"{'= ' + session:<34} {screens:>8.1f} {'':>9} {cards:>6} {controls:>9} {taps:>5} {sum(length.words for length in measured):>6}   {screens / MOST_SCREENS:.2f} of {MOST_SCREENS} screens"


def main(arguments: list[str]) -> None:
    """Print the table of the course in the folder, or of the real course."""
    with tempfile.TemporaryDirectory() as folder:
        for row in rows(measure_course(Path(arguments[0]) if arguments else ROOT / "course_source", Path(folder))):
            print(row, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
