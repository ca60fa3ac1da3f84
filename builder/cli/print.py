"""`copack print`: the course as books to print, with handouts as Word documents and slides for a room."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from builder.cli.folder import folder_argument, local_option, require_session
from builder.cli.named_builds import note_names
from builder.cli.terminal import format_option, progress, show_diagnostics, tell
from builder.cli.writing import output_option, require_sound, write_files

SIZES = ("12", "14", "18")


@click.command("print")
@folder_argument
@click.option("--session", default="", metavar="ID", help="Only this session, by its id in session.md.")
@click.option("--size", type=click.Choice(SIZES), default="12", help="Points of the text; 18 is large print. Default: 12.")
@click.option("--black-and-white", is_flag=True, help="Without any colour, for printers that have only black.")
@click.option("--pdf", is_flag=True, help="Each book as PDF too. Needs WeasyPrint; if it is missing, you read how to get it.")
@click.option("--docx", is_flag=True, help="Handouts as Word documents too, to change them.")
@click.option("--slides", is_flag=True, help="Each session as slides for a room too.")
@click.option("--files", is_flag=True, help="Each session as one file to open too: for e-mail, a memory stick or a phone without internet.")
@click.option("--language", default="", metavar="TAG", help="In a language into which the course is translated, such as cy: reviewed words alone.")
@output_option
@local_option
@format_option
def command(
    folder: Path, session: str, size: str, black_and_white: bool, pdf: bool, docx: bool, slides: bool, files: bool, language: str, output: Path,
    local: Path | None, form: str,
) -> int:
    """Make the books of the course in FOLDER (default: the course in this folder): for learners, and for facilitators.

    Each book is one HTML file that needs nothing else. Open it in a browser and print it. Nothing is written while the course has errors.
    """
    from builder.delivery import name_build_of
    from builder.evidence.record_sheets import ENDING, record_sheets
    from builder.kit.session_file import write_session_files
    from builder.pipeline import compile_folder, recover_output
    from builder.printing.books import print_books
    from builder.printing.materials import PrintOptions

    if pdf:
        _require_pdf()
    recover_output(output, tell)
    with progress() as stage:
        stage("Reading the course")
        compilation = compile_folder(folder, local=local, language=language)
        sound = require_sound(compilation, form)
        if sound is None:
            return 1
        source, course = sound.source, sound.course
        require_session(session, [each.id for each in course.sessions])
        stage("Making the books")
        build = name_build_of(source, (language,))
        printed = print_books(course, build, PrintOptions(int(size), black_and_white, pdf, docx, slides), session)
        single = write_session_files(course, build, session) if files else {}
        sheets = record_sheets(course, build, int(size)) if not session else None
    code = show_diagnostics((*compilation.diagnostics, *printed.diagnostics), source, form)
    if code:
        click.echo("Nothing was written.", err=True)
    else:
        named = _name_files({**printed.files, **single, **({f"{course.id}{ENDING}": sheets} if sheets else {})}, course.id, language)
        write_files(output, named, form)
        note_names(folder, course, build, [output / name for name in named])
        _tell_of_handouts(printed.files, wanted=docx)
    return code


def _name_files(files: Mapping[str, bytes], course: str, language: str) -> Mapping[str, bytes]:
    """Return the files with the language in their names, so that those of the first language stay: `my-course-cy-learner-book.html`."""
    return {f"{course}-{language.lower()}{name.removeprefix(course)}": content for name, content in files.items()} if language else files


def _tell_of_handouts(files: Mapping[str, bytes], *, wanted: bool) -> None:
    if wanted and not any(name.endswith(".docx") for name in files):
        click.echo("There is no Word document: no session here has a handout. A handout is a file in the folder “handouts” of a session.", err=True)


def _require_pdf() -> None:
    from builder.printing.pdf import PdfToolMissingError, require_pdf_tool

    try:
        require_pdf_tool()
    except PdfToolMissingError as fault:
        raise click.ClickException(str(fault)) from fault
