"""`copack statements`: the page of every statement that a course may send, or the same as JSON."""

from __future__ import annotations

from pathlib import Path

import click

from builder.cli.folder import folder_argument
from builder.cli.terminal import show_diagnostics


@click.command("statements")
@folder_argument
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write; without it dist/<course>-statements.html.")
@click.option("--format", "form", type=click.Choice(["html", "json"]), default="html", help="A page for people (the default), or JSON for programs.")
def command(folder: Path, output: Path | None, form: str) -> int:
    """Write every statement that the course in FOLDER may send: when, as evidence for what, and what each standard makes of it.

    JSON goes to the terminal unless -o names a file.
    """
    from builder.delivery import name_build_of
    from builder.pipeline import compile_folder
    from builder.reports.brand import find_brand
    from builder.reports.statements import statement_json, statement_page
    from builder.standards.registry import STANDARDS

    compilation = compile_folder(folder)
    code = show_diagnostics(compilation.diagnostics, compilation.source)
    source, course, plan = compilation.source, compilation.course, compilation.plan
    if code or source is None or course is None or plan is None:
        return code
    build = name_build_of(source, compilation.languages)
    content = statement_json(plan, STANDARDS) if form == "json" else statement_page(plan, STANDARDS, build, find_brand(course))
    if output is None and form == "json":
        click.echo(content.decode())
        return code
    from builder.output.output_folder import write_file

    path = output or Path("dist") / f"{course.id}-statements.html"
    write_file(path, content)
    click.echo(f"Written: {path}")
    return code
