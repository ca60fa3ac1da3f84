"""What may stand inside what (author syntax, "A fence")."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from builder.interactions.registry import find
from builder.source.tree.block_schemas import BLOCKS, PAGE, BlockSchema
from builder.source.tree.session import QUESTIONS, FenceNode, PageNode


class Placement(Enum):
    """Whether a fence may stand where it does."""

    RIGHT = auto()
    UNKNOWN = auto()
    """Nobody knows a fence of this name."""
    MISPLACED = auto()
    UNMARKED = auto()
    """A question without a mark, in a check."""


def place_fence(fence: FenceNode, holder: BlockSchema) -> Placement:
    """Tell whether a fence may stand in a page or a block of this form."""
    if fence.name not in BLOCKS and fence.name not in QUESTIONS:
        return Placement.UNKNOWN
    if fence.name not in holder.holds and not (holder.questions and fence.name in QUESTIONS):
        return Placement.MISPLACED
    kind = find(fence.name)
    return Placement.UNMARKED if holder is BLOCKS["check"] and kind is not None and not kind.in_checks else Placement.RIGHT


def list_questions(page: PageNode) -> Iterator[FenceNode]:
    """Yield the checks and questions of a page that stand where they may, a check before its questions."""
    for fence in page.head.content:
        if isinstance(fence, FenceNode) and not fence.broken and (fence.name == "check" or fence.name in QUESTIONS):
            if place_fence(fence, PAGE) is Placement.RIGHT:
                yield fence
            if fence.name == "check":
                yield from (inner for inner in fence.content if isinstance(inner, FenceNode) and _asks_in_check(inner))


def _asks_in_check(fence: FenceNode) -> bool:
    return not fence.broken and fence.name in QUESTIONS and place_fence(fence, BLOCKS["check"]) is Placement.RIGHT
