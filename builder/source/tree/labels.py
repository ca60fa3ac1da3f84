"""`Label: text` lines: which words are known where, and which are slips of known ones."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct
from msgspec.structs import replace

from builder.diagnostics import Place
from builder.interactions.kind import QUESTION_LABELS
from builder.interactions.registry import KINDS
from builder.source.suggestions import is_close
from builder.source.tree import grammar
from builder.source.tree.lines import Line, Span, span
from builder.source.tree.synonyms import FOREIGN, list_synonyms, sense_of


class LabelNode(Struct, frozen=True):
    """A label as typed.

    Attributes:
        name: in lower case with single blanks.
        line: where it begins; `start` is the index of its first letter there.
        value: what stands after its colon, on this line and on those that it goes on over.
        typed: the word of another tool that was typed in place of the name; else empty.

    """

    name: str
    line: Line
    start: int
    value: Span
    typed: str = ""

    @property
    def place(self) -> Place:
        """Return the place of its name."""
        return self.line.place(self.start, len(self.typed or self.name))

    @property
    def shown(self) -> str:
        """Return what messages call it: as it was typed, if that is another word, else its name."""
        return self.typed or self.name.capitalize()


def read_label_line(line: Line) -> LabelNode | None:
    """Return the label that a line looks like, or `None`; without notes in it."""
    line = replace(line, text=grammar.mask_notes(line.text)) if "<!--" in line.text else line
    label = grammar.label_of(line.text)
    return LabelNode(label[0], line, label[1], span([(line, label[2])])) if label is not None else None


def is_misspelt_label(name: str, known: Collection[str], value: str) -> bool:
    """Tell whether a word at the start of a page or a block is a slip of a known label.

    Under a page's heading its value is one word, which text rarely is.
    """
    return is_close(name, known) and ("page" not in known or len(value.split()) == 1)


def label_owners(name: str, *, answered: bool = True) -> list[str]:
    """Return what knows a label, under this name or as a word of other tools: kinds, blocks, pages, pictures."""
    name = sense_of(name, answered=answered) or name
    if name in QUESTION_LABELS or name in {"explanation", "correct", "solution"}:
        return ["questions with a right answer"]
    known = [kind.name for kind in KINDS if name in kind.labels | kind.item_labels or (name == "answer" and kind.keyed)]
    known += [block for block, labels in grammar.BLOCK_LABELS.items() if name in labels]
    known += ["a page, right under its heading"] * (name in grammar.PAGE_LABELS)
    known += ["a picture or table, right under it"] * (name in grammar.PICTURE_LABELS)
    return known


def is_unknown_label(name: str, known: Collection[str], *, answered: bool) -> bool:
    """Tell whether a line of a question is a label that has no place there: one of something else, a slip of one of its own, or any after an answer.

    Words with a colon that go on from the line above are none where they begin in lower case; the caller looks.
    """
    if answered:
        return name not in known
    return name not in known and (name in FOREIGN or bool(label_owners(name, answered=False)) or is_close(name, {*known, *list_synonyms()}))
