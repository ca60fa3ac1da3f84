"""The handover sheet: which zip goes where, what to set there, and what nobody has verified yet."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from builder.course.document import Prose
from builder.course.model import Block, Course, texts, walk
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
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return Delivered(standard, path.name, size_in_words(path.stat().st_size), digest)


MEGABYTE = 1_000_000


def size_in_words(size: int) -> str:
    """Return a number of bytes as people say it: "82 KB", "1.4 MB"."""
    return f"{size / MEGABYTE:.1f} MB" if size >= MEGABYTE else f"{max(1, round(size / 1000))} KB"


class OutsideLink(Struct, frozen=True):
    """A web address that the course points to, and the page that does."""

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


_ADDRESS = re.compile(r'href="(https?://[^"]+)"')


def outside_links(course: Course) -> Iterable[OutsideLink]:
    """Yield every address outside the package that the course links to, once a page, in order (ZIP-12)."""
    for session, page in course.pages():
        found = dict.fromkeys(address for html in _html(page.blocks) for address in _ADDRESS.findall(html))
        for address in found:
            yield OutsideLink(address, session.title, page.title.plain)


def _html(blocks: Iterable[Block]) -> Iterable[str]:
    for block in walk(blocks):
        if isinstance(block, Prose):
            yield block.html
        yield from (text.html for text in texts(block))
