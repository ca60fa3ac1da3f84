"""The body of a question: prompt, answers, groups and labels, line by line."""

from __future__ import annotations

from msgspec import Struct, field

from builder.interactions.kind import Kind
from builder.source.tree import grammar
from builder.source.tree.codes import CodedText, read_checkbox, read_coded
from builder.source.tree.labels import LabelNode, is_unknown_label
from builder.source.tree.lines import Line, span
from builder.source.tree.prose import Gapped, parse_prose
from builder.source.tree.session import Content, ItemNode, Misplaced, QuestionNode, SectionNode


class _Item(Struct):
    parts: list[tuple[Line, int]]
    labels: list[_Label] = field(default_factory=list)


class _Label(Struct):
    name: str
    line: Line
    start: int
    parts: list[tuple[Line, int]]

    def node(self) -> LabelNode:
        return LabelNode(self.name, self.line, self.start, span(self.parts))


class _Section(Struct):
    line: Line | None = None
    heading: CodedText | None = None
    prose: list[Line] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)


def parse_question(body: Content, kind: Kind) -> QuestionNode:
    """Sort the lines of a question of a kind."""
    sorting = _LineSorter(kind)
    for node in body:
        if isinstance(node, Line):
            sorting.take(node)
        else:
            sorting.misfit(Misplaced("fence", node.opening, node.name_at, node.name))
    arrows = "sides" in kind.coded or kind.arrows
    sections = tuple(
        SectionNode(
            section.line, section.heading, parse_prose(section.prose, _gap_form(kind)), tuple(_finish(item, arrows=arrows) for item in section.items)
        )
        for section in sorting.sections
    )
    return QuestionNode(sections, tuple(label.node() for label in sorting.labels), tuple(sorting.misfits))


def _gap_form(kind: Kind) -> Gapped:
    return "picked" if "choices" in kind.coded else "typed" if "gaps" in kind.coded else "none"


class _LineSorter:
    """Sorts the lines of a question; what goes on over several lines is gathered in `going_on`."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.sections = [_Section()]
        self.labels: list[_Label] = []
        self.misfits: list[Misplaced] = []
        self.going_on: list[tuple[Line, int]] | None = None
        self.dropping = False
        self.under_picture = False

    @property
    def here(self) -> _Section:
        return self.sections[-1]

    def take(self, line: Line) -> None:
        label = grammar.label_of(line.text)
        item = grammar.item_start(line.text)
        if line.blank:
            self.going_on, self.dropping = None, False
            self.here.prose.append(line)
        elif self.dropping and label is None and item is None:
            return
        elif "groups" in self.kind.coded and (heading := grammar.GROUP.match(line.text)):
            self.start_group(line, *grammar.heading_words(line.text, heading.end()))
        elif label is not None and self.is_label(line, *label):
            return
        elif "items" in self.kind.coded and item is not None:
            self.here.items.append(_Item([(line, item.start("rest"))]))
            self.going_on, self.dropping = self.here.items[-1].parts, False
        elif self.going_on is not None and not self.breaks(line):
            self.going_on.append((line, 0))
        elif self.here.items:
            if not self.dropping:  # told once a paragraph
                self.misfit(Misplaced("after-answers", line))
        else:
            self.going_on = None
            self.here.prose.append(line)
            self.under_picture = bool(grammar.PICTURE_START.match(line.text)) or "|" in line.text

    def start_group(self, line: Line, start: int, end: int) -> None:
        """Begin a group or a scene."""
        self.going_on, self.dropping = None, False
        self.sections.append(_Section(line, read_coded(span([(line, start)]).part(0, max(0, end - start)))))

    def breaks(self, line: Line) -> bool:
        """Tell whether a line ends the text of the label or answer above it."""
        return bool(grammar.PICTURE_START.match(line.text) or grammar.HEADING.match(line.text))

    def is_label(self, line: Line, name: str, start: int, value: int) -> bool:
        """Take a label line; tell whether it was one, known or not."""
        items = self.here.items
        label = _Label(name, line, start, [(line, value)])
        if name in grammar.PICTURE_LABELS and self.under_picture and not items:
            self.here.prose.append(line)
        elif name in self.kind.item_labels and items:
            self.add_label(label, items[-1].labels)
        elif name in self.kind.item_labels:
            self.misfit(Misplaced("before-answers", line, start, name))
        elif name in self.kind.known_labels:
            self.add_label(label, self.labels)
        elif is_unknown_label(name, self.kind.known_labels | self.kind.item_labels):
            self.misfit(Misplaced("strange-label", line, start, name))
        else:
            return False
        return True

    def add_label(self, label: _Label, holder: list[_Label]) -> None:
        holder.append(label)
        self.dropping = False
        self.going_on = None if label.name in grammar.SHORT_LABELS | self.kind.one_line else label.parts
        self.end_paragraph()

    def misfit(self, misfit: Misplaced) -> None:
        """Leave the rest of this paragraph out."""
        self.misfits.append(misfit)
        self.going_on, self.dropping = None, True
        self.end_paragraph()

    def end_paragraph(self) -> None:
        self.here.prose.append(Line("", 0, ""))


def _finish(item: _Item, *, arrows: bool) -> ItemNode:
    """Part the lines of an answer into box, code, text and side."""
    line = item.parts[0][0]
    start = grammar.item_start(line.text)
    assert start is not None
    box, rest = read_checkbox(span(item.parts))
    body = read_coded(rest)
    labels = tuple(label.node() for label in item.labels)
    signs = list(grammar.ARROW.finditer(body.text.text)) if arrows else []
    if not signs:
        return ItemNode(line, start.start("bullet"), box, body, None, body.text, None, labels)
    first, second = signs[0], signs[1] if len(signs) > 1 else None
    left = CodedText(body.code, body.text.part(0, first.start()), body.code_place)
    side = read_coded(body.text.part(first.end()))
    second_arrow = (second.start(), len(second[0])) if second is not None else None
    return ItemNode(line, start.start("bullet"), box, left, side, body.text, second_arrow, labels)
