"""`copack kit`: the course in one zip for whoever runs it, with a page that says where to start."""

from __future__ import annotations

from pathlib import Path

import click

from builder.cli.folder import folder_argument, local_option
from builder.cli.named_builds import note_built
from builder.cli.terminal import format_option, progress, show_diagnostics, tell
from builder.cli.writing import tell_refused


@click.command("kit")
@folder_argument
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("dist"), help="Where the file goes. Default: dist.")
@click.option("--no-pdf", is_flag=True, help="Books as HTML alone, which is quicker.")
@local_option
@format_option
def command(folder: Path, output: Path, no_pdf: bool, local: Path | None, form: str) -> int:
    """Make the kit of the course in FOLDER (default: the course in this folder): all its files in one zip, for the people who run it.

    They need no Copack and no terminal: they unpack it and open start-here.html.
    Nothing is written while the course has errors.
    """
    from builder.pipeline import build_kit
    from builder.printing.pdf import has_pdf_tool

    pdf = not no_pdf and has_pdf_tool()
    with progress() as stage:
        written = build_kit(folder, output, pdf=pdf, local=local, progress=stage, tell=tell)
    note_built(folder, written.compilation, written.files)
    code = show_diagnostics(written.compilation.diagnostics, written.compilation.source, form)
    if code:
        tell_refused()
    elif form == "text":
        for path in written.files:
            click.echo(f"Written: {path}")
        if not pdf and not no_pdf:
            click.echo("The books are in it as HTML, not as PDF. PDF needs WeasyPrint: `copack print --pdf` tells you how to get it.", err=True)
    return code
