"""What commands that write files do alike: refuse a course with errors, write all files or none and name them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from builder.cli.terminal import show_diagnostics, tell

if TYPE_CHECKING:
    from builder.course.model import Course
    from builder.pipeline import Compilation
    from builder.source.files import Source
    from builder.tracking.plan import TrackingPlan

output_option = click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("dist"), help="Where the files go. Default: dist."
)


class Sound(Struct, frozen=True):
    """A course without errors, as files are made from it: what was read, the course, and its tracking plan."""

    source: Source
    course: Course
    plan: TrackingPlan


def require_sound(compilation: Compilation, form: str = "text") -> Sound | None:
    """Return the course when it has no errors. Otherwise show what is wrong, in the form of `--format`, say that nothing was written, return None."""
    from builder.diagnostics import has_errors

    source, course, plan = compilation.source, compilation.course, compilation.plan
    if not has_errors(compilation.diagnostics) and source is not None and course is not None and plan is not None:
        return Sound(source, course, plan)
    show_diagnostics(compilation.diagnostics, source, form)
    tell_refused()
    return None


def tell_refused() -> None:
    """Say that errors kept the command from writing."""
    tell("Nothing was written. Fix the errors above first.")


def write_files(output: Path, files: Mapping[str, bytes], form: str = "text") -> None:
    """Write files by their names into the output folder, all or none, and name them where people read. Raises NotWritten."""
    from builder.output.output_folder import write_together

    with write_together(output, tell) as staging:
        for name, content in files.items():
            staging.write(name, content)
    if form == "text":
        for name in files:
            click.echo(f"Written: {output / name}")
