"""`copack new`: a small course that builds at once, as a place to start writing."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Collection
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from builder.cli.folder import MARK

STARTER_THEME, STARTER_RECORDS = "starter_theme", "starter_records"

PILOTS, TALLY_SHEET = "pilots.yaml", "_pilot-tally-sheet.html"
"""What `--pilot` writes. Files whose names begin with `_` are the author's own: Copack does not read them."""

NAMES = {"gitignore": ".gitignore"}
"""Names in the starter that git would obey there -> what they are called in a course."""

MARKS = ("@id@", "@title@")
"""What stands in the starter's files for the course's id and title."""


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", help="The course's title. Default: made from the folder's name.")
@click.option("--theme", "themed", is_flag=True, help="Write theme/theme.yaml as well, for the look of your organisation; in a course, that alone.")
@click.option("--records", "recorded", is_flag=True, help="Write empty records for reviewers as well; in a course, those alone.")
@click.option("--pilot", "piloted", is_flag=True, help="Write pilots.yaml and a tally sheet to print as well; in a course, those alone.")
def command(folder: Path, title: str | None, *, themed: bool, recorded: bool, piloted: bool) -> int:
    """Start a course in the new folder FOLDER. An existing folder must be empty: nothing is ever overwritten."""
    from builder.source.files import THEME_FOLDER

    if (themed or recorded or piloted) and (folder / MARK).is_file():
        if recorded:
            _add_records(folder)
        if piloted:
            _add_pilot(folder)
        return _add_theme(folder) if themed else 0
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"“{folder}” is not empty. Name a folder that does not exist yet.")
    name = folder.resolve().name
    course_id = slug(name)
    typed = title or name.replace("-", " ").replace("_", " ").capitalize()
    shown = " ".join(typed.encode("utf-8", "ignore").decode().split()) or "My course"  # the name of a folder may be no text
    values = {"@id@": course_id, "@title@": shown.replace('"', "'").replace("\\", "/")}
    made = not folder.exists()
    try:
        written = _write(files("builder.cli").joinpath("starter"), folder, values)
        if themed:
            written += _write(files("builder.cli").joinpath(STARTER_THEME), folder / THEME_FOLDER, values)
        if recorded:
            written += _write(files("builder.cli").joinpath(STARTER_RECORDS), folder, values)
    except OSError:
        _remove_started(folder, made=made)
        raise
    for path in written:
        click.echo(f"wrote {path}")
    if piloted:
        _add_pilot(folder)
    click.echo(f"\nNext: open {folder / 'sessions' / '01-start' / 'session.md'} in a text editor,\nthen type: copack preview {folder}")
    return 0


def _add_theme(course: Path) -> int:
    """Write the theme into a course that has none."""
    from builder.source.files import THEME_FILE, THEME_FOLDER

    folder = course / THEME_FOLDER
    if (folder / THEME_FILE).exists():
        raise click.UsageError(f"“{folder / THEME_FILE}” is there already. Open it in a text editor.")
    for path in _write(files("builder.cli").joinpath(STARTER_THEME), folder, {}):
        click.echo(f"wrote {path}")
    click.echo(f"\nNext: type the name and the colours of your organisation into {folder / THEME_FILE},\nthen type: copack preview {course}")
    return 0


def _add_records(course: Path) -> None:
    """Write empty records into a course: those that it does not have yet."""
    starter = files("builder.cli").joinpath(STARTER_RECORDS)
    there = [entry.name for entry in starter.iterdir() if (course / entry.name).exists()]
    if len(there) == len(list(starter.iterdir())):
        raise click.UsageError(f"“{course}” has all its records already: {', '.join(sorted(there))}. Open them in a text editor.")
    for path in _write(starter, course, {}, leave=there):
        click.echo(f"wrote {path}")


def _add_pilot(course: Path) -> None:
    """Write pilots.yaml, where the course has none, and the tally sheet with the questions of its form, where it has one and no errors."""
    from builder.evidence.record_sheets import tally_sheet
    from builder.output.output_folder import write_file
    from builder.pipeline import compile_folder

    if (course / PILOTS).exists() and (course / TALLY_SHEET).exists():
        raise click.UsageError(f"“{course}” has {PILOTS} and {TALLY_SHEET} already. For a new sheet, delete the old one first.")
    if not (course / PILOTS).exists():
        starter = files("builder.cli").joinpath(STARTER_RECORDS, PILOTS)
        click.echo(f"wrote {write_file(course / PILOTS, starter.read_bytes())}")
    if not (course / TALLY_SHEET).exists():
        click.echo(f"wrote {write_file(course / TALLY_SHEET, tally_sheet(compile_folder(course).course))}")


def _remove_started(folder: Path, *, made: bool) -> None:
    """Remove what was written into a folder that was empty or not there, so that the same command works again."""
    for entry in folder.iterdir() if folder.is_dir() else ():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    if made and folder.is_dir():
        folder.rmdir()


def slug(text: str) -> str:
    """Return an id of `[a-z0-9-]` made from any text: accents dropped, blanks as hyphens, `course` where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "course"


def _write(starter: Traversable, folder: Path, values: dict[str, str], leave: Collection[str] = ()) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for entry in sorted(starter.iterdir(), key=lambda path: path.name):
        target = folder / NAMES.get(entry.name, entry.name)
        if entry.name in leave:
            continue
        if entry.is_dir():
            written += _write(entry, target, values)
            continue
        text = entry.read_text(encoding="utf-8")
        for mark, value in values.items():
            text = text.replace(mark, value)
        target.write_text(text, encoding="utf-8", newline="\n")
        written.append(target)
    return written
