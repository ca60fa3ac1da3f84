"""`copack build`: a course becomes its packages, handover sheet and statement page."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.cli.folder import folder_argument, local_option
from builder.cli.terminal import format_option, progress, show_diagnostics, tell


@click.command("build")
@folder_argument
@click.option("--standard", "standards", multiple=True, metavar="NAME", help="Only this standard; may be given again. Default: those in course.yaml.")
@click.option("--session", default="", metavar="ID", help="Only this session, by its id in session.md, with its check and the form.")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("dist"), help="Where the files go. Default: dist.")
@click.option("--no-schemas", is_flag=True, help="Leave the control documents (XSD files) out of SCORM packages.")
@local_option
@format_option
def command(folder: Path, standards: tuple[str, ...], session: str, output: Path, no_schemas: bool, local: Path | None, form: str) -> int:
    """Make the packages of the course in FOLDER (default: the course in this folder).

    Beside each zip lie a handover sheet for administrators and a page with every statement for reviewers.
    Nothing is written while the course has errors.
    """
    from builder.package.content import size_in_words
    from builder.pipeline import UnknownSessionError, build
    from builder.standards.standard import Options

    options = Options(schemas=not no_schemas)
    with progress() as stage:
        try:
            written = build(folder, output, options, standards=standards, local=local, session=session, progress=stage, tell=tell)
        except UnknownSessionError as fault:
            raise click.UsageError(str(fault)) from fault
    code = show_diagnostics(written.compilation.diagnostics, written.compilation.source, form)
    if code:
        click.echo("Nothing was written. Fix the errors above first.", err=True)
    elif sys.stdout.isatty() and form == "text":
        for path in written.files:
            click.echo(f"{size_in_words(path.stat().st_size):>9}  {path}")
    return code
