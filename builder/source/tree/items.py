"""The answers of a question: each parted into box, letter, code, text and side, by what all of its list have in common."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.interactions.kind import Kind
from builder.source.tree import grammar
from builder.source.tree.codes import RADIO, Checkbox, CodedText, read_checkbox, read_coded, read_mark_at_end
from builder.source.tree.lines import Span, span
from builder.source.tree.own_marks import read_mark_of_list, read_marks_in_order
from builder.source.tree.question_lines import Item
from builder.source.tree.session import ItemNode


class _Form(Struct, frozen=True):
    """What the answers of a list have in common.

    Attributes:
        radio: one has an empty pair of round brackets, so `(x)` is a box.
        lettered: each begins with its letter or number, after a bullet or a box: `- A) Yes`.
        starred: one has a star before its letter.
        behind: the kind has boxes and none of them is ticked, so what stands behind an answer may be one.
        arrows: an arrow parts an answer.

    """

    radio: bool
    lettered: bool
    starred: bool
    behind: bool
    arrows: bool


def read_items(items: Sequence[Item], kind: Kind) -> tuple[ItemNode, ...]:
    """Return the answers of a list."""
    texts = [span(item.parts) for item in items]
    radio = any(RADIO.match(text.text) for text in texts)
    boxes = [read_checkbox(text, radio=radio) for text in texts]
    lettered = bool(read_marks_in_order([rest.text for _box, rest in boxes]))
    starred = any(item.marker.starred for item in items)
    behind = kind.keyed and not any(box.ticked for box, _rest in boxes if box is not None)
    form = _Form(radio, lettered, starred, behind, "sides" in kind.coded or kind.arrows)
    nodes = tuple(_read_item(item, form) for item in items)
    return _with_other_boxes(nodes) if kind.keyed else nodes


def _read_item(item: Item, form: _Form) -> ItemNode:
    line, marker = item.parts[0][0], item.marker
    box, rest = read_checkbox(_unwrapped(span(item.parts), marker.marks), radio=form.radio)
    letter, marks = marker.ordinal, marker.marks
    if form.lettered and (own := read_mark_of_list(rest.text)):
        letter, marks = own.meant, own.bold
        rest = _unwrapped(rest.part(own.length), marks)
    body = read_coded(rest)
    if box is None:
        box, after = read_checkbox(body.text, radio=form.radio)
        body = CodedText(body.code, after, body.code_place) if box is not None else body
    if box is None and form.starred:
        box = Checkbox(marker.starred, "*" if marker.starred else "", line.place(marker.start))
    if form.behind and (box is None or not box.ticked):
        mark, shorter = read_mark_at_end(body.text)
        box = mark or box
        body = CodedText(body.code, _unwrapped(shorter, marks), body.code_place) if mark is not None else body
    labels = tuple(label.node() for label in item.labels)
    signs = list(grammar.ARROW.finditer(grammar.mask_notes(body.text.text)))
    if not signs or not form.arrows:
        needless = (signs[0].start(), len(signs[0][0])) if signs else None
        return ItemNode(line, marker.start, box, body, None, body.text, None, labels, letter, needless)
    first, second = signs[0], signs[1] if len(signs) > 1 else None
    left = CodedText(body.code, body.text.part(0, first.start()), body.code_place)
    side = read_coded(body.text.part(first.end()))
    second_arrow = (second.start(), len(second[0])) if second is not None else None
    return ItemNode(line, marker.start, box, left, side, body.text, second_arrow, labels, letter)


def _unwrapped(text: Span, marks: str) -> Span:
    """Return a text without the marks of bold at its end that open before its letter: `**B) No**`."""
    return text.part(0, len(text.text) - len(marks)) if marks and text.text.endswith(marks) else text


def _with_other_boxes(items: tuple[ItemNode, ...]) -> tuple[ItemNode, ...]:
    """Give an empty box to the other answers where only the right ones are marked behind their words."""
    behind = [item for item in items if item.box is not None and item.box.place > item.body.text.place]
    if not behind or any(item.box is not None and item not in behind for item in items) or not any(item.box and item.box.ticked for item in behind):
        return items
    return tuple(item if item.box is not None else replace(item, box=Checkbox(False, "", item.line.place(item.bullet_at))) for item in items)
