"""YAML as a tree of texts with places. Nothing is resolved here: `no`, `1.10` and `12:30` stay what the author typed."""

from __future__ import annotations

from msgspec import Struct

from builder.diagnostics import Place
from builder.source.tree.lines import Line


class Extent(Struct, frozen=True):
    """Where a node is on the line on which it begins.

    Attributes:
        line: that line.
        start: index of its first character there.
        stop: index after its last one; the end of the line where the node goes on below.
        goes_on: whether it does.

    """

    line: Line
    start: int
    stop: int
    goes_on: bool

    @property
    def text(self) -> str:
        """Return what is typed there."""
        return self.line.text[self.start : self.stop]

    @property
    def comment(self) -> str:
        """Return the note that follows it on its line, from its # on."""
        after = self.line.text[self.stop :]
        return after.strip() if not self.goes_on and after[:1].isspace() and after.lstrip().startswith("#") else ""


class Scalar(Struct, frozen=True):
    """A single value as typed; `quoted` tells `""` from nothing at all. `end` is the place after its last character."""

    text: str
    place: Place
    quoted: bool
    end: Place
    extent: Extent


class Sequence(Struct, frozen=True):
    """A list; `in_brackets` where it is typed in square brackets, not with a dash a line."""

    items: tuple[Node, ...]
    place: Place
    end: Place
    in_brackets: bool
    extent: Extent


class Mapping(Struct, frozen=True):
    """Words with values, in order; a word that is there twice is reported and its first value kept."""

    fields: tuple[tuple[Scalar, Node], ...]
    place: Place
    end: Place
    in_brackets: bool
    extent: Extent

    def get(self, word: str) -> Node | None:
        """Return the value of a word, or `None`."""
        return next((value for key, value in self.fields if key.text == word), None)


Node = Scalar | Sequence | Mapping


def last_place(node: Node) -> Place:
    """Return the place after the last character that belongs to a node."""
    if isinstance(node, Scalar) or node.in_brackets:
        return node.end
    inner: Node | None = None
    if isinstance(node, Sequence):
        inner = node.items[-1] if node.items else None
    elif node.fields:
        inner = node.fields[-1][1]
    return node.end if inner is None else last_place(inner)
