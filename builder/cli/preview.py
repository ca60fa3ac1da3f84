"""`copack preview`: the course in a browser, renewed at each save."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.folder import folder_argument

if TYPE_CHECKING:
    from builder.preview.view import View


@click.command("preview")
@folder_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8123, show_default=True, help="0 uses any free one.")
@click.option("--language", default="", metavar="TAG", help="In a language into which the course is translated, with words that are not reviewed.")
@click.option("--open/--no-open", "show", default=True, help="Open the browser.")
def command(folder: Path, port: int, language: str, show: bool) -> int:
    """Show the course in FOLDER (default: the course in this folder) in a browser. Only this computer can see it. Ctrl-C stops it."""
    import asyncio

    from builder.preview.server import serve

    def ready(address: str) -> None:
        click.echo(f"The course is at {address}  (Ctrl-C stops it)")
        if show:
            click.launch(address)

    try:
        asyncio.run(serve(folder, port, Reports().show, ready, language))
    except OSError as fault:
        if fault.errno == errno.EADDRINUSE:
            raise click.UsageError(
                f"Something else already listens on port {port}. Perhaps another preview? Type “copack preview --port 0”."
            ) from fault
        raise
    return 0


class Reports:
    """Shows each report on the terminal, and says when there is nothing to report, so that an author sees that the save arrived."""

    def __init__(self) -> None:
        self._stale = False
        self._renewed = False

    def show(self, view: View) -> None:
        """Show what a new view reports."""
        if view.report:
            click.echo(view.report, err=True)
        elif self._stale:
            click.echo("No faults any more: the page shows your newest text.", err=True)
        elif self._renewed:
            click.echo("Renewed.", err=True)
        self._renewed = True
        self._stale = view.stale
