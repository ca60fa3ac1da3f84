"""The lines of a question, sorted into prompt, answers, groups and labels, before anything is made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from builder.interactions.kind import Kind
from builder.source.tree import grammar
from builder.source.tree.answer_labels import find_answer_label
from builder.source.tree.codes import BOX_START, CodedText, read_coded
from builder.source.tree.labels import LabelNode
from builder.source.tree.lines import BLANK, Line, span
from builder.source.tree.markers import Marker, find_markers
from builder.source.tree.other_formats import is_other_answer, is_other_question
from builder.source.tree.question_labels import LabelLine, find_label, is_strange, read_sense
from builder.source.tree.session import Misplaced
from builder.source.tree.synonyms import Sense


class Item(Struct):
    """An answer as it is taken: its lines from their text on, and its labels."""

    parts: list[tuple[Line, int]]
    marker: Marker
    labels: list[Label] = field(default_factory=list)


class Label(Struct):
    """A label as it is taken: its name, or what a word of other tools means until all answers are known (`explanation`, `correct`, `solution`)."""

    name: str
    line: Line
    start: int
    parts: list[tuple[Line, int]]
    typed: str = ""

    def node(self, name: str = "") -> LabelNode:
        """Return it as a node of the tree, under another name if one is given."""
        return LabelNode(name or self.name, self.line, self.start, span(self.parts), self.typed)


class Section(Struct):
    """What stands before the first group or scene, or under one, as it is taken."""

    line: Line | None = None
    heading: CodedText | None = None
    prose: list[Line] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


class LineSorter:
    """Sorts the lines of a question; what goes on over several lines is gathered in `going_on`."""

    def __init__(self, kind: Kind, lines: Sequence[Line]) -> None:
        self.kind = kind
        markers = find_markers([line.text for line in lines], question=True) if "items" in kind.coded else [None] * len(lines)
        self.markers = {id(line): marker for line, marker in zip(lines, markers, strict=True)}
        self.prompt_line = _find_numbered_prompt(lines, markers)
        self.sections = [Section()]
        self.labels: list[Label] = []
        self.misfits: list[Misplaced] = []
        self.going_on: list[tuple[Line, int]] | None = None
        self.in_label = False
        self.one_line = False
        self.foreign = False
        self.dropping = False
        self.under_picture = False

    @property
    def here(self) -> Section:
        """The section that lines go to."""
        return self.sections[-1]

    @property
    def answered(self) -> bool:
        """Tell whether what comes now is after the first answer, or in the text of a label."""
        return bool(self.here.items) or (self.in_label and self.going_on is not None) or any(label.name == "answer" for label in self.labels)

    def take(self, line: Line) -> None:
        """Take the next line."""
        marker = self.markers.get(id(line))
        if line is self.prompt_line:
            line, marker = self.without_number(line), None
        label = find_label(line, self.kind, answered=self.answered) if marker is None or marker.form[-1] != ":" else None
        if line.blank:
            self.going_on, self.dropping = None, False
            self.here.prose.append(line)
        elif is_other_question(line.text) or ((self.answered or self.foreign) and is_other_answer(line.text)):
            self.take_foreign(line)
        elif self.dropping and label is None and marker is None:
            return
        elif "groups" in self.kind.coded and (heading := grammar.GROUP.match(line.text)):
            self.start_group(line, *grammar.heading_words(line.text, heading.end()))
        elif label is not None and self.take_label(label):
            return
        elif marker is not None:
            self.here.items.append(Item([], marker))
            self.going_on, self.dropping, self.in_label, self.one_line = self.here.items[-1].parts, False, False, False
            self.take_answer(line, marker.rest)
        else:
            self.take_text(line)

    def take_text(self, line: Line) -> None:
        """Take a line that begins nothing: it goes on from the one above, is text, or has no place."""
        if self.going_on is not None and not self.breaks(line):
            if self.here.items and self.going_on is self.here.items[-1].parts:
                self.take_answer(line, 0)
                return
            self.going_on.append((line, 0))
            self.going_on = None if self.one_line else self.going_on
        elif self.here.items:
            if not self.dropping:  # told once a paragraph
                self.misfit(Misplaced("after-answers", line))
        else:
            self.going_on = None
            self.here.prose.append(line)
            self.under_picture = bool(grammar.PICTURE_START.match(line.text)) or "|" in line.text

    def take_answer(self, line: Line, start: int) -> None:
        """Take words of an answer, and a label that stands among them."""
        item = self.here.items[-1]
        label = find_answer_label(line.text, start, self.kind)
        if label is None or not label.understood:
            item.parts.append((line, start))
            if label is not None:
                self.misfits.append(Misplaced("label-in-answer", line, label.start, label.name, label.typed, answer_label=label))
            return
        item.parts.append((replace(line, text=line.text[: label.end]), start))
        said = replace(line.blanked(label.start), text=" " * label.start + line.text[label.start : label.stop])
        self.add_label(Label("feedback", said, label.start, [(said, label.value)], "" if label.name == "feedback" else label.typed), item.labels)

    def without_number(self, line: Line) -> Line:
        """Return the line of the question itself without its number in a list of questions: `1. Which word fits?`."""
        match = _PROMPT_NUMBER.match(line.text)
        return line.blanked(match.end()) if match else line

    def take_foreign(self, line: Line) -> None:
        """Take a line in the format of another tool; it is told once for all that follow."""
        if not self.foreign:
            self.misfit(Misplaced("other-format", line))
        self.going_on, self.dropping, self.foreign = None, True, True

    def start_group(self, line: Line, start: int, end: int) -> None:
        """Begin a group or a scene."""
        self.going_on, self.dropping = None, False
        self.sections.append(Section(line, read_coded(span([(line, start)]).part(0, max(0, end - start)))))

    def breaks(self, line: Line) -> bool:
        """Tell whether a line ends the text of the label or answer above it."""
        return bool(grammar.PICTURE_START.match(line.text) or grammar.HEADING.match(line.text))

    def take_label(self, found: LabelLine) -> bool:
        """Take a label line; tell whether it was one, known or not."""
        items, name = self.here.items, found.name
        sense = read_sense(found, self.kind, answered=self.answered)
        label = Label(name, found.line, found.start, [(found.line, found.value)])
        if name in grammar.PICTURE_LABELS and self.under_picture and not items:
            self.here.prose.append(found.line)
        elif sense is not None:
            label.typed = found.typed
            return self.take_sense(sense, label, found) or self.take_strange(found)
        elif name in self.kind.item_labels and items:
            self.add_label(label, items[-1].labels)
        elif name in self.kind.item_labels:
            self.misfit(Misplaced("before-answers", found.line, found.start, name))
        elif name in self.kind.known_labels:
            self.add_label(label, self.labels)
        else:
            return self.take_strange(found)
        return True

    def take_sense(self, sense: Sense, label: Label, found: LabelLine) -> bool:
        """Take a word of other tools as what it means; tell whether that has a place here."""
        kind, items = self.kind, self.here.items
        if sense == "prompt":
            if not items:
                self.going_on = None
                self.here.prose.append(found.line.blanked(found.value))
            return not items
        if sense == "answers" and not found.text:
            self.end_paragraph()
            self.going_on = None
            return not items and "items" in kind.coded
        label.name = "answer" if sense == "answers" else sense
        named = kind.known_labels | ({"answer"} if kind.keyed else set()) | ({"explanation", "correct", "solution"} if kind.judged else set())
        if sense == "explanation" and items and "feedback" in kind.item_labels and self.answers_last():
            self.add_label(label, items[-1].labels)
        elif label.name in named:
            self.add_label(label, self.labels)
        else:
            return False
        return True

    def answers_last(self) -> bool:
        """Tell whether an answer or its label was taken after every label of the question."""
        last = max((part[0].number for item in self.here.items[-1:] for part in item.parts), default=0)
        return not any(label.line.number > last for label in self.labels)

    def take_strange(self, found: LabelLine) -> bool:
        """Take a line that may be neither a label nor text; tell whether it is one."""
        if not is_strange(found, self.kind, answered=self.answered):
            return False
        if not self.dropping:
            text = self.going_on is not None or not self.answered
            self.misfit(Misplaced("strange-label", found.line, found.start, found.name, found.typed, text))
        return True

    def add_label(self, label: Label, holder: list[Label]) -> None:
        """Give a label to an answer or to the question."""
        holder.append(label)
        self.dropping, self.in_label = False, True
        short = label.name in grammar.SHORT_LABELS | self.kind.one_line | {"answer"}
        line, start = label.parts[0]
        self.one_line = label.name == "answer" and not line.text[start:].strip()  # other tools put the answer on the next line
        self.going_on = None if short and not self.one_line else label.parts
        self.end_paragraph()

    def misfit(self, misfit: Misplaced) -> None:
        """Leave the rest of this paragraph out."""
        self.misfits.append(misfit)
        self.going_on, self.dropping = None, True
        self.end_paragraph()

    def end_paragraph(self) -> None:
        """End the paragraph of the prompt, if one goes on."""
        self.here.prose.append(Line("", 0, ""))


_PROMPT_NUMBER = re.compile(rf"^{BLANK}*(?:Q{BLANK}?)?[0-9]{{1,3}}[.):]{BLANK}+", re.IGNORECASE)


def _find_numbered_prompt(lines: Sequence[Line], markers: Sequence[Marker | None]) -> Line | None:
    """Return the line that begins with the number of the question: the first list line, where those below are of another form."""
    marked = [(line, marker) for line, marker in zip(lines, markers, strict=True) if marker is not None]
    first = next((line for line in lines if not line.blank), None)
    if first is not None and _PROMPT_NUMBER.match(first.text) and (not marked or marked[0][0] is not first):
        return first if first.text.lstrip()[:1] in "Qq" else None
    if len(marked) < _FEWEST_BELOW or marked[0][1].list_type != "1" or any(marker.list_type == "1" for _line, marker in marked[1:]):
        return None
    return None if BOX_START.match(marked[0][0].text[marked[0][1].rest :]) else marked[0][0]


_FEWEST_BELOW = 3
"""The question's own line, and two answers."""
