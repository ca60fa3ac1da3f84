"""Which course a command means when the author names none, and whose words it has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

MARK = "course.yaml"
"""The file that makes a folder a course."""


def course_folder(named: Path | None, here: Path) -> Path:
    """Return the named folder; or `here` when it is a course; or the only folder in `here` that is one; or `here`.

    So `copack new course` and `copack build` work one after the other, and inside the course as well.
    """
    if named is not None:
        return named
    if (here / MARK).exists():
        return here
    inside = [folder for folder in sorted(here.iterdir()) if (folder / MARK).is_file()]
    return inside[0] if len(inside) == 1 else here


def _chosen(context: click.Context, parameter: click.Parameter, named: Path | None) -> Path:
    return course_folder(named, Path())


def folder_argument(command: Command) -> Command:
    """Give a command its optional FOLDER."""
    kind = click.Path(path_type=Path, exists=True, file_okay=False)
    return click.argument("folder", type=kind, required=False, callback=_chosen)(command)


local_option = click.option(
    "--local",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Words of an organisation for the slots, in place of local.yaml.",
)


def require_session(session: str, known: Sequence[str]) -> None:
    """Refuse the id of a session that is not among the known ones; empty means all. Raises click.UsageError."""
    if session and session not in known:
        raise click.UsageError(f"There is no session “{session}”. Type the id of one of these: {', '.join(known)}.")
