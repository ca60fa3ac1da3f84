"""The half of `copack sign-off` for a decision that came without a reply: from a meeting, by telephone, in a letter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.terminal import show_diagnostics

if TYPE_CHECKING:
    from builder.course.model import Course
    from builder.source.files import Source
    from builder.source.meeting_sign_off import Meeting


def record_decision(folder: Path, source: Source, course: Course, meeting: Meeting, typed_by: str, today: str) -> int:
    """Write the decision of a meeting into signoffs.yaml; return how the command ends."""
    from builder.output.output_folder import write_file
    from builder.source.files import SIGN_OFFS_FILE
    from builder.source.meeting_sign_off import find_other_texts, record_meeting
    from builder.source.record_sign_off import record_sign_off

    _require(meeting, typed_by)
    other = find_other_texts(course, meeting.texts)
    if other:
        click.echo("\n".join((*other, "Nothing was written.")), err=True)
        return 1
    record = record_meeting(course, meeting, typed_by, today)
    checked = record_sign_off(source, record)
    if checked.value is None and not checked.diagnostics:
        click.echo("This decision is in the record already. Nothing was written.", err=True)
        return 1
    if checked.value is None:
        show_diagnostics(checked.diagnostics, source)
        click.echo("The decision was not recorded: signoffs.yaml cannot be read. Nothing was written.", err=True)
        return 1
    write_file(folder / SIGN_OFFS_FILE, checked.value.encode())
    click.echo(f"Written: {folder / SIGN_OFFS_FILE}")
    return 0


def _require(meeting: Meeting, typed_by: str) -> None:
    """Refuse a decision of which the record would not say who, about what, or by whom it was typed in."""
    if not meeting.texts:
        raise click.UsageError("Say which texts were read, each with the version word on its page for reviewers: --read welcome lawiri.")
    if not meeting.role:
        raise click.UsageError("Say in which role they read it: --role carer.")
    if not typed_by:
        raise click.UsageError("Say who puts this into the record: --typed-by “your name or job”.")
