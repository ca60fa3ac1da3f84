"""`copack review`: the words of a session with numbers and boxes, for people who read the course before it is used."""

from __future__ import annotations

from pathlib import Path

import click

from builder.cli.folder import folder_argument, require_session
from builder.cli.terminal import format_option, progress, show_diagnostics, tell


@click.command("review")
@folder_argument
@click.option("--session", default="", metavar="ID", help="Only this session, by its id in session.md.")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("dist"), help="Where the files go. Default: dist.")
@format_option
def command(folder: Path, session: str, output: Path, form: str) -> int:
    """Make a page for reviewers of each session of the course in FOLDER (default: the course in this folder).

    Send the page to people who read the course before it is used. They open it in a browser, or print it, and send their reply to you.
    Nothing is written while the course has errors.
    """
    from builder.delivery import name_build_of
    from builder.diagnostics import has_errors
    from builder.output.output_folder import recover, write_together
    from builder.pipeline import compile_folder
    from builder.reports.review_file import write_review_file

    recovered = recover(output, tell)
    if recovered:
        tell(recovered)
    with progress() as stage:
        stage("Reading the course")
        compilation = compile_folder(folder)
        source, course = compilation.source, compilation.course
        if has_errors(compilation.diagnostics) or source is None or course is None:
            show_diagnostics(compilation.diagnostics, source, form)
            click.echo("Nothing was written. Fix the errors above first.", err=True)
            return 1
        require_session(session, [each.id for each in course.sessions])
        stage("Making the pages for reviewers")
        build = name_build_of(source)
        files = {
            f"{course.id}-review-{each.id}.html": write_review_file(course, each, build)
            for each in course.sessions
            if session in {"", each.id}
        }
    with write_together(output, tell) as staging:
        for name, content in files.items():
            staging.write(name, content)
    code = show_diagnostics(compilation.diagnostics, source, form)
    if form == "text":
        for name in files:
            click.echo(f"Written: {output / name}")
    return code
