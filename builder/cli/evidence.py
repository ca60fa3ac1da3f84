"""`copack evidence`: the evidence pack of a course, for accreditation reviewers."""

from __future__ import annotations

from pathlib import Path

import click

from builder.cli.folder import folder_argument
from builder.cli.terminal import progress, show_diagnostics, tell


@click.command("evidence")
@folder_argument
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("dist"), help="Where the files go. Default: dist.")
@click.option("--csv", "tables", is_flag=True, help="The matrix and the question bank as tables for a spreadsheet too.")
@click.option("--format", "form", type=click.Choice(["html", "json"]), default="html", help="A page for people (the default), or JSON for programs.")
def command(folder: Path, output: Path, tables: bool, form: str) -> int:
    """Write the evidence pack of the course in FOLDER: what it promises, what shows it, what is thin, and what is recorded.

    The page of statements is written beside it. JSON goes to the terminal. Nothing is written while the course has errors.
    """
    from builder.delivery import name_build_of
    from builder.diagnostics import has_errors
    from builder.evidence.assessment import advise
    from builder.evidence.files import evidence_files
    from builder.evidence.tables import evidence_json
    from builder.output.output_folder import recover, write_together
    from builder.pipeline import compile_folder

    with progress() as stage:
        stage("Reading the course")
        compilation = compile_folder(folder)
    source, course, plan = compilation.source, compilation.course, compilation.plan
    if has_errors(compilation.diagnostics) or source is None or course is None or plan is None:
        show_diagnostics(compilation.diagnostics, source)
        click.echo("Nothing was written. Fix the errors above first.", err=True)
        return 1
    if form == "json":
        click.echo(evidence_json(course, plan).decode())
        return 0
    show_diagnostics((*compilation.diagnostics, *advise(course, plan)), source)
    recovered = recover(output, tell)
    if recovered:
        tell(recovered)
    build = name_build_of(source, compilation.languages)
    found = compilation.diagnostics
    files = evidence_files(source, course, plan, compilation.standards, build, found, tables=tables, languages=compilation.languages)
    with write_together(output, tell) as staging:
        for name, content in files.items():
            staging.write(name, content)
    for name in files:
        click.echo(f"Written: {output / name}")
    return 0
