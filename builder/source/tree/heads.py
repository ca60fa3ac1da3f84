"""The labels of a page or a block: those at its start, and those that may stand anywhere in it."""

from __future__ import annotations

from collections.abc import Collection

from builder.source.tree import grammar
from builder.source.tree.labels import LabelNode, is_misspelt_label, read_label_line
from builder.source.tree.lines import Line, span
from builder.source.tree.markers import list_marker
from builder.source.tree.session import Content, FenceNode, Head


def read_head(body: Content, known: Collection[str]) -> Head:
    """Take the label lines at the start of a page or a block."""
    labels: list[LabelNode] = []
    slips: list[LabelNode] = []
    for index, node in enumerate(body):
        if isinstance(node, Line) and node.blank:
            continue
        label = read_label_line(node) if isinstance(node, Line) else None
        if label is not None and label.name in known:
            labels.append(label)
        elif label is not None and is_misspelt_label(label.name, known, label.value.text):
            slips.append(label)
        else:
            return Head(tuple(labels), tuple(slips), body[index:])
    return Head(tuple(labels), tuple(slips), ())


def with_long_labels(body: Content, known: Collection[str], long: Collection[str]) -> Head:
    """Take the labels of a block: the `long` ones from anywhere, with the lines that they go on over, the others from its start."""
    labels, rest = _take_long(body, known, long) if long else ((), body)
    head = read_head(rest, known)
    return Head((*head.labels, *labels), head.slips, head.content)


def _take_long(body: Content, known: Collection[str], long: Collection[str]) -> tuple[tuple[LabelNode, ...], Content]:
    rest: list[Line | FenceNode] = []
    labels: list[tuple[LabelNode, list[tuple[Line, int]]]] = []
    going_on: list[tuple[Line, int]] | None = None
    for node in body:
        label = grammar.label_of(node.text) if isinstance(node, Line) else None
        if isinstance(node, Line) and label is not None and label[0] in long:
            going_on = [(node, label[2])]
            labels.append((LabelNode(label[0], node, label[1], span(going_on)), going_on))
        elif not isinstance(node, Line) or going_on is None or node.blank or _starts_anew(node) or (label is not None and label[0] in known):
            going_on = None
            rest.append(node)
        else:
            going_on.append((node, 0))
    blank = all(isinstance(node, Line) and node.blank for node in rest)
    return tuple(LabelNode(label.name, label.line, label.start, span(parts)) for label, parts in labels), () if blank else rest


def _starts_anew(line: Line) -> bool:
    """Tell whether a line ends the text of the label above it."""
    starts = (grammar.PICTURE_START, grammar.HEADING, grammar.QUOTE, grammar.DASHES)
    return any(pattern.match(line.text) for pattern in starts) or list_marker(line.text) is not None
