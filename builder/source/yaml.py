"""YAML as a tree of texts with places. Nothing is resolved here: `no`, `1.10` and `12:30` stay what the author typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from builder.diagnostics import Place
from builder.source import rules
from builder.source.findings import Findings
from builder.source.lines import Line

if TYPE_CHECKING:
    import yaml

DEPTH_LIMIT = 10
"""Lists in lists in lists: no course file comes near, and a hostile one must not exhaust the stack."""

_CURLY_VALUE = re.compile(r"(?P<before>^\s*(?:-\s+)?(?:[\w.-]+:\s+)?)[“”„‟](?P<value>[^\"“”„‟]*)[“”„‟](?P<after>\s*(?:#.*)?)$")
_CURLY_SINGLE = re.compile(r"(?P<before>^\s*(?:-\s+)?(?:[\w.-]+:\s+)?)[‘’](?P<value>[^'‘]*?)[‘’](?P<after>\s*(?:#.*)?)$")


class Scalar(Struct, frozen=True):
    """A single value as typed; `quoted` tells `""` from nothing at all."""

    text: str
    place: Place
    quoted: bool


class Listed(Struct, frozen=True):
    """A list."""

    items: tuple[Node, ...]
    place: Place


class Worded(Struct, frozen=True):
    """Words with values, in order; a word that stands twice is reported and its first value kept."""

    fields: tuple[tuple[Scalar, Node], ...]
    place: Place


Node = Scalar | Listed | Worded


class _Refused(Exception):  # noqa: N818 - it ends the reading of one file, and never leaves this module
    """Reading ends here; the fault is reported already."""


def read_yaml(lines: Sequence[Line], findings: Findings, file: str) -> Worded | None:
    """Read lines as one YAML mapping; `None` when that is not possible, which is then reported."""
    import yaml

    tabbed = next((line for line in lines if re.match(r"\s*\t", line.text) and not line.blank), None)
    if tabbed is not None:
        place = tabbed.place(tabbed.text.index("\t"))
        findings.report(rules.YAML_TAB, "This line is indented with a tab.", place, "Take the tab away and type two spaces in its place.")
        return None
    text = "\n".join(_straight(line.text) for line in lines) + "\n"
    reader = _Reader(lines, findings, file)
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return reader.read(iter(yaml.parse(text, Loader=loader)))
    except yaml.MarkedYAMLError as error:
        reader.syntax(error)
    except yaml.YAMLError:
        findings.report(rules.YAML_SYNTAX, "This file holds characters that are no text.", Place(file), "Type the file anew in a plain text editor.")
    except _Refused:
        pass
    return None


def _straight(text: str) -> str:
    """Put straight quotes in place of curly ones around a value; hard spaces become spaces. No column moves."""
    text = text.replace("\u00a0", " ").replace("\u2007", " ").replace("\u202f", " ")
    found = _CURLY_VALUE.match(text)
    if found and "\\" not in found["value"]:
        return f'{found["before"]}"{found["value"]}"{found["after"]}'
    found = _CURLY_SINGLE.match(text)
    if found and "’" not in found["value"]:
        return f"{found['before']}'{found['value']}'{found['after']}"
    return text


class _Reader:
    """Builds the tree out of PyYAML's events, which know anchors and tags that its nodes have lost."""

    def __init__(self, lines: Sequence[Line], findings: Findings, file: str) -> None:
        self.lines = lines
        self.file = file
        self.findings = findings

    def place(self, mark: Any, length: int = 1) -> Place:
        line: Line = self.lines[min(mark.line, len(self.lines) - 1)]
        return line.place(min(mark.column, len(line.text)), length)

    def read(self, events: Iterator[yaml.Event]) -> Worded | None:
        import yaml

        next(events), next(events)
        event = next(events, None)
        if event is None or isinstance(event, yaml.StreamEndEvent) or not self.lines:
            self.findings.report(
                rules.YAML_SYNTAX, "There is nothing in it.", Place(self.file), "Type `id: ` and a name in the first line, and so on."
            )
            return None
        node = self.node(event, events, 0)
        next(events)
        after = next(events)
        if not isinstance(after, yaml.StreamEndEvent):
            place = self.place(after.start_mark, 3)
            self.findings.report(rules.YAML_SYNTAX, "Here a second part of the file begins.", place, "Take the line of dashes away.")
            return None
        if isinstance(node, Worded):
            return node
        hint = "Type a word, a colon, a space and a value on each line: `title: My course`."
        self.findings.report(rules.YAML_SYNTAX, "This is not a list of words with values.", node.place, hint)
        return None

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        import yaml

        place = self.place(event.start_mark)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            hint = "Put the value in quotes, or type it out in full."
            self.refuse(rules.YAML_ALIAS, f"A value here starts with {sign}, which is not read.", place, hint)
        if getattr(event, "tag", None):
            self.refuse(rules.YAML_TAG, "A value here starts with !, which is not read.", place, "Put the value in quotes.")
        if depth > DEPTH_LIMIT:
            self.refuse(rules.YAML_SYNTAX, "Here are lists in lists in lists, deeper than any course needs.", place, "Take the extra brackets away.")
        if isinstance(event, yaml.ScalarEvent):
            start: Any = event.start_mark
            end: Any = event.end_mark
            length = end.column - start.column if end.line == start.line else 1
            return Scalar(event.value, self.place(start, max(1, length)), bool(event.style))
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append(self.node(inner, events, depth + 1))
            return Listed(tuple(items), place)
        return self.mapping(events, place, depth)

    def mapping(self, events: Iterator[yaml.Event], place: Place, depth: int) -> Worded:
        import yaml

        fields: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(inner := next(events), yaml.MappingEndEvent):
            key = self.node(inner, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self.refuse(rules.YAML_SYNTAX, "Here a list stands where a word is needed.", key.place, "Type one word, then a colon.")
            elif key.text in fields:
                message = f"“{key.text}” stands here a second time; first in line {fields[key.text][0].place.line}."
                self.findings.report(rules.DUPLICATE_FIELD, message, key.place, "Take one of them away.")
            else:
                fields[key.text] = (key, value)
        return Worded(tuple(fields.values()), place)

    def refuse(self, rule: Any, message: str, place: Place, hint: str) -> None:
        self.findings.report(rule, message, place, hint)
        raise _Refused

    def syntax(self, error: yaml.MarkedYAMLError) -> None:
        problem = f"{error.context or ''} {error.problem or ''}"
        message, hint = next(((said, typed) for sign, said, typed in _PLAIN_WORDS if sign in problem), _UNKNOWN)
        never_closed = "never closed" in message or "not closed" in message
        mark = (error.context_mark if never_closed else error.problem_mark) or error.problem_mark or error.context_mark
        if mark is None:
            self.findings.report(rules.YAML_SYNTAX, message, Place(self.file), hint)
            return
        line: Line = self.lines[min(mark.line, len(self.lines) - 1)]
        word, colon, value = line.text.strip().partition(":")
        if message == _SECOND_COLON and colon and '"' not in value:
            hint = f'Put the value in quotes: `{word}: "{value.strip()}"`.'
        self.findings.report(rules.YAML_SYNTAX, message, self.place(mark), hint)


_SECOND_COLON = "There is a second colon in this line."
_PLAIN_WORDS = (
    ("mapping values are not allowed", _SECOND_COLON, 'Put the value in quotes: `title: "Safe: hands"`.'),
    ("found unexpected end of stream", "A quote or bracket is opened and never closed.", "Type the closing quote or bracket."),
    ("while scanning a quoted scalar", "A quote is opened and never closed.", "Type a quote at the end of the value too."),
    ("could not find expected ':'", "A line has no colon after its first word.", "Type a colon and a space after the word: `title: My course`."),
    ("while parsing a flow sequence", "A list in square brackets is not closed, or a comma is missing.", "Type it like this: `[1.1, 1.2]`."),
    ("while parsing a flow mapping", "A curly bracket is not closed.", "Put the value in quotes, or take the curly bracket away."),
    (
        "did not find expected key",
        "This line does not fit to the ones above it.",
        "Start it in the same column as its neighbours; put values with quotes inside into quotes.",
    ),
    ("expected <block end>", "This line does not fit to the ones above it.", "Start it in the same column as its neighbours."),
    ("cannot start any token", "A value starts with a sign that has another meaning.", 'Put the value in quotes: `title: "@home"`.'),
    ("while scanning a block scalar", "The sign > or | at the start of the value has another meaning.", "Put the value in quotes."),
    ("escape", "A backslash in quotes has another meaning.", "Type two backslashes, or take the quotes away."),
    ("undefined tag", "A value starts with !, which is not read.", "Put the value in quotes."),
    ("alias", "A value starts with * or &, which is not read.", "Put the value in quotes."),
)
_UNKNOWN = ("This line cannot be read.", "Type a word, a colon, a space and a value; put a value with signs in it into quotes.")
