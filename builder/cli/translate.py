"""`copack translate`: a table of words for a translator, and the words of a table that comes back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.folder import folder_argument, require_session
from builder.cli.terminal import show_diagnostics
from builder.cli.writing import tell_refused

if TYPE_CHECKING:
    from builder.bilingual.table import ReadTable, Row
    from builder.diagnostics import Checked, Diagnostic
    from builder.pipeline import Translating

MOST_NAMED = 5
FILE_LIMIT = 20_000_000
"""Bytes of a table."""


@click.command("translate")
@folder_argument
@click.option("--to", "language", required=True, metavar="TAG", help="The language, as in `languages:` of course.yaml: cy.")
@click.option("--table", type=click.Path(path_type=Path, dir_okay=False), help="Write the table into this file, .docx or .csv.")
@click.option("--read", "filled", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Read the words of this table.")
@click.option("--session", default="", metavar="ID", help="With --table: only this session, by its id in session.md.")
def command(folder: Path, language: str, table: Path | None, filled: Path | None, session: str) -> int:
    """Translate the course in FOLDER (default: the course in this folder): make a table for a translator, or read one that comes back.

    Without --table and --read, only tell how much is translated and reviewed. A table can be made before course.yaml lists the language.
    """
    if table is not None and filled is not None:
        raise click.UsageError("Type either --table or --read.")
    if session and table is None:
        raise click.UsageError("Type --session with --table. A table of one session is read as any other.")
    for file in (table, filled):
        if file is not None and file.suffix.lower() not in {".csv", ".docx"}:
            raise click.UsageError(f"“{file.name}” must end in .csv or .docx.")
    from builder.pipeline import open_translation

    opened = open_translation(folder, language, is_planned=table is not None)
    if opened.value is None:
        show_diagnostics(opened.diagnostics, opened.source)
        tell_refused()
        return 1
    _tell_states(opened.value)
    if table is not None:
        return _write_table(opened.value, table, session)
    return _read_table(folder, opened.value, filled) if filled is not None else 0


def _tell_states(translating: Translating) -> None:
    from collections import Counter

    states = Counter(each.state for each in sorted(translating.translation.match.passages, key=lambda each: list(_STATES).index(each.state)))
    total = sum(states.values())
    words = ", ".join(f"{count} {_STATES[state]}" for state, count in states.items())
    click.echo(f"{translating.translation.language}: {total} passages: {words}.", err=True)


_STATES = {"reviewed": "reviewed", "draft": "not reviewed", "changed": "changed since they were translated", "missing": "not translated"}


def _write_table(translating: Translating, path: Path, session: str) -> int:
    from builder.bilingual.table import make_rows, of_session
    from builder.output.output_folder import write_file

    rows = make_rows(translating.translation, translating.course.language)
    if session:
        require_session(session, [each.id for each in translating.course.sessions])
        rows = of_session(rows, session)
    if path.suffix.lower() == ".csv":
        from builder.bilingual.csv_file import write_csv

        content = write_csv(rows)
    else:
        from builder.bilingual.word_file import write_word

        content = write_word(rows, f"{translating.course.title}: {translating.course.language}, {translating.translation.language}")
    if path.exists():
        raise click.UsageError(f"“{path}” is there already, perhaps with words of a translator. Type another name.")
    write_file(path, content)
    click.echo(f"Written: {path}")
    return 0


def _rows(path: Path) -> Checked[tuple[Row, ...]]:
    from builder.bilingual.csv_file import read_csv
    from builder.bilingual.word_file import read_word

    if path.stat().st_size > FILE_LIMIT:
        raise click.UsageError(f"“{path.name}” is too large for a table of words.")
    return read_csv(path.read_bytes(), path.name) if path.suffix.lower() == ".csv" else read_word(path)


def _read_table(folder: Path, translating: Translating, path: Path) -> int:
    from builder.bilingual.table import read_rows, report_refused
    from builder.diagnostics import has_errors
    from builder.output.output_folder import write_file
    from builder.source.translations.update import update_translation

    rows = _rows(path)
    if rows.value is None:
        return _refuse(rows.diagnostics)
    table = read_rows(rows.value, translating.translation, path.name)
    if has_errors(table.diagnostics):
        return _refuse(table.diagnostics)
    update = update_translation(translating.source, translating.translation, table.words)
    if update.refused:
        return _refuse((*table.diagnostics, *(report_refused(ident, table, path.name) for ident in update.refused)))
    show_diagnostics(table.diagnostics, None)
    for file, text in update.files.items():  # the record comes last: where this is cut short, words are there and count as not reviewed
        write_file(folder / file, text.encode())
        click.echo(f"Written: {folder / file}")
    _tell_read(table, [passage.words for passage in update.dropped])
    return 0


def _refuse(diagnostics: tuple[Diagnostic, ...]) -> int:
    show_diagnostics(diagnostics, None)
    click.echo("Nothing was written.", err=True)
    return 1


def _tell_read(table: ReadTable, dropped: list[str]) -> None:
    click.echo(f"Read the words of {len(table.words)} passages.", err=True)
    if table.absent:
        named = ", ".join(table.absent[:MOST_NAMED])
        more = f", and {len(table.absent) - MOST_NAMED} more" if len(table.absent) > MOST_NAMED else ""
        click.echo(f"The table has no row of {len(table.absent)} passages, which stay as they are: {named}{more}.", err=True)
    for words in dropped:
        click.echo(f"Taken out, as the first language has nothing there any more: {words}", err=True)
