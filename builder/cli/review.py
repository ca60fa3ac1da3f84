"""`copack review`: the words of a session with numbers and boxes, for people who read the course before it is used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.folder import folder_argument, require_session
from builder.cli.terminal import format_option, progress, show_diagnostics, tell
from builder.cli.writing import output_option, require_sound, write_files

if TYPE_CHECKING:
    from builder.course.model import Course
    from builder.source.files import Source


@click.command("review")
@folder_argument
@click.option("--session", default="", metavar="ID", help="Only this session, by its id in session.md.")
@click.option("--form", "typed", is_flag=True, help="An empty form for each session too, to type in what came back on paper.")
@output_option
@format_option
def command(folder: Path, session: str, typed: bool, output: Path, form: str) -> int:
    """Make a page for reviewers of each session of the course in FOLDER (default: the course in this folder).

    Send the page to people who read the course before it is used. They open it in a browser, or print it, and send their reply to you.
    Nothing is written while the course has errors.
    """
    from builder.pipeline import compile_folder, recover_output

    recover_output(output, tell)
    with progress() as stage:
        stage("Reading the course")
        compilation = compile_folder(folder, unproven=True)
        sound = require_sound(compilation, form)
        if sound is None:
            return 1
        require_session(session, [each.id for each in sound.course.sessions])
        stage("Making the pages for reviewers")
        files = _make_files(sound.source, sound.course, session, typed=typed)
    code = show_diagnostics(compilation.diagnostics, sound.source, form)
    write_files(output, files, form)
    return code


def _make_files(source: Source, course: Course, session: str, *, typed: bool) -> dict[str, bytes]:
    """Return the pages by the names of their files, and the forms where they are asked for."""
    from builder.delivery import name_build_of
    from builder.editorial.digest import digest_session, version_word
    from builder.reports.review_file import write_review_file
    from builder.source.bind.paper_form import write_paper_form

    build, files = name_build_of(source), {}
    for each in course.sessions:
        if session in {"", each.id}:
            files[f"{course.id}-review-{each.id}.html"] = write_review_file(course, each, build)
            if typed:
                digest = digest_session(course, each)
                files[f"{course.id}-review-{each.id}-form.yaml"] = write_paper_form(course.id, each.id, version_word(digest), digest).encode()
    return files
