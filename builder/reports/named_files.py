"""Which written files carry the names of people: told by their bytes, and for what is packed by what it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from markupsafe import escape

from builder.course.model import Course
from builder.course.named_builds import NamedFile
from builder.course.people import ConsentPlace, Person
from builder.package.content import digest_of

EVIDENCE, KIT = "-evidence.html", "-kit.zip"
"""Ends of the names of the evidence pack, and of the kit, which has books and evidence in it."""


def list_named_files(course: Course, paths: Iterable[Path]) -> tuple[NamedFile, ...]:
    """Return the files that carry a name, each with whom it names. Raises OSError.

    A page is searched for each name that somebody agreed to. A PDF names those whom the page of its name does, or else, as the kit, all of them.
    """
    written = tuple(paths)
    pages = {path.stem: _find_in_page(course, path) for path in written if path.suffix == ".html"}
    named = (_name_file(course, path, pages.get(path.stem)) for path in written if path.suffix in {".html", ".pdf"} or path.name.endswith(KIT))
    return tuple(file for file in named if file.credits or file.evidence)


def _name_file(course: Course, path: Path, found: tuple[str, ...] | None) -> NamedFile:
    digest = digest_of(path)
    if path.name.endswith(KIT):
        return NamedFile(path.name, digest, _ids(_agreed(course, "credits")), _ids(_agreed(course, "evidence")))
    if path.name.endswith(EVIDENCE):
        return NamedFile(path.name, digest, (), found or ())
    return NamedFile(path.name, digest, found if found is not None else _ids(_agreed(course, "credits")), ())


def _find_in_page(course: Course, path: Path) -> tuple[str, ...]:
    """Return the ids of the people whose names are in a page, of those who agreed to be named in pages of its sort."""
    content = path.read_bytes()
    people = _agreed(course, "evidence" if path.name.endswith(EVIDENCE) else "credits")
    return _ids([person for person in people if any(form.encode() in content for form in (person.name, str(escape(person.name))))])


def _agreed(course: Course, place: ConsentPlace) -> list[Person]:
    return [person for person in course.people if place in person.consent]


def _ids(people: Sequence[Person]) -> tuple[str, ...]:
    return tuple(person.id for person in people)
