"""`Label: text` lines: which words are known where, and which are slips of known ones."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from builder.diagnostics import Place
from builder.interactions.kind import QUESTION_LABELS
from builder.interactions.registry import KINDS
from builder.source.suggestions import is_close
from builder.source.tree import grammar
from builder.source.tree.lines import Line, Span, span


class LabelNode(Struct, frozen=True):
    """A label as typed.

    Attributes:
        name: in lower case with single blanks.
        line: where it begins; `start` is the index of its first letter there.
        value: what stands after its colon, on this line and on those that it goes on over.

    """

    name: str
    line: Line
    start: int
    value: Span

    @property
    def place(self) -> Place:
        """Return the place of its name."""
        return self.line.place(self.start, len(self.name))


def read_label_line(line: Line) -> LabelNode | None:
    """Return the label that a line looks like, or `None`."""
    label = grammar.label_of(line.text)
    return LabelNode(label[0], line, label[1], span([(line, label[2])])) if label is not None else None


def is_misspelt_label(name: str, known: Collection[str], value: str) -> bool:
    """Tell whether a word at the start of a page or a block is a slip of a known label.

    Under a page's heading its value is one word, which text rarely is.
    """
    return is_close(name, known) and ("page" not in known or len(value.split()) == 1)


def label_owners(name: str) -> list[str]:
    """Return what knows a label: kinds, blocks, pages, pictures."""
    if name in QUESTION_LABELS:
        return ["questions with a right answer"]
    known = [kind.name for kind in KINDS if name in kind.labels | kind.item_labels]
    known += [block for block, labels in grammar.BLOCK_LABELS.items() if name in labels]
    known += ["a page, right under its heading"] * (name in grammar.PAGE_LABELS)
    known += ["a picture or table, right under it"] * (name in grammar.PICTURE_LABELS)
    return known


def is_unknown_label(name: str, known: Collection[str]) -> bool:
    """Tell whether a line of a question is a label of something else, or a slip of one of its own."""
    return name not in known and (bool(label_owners(name)) or is_close(name, known))
