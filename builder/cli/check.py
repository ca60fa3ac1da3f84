"""`copack check`: every fault of a course or a zip, together; `--fix` writes what only has to be written once."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.folder import MARK, course_folder
from builder.cli.terminal import format_option, progress, show_diagnostics

if TYPE_CHECKING:
    from builder.course.model import Course
    from builder.course.records import PlacedFact
    from builder.diagnostics import Diagnostic
    from builder.pipeline import Compilation


@click.command("check")
@click.argument("path", type=click.Path(path_type=Path, exists=True), required=False)
@click.option(
    "--fix",
    "mend",
    is_flag=True,
    help="Write missing page ids, question ids and codes into the files, and a key where two ids share one. Never changes an existing one.",
)
@click.option("--all", "every", is_flag=True, help="List each place where an id or a code is missing, and the files that are ignored.")
@click.option("--plain", is_flag=True, help="Advice on plain English too: long sentences, hard pages, words to avoid or explain.")
@click.option("--release", is_flag=True, help="Before learners use the course: also tell, as errors, what only people can do.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day that dates are compared with, 2026-01-31. Default: today.")
@format_option
def command(path: Path | None, *, mend: bool, every: bool, plain: bool, release: bool, today: datetime | None, form: str) -> int:
    """Look for faults in the course in PATH (default: the course in this folder), in a finished zip, or in a folder of finished files."""
    path = course_folder(path, Path())
    option = "--fix" if mend else "--plain" if plain else "--release" if release else ""
    if path.is_file():
        if option:
            raise click.UsageError(f"{option} works on a course folder, not on a zip.")
        return _check_zip(path, form)
    if is_output(path):
        if option:
            raise click.UsageError(f"{option} works on a course folder, not on a folder of packages.")
        return _check_output(path, form)
    if mend:
        _apply_fixes(path)
    from builder.editorial.fact_dates import tell_fact_dates
    from builder.pipeline import compile_folder, lint_folder
    from builder.source.facts import read_facts

    with progress() as stage:
        stage("Reading the course")
        compilation = compile_folder(path)
        diagnostics = (*compilation.diagnostics, *lint_folder(compilation, stage), *(_advise(compilation) if plain else ()))
    facts = read_facts(compilation.source) if compilation.source is not None else ()
    diagnostics = (*diagnostics, *tell_fact_dates(facts, (today or datetime.now(UTC)).date()))
    if release:
        diagnostics = _judge_for_release(diagnostics, compilation.course, facts)
    code = show_diagnostics(diagnostics, compilation.source, form, every=every)
    if not diagnostics:
        click.echo("No faults found.", err=True)
    if every and form == "text":
        _show_ignored(path)
    return code


def _judge_for_release(diagnostics: Sequence[Diagnostic], course: Course | None, facts: Sequence[PlacedFact]) -> tuple[Diagnostic, ...]:
    """Return what was found with the severity of a release, and what people still have to do."""
    from builder.evidence.release import raise_for_release, tell_unchecked, tell_waiting

    if course is None:
        click.echo("Which sessions are not yet approved is told when the errors are gone.", err=True)
    return (*raise_for_release(diagnostics), *tell_unchecked(facts), *(tell_waiting(course) if course is not None else ()))


def _advise(compilation: Compilation) -> tuple[Diagnostic, ...]:
    """Return advice on the words of a course, as far as it could be read."""
    from builder.editorial.plain_english import advise_on_words, is_english

    course = compilation.course
    if course is not None and not is_english(course):
        click.echo("The advice on plain English is for courses in English. It was not given.", err=True)
    if course is None:
        click.echo("The advice on plain English comes when the errors are gone.", err=True)
    return tuple(advise_on_words(course)) if course is not None else ()


def _show_ignored(folder: Path) -> None:
    """Name the files that are left alone because of their names, so that none is missed without a word."""
    from builder.diagnostics.reporters import escape_controls
    from builder.source.ignored_files import find_ignored

    ignored = ", ".join(find_ignored(folder))
    click.echo(f"\nIgnored because of their names: {escape_controls(ignored) or 'none'}.", err=True)


def is_output(path: Path) -> bool:
    """Tell whether a folder is no course and holds what a build leaves."""
    from builder.output.output_folder import is_unfinished
    from builder.output_lint import list_delivered

    return not (path / MARK).exists() and (is_unfinished(path) or bool(list_delivered(path)))


def _check_output(path: Path, form: str) -> int:
    """Check which files of a folder belong together, and each zip."""
    from msgspec.structs import replace

    from builder.diagnostics import Place
    from builder.lint import check_zip
    from builder.output_lint import lint_output, list_delivered
    from builder.standards.registry import STANDARDS

    diagnostics = list(lint_output(path))
    for file in list_delivered(path):
        if file.name.endswith(".zip"):
            for fault in check_zip(path / file.name, STANDARDS):
                place = fault.place or Place("")
                diagnostics.append(replace(fault, place=replace(place, file="/".join(part for part in (file.name, place.file) if part))))
    return _show(diagnostics, form)


def _check_zip(path: Path, form: str) -> int:
    from builder.lint import check_zip
    from builder.standards.registry import STANDARDS

    return _show(check_zip(path, STANDARDS), form)


def _show(diagnostics: Sequence[Diagnostic], form: str) -> int:
    code = show_diagnostics(diagnostics, None, form)
    if not diagnostics:
        click.echo("No faults found.", err=True)
    return code


def _apply_fixes(folder: Path) -> None:
    """Write missing ids and codes, each file whole or not at all, and show every changed line."""
    from builder.output.output_folder import write_file
    from builder.source.fix import fix
    from builder.source.load import load

    source = load(folder).value
    changes = fix(source) if source is not None else ()
    for change in changes:
        write_file(folder / change.file, change.new.encode())
        old, new = change.old.splitlines(keepends=True), change.new.splitlines(keepends=True)
        for line in difflib.unified_diff(old, new, f"{change.file} (before)", f"{change.file} (now)", n=1):
            click.echo(line.rstrip("\r\n"))
    click.echo(f"Wrote ids into {len(changes)} {'file' if len(changes) == 1 else 'files'}." if changes else "No ids were missing.", err=True)
