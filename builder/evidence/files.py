"""The files of an evidence pack: the page, the page of statements that it leads to, and the tables where they are asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from builder.course.model import Course
from builder.diagnostics import Diagnostic
from builder.evidence.pack import FileDigest, evidence_page, gather_pack
from builder.evidence.tables import matrix_csv, question_csv
from builder.output.build_name import BuildName
from builder.reports.brand import find_brand
from builder.reports.statements import statement_page
from builder.source.digest import list_digests
from builder.source.files import Source
from builder.standards.standard import Standard
from builder.tracking.plan import TrackingPlan


def gather_evidence(
    source: Source,
    course: Course,
    plan: TrackingPlan,
    standards: Sequence[Standard],
    build: BuildName,
    found: Sequence[Diagnostic],
    *,
    languages: Collection[str] = (),
    packages: Collection[str] = (),
) -> dict[str, object]:
    """Return all that the pack of a course says; `languages`: further ones that packages hold; `packages`: their digests.

    Raises OSError for a large file that is gone.
    """
    digests = [FileDigest(path, digest) for path, digest in list_digests(source, languages)]
    mine, local = part_local(source, found)
    statements = f"{course.id}-statements.html"
    return gather_pack(course, plan, standards, build, files=digests, found=mine, found_local=local, statements=statements, packages=packages)


def evidence_files(
    source: Source,
    course: Course,
    plan: TrackingPlan,
    standards: Sequence[Standard],
    build: BuildName,
    found: Sequence[Diagnostic],
    *,
    tables: bool = False,
    languages: Collection[str] = (),
    packages: Collection[str] = (),
) -> dict[str, bytes]:
    """Return contents by the names of their files. The arguments are those of `gather_evidence`; `tables`: spreadsheets too.

    Raises OSError for a large file that is gone, and as `statement_page` does.
    """
    pack = gather_evidence(source, course, plan, standards, build, found, languages=languages, packages=packages)
    files = {
        f"{course.id}-evidence.html": evidence_page(pack),
        f"{course.id}-statements.html": statement_page(plan, standards, build, find_brand(course)),
    }
    if tables:
        files |= {f"{course.id}-matrix.csv": matrix_csv(course, plan), f"{course.id}-questions.csv": question_csv(plan)}
    return files


def part_local(source: Source, found: Sequence[Diagnostic]) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Part what is found in the author's files from what is found in the words of an organisation (`local.yaml`), which are no part of the course."""
    local = [each for each in found if source.local is not None and each.place is not None and each.place.file == source.local.path]
    return tuple(each for each in found if each not in local), tuple(local)
