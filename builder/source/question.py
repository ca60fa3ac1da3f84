"""The body of a question fence: prompt, answers and labels, in the neutral form that kinds read."""

from __future__ import annotations

from msgspec import Struct, field

from builder.course.document import Fence, Label, Prose
from builder.interactions.kind import Kind
from builder.interactions.reading import CODED_LABELS, QUESTION_LABELS, plain_prompt
from builder.source import grammar, rules
from builder.source.findings import Findings
from builder.source.gaps import Gaps, codes_of_gaps
from builder.source.identifiers import Ids
from builder.source.ids import take_question_id
from builder.source.items import Coded, ParsedItem, RawItem, coded_text, fill_items, fill_sides, read_coded, start_item
from builder.source.labels import check_double, check_stranger, read_label
from builder.source.lines import Line, stretch
from builder.source.outline import RawFence
from builder.source.prose import Setting, read_prose


class _RawLabel(Struct):
    name: str
    line: Line
    start: int
    parts: list[tuple[Line, int]]
    item: RawItem | None


class _Body(Struct):
    """Sorts the lines of a question; what goes on over several lines is gathered in `going_on`."""

    kind: Kind
    findings: Findings
    prose: list[Line] = field(default_factory=list)
    items: list[RawItem] = field(default_factory=list)
    labels: list[_RawLabel] = field(default_factory=list)
    going_on: list[tuple[Line, int]] | None = None
    dropping: bool = False
    under_picture: bool = False

    @property
    def has_items(self) -> bool:
        return "items" in self.kind.coded

    def take(self, line: Line) -> None:
        label = grammar.label_of(line.text)
        if line.blank:
            self.going_on, self.dropping = None, False
            self.prose.append(line)
        elif label is not None and self.is_label(line, *label):
            pass
        elif self.has_items and (item := start_item(line)) is not None:
            self.items.append(item)
            self.going_on, self.dropping = item.parts, False
        elif self.going_on is not None and not self.breaks(line):
            self.going_on.append((line, 0))
        elif self.items:
            self.refuse(line)
        else:
            self.going_on = None
            self.prose.append(line)
            self.under_picture = bool(grammar.PICTURE_START.match(line.text)) or "|" in line.text

    def breaks(self, line: Line) -> bool:
        """Tell whether a line ends the text of the label or answer above it."""
        return bool(grammar.PICTURE_START.match(line.text) or grammar.HEADING.match(line.text))

    def is_label(self, line: Line, name: str, start: int, value: int) -> bool:
        """Take a label line; tell whether it was one, known or not."""
        if name in grammar.PICTURE_LABELS and self.under_picture and not self.items:
            self.prose.append(line)
            return True
        if name in self.kind.item_labels:
            if self.items:
                self.add_label(_RawLabel(name, line, start, [(line, value)], self.items[-1]))
            else:
                message = f"“{name.capitalize()}:” stands here before the first answer."
                self.findings.report(rules.FEEDBACK_WITHOUT_ANSWER, message, line.place(start, len(name)), "Put it under the answer it belongs to.")
                self.drop()
            return True
        if name in QUESTION_LABELS | self.kind.labels:
            self.add_label(_RawLabel(name, line, start, [(line, value)], None))
            return True
        known = QUESTION_LABELS | self.kind.labels | self.kind.item_labels
        found = check_stranger(name, known, line, start, self.findings)
        if found:
            self.drop()
        return found

    def add_label(self, label: _RawLabel) -> None:
        self.labels.append(label)
        self.dropping = False
        self.going_on = None if label.name in grammar.SHORT_LABELS else label.parts
        self.prose.append(Line(label.line.file, label.line.number, ""))

    def drop(self) -> None:
        """Leave the rest of this paragraph out: its first line is reported."""
        self.going_on, self.dropping = None, True
        self.prose.append(Line("", 0, ""))

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
    body = _Body(kind, findings)
    for node in raw.body:
        if isinstance(node, RawFence):
            place = node.opening.place(node.name_at, max(1, len(node.name)))
            message = f"“{node.name}” cannot stand inside a question."
            findings.report(rules.MISPLACED_FENCE, message, place, "Put it above the question, or close the question before it with `:::`.")
            body.drop()
        elif not (body.dropping and not node.blank and grammar.label_of(node.text) is None and start_item(node) is None):
            body.take(node)
    gaps = Gaps(codes_of_gaps(body.prose)) if "gaps" in kind.coded else None
    prose = read_prose(body.prose, Setting(setting.source, setting.folder, gaps=gaps), findings)
    labels, items = _read_labels_and_items(body, kind, findings)
    findings.report_codes(rules.MISSING_CODE)
    first = next((at for at, block in enumerate(prose) if isinstance(block, Prose) and block.gaps), len(prose))
    ident, place = take_question_id(raw, plain_prompt(prose[:first]), kind.name, ids, findings)
    fence_place = raw.opening.place(raw.name_at, len(raw.name))
    return Fence(raw.name, ident, (*prose, *(item.finish(findings) for item in items)), labels, fence_place, place)


def _read_labels_and_items(body: _Body, kind: Kind, findings: Findings) -> tuple[tuple[Label, ...], list[ParsedItem]]:
    """Read labels, then answers, then the codes that both may lack."""
    labels: list[Label] = []
    extras: list[tuple[_RawLabel, Coded]] = []
    for raw in body.labels:
        text = stretch(raw.parts)
        if raw.name in CODED_LABELS and text.text:
            extras.append((raw, read_coded(text)))
        elif raw.name in CODED_LABELS:
            read_label(raw.name, text, raw.line, raw.start, findings)
        elif raw.item is not None:
            check_double(raw.name, raw.item.labels, raw.line, raw.start, findings)
            raw.item.labels.append(read_label(raw.name, text, raw.line, raw.start, findings))
        else:
            check_double(raw.name, labels, raw.line, raw.start, findings)
            labels.append(read_label(raw.name, text, raw.line, raw.start, findings))
    items = [item.read(arrows="sides" in kind.coded, findings=findings) for item in body.items]
    if "items" in kind.coded:
        fill_items(items, findings)
    if "sides" in kind.coded:
        fill_sides(items, [coded for _raw, coded in extras], findings)
    labels += [Label(raw.name, coded_text(coded, findings), raw.line.place(raw.start, len(raw.name))) for raw, coded in extras]
    return tuple(labels), items
