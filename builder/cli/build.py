"""`copack build`: a course becomes its packages, handover sheet and statement page."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.cli.folder import folder_argument, local_option
from builder.cli.named_builds import note_built
from builder.cli.terminal import format_option, progress, show_diagnostics, tell
from builder.cli.writing import output_option, tell_refused


@click.command("build")
@folder_argument
@click.option("--standard", "standards", multiple=True, metavar="NAME", help="Only this standard; may be given again. Default: those in course.yaml.")
@click.option("--session", default="", metavar="ID", help="Only this session, by its id in session.md, with its check and the form.")
@output_option
@click.option("--no-schemas", is_flag=True, help="Leave the control documents (XSD files) out of SCORM packages.")
@click.option("--all", "whole", is_flag=True, help="Books, handouts, slides, sessions in one file, review pages, evidence and the kit too.")
@click.option("--no-pdf", is_flag=True, help="With --all: books as HTML alone, which is quicker.")
@local_option
@format_option
def command(
    folder: Path, standards: tuple[str, ...], session: str, output: Path, no_schemas: bool, whole: bool, no_pdf: bool, local: Path | None, form: str
) -> int:
    """Make the packages of the course in FOLDER (default: the course in this folder).

    Beside each zip lie a handover sheet for administrators and a page with every statement for reviewers.
    Nothing is written while the course has errors.
    """
    from builder.package.content import size_in_words
    from builder.pipeline import UnknownSessionError, build, build_all
    from builder.standards.standard import Options

    if whole and (standards or session):
        raise click.UsageError("--all makes the whole course in all its standards. Do not type --standard or --session with it.")
    pdf = whole and not no_pdf and _can_make_pdf()
    options = Options(schemas=not no_schemas)
    with progress() as stage:
        try:
            if whole:
                written = build_all(folder, output, options, pdf=pdf, local=local, progress=stage, tell=tell)
            else:
                written = build(folder, output, options, standards=standards, local=local, session=session, progress=stage, tell=tell)
        except UnknownSessionError as fault:
            raise click.UsageError(str(fault)) from fault
    note_built(folder, written.compilation, written.files)
    code = show_diagnostics(written.compilation.diagnostics, written.compilation.source, form)
    if code:
        tell_refused()
    elif sys.stdout.isatty() and form == "text":
        for path in written.files:
            click.echo(f"{size_in_words(path.stat().st_size):>9}  {path}")
    if whole and not code and not pdf and not no_pdf:
        click.echo("The books are there as HTML, not as PDF. PDF needs WeasyPrint: `copack print --pdf` tells you how to get it.", err=True)
    return code


def _can_make_pdf() -> bool:
    """Tell whether books can be PDF. A plain build imports nothing of printing."""
    from builder.printing.pdf import has_pdf_tool

    return has_pdf_tool()
