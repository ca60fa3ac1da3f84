"""All books of a course, each as the bytes of its file."""

from __future__ import annotations

from msgspec import Struct

from builder.course.model import Course
from builder.diagnostics import Diagnostic
from builder.output.build_name import BuildName
from builder.printing.book import write_book
from builder.printing.facilitator_book import make_facilitator_book
from builder.printing.learner_book import check_words, make_learner_book
from builder.printing.materials import PrintOptions, gather_materials


class PrintedBooks(Struct, frozen=True):
    """Books by the names of their files, and what is wrong with them: then none may be written."""

    files: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...]


def print_books(course: Course, build: BuildName, options: PrintOptions, session: str = "") -> PrintedBooks:
    """Return the books of a course that compiled without errors, or of one session. Raises KeyError for a session that is not there."""
    materials = gather_materials(course, build, options, session)
    stem = f"{course.id}-{session}" if session else course.id
    learner, facilitator = make_learner_book(materials), make_facilitator_book(materials)
    files = {f"{stem}-{book.name}.html": write_book(book) for book in (learner, facilitator)}
    return PrintedBooks(files, tuple(check_words(learner, files[f"{stem}-{learner.name}.html"])))
