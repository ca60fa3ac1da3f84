"""One way through all that a page holds, whatever the types of its blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple, get_args

from msgspec import Struct

from builder.course.blocks import Block
from builder.course.cmi import Definition
from builder.course.document import Prose, Text
from builder.diagnostics import Place


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield every block, outer ones first, however deep it stands: in boxes, sections, checks, and what a kind keeps in a question."""
    levels = [iter(blocks)]
    while levels:
        for block in levels[-1]:
            yield block
            if not isinstance(block, Prose):  # most blocks are, and hold none
                levels.append(inner(block))
                break
        else:
            levels.pop()


def inner(block: Block) -> Iterator[Block]:
    """Yield the blocks that stand directly in a block, whatever its fields are called: a new type of block costs nothing here."""
    return iter(_parts(_Same(block)).blocks)


def texts(block: Block) -> Iterator[Text]:
    """Yield the author's texts that belong to a block itself, such as titles, labels and feedback; not those of blocks inside it."""
    return iter(_parts(_Same(block)).texts)


class _Parts(NamedTuple):
    """What a block holds with no other block between, in the order of its fields."""

    blocks: tuple[Block, ...]
    texts: tuple[Text, ...]


class _Same:
    """A block as a key that is equal to itself alone: to compare blocks by what they hold would take longer than to go through them."""

    __slots__ = ("block",)

    def __init__(self, block: Block) -> None:
        self.block = block

    def __hash__(self) -> int:
        return id(self.block)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.block is other.block


@lru_cache(maxsize=4096)
def _parts(same: _Same) -> _Parts:
    """Return the parts of a block. Remembered, since every stage of a build goes through all blocks of the course."""
    content = tuple(_content(same.block))
    return _Parts(
        tuple(part for part in content if not isinstance(part, Text)),
        tuple(part for part in content if isinstance(part, Text)),
    )


def _content(value: Struct) -> Iterator[Block | Text]:
    """Yield the blocks and texts that a value holds with no other block between, in the order of its fields."""
    if isinstance(value, Prose):
        return
    for name in value.__struct_fields__:
        field = getattr(value, name)
        for part in field if isinstance(field, tuple) else (field,):
            role = _role(part.__class__)
            if role == "content":
                yield part
            elif role == "open":
                yield from _content(part)


@cache
def _role(owner: type) -> Literal["content", "open", "neither"]:
    """Tell whether values of a type are blocks or texts, may hold some, or neither.

    Nearly every value of the tree has a place: going into those would be most of the work.
    """
    if issubclass(owner, (Text, *get_args(Block))):
        return "content"
    return "open" if issubclass(owner, Struct) and not issubclass(owner, Place | Definition) else "neither"
