"""`make bench`: the figures of the reference course beside the budgets of the design, as ratios. Nothing fails for being slow."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.pipeline import compile_folder
from tests.benchmarks.course import write_reference_course
from tests.benchmarks.first_paint import NEXT_WORKS, READABLE, measure_package
from tests.benchmarks.measures import edit_to_view, first_page, process_costs

COPACK = str(Path(sys.executable).with_name("copack"))


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, its budget, and what the best other tool needed for a course of that size, where one was measured (November 2026)."""

    what: str
    measured: float
    budget: float
    unit: str
    peer: float | None = None
    peer_name: str = ""

    def __str__(self) -> str:
        peer = "" if self.peer is None else f"{self.peer:>10g} {self.measured / self.peer:>6.2f} {self.peer_name}"
        return f"{self.what:<42} {self.measured:>10.2f} {self.budget:>8g} {self.measured / self.budget:>6.2f} {self.unit:<10} {peer}".rstrip()


HEAD = f"{'what':<42} {'measured':>10} {'budget':>8} {'ratio':>6} {'':<10} {'peer':>10} {'ratio':>6}"


def rows(folder: Path) -> Iterator[Row]:
    """Yield each figure."""
    course = write_reference_course(folder / "course")
    output = folder / "out"
    yield from _processes(course, output)
    yield Row("SCORM 1.2 zip with control documents", (output / "reference-scorm12.zip").stat().st_size / 1000, 100, "KB", 133, "without them")
    for standard, raw, zipped in (("scorm12", 65, 21), ("xapi", 82, 26), ("cmi5", 82, 26), ("web", 65, 21)):
        page = first_page(output / f"reference-{standard}.zip")
        yield Row(f"first page, {standard}, raw", page.raw / 1000, raw, "KB", 352, "LXPack")
        yield Row(f"first page, {standard}, gzip", page.zipped / 1000, zipped, "KB", 91, "LXPack")
        yield Row(f"first page, {standard}, requests", len(page.files), 5, "")
    paint = measure_package(output / "reference-web.zip")
    yield Row("throttled, first page can be read", paint.readable, READABLE, "s")
    yield Row("throttled, Next works", paint.next_works, NEXT_WORKS, "s")
    plan = compile_folder(course).plan
    assert plan is not None
    yield Row("worst-case state, 40 questions", plan.state.worst, 3500, "characters")
    yield Row("edit to refreshed view", 1000 * edit_to_view(course), 200, "ms", 4100, "Adapt")


def _processes(course: Path, output: Path) -> Iterator[Row]:
    """Yield what whole commands cost, from their start to their end. The six packages include tincan's reading of each statement.

    Each build has a folder of its own: a build describes the packages of the same build that lie beside its own, as if it had made them.
    """
    build = (COPACK, "build", str(course), "-o")
    costs = process_costs(
        {
            "one": (*build, str(output.with_name("one")), "--standard", "scorm12"),
            "six": (*build, str(output)),
            "help": (COPACK, "--help"),
            "click": (sys.executable, "-c", "import click"),
        }
    )
    yield Row("one standard, CPU", costs["one"].cpu, 0.27, "s", 0.71, "LXPack")
    yield Row("one standard, memory", costs["one"].mebibytes, 45, "MiB", 91, "LXPack")
    yield Row("six standards, CPU", costs["six"].cpu, 0.37, "s", 0.71, "LXPack, one standard")
    yield Row("copack --help over importing click, CPU", 1000 * (costs["help"].cpu - costs["click"].cpu), 15, "ms")


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        print(HEAD)
        for row in rows(Path(folder)):
            print(row, flush=True)


if __name__ == "__main__":
    main()
