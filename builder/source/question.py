"""The body of a question fence: prompt, answers and labels, in the neutral form that kinds read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec import Struct, field

from builder.course.document import Fence, Group, Label, Node, Picture, Prose
from builder.interactions.kind import Kind
from builder.interactions.reading import CODED_LABELS, plain_prompt
from builder.source import grammar, rules
from builder.source.codes import Coded, read_coded
from builder.source.findings import Findings
from builder.source.gaps import new_gaps
from builder.source.identifiers import Ids
from builder.source.ids import take_question_id
from builder.source.items import ParsedItem, RawItem, coded_text, fill_codes, fill_sides, start_item
from builder.source.labels import check_double, check_stranger, read_label, read_picture_label
from builder.source.lines import Line, stretch
from builder.source.markdown import read_inline
from builder.source.outline import RawFence
from builder.source.prose import Setting, read_prose

PICTURE_LABEL = "picture"
"""The label of an answer whose text is a picture."""


class _RawLabel(Struct):
    name: str
    line: Line
    start: int
    parts: list[tuple[Line, int]]
    item: RawItem | None


class _Section(Struct):
    """What stands before the first `##`, or under one. `heading` is `None` before the first."""

    line: Line | None = None
    heading: Coded | None = None
    prose: list[Line] = field(default_factory=list)
    items: list[RawItem] = field(default_factory=list)


class _Body(Struct):
    """Sorts the lines of a question; what goes on over several lines is gathered in `going_on`."""

    kind: Kind
    findings: Findings
    sections: list[_Section] = field(default_factory=lambda: [_Section()])
    labels: list[_RawLabel] = field(default_factory=list)
    going_on: list[tuple[Line, int]] | None = None
    dropping: bool = False
    under_picture: bool = False

    @property
    def here(self) -> _Section:
        """The section at hand."""
        return self.sections[-1]

    @property
    def has_items(self) -> bool:
        return "items" in self.kind.coded

    def take(self, line: Line) -> None:
        label = grammar.label_of(line.text)
        if line.blank:
            self.going_on, self.dropping = None, False
            self.here.prose.append(line)
        elif "groups" in self.kind.coded and (found := grammar.GROUP.match(line.text)):
            self.start_group(line, found.start("heading"), found.end("heading"))
        elif label is not None and self.is_label(line, *label):
            pass
        elif self.has_items and (item := start_item(line)) is not None:
            self.here.items.append(item)
            self.going_on, self.dropping = item.parts, False
        elif self.going_on is not None and not self.breaks(line):
            self.going_on.append((line, 0))
        elif self.here.items:
            self.refuse(line)
        else:
            self.going_on = None
            self.here.prose.append(line)
            self.under_picture = bool(grammar.PICTURE_START.match(line.text)) or "|" in line.text

    def start_group(self, line: Line, start: int, end: int) -> None:
        """Begin a group or a scene."""
        self.going_on, self.dropping = None, False
        self.sections.append(_Section(line, read_coded(stretch([(line, start)]).part(0, max(0, end - start)))))

    def breaks(self, line: Line) -> bool:
        """Tell whether a line ends the text of the label or answer above it."""
        return bool(grammar.PICTURE_START.match(line.text) or grammar.HEADING.match(line.text))

    def is_label(self, line: Line, name: str, start: int, value: int) -> bool:
        """Take a label line; tell whether it was one, known or not."""
        items = self.here.items
        if name in grammar.PICTURE_LABELS and self.under_picture and not items:
            self.here.prose.append(line)
            return True
        if name in self.kind.item_labels:
            if items:
                self.add_label(_RawLabel(name, line, start, [(line, value)], items[-1]))
            else:
                message = f"“{name.capitalize()}:” stands here before the first answer."
                self.findings.report(rules.FEEDBACK_WITHOUT_ANSWER, message, line.place(start, len(name)), "Put it under the answer it belongs to.")
                self.drop()
            return True
        if name in self.kind.known_labels:
            self.add_label(_RawLabel(name, line, start, [(line, value)], None))
            return True
        found = check_stranger(name, self.kind.known_labels | self.kind.item_labels, line, start, self.findings)
        if found:
            self.drop()
        return found

    def add_label(self, label: _RawLabel) -> None:
        self.labels.append(label)
        self.dropping = False
        self.going_on = None if label.name in grammar.SHORT_LABELS | self.kind.one_line else label.parts
        self.here.prose.append(Line(label.line.file, label.line.number, ""))

    def drop(self) -> None:
        """Leave the rest of this paragraph out: its first line is reported."""
        self.going_on, self.dropping = None, True
        self.here.prose.append(Line("", 0, ""))

    def refuse(self, line: Line) -> None:
        """Report text after the answers, once a paragraph."""
        if self.dropping:
            return
        self.drop()
        at = len(line.text) - len(line.text.lstrip())
        place = line.place(at, len(line.text.strip()))
        if grammar.HEADING.match(line.text):
            self.findings.report(rules.HEADING_IN_FENCE, "A heading cannot stand in this kind of question.", place, "Take it away.")
            return
        hint = "Put it above the answers; or type `- ` before it if it is an answer; or a label such as `Hint:`."
        self.findings.report(rules.TEXT_AFTER_ANSWERS, "This text stands after the answers and is no label.", place, hint)


def read_question(raw: RawFence, kind: Kind, setting: Setting, ids: Ids, findings: Findings) -> Fence:
    """Return the fence of a question; faults of form go to `findings`."""
    body = _sort_lines(raw, kind, findings)
    labels, items = _read_labels_and_items(body, kind, setting, findings)
    nodes: list[Node] = []
    for section, parsed in zip(body.sections, items, strict=True):
        gaps = new_gaps(section.prose, choices="choices" in kind.coded) if "gaps" in kind.coded else None
        prose = read_prose(section.prose, Setting(setting.source, setting.folder, gaps=gaps), findings)
        inside = (*prose, *(item.finish(findings) for item in parsed))
        nodes += [_finish_group(section, inside, findings)] if section.heading else inside
    findings.report_codes(rules.MISSING_CODE)
    asked = plain_prompt(takewhile(lambda one: not (isinstance(one, Prose) and one.gaps), _prose_at_start(nodes)))
    ident, place = take_question_id(raw, asked, kind.name, ids, findings)
    fence_place = raw.opening.place(raw.name_at, len(raw.name))
    return Fence(raw.name, ident, tuple(nodes), labels, fence_place, place)


def _prose_at_start(nodes: Sequence[Node]) -> Iterator[Prose | Picture]:
    for node in nodes:
        if not isinstance(node, Prose | Picture):
            return
        yield node


def _sort_lines(raw: RawFence, kind: Kind, findings: Findings) -> _Body:
    body = _Body(kind, findings)
    for node in raw.body:
        if isinstance(node, RawFence):
            place = node.opening.place(node.name_at, max(1, len(node.name)))
            message = f"“{node.name}” cannot stand inside a question."
            findings.report(rules.MISPLACED_FENCE, message, place, "Put it above the question, or close the question before it with `:::`.")
            body.drop()
        elif not (body.dropping and not node.blank and grammar.label_of(node.text) is None and start_item(node) is None):
            body.take(node)
    return body


def _finish_group(section: _Section, inside: tuple[Node, ...], findings: Findings) -> Group:
    heading, line = section.heading, section.line
    assert heading is not None
    assert line is not None
    if not heading.text.text:
        findings.report(rules.NO_HEADING, "This group or scene has no name.", line.place(), "Type its name after the two # signs and the code.")
    return Group(heading.code, read_inline(heading.text, findings, links=False), inside, heading.text.place, heading.code_place)


def _read_labels_and_items(
    body: _Body, kind: Kind, setting: Setting, findings: Findings
) -> tuple[tuple[Label, ...], list[list[ParsedItem]]]:
    """Read labels, then answers by section, then the codes that both may lack."""
    labels: list[Label] = []
    extras: list[tuple[_RawLabel, Coded]] = []
    for raw in body.labels:
        text = stretch(raw.parts)
        if raw.name in CODED_LABELS and text.text:
            extras.append((raw, read_coded(text)))
        elif raw.name in CODED_LABELS:
            read_label(raw.name, text, raw.line, raw.start, findings)
        else:
            holder = labels if raw.item is None else raw.item.labels
            check_double(raw.name, holder, raw.line, raw.start, findings)
            read = read_picture_label if raw.name == PICTURE_LABEL else read_label
            holder.append(read(raw.name, text, raw.line, raw.start, findings, setting))
    arrows = "sides" in kind.coded or kind.arrows
    items = [[item.read(arrows=arrows, findings=findings) for item in section.items] for section in body.sections]
    _fill_codes(body, kind, items, [coded for _raw, coded in extras], findings)
    labels += [Label(raw.name, coded_text(coded, findings), raw.line.place(raw.start, len(raw.name))) for raw, coded in extras]
    return tuple(labels), items


def _fill_codes(body: _Body, kind: Kind, items: list[list[ParsedItem]], extras: list[Coded], findings: Findings) -> None:
    """Give a code to everything that lacks one where the kind has codes."""
    if "items" in kind.coded:
        for scope in items if kind.own_codes else [[item for section in items for item in section]]:
            fill_codes([item.body for item in scope], "answer", findings)
    if "sides" in kind.coded:
        fill_sides([item for section in items for item in section], extras, findings)
    elif "groups" in kind.coded:
        fill_codes([*(section.heading for section in body.sections if section.heading), *extras], "group", findings)
