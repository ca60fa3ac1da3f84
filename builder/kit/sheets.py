"""All files of a course that are no package and lie in one folder: books, handouts, slides, sessions in one file, pages for reviewers, evidence."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from builder.course.model import Course
from builder.diagnostics import Diagnostic, has_errors
from builder.evidence.files import evidence_files
from builder.kit.session_file import write_session_files
from builder.output.build_name import BuildName
from builder.printing.books import print_books
from builder.printing.materials import PrintOptions
from builder.reports.review_file import write_review_file
from builder.source.files import Source
from builder.standards.standard import Standard
from builder.tracking.plan import TrackingPlan


class Sheets(Struct, frozen=True):
    """Contents by the names of their files, and what is wrong with the books: then none may be written.

    Attributes:
        pages: books, handouts, slides, sessions in one file and pages for reviewers.
        evidence: the evidence for reviewers, with the page of statements.
        diagnostics: faults of the books.

    """

    pages: dict[str, bytes]
    evidence: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...]


def make_sheets(
    source: Source,
    course: Course,
    plan: TrackingPlan,
    standards: Sequence[Standard],
    build: BuildName,
    *,
    pdf: bool,
    found: Sequence[Diagnostic] = (),
    languages: Collection[str] = (),
    packages: Collection[str] = (),
) -> Sheets:
    """Return the sheets of a course that compiled without errors; no file at all where its books have errors.

    Args:
        source: the files of the course.
        course: the course.
        plan: what it tracks.
        standards: of its packages, for the evidence.
        build: the name of the build that all files carry.
        pdf: each book as PDF too.
        found: what is known to be wrong with the course, for the page of evidence.
        languages: further ones that the packages hold, for the digests in the evidence.
        packages: digests of this build's packages, for results of accessibility tests.

    Raises OSError for a large file that is gone, and `PdfToolMissingError` where PDF is asked for and cannot be made.

    """
    printed = print_books(course, build, PrintOptions(pdf=pdf, docx=True, slides=True))
    if has_errors(printed.diagnostics):
        return Sheets({}, {}, printed.diagnostics)
    reviews = {f"{course.id}-review-{session.id}.html": write_review_file(course, session, build) for session in course.sessions}
    pages = {**printed.files, **write_session_files(course, build), **reviews}
    evidence = evidence_files(source, course, plan, standards, build, found, languages=languages, packages=packages)
    return Sheets(pages, evidence, printed.diagnostics)
