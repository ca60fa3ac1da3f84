"""`start-here.html`: the first page of a kit. Four ways to run the course, which files each needs, and a plan of six weeks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from builder.course.model import Course
from builder.output.build_name import BuildName
from builder.package.content import Content, size_in_words, size_of
from builder.pages.environment import layered_environment
from builder.pages.slots import fill_slots
from builder.reports.brand import find_brand
from builder.reports.delivered import Delivery
from builder.reports.material import Sort, describe_materials

MAKE_IT_YOURS = "make-it-yours.html"
"""The page beside this one that puts in the words of an organisation; a kit has it where its course has slots."""


class StartHere(Struct, frozen=True):
    """What the page is made from.

    Attributes:
        course: the course.
        build: the name that all files carry.
        delivered: the zips, by their paths in the kit.
        files: all other files that are in the kit so far, and the zips.
        pdf: whether the books are there as PDF.

    """

    course: Course
    build: BuildName
    delivered: Sequence[Delivery]
    files: Mapping[str, Content]
    pdf: bool


class Entry(Struct, frozen=True):
    """A file of the kit as the page names it. `part`: of which session it is, or empty."""

    path: str
    part: str
    size: str


class Group(Struct, frozen=True):
    """Files of one sort."""

    sort: Sort
    entries: tuple[Entry, ...]


def write_start_here(asked: StartHere) -> bytes:
    """Return the page as UTF-8 HTML. It holds no date: the same course gives the same bytes. Raises OSError."""
    course = asked.course
    groups = _group(asked)
    html = (
        layered_environment("kit")
        .get_template("start_here.html.jinja")
        .render(
            course=course,
            build=asked.build,
            brand=find_brand(course),
            groups=groups,
            zips=asked.delivered,
            pdf=asked.pdf,
            make_it_yours=MAKE_IT_YOURS if course.slots else "",
            minutes=sum(session.minutes for session in course.sessions),
            guided=[session.title for session in course.sessions if session.guide],
        )
    )
    return fill_slots(html, course, course.local, on_paper=True).encode()


def _group(asked: StartHere) -> dict[str, Group]:
    """Return the files by the ending of their sort."""
    materials = describe_materials(asked.course, asked.files)
    groups = {}
    for sort, found in groupby(materials, key=lambda material: material.sort):
        entries = tuple(Entry(each.name, each.part, size_in_words(size_of(asked.files[each.name]))) for each in found)
        groups[sort.ending] = Group(sort, entries)
    return groups
