"""All that is printed of a course, each as the bytes of its file."""

from __future__ import annotations

from msgspec import Struct

from builder.course.model import Course
from builder.diagnostics import Diagnostic, has_errors
from builder.output.build_name import BuildName
from builder.printing.book import write_book
from builder.printing.evaluation_form import make_evaluation_forms
from builder.printing.facilitator_book import make_facilitator_book
from builder.printing.learner_book import check_words, make_learner_book
from builder.printing.materials import Materials, PrintOptions, gather_materials
from builder.printing.slides import write_slides


class PrintedBooks(Struct, frozen=True):
    """Contents by the names of their files, and what is wrong with them: then none may be written."""

    files: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...]


def print_books(course: Course, build: BuildName, options: PrintOptions, session: str = "") -> PrintedBooks:
    """Return the books of a course that compiled without errors, or of one session, with what else `options` asks for.

    Raises KeyError for a session that is not there, `PdfToolMissingError` where PDF is asked for and cannot be made.
    """
    materials = gather_materials(course, build, options, session)
    books = _write_books(materials, f"{course.id}-{session}" if session else course.id)
    if has_errors(books.diagnostics):
        return books
    files = dict(books.files)
    if options.pdf:
        from builder.printing.pdf import write_pdf

        files |= {f"{name.removesuffix('.html')}.pdf": write_pdf(html, build.mark) for name, html in books.files.items()}
    if options.docx:
        from builder.printing.word.handouts import write_handouts

        files |= write_handouts(materials)
    if options.slides:
        files |= write_slides(materials)
    return PrintedBooks(files, books.diagnostics)


def _write_books(materials: Materials, stem: str) -> PrintedBooks:
    """Return the books as HTML. `stem` is how the names of their files begin."""
    learner = make_learner_book(materials)
    books = (learner, make_facilitator_book(materials), *make_evaluation_forms(materials))
    files = {f"{stem}-{book.name}.html": write_book(book) for book in books}
    return PrintedBooks(files, tuple(check_words(learner, files[f"{stem}-{learner.name}.html"])))
