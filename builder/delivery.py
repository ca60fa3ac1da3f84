"""A finished build into its folder: the zips, the handover sheet and the statement page, all together or none.

Each carries the name of the build. Zips of other standards that are in the folder already, of the same build, are on the sheet as well; those of
another build are named on it as such, and reported.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from builder import __version__
from builder.diagnostics import Diagnostic

if TYPE_CHECKING:
    from builder.course.model import Course
    from builder.output.build_name import BuildName
    from builder.output.output_folder import Staging
    from builder.output_lint import DeliveredFile
    from builder.package.package import Package
    from builder.reports.leftovers import Leftover
    from builder.source.files import Source
    from builder.standards.standard import Standard
    from builder.tracking.plan import TrackingPlan

Tell = Callable[[str], None]
"""Called with a plain sentence for the author, at once."""


class Extra(Struct, frozen=True):
    """Files of the same build that are written beside the packages: contents by name, and zips of no standard, such as the kit.

    The handover sheet and the page of statements are never taken from here: they are made of what is in the folder.
    """

    files: Mapping[str, bytes] = {}
    archives: tuple[Package, ...] = ()


_NOTHING = Extra()


class Delivered(Struct, frozen=True):
    """What became of a build: its files in the order of writing, and what does not belong beside them."""

    files: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]


def name_build_of(source: Source, languages: Collection[str] = ()) -> BuildName:
    """Return the name of a build of these sources with this version of Copack; `languages`: further ones, whose words count too.

    Raises OSError for a large file that is gone.
    """
    from builder.output.build_name import name_build
    from builder.source.digest import digest_source

    return name_build(digest_source(source, languages), __version__)


def name_builds_of(source: Source, course: Course, packed: Sequence[str]) -> frozenset[str]:
    """Return the letters of every build of these sources: packages count the words of all languages that they hold, a book those of its own."""
    choices = ((), tuple(packed), *((tag,) for tag in course.languages))
    return frozenset(name_build_of(source, languages).letters for languages in choices)


def deliver(
    course: Course,
    plan: TrackingPlan,
    packages: Sequence[Package],
    standards: Sequence[Standard],
    build: BuildName,
    output: Path,
    tell: Tell,
    current: Callable[[], Collection[str]],
    extra: Extra = _NOTHING,
) -> Delivered:
    """Write a build into `output`. `standards`: of the packages, one each; `current`: as in `list_leftovers`; `extra`: what else is written with it.

    Raises NotWritten when the computer refuses, and whatever a statement raises that is refused; the folder is then as it was.
    """
    from builder.output.output_folder import write_together
    from builder.output_lint import list_pages
    from builder.reports.brand import find_brand
    from builder.reports.delivered import describe_delivery
    from builder.reports.handover import handover_sheet
    from builder.reports.leftovers import list_leftovers
    from builder.reports.material import describe_materials
    from builder.reports.statements import statement_page
    from builder.standards.registry import STANDARDS

    own = (f"{course.id}-handover.html", f"{course.id}-statements.html")
    with write_together(output, tell) as staging:
        _seal(staging, (*packages, *extra.archives), build)
        beside = _list_beside(course.id, standards, output)
        same, others = [[file for file in beside if (file.build == build.letters) is wanted] for wanted in (True, False)]
        kept = [STANDARDS.find(file.part) for file in same]
        delivered = [describe_delivery(standard, staging.find(package.name)) for standard, package in zip(standards, packages, strict=True)]
        delivered += [describe_delivery(standard, output / file.name) for standard, file in zip(kept, same, strict=True)]
        _write_extra(staging, extra, own)
        also = describe_materials(course, {*list_pages(output, build.letters), *staging.names})
        staging.write(own[0], handover_sheet(course, plan, delivered, build, [file.name for file in others], also=also))
        staging.write(own[1], statement_page(plan, [*standards, *kept], build, find_brand(course)))
    leftovers = list_leftovers(course, output, {*staging.names, *(file.name for file in beside)}, current, whole=extra is not _NOTHING)
    return Delivered(tuple(output / name for name in staging.names), tuple(_report(others, leftovers, build)))


def _report(others: Sequence[DeliveredFile], leftovers: Sequence[Leftover], build: BuildName) -> Iterator[Diagnostic]:
    """Yield what is said of files of other builds: of zips, whose numbers the handover sheet does not have, and of all others."""
    from builder.output_lint import report_mixed
    from builder.reports.leftovers import report_leftovers

    if others:
        yield report_mixed(others, build.letters)
    if leftovers:
        yield report_leftovers(leftovers, build.letters)


def _seal(staging: Staging, packages: Iterable[Package], build: BuildName) -> None:
    """Write the zips of packages, and of what else is a zip."""
    from builder.package.deflate import Deflated
    from builder.package.zip import write_zip

    deflated = Deflated()
    for package in packages:
        with staging.create(package.name) as stream:
            write_zip(package, stream, deflated, build.mark.encode("ascii"))


def _write_extra(staging: Staging, extra: Extra, own: Sequence[str]) -> None:
    """Write what belongs to the build beside its packages; `own`: names of pages that the delivery writes itself."""
    for name in extra.files:
        if name not in own:
            staging.write(name, extra.files[name])


def _list_beside(course: str, standards: Sequence[Standard], output: Path) -> list[DeliveredFile]:
    """Return the zips of a course in the folder that are of other standards than these."""
    from builder.output_lint import list_delivered

    built = {standard.name for standard in standards}
    return [file for file in list_delivered(output) if file.course == course and file.name.endswith(".zip") and file.part not in built]
