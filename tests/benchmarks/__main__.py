"""`make bench`: the figures of the reference course beside the budgets of the design, as ratios. Nothing fails for being slow."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from builder.pipeline import compile_folder
from tests.benchmarks.course import write_reference_course
from tests.benchmarks.measures import edit_to_view, first_page, process_cost

Row = tuple[str, float, float, str]
"""What, measured, budget, unit."""

COPACK = str(Path(sys.executable).with_name("copack"))


def rows(folder: Path) -> Iterator[Row]:
    """Yield each figure with its budget."""
    course = write_reference_course(folder / "course")
    output = folder / "out"
    one = process_cost(COPACK, "build", str(course), "--standard", "scorm12", "-o", str(output))
    yield "one standard, CPU", one.cpu, 0.35, "s"
    yield "one standard, memory", one.mebibytes, 70, "MiB"
    every = process_cost(COPACK, "build", str(course), "-o", str(output))
    yield "all standards of this course, CPU", every.cpu, 0.7, "s"
    click = process_cost(sys.executable, "-c", "import click")
    yield "copack --help over importing click, CPU", 1000 * (process_cost(COPACK, "--help").cpu - click.cpu), 15, "ms"
    yield "SCORM 1.2 zip with control documents", (output / "reference-scorm12.zip").stat().st_size / 1000, 100, "KB"
    for standard in ("scorm12", "xapi", "web"):
        page = first_page(output / f"reference-{standard}.zip")
        yield f"first page, {standard}, raw", page.raw / 1000, 80, "KB"
        yield f"first page, {standard}, gzip", page.zipped / 1000, 20, "KB"
        yield f"first page, {standard}, requests", len(page.files), 4, ""
    plan = compile_folder(course).plan
    assert plan is not None
    yield "worst-case state, 40 questions", plan.state.worst, 3500, "characters"
    yield "edit to refreshed view", 1000 * edit_to_view(course), 200, "ms"


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'what':<42} {'measured':>10} {'budget':>8} {'ratio':>6}")
        for what, measured, budget, unit in rows(Path(folder)):
            print(f"{what:<42} {measured:>10.2f} {budget:>8g} {measured / budget:>6.2f} {unit}", flush=True)


if __name__ == "__main__":
    main()
