"""What commands do that write files with names of people: note the files in builds.yaml, so that copies can be found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.terminal import tell

if TYPE_CHECKING:
    from builder.course.model import Course
    from builder.output.build_name import BuildName
    from builder.pipeline import Compilation


def _today() -> date:
    return datetime.now(UTC).date()


def note_built(folder: Path, compilation: Compilation, written: Iterable[Path]) -> None:
    """Do so for the files of a build; nothing where none were written. Raises OSError for a large file that is gone."""
    from builder.delivery import name_build_of

    files = tuple(written)
    if files and compilation.source is not None and compilation.course is not None:
        note_names(folder, compilation.course, name_build_of(compilation.source, compilation.languages), files)


def note_names(folder: Path, course: Course, build: BuildName, written: Iterable[Path], today: Callable[[], date] = _today) -> None:
    """Add the files that carry names to builds.yaml of a course; nothing happens where there are none.

    Args:
        folder: of the course.
        course: whose people agreed to be named.
        build: of which the files are.
        written: the files, finished.
        today: gives the day for the record.

    Raises NotWritten when the computer refuses to write the record; OSError where it refuses to read a file.

    """
    from builder.course.named_builds import NamedBuild, add_build
    from builder.output.output_folder import write_file
    from builder.reports.named_files import list_named_files
    from builder.source.files import BUILDS_FILE
    from builder.source.write.named_builds import write_named_builds

    if not any(person.consent for person in course.people):
        return
    made = NamedBuild(build.word, build.letters, course.version, today().isoformat(), list_named_files(course, written))
    known = course.records.builds
    noted = add_build(known, made)
    if noted is known:
        return
    write_file(folder / BUILDS_FILE, write_named_builds(noted).encode())
    tell(f"Names of people are in some of these files. {folder / BUILDS_FILE} says in which. It stays on your computer, as people.yaml does.")
