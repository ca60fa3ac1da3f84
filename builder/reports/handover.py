"""The handover sheet: which zip goes where, what to set there, and what nobody has verified yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape
from pathlib import Path

from msgspec import Struct

from builder.course.blocks import Block, Resource, texts, walk
from builder.course.document import Prose
from builder.course.model import Course
from builder.package.content import digest_of, size_in_words, size_of
from builder.reports.sheet import render_sheet
from builder.standards.standard import Handover, Standard
from builder.tracking.plan import TrackingPlan


class Delivered(Struct, frozen=True):
    """One zip as it lies in the output folder.

    Attributes:
        standard: which it is of.
        name: of the file.
        size: as people say it.
        digest: SHA-256 in hex digits, so that two people can tell whether they hold the same file.

    """

    standard: Standard
    name: str
    size: str
    digest: str


def deliver(standard: Standard, path: Path) -> Delivered:
    """Return what the sheet says of a zip. Reads it piece by piece: media may be large. Raises OSError."""
    return Delivered(standard, path.name, size_in_words(size_of(path)), digest_of(path))


class OutsideLink(Struct, frozen=True):
    """A web address that the course points to, what the course calls it, and the page that does."""

    title: str
    address: str
    session: str
    page: str


def handover_sheet(course: Course, plan: TrackingPlan, delivered: Sequence[Delivered]) -> bytes:
    """Return the sheet as one HTML file. Holds no date: the same course gives the same bytes."""
    notes: list[tuple[Delivered, Handover]] = [(one, one.standard.handover(plan)) for one in delivered]
    return render_sheet(
        "handover.html.jinja",
        course=course,
        plan=plan,
        notes=notes,
        links=tuple(outside_links(course)),
        recorded=[one for one in plan.interactions if one.recorded],
        minutes=sum(page.minutes for _, page in course.pages()),
    )


_LINK = re.compile(r'<a href="(https?://[^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def outside_links(course: Course) -> Iterable[OutsideLink]:
    """Yield every address outside the package that the course links to, once a page, in order (ZIP-12)."""
    for session, page in course.pages():
        found: dict[str, str] = {}
        for title, address in _links(page.blocks):
            found.setdefault(address, title)
        for address, title in found.items():
            yield OutsideLink(title, address, session.title, page.title.plain)


def _links(blocks: Iterable[Block]) -> Iterable[tuple[str, str]]:
    """Yield (title, address) of each `resource` and of each link in the text, in order."""
    for block in walk(blocks):
        if isinstance(block, Resource):
            yield block.title.plain, block.address
        html = " ".join((block.html if isinstance(block, Prose) else "", *(text.html for text in texts(block))))
        yield from ((unescape(_TAG.sub("", words)), unescape(address)) for address, words in _LINK.findall(html))
