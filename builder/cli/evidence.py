"""`copack evidence`: the evidence pack of a course, for accreditation reviewers."""

from __future__ import annotations

from pathlib import Path

import click

from builder.cli.folder import folder_argument
from builder.cli.named_builds import note_names
from builder.cli.terminal import progress, show_diagnostics, tell
from builder.cli.writing import output_option, require_sound, write_files


@click.command("evidence")
@folder_argument
@output_option
@click.option("--csv", "tables", is_flag=True, help="The matrix and the question bank as tables for a spreadsheet too.")
@click.option("--format", "form", type=click.Choice(["html", "json"]), default="html", help="A page for people (the default), or JSON for programs.")
def command(folder: Path, output: Path, tables: bool, form: str) -> int:
    """Write the evidence pack of the course in FOLDER: what it promises, what shows it, what is thin, and what is recorded.

    The page of statements is written beside it. JSON goes to the terminal. Nothing is written while the course has errors.
    """
    from builder.delivery import name_build_of
    from builder.evidence.assessment import advise
    from builder.evidence.document import evidence_json
    from builder.evidence.files import evidence_files, gather_evidence
    from builder.pipeline import compile_folder, find_digests, recover_output

    with progress() as stage:
        stage("Reading the course")
        compilation = compile_folder(folder)
    sound = require_sound(compilation)
    if sound is None:
        return 1
    source, course, plan = sound.source, sound.course, sound.plan
    build, found = name_build_of(source, compilation.languages), compilation.diagnostics
    with progress() as stage:
        digests = find_digests(compilation, build, stage)
    if form == "json":
        pack = gather_evidence(source, course, plan, compilation.standards, build, found, languages=compilation.languages, packages=digests)
        click.echo(evidence_json(pack).decode())
        return 0
    show_diagnostics((*found, *advise(course, plan)), source)
    recover_output(output, tell)
    files = evidence_files(
        source, course, plan, compilation.standards, build, found, tables=tables, languages=compilation.languages, packages=digests
    )
    write_files(output, files)
    note_names(folder, course, build, [output / name for name in files])
    return 0
