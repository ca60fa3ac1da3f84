"""Pages that are too long for a phone, and where to cut them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from builder.course.blocks import Block, Box, Interaction
from builder.course.document import Prose
from builder.course.length import SCREEN, Length
from builder.course.model import Page
from builder.course.page_length import FRAME, MOST_CONTROLS, MOST_SCREENS, Room, block_length, frame_length
from builder.course.picture_size import measure_pictures
from builder.diagnostics import Diagnostic, Rule, Severity
from builder.source.bind.course import BoundCourse
from builder.source.tree.block_schemas import CONTENT_WARNING

LONG_PAGE = Rule(
    "CRS094",
    "long-page",
    Severity.WARNING,
    f"A page is one step on a phone: about {MOST_SCREENS} screens, and questions with about {MOST_CONTROLS} places to answer. "
    "On longer pages, tired learners lose their place.",
)

MOST_CUTS = 6
"""That a hint names at once. After those, the next run says where to go on."""
TOP_LEVEL = 2
"""Of a heading within a page."""
MARGIN = 0.5
"""Screens above `MOST_SCREENS` that are still "about" so many: the estimate of a page may be wrong by a sixth of it."""
WORTH_A_PAGE = SCREEN * 3 // 4
"""px that a piece should have before it becomes a page of its own, the frame included."""


def check_page_length(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of pages that are too long for a phone. The form is not judged: it is one file, and cannot be cut."""
    room = Room(pictures=measure_pictures(course.source.media))
    for session in course.sessions:
        for page in session.pages:
            measured = _measure(page.blocks, room)
            length = sum((block.length for block in measured), frame_length(page.title.plain))
            fault = _describe_fault(length, sum(block.asks for block in measured))
            if fault:
                yield Diagnostic(LONG_PAGE, f"{fault}.", page.place, _hint(page, measured))


class _Measured(Struct, frozen=True):
    """A block of a page.

    Attributes:
        length: its own, and `rest` that of it and all blocks below, without the frame of a page.
        keeps_levels: no `###` comes before the first `##` of a page that starts with it.

    """

    block: Block
    length: Length
    rest: int
    keeps_levels: bool

    @property
    def asks(self) -> bool:
        return isinstance(self.block, Interaction)


def _measure(blocks: Sequence[Block], room: Room) -> tuple[_Measured, ...]:
    measured: list[_Measured] = []
    rest, first_level = 0, TOP_LEVEL
    for block in reversed(blocks):
        length = block_length(block, room)
        rest += length.pixels
        level = block.level if isinstance(block, Prose) and block.kind == "heading" else 0
        # A heading that starts the page becomes its title; what counts is the next one.
        measured.append(_Measured(block, length, rest, first_level == TOP_LEVEL))
        first_level = level or first_level
    return tuple(reversed(measured))


def _describe_fault(length: Length, questions: int) -> str:
    """Return what is too long or too many, or nothing. One question is one thing, however many places it has."""
    screens = f"about {length.screens:g} phone screens long" if length.pixels >= (MOST_SCREENS + MARGIN) * SCREEN else ""
    places = f"the questions on it have {length.controls} places to answer" if length.controls > MOST_CONTROLS and questions > 1 else ""
    if screens:
        return f"This page is {screens}" + (f", and {places}" if places else "")
    return f"This page is long: {places}" if places else ""


def _hint(page: Page, measured: Sequence[_Measured]) -> str:
    cuts = tuple(islice(_cuts(measured), MOST_CUTS + 1))
    if not cuts:
        return "Shorten it, or make two blocks of it, each with a heading such as `# Part two` above it."
    steps = [_describe_cut(measured[at].block, f"{page.title.plain}, part {part}") for part, at in enumerate(cuts[:MOST_CUTS], 2)]
    levels = "" if all(measured[at].keeps_levels for at in cuts) else " In the new pages, type ## in place of ###."
    pages = f"{len(cuts) + 1} pages" if len(cuts) <= MOST_CUTS else "several pages"
    return f"Cut it into {pages}: {'; '.join(steps)}.{levels} Then run `copack check --fix`."


def _describe_cut(block: Block, title: str) -> str:
    if _is_heading(block):
        assert isinstance(block, Prose)
        return f"in line {block.place.line}, type `# {block.plain}` in place of `{'#' * block.level} {block.plain}`"
    return f"above line {block.place.line}, type a heading such as `# {title}`"


def _cuts(measured: Sequence[_Measured]) -> Iterator[int]:
    """Yield before which blocks to cut, so that each page is short enough, save those of a single long block."""
    start = 0
    while True:
        cut = _cut(measured, start)
        if cut is None:
            return
        yield cut
        start = cut


class _Cut(Struct, frozen=True, order=True):
    """A place to cut before a block, worth more the more of its fields say yes, the first ones most: `max` is the best one."""

    keeps_levels: bool
    leaves_a_page: bool
    begins_a_part: bool
    at: int


def _cut(measured: Sequence[_Measured], start: int) -> int | None:
    """Return before which block the page from block `start` on ends: a heading if possible, else the last block that fits; `None`: all fits."""
    length, questions, cuts = FRAME, 0, []
    for at in range(start, len(measured)):
        if at > start and not _belongs_to_next(measured[at - 1].block):
            block = measured[at]
            leaves_a_page = min(length.pixels, FRAME.pixels + block.rest) >= WORTH_A_PAGE
            cuts.append(_Cut(block.keeps_levels, leaves_a_page, _is_heading(block.block), at))
        length += measured[at].length
        questions += measured[at].asks
        if _describe_fault(length, questions) and cuts:
            return max(cuts).at
    return None


def _is_heading(block: Block) -> bool:
    return isinstance(block, Prose) and block.kind == "heading"


def _belongs_to_next(block: Block) -> bool:
    """Tell whether a block is about what follows it, so that no page may end with it."""
    return _is_heading(block) or (isinstance(block, Box) and block.name == CONTENT_WARNING)
