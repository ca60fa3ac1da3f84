"""`copack profile`: the course's xAPI Profile, for record stores and reviewers that check statements by it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.folder import folder_argument
from builder.cli.terminal import show_diagnostics

if TYPE_CHECKING:
    from datetime import datetime


@click.command("profile")
@folder_argument
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write; without it the profile is printed.")
@click.option("--made", type=click.DateTime(["%Y-%m-%d"]), help="The day on which this version was made, 2026-01-31; today if left out.")
def command(folder: Path, output: Path | None, made: datetime | None) -> int:
    """Write the xAPI Profile of the course in FOLDER: every statement that it may send, and in which order."""
    from datetime import UTC, datetime

    import msgspec

    from builder.pipeline import compile_folder
    from builder.tracking.profile import profile_document, profile_of

    compilation = compile_folder(folder)
    code = show_diagnostics(compilation.diagnostics, compilation.source)
    course, plan = compilation.course, compilation.plan
    if code or course is None or plan is None:
        return code
    day = made or datetime.now(UTC)
    document = profile_document(
        profile_of(plan),
        title=course.title,
        author=course.organisation or course.title,
        language=course.language,
        made=f"{day:%Y-%m-%d}T00:00:00Z",
    )
    written = msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"
    if output is None:
        click.echo(written, nl=False)
        return code
    from builder.package.zip import write_file

    output.parent.mkdir(parents=True, exist_ok=True)
    write_file(output, written.encode())
    click.echo(f"Written: {output}")
    return code
