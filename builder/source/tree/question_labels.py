"""Which lines of a question are labels, however other tools and people dress them: `**Answer:** B`, `- Feedback: ...`, `### Explanation`."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from builder.interactions.kind import Kind
from builder.lazy_pattern import lazy_pattern
from builder.source.tree import grammar
from builder.source.tree.answer_key import is_truth_or_number
from builder.source.tree.labels import is_unknown_label
from builder.source.tree.lines import BLANKS, Line
from builder.source.tree.synonyms import Sense, is_ordinary, sense_of

_WHOLE_HEADING = lazy_pattern(r"^[^\S\n]*(?P<marks>)(?P<label>[^\W\d_][\w'’]*(?: [\w'’]+){0,2})(?P<closed>)[^\S\n]*(?P<after>)(?P<value>)$")

UNMISTAKABLE = frozenset(("feedback", "hint", "if right", "if wrong"))
"""Labels that hardly any answer begins with."""
_SENSES_OF_HEADINGS: frozenset[Sense] = frozenset(("answer", "explanation", "hint", "if right", "if wrong"))
_STRANGE = lazy_pattern(
    rf"^[^\S\n]*(?P<marks>)(?:[^\w\s|]{{1,3}}[^\S\n]*)?(?P<label>(?:{'|'.join(sorted(UNMISTAKABLE))})\b[^\n:：\\]{{0,20}})(?P<closed>)(?P<after>)[:：](?!//)[^\S\n]*(?P<value>.*)$",
    re.IGNORECASE,
)
"""One of them with something before or behind its name: `Hint #1:`, `Hint/tip:`, `:Hint:`."""


class LabelLine(Struct, frozen=True):
    """A line that looks like a label.

    Attributes:
        name: in lower case with single blanks.
        typed: as it stands in the line.
        line: without the marks of bold text at its end, if they open before the name.
        start: index of the first letter of the name; `value` is that of the text after it.
        bare: it is a name and a colon; anything else counts only where the name is known.

    """

    name: str
    typed: str
    line: Line
    start: int
    value: int
    bare: bool

    @property
    def text(self) -> str:
        """Return what stands after the colon, on this line."""
        return self.line.text[self.value :].strip(BLANKS)


def find_label(line: Line, kind: Kind, *, answered: bool) -> LabelLine | None:
    """Return the label that a line of a question looks like. `answered`: it comes after the first answer."""
    match = grammar.LABEL.match(line.text)
    if match:
        return _label_line(match, line, bare=True)
    dressed = grammar.DECORATED.match(line.text)
    inner = line.blanked(dressed.end()) if dressed else line
    patterns = [grammar.LABEL] if dressed else []
    if answered:
        patterns += [grammar.DASHED_LABEL, grammar.BARE_LABEL, grammar.BOLD_LABEL, *([_WHOLE_HEADING] if dressed and "#" in dressed[0] else [])]
        patterns.append(grammar.SLIPPED_LABEL)
    patterns.append(grammar.QUOTED_LABEL)
    for pattern in patterns:
        match = pattern.match(inner.text)
        if match and _counts(match, pattern, kind, answered=answered) and not grammar.ARROW.search(match["value"]):
            return _label_line(match, line, bare=False)
    if answered and (match := grammar.BULLETED_LABEL.match(line.text)) and grammar.label_name(match["label"]) in UNMISTAKABLE:
        return _label_line(match, line, bare=False)
    strange = _STRANGE.match(line.text) if answered else None
    return _label_line(strange, line, bare=True) if strange else None


def _counts(match: re.Match[str], pattern: re.Pattern[str], kind: Kind, *, answered: bool) -> bool:
    """Tell whether the name in a line is one that the kind knows, or a word of other tools; without a colon, what is told beside answers."""
    name = grammar.label_name(match["label"])
    if pattern is grammar.BOLD_LABEL or (pattern is grammar.BARE_LABEL and not match["marks"]):
        return names_what_is_told(name)
    return means_something(name, kind, answered=answered)


def names_what_is_told(name: str) -> bool:
    """Tell whether a word alone, without a colon, is the name of what is told beside the answers: `Hint`, `Rationale`, `Correct answer`."""
    return name in UNMISTAKABLE or (sense_of(name, answered=True) in _SENSES_OF_HEADINGS and not is_ordinary(name))


def _label_line(match: re.Match[str], line: Line, *, bare: bool) -> LabelLine:
    marks, text = match["marks"], line.text.rstrip(BLANKS)
    if marks and not match["closed"] and not match["after"] and text.endswith(marks):
        line = replace(line, text=text[: -len(marks)])
    start = match.start("label")
    return LabelLine(grammar.label_name(match["label"]), match["label"], line, start, match.start("value"), bare)


def means_something(name: str, kind: Kind, *, answered: bool) -> bool:
    """Tell whether a name is a label of the kind, or a word of other tools for one."""
    return name in kind.known_labels | kind.item_labels or sense_of(name, answered=answered) is not None


def read_sense(label: LabelLine, kind: Kind, *, answered: bool) -> Sense | None:
    """Return what a label means that is no label of the kind itself, or that has a value of another one."""
    if label.name == "feedback" and "items" not in kind.coded and kind.judged:
        return "explanation"
    if label.name == "marks" and re.match("[0-9]", label.text):
        return "points"
    if label.name in kind.known_labels | kind.item_labels:
        return None
    if "answer" in kind.labels and is_truth_or_number(label.text):
        answered = True  # no text begins like this
    return sense_of(label.name, answered=answered)


def is_strange(label: LabelLine, kind: Kind, *, answered: bool) -> bool:
    """Tell whether a line that is no label of a question may not be text either.

    After the first answer a word and a colon never are; several words are where they begin in lower case, as a sentence that goes on does.
    """
    if not label.bare:
        return False
    sentence = " " in label.name and not label.typed[:1].isupper()
    return is_unknown_label(label.name, kind.known_labels | kind.item_labels, answered=answered and not sentence)
