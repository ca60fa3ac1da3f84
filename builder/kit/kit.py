"""The kit: every file of a course in one zip, with a page that says which is for whom (`<course>-kit.zip`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from builder.course.model import Course
from builder.kit.make_it_yours import write_make_it_yours
from builder.kit.sheets import Sheets
from builder.kit.start_here import MAKE_IT_YOURS, StartHere, write_start_here
from builder.output.build_name import BuildName
from builder.package.content import Content
from builder.package.deflate import Deflated
from builder.package.package import Package
from builder.package.zip import write_zip
from builder.reports.delivered import Delivery, describe_delivery
from builder.reports.handover import handover_sheet
from builder.reports.material import REVIEW_PAGE, SESSION, describe_material, describe_materials
from builder.standards.standard import Standard
from builder.tracking.plan import TrackingPlan

START_HERE = "start-here.html"

ROOM, PLATFORM, PHONE, REVIEW, MORE = "in-a-room", "on-a-platform", "on-a-phone", "review", "more"
"""The folders of a kit."""

FIRST = ("scorm12", "web")
"""Standards whose zips lie in `PLATFORM`; all others are in `MORE`, unless the course has none of these."""


def make_kit(
    course: Course,
    plan: TrackingPlan,
    packages: Sequence[tuple[Standard, Package]],
    sheets: Sheets,
    build: BuildName,
    folder: Path,
    *,
    pdf: bool,
) -> Package:
    """Return the kit of a course that compiled without errors.

    Args:
        course: the course.
        plan: what it tracks.
        packages: each with its standard.
        sheets: all other files of the course, without errors.
        build: the name of the build that all files carry.
        folder: an empty folder for its zips, which must be there until the kit is written: recordings may be large.
        pdf: the books are there as PDF too.

    Raises OSError.

    """
    delivered = _seal_packages(packages, build, folder)
    files: dict[str, Content] = {_place(course, each): content for each, content in sheets.pages.items()}
    files |= {each.name: folder / each.name.rpartition("/")[2] for each in delivered}
    files |= {f"{REVIEW}/{each}": content for each, content in sheets.evidence.items()}
    files |= _write_guides(course, plan, delivered, build, files, [package for _standard, package in packages], pdf=pdf)
    return Package(f"{course.id}-kit.zip", files)


def _write_guides(
    course: Course,
    plan: TrackingPlan,
    delivered: Sequence[Delivery],
    build: BuildName,
    files: Mapping[str, Content],
    packages: Sequence[Package],
    *,
    pdf: bool,
) -> dict[str, Content]:
    """Return the pages that lead through the other files: the handover sheet, where to start, and the one that puts in words of the organisation."""
    also = describe_materials(course, (path for path in files if not path.startswith((PLATFORM, REVIEW))))
    sheet = handover_sheet(course, plan, [_from_platform(each) for each in delivered], build, also=also)
    guides: dict[str, Content] = {f"{PLATFORM}/{course.id}-handover.html": sheet}
    guides[START_HERE] = write_start_here(StartHere(course, build, delivered, {**files, **guides}, pdf=pdf))
    if course.slots:
        guides[MAKE_IT_YOURS] = write_make_it_yours(course, build, {**files, **guides}, packages)
    return guides


def _place(course: Course, name: str) -> str:
    """Return where a printed file, a session in one file or a page for reviewers lies in the kit."""
    material = describe_material(course, name)
    places = {SESSION: PHONE, REVIEW_PAGE: REVIEW}
    return f"{places.get(material.sort, ROOM) if material is not None else ROOM}/{name}"


def _seal_packages(packages: Iterable[tuple[Standard, Package]], build: BuildName, folder: Path) -> list[Delivery]:
    """Write the zips into `folder`, and return what is said of each, with its path in the kit."""
    deflated, delivered = Deflated(), []
    named = list(packages)
    in_front = [standard.name for standard, _package in named if standard.name in FIRST] or [standard.name for standard, _package in named]
    for standard, package in named:
        path = folder / package.name
        with path.open("wb") as stream:
            write_zip(package, stream, deflated, build.mark.encode("ascii"))
        described = describe_delivery(standard, path)
        place = PLATFORM if standard.name in in_front else MORE
        delivered.append(Delivery(standard, f"{place}/{package.name}", described.size, described.digest))
    return delivered


def _from_platform(delivery: Delivery) -> Delivery:
    """Return what is said of a zip, named as from the folder of the handover sheet, where those of `PLATFORM` lie beside it."""
    return Delivery(delivery.standard, delivery.name.removeprefix(f"{PLATFORM}/"), delivery.size, delivery.digest)
