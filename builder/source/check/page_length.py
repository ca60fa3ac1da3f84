"""Pages that are too long for a phone, and where to cut them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from builder.course.blocks import Block, Box, Interaction
from builder.course.document import Prose
from builder.course.model import Page
from builder.course.page_length import MOST_CONTROLS, MOST_SCREENS, SCREEN, Length, page_length
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

TOP_LEVEL = 2
"""Of a heading within a page."""
MARGIN = 0.75
"""Screens above `MOST_SCREENS` that are still "about" so many: the estimate of a page is wrong by up to half a screen."""
WORTH_A_PAGE = SCREEN * 3 // 4
"""px that a piece should have before it becomes a page of its own, the frame included."""


def check_page_length(course: BoundCourse) -> Iterator[Diagnostic]:
    """Tell of pages that are too long for a phone. The form is not judged: it is one file, and cannot be cut."""
    for session in course.sessions:
        for page in session.pages:
            fault = _describe_fault(page.blocks)
            if fault:
                yield Diagnostic(LONG_PAGE, f"{fault}.", page.place, _hint(page))


def _describe_fault(blocks: Sequence[Block]) -> str:
    """Return what is too long or too many, or nothing."""
    length = page_length(blocks)
    screens = f"about {length.screens:g} phone screens long" if _is_long(length) else ""
    places = f"the questions on it have {length.controls} places to answer" if _asks_much(blocks, length) else ""
    if screens:
        return f"This page is {screens}" + (f", and {places}" if places else "")
    return f"This page is long: {places}" if places else ""


def _is_long(length: Length) -> bool:
    return length.pixels >= (MOST_SCREENS + MARGIN) * SCREEN


def _asks_much(blocks: Sequence[Block], length: Length) -> bool:
    """Tell whether questions should go to a page of their own. One question is one thing, however many answers it has."""
    return length.controls > MOST_CONTROLS and sum(isinstance(block, Interaction) for block in blocks) > 1


def _is_fine(blocks: Sequence[Block]) -> bool:
    return not _describe_fault(blocks)


def _hint(page: Page) -> str:
    cuts = tuple(_cuts(page.blocks))
    if not cuts:
        return "Shorten it, or make two blocks of it, each with a heading such as `# Part two` above it."
    steps = (_describe_cut(block, f"{page.title.plain}, part {part}") for part, block in enumerate(cuts, 2))
    levels = "" if all(_keeps_levels(page.blocks, page.blocks.index(cut)) for cut in cuts) else " In the new pages, type ## in place of ###."
    return f"Cut it into {len(cuts) + 1} pages: {'; '.join(steps)}.{levels} Then run `copack check --fix`."


def _describe_cut(block: Block, title: str) -> str:
    if isinstance(block, Prose) and block.kind == "heading":
        return f"in line {block.place.line}, type `# {block.plain}` in place of `{'#' * block.level} {block.plain}`"
    return f"above line {block.place.line}, type a heading such as `# {title}`"


def _cuts(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks that the next pages start with, so that each page but those of a single long block is short enough."""
    rest = blocks
    while len(rest) > 1 and not _is_fine(rest):
        at = _cut(rest)
        if at is None:
            return
        yield rest[at]
        rest = rest[at:]


class _Cut(Struct, frozen=True, order=True):
    """A place to cut before a block, worth more the later its fields say yes: `max` is the best one."""

    keeps_levels: bool
    leaves_a_page: bool
    begins_a_part: bool
    at: int


def _cut(blocks: Sequence[Block]) -> int | None:
    """Return before which block to cut: the last heading that makes a page of what is above it, else the last block that still fits."""
    places = [at for at in range(1, len(blocks)) if not _belongs_to_next(blocks[at - 1])]
    fitting = [at for at in places if _is_fine(blocks[:at])]
    if not fitting:
        return min(places, default=None)
    return max(_Cut(_keeps_levels(blocks, at), _is_worth(blocks[:at]) and _is_worth(blocks[at:]), _is_heading(blocks[at]), at) for at in fitting).at


def _keeps_levels(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether no `###` of the new page comes before its first `##`."""
    below = (block for block in blocks[at + 1 if _is_heading(blocks[at]) else at :] if isinstance(block, Prose) and block.kind == "heading")
    return all(heading.level == TOP_LEVEL for heading in islice(below, 1))


def _is_worth(blocks: Sequence[Block]) -> bool:
    return page_length(blocks).pixels >= WORTH_A_PAGE


def _is_heading(block: Block) -> bool:
    return isinstance(block, Prose) and block.kind == "heading"


def _belongs_to_next(block: Block) -> bool:
    """Tell whether a block is about what follows it, so that no page may end with it."""
    return _is_heading(block) or (isinstance(block, Box) and block.name == CONTENT_WARNING)
