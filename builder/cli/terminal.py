"""What every command shows on a terminal, and what it keeps quiet about in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from builder.diagnostics import Diagnostic, has_errors

if TYPE_CHECKING:
    from builder.source.files import Source


FORMATS = ("text", "json", "github", "sarif")
"""What `--format` takes: words for people, or one of `diagnostics.formats` for programs."""

format_option = click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How faults are shown. Default: text, for people.")


def show_diagnostics(diagnostics: Sequence[Diagnostic], source: Source | None, form: str = "text", *, every: bool = False) -> int:
    """Write all diagnostics together and return the exit code they ask for: 0 or 1.

    Text for people goes to standard error; the other forms are a program's input and go to standard output, also when empty.
    `every`: also each of the faults of which text for people says one thing together.
    """
    if form != "text":
        from builder.diagnostics.formats import FORMATS as WRITERS

        click.echo(WRITERS[form](diagnostics))
    elif diagnostics:
        from builder.diagnostics.reporters import as_text

        lines: Callable[[str], Sequence[str]] = source.lines if source is not None else lambda _: ()
        click.echo(as_text(diagnostics, lines, colour=_coloured(), every=every), err=True)
    return 1 if has_errors(diagnostics) else 0


def tell(sentence: str) -> None:
    """Say a sentence beside what was asked for, on standard error."""
    click.echo(sentence, err=True)


def _coloured() -> bool:
    import os

    return sys.stderr.isatty() and "NO_COLOR" not in os.environ


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Give a function that tells the stage which begins: a moving line on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("Starting") as status:
        yield lambda stage: status.update(f"{stage} …")
