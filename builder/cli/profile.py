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
@click.option("--made", type=click.DateTime(["%Y-%m-%d"]), help="The day on which this version was made, 2026-01-31. Default: today.")
@click.option(
    "--previous",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The profile that was published last: its versions are kept, and a changed course revises the newest.",
)
def command(folder: Path, output: Path | None, made: datetime | None, previous: Path | None) -> int:
    """Write the xAPI Profile of the course in FOLDER: every statement that it may send, and in which order."""
    from datetime import UTC, datetime

    import msgspec

    from builder.pipeline import compile_folder
    from builder.tracking.profile import make_profile, profile_document

    compilation = compile_folder(folder)
    code = show_diagnostics(compilation.diagnostics, compilation.source)
    course, plan = compilation.course, compilation.plan
    if code or course is None or plan is None:
        return code
    day = made or datetime.now(UTC)
    profile = make_profile(plan)
    document = profile_document(
        profile,
        title=course.title,
        author=course.organisation or course.title,
        language=course.language,
        made=f"{day:%Y-%m-%d}T00:00:00Z",
        earlier=_earlier(previous, profile.id) if previous else (),
    )
    written = msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"
    if output is None:
        click.echo(written, nl=False)
        return code
    from builder.output.output_folder import write_file

    write_file(output, written.encode())
    click.echo(f"Written: {output}")
    return code


def _earlier(path: Path, profile: str) -> tuple[dict[str, object], ...]:
    """Return the versions of a published profile, the newest first. Raises UsageError for a file that is not this course's."""
    import msgspec

    class Published(msgspec.Struct):
        id: str
        versions: list[dict[str, object]]

    try:
        published = msgspec.json.decode(path.read_bytes(), type=Published)
    except msgspec.DecodeError as fault:
        raise click.UsageError(f"“{path}” is not an xAPI Profile. Name a file that “copack profile” wrote.") from fault
    if published.id != profile:
        message = f"“{path}” is the profile “{published.id}”, this course's is “{profile}”. Name the file that was published for this course."
        raise click.UsageError(message)
    if not all(isinstance(version.get("id"), str) for version in published.versions):
        raise click.UsageError(f"“{path}” has a version without an id. Name a file that “copack profile” wrote.")
    return tuple(published.versions)
