"""The half of `copack sign-off` for a typing mistake that is mended after people have read the text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from builder.course.model import Course
    from builder.source.files import Source


def record_correction(folder: Path, source: Source, course: Course, typed: tuple[str, int, str, str], typed_by: str, today: str) -> int:
    """Write a correction into its session and into signoffs.yaml; return how the command ends. `typed`: session, number, words, reason."""
    from builder.output.output_folder import write_file
    from builder.source.correct_typing import Slip, correct_typing

    slip = Slip(*typed)
    if not slip.reason or not typed_by:
        raise click.UsageError("Say why, and who fixes it: --reason “a letter was missing” --typed-by “your name or job”.")
    if not any(slip.session in record.texts for record in course.sign_offs):
        click.echo(f"No one has decided about the session “{slip.session}” yet, so there is no decision to keep. Change the words by hand.", err=True)
        return 1
    corrected = correct_typing(source, course, slip, typed_by, today)
    if corrected.refused:
        click.echo(f"{corrected.refused}. Nothing was written.", err=True)
        return 1
    for path, text in corrected.files.items():
        write_file(folder / path, text.encode())
        click.echo(f"Written: {folder / path}")
    return 0
