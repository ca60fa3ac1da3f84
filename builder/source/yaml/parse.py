"""Reads YAML lines as a tree, and tells in plain words where that is not possible."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence as Lines
from typing import TYPE_CHECKING, Any

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.reading import DiagnosticReading
from builder.source.tree.lines import Line
from builder.source.yaml.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    import yaml

YAML_SYNTAX = Rule(
    "SRC010",
    "yaml-syntax",
    Severity.ERROR,
    "The lines of course.yaml and of a session's top block have a strict form. This line does not follow it, so Copack cannot read the rest.",
)
YAML_TAB = Rule("SRC011", "yaml-tab", Severity.ERROR, "Lines that belong together must be indented with spaces. Tabs can have any width.")
YAML_ALIAS = Rule(
    "SRC012", "yaml-alias", Severity.ERROR, "The signs & and * at the start of a value have a meaning for programmers that no course needs."
)
YAML_TAG = Rule("SRC013", "yaml-tag", Severity.ERROR, "The sign ! at the start of a value has a meaning for programmers that no course needs.")
DUPLICATE_FIELD = Rule("SRC014", "duplicate-field", Severity.ERROR, "The same word is there twice, so Copack cannot tell which value counts.")

DEPTH_LIMIT = 10
"""Lists in lists in lists: no course file comes near, and a hostile one must not exhaust the stack."""

_CURLY_VALUE = re.compile(r"(?P<before>^\s*(?:-\s+)?(?:[\w.-]+:\s+)?)[“”„‟](?P<value>[^\"“”„‟]*)[“”„‟](?P<after>\s*(?:#.*)?)$")
_CURLY_SINGLE = re.compile(r"(?P<before>^\s*(?:-\s+)?(?:[\w.-]+:\s+)?)[‘’](?P<value>[^'‘]*?)[‘’](?P<after>\s*(?:#.*)?)$")


class _RefusedError(Exception):
    """Reading ends here, for this reason; it never leaves this module."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def read_yaml(lines: Lines[Line], file: str) -> DiagnosticReading[Mapping | None]:
    """Read lines as one YAML mapping; `None` when that is not possible, which is then reported."""
    import yaml

    tabbed = next((line for line in lines if re.match(r"\s*\t", line.text) and not line.blank), None)
    if tabbed is not None:
        place = tabbed.place(tabbed.text.index("\t"))
        yield Diagnostic(YAML_TAB, "This line is indented with a tab.", place, "Delete the tab and type two spaces.")
        return None
    text = "\n".join(_straighten_quotes(line.text) for line in lines) + "\n"
    reader = _Reader(lines, file)
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return (yield from reader.read(iter(yaml.parse(text, Loader=loader))))
    except yaml.MarkedYAMLError as error:
        yield reader.syntax(error)
    except yaml.YAMLError:
        hint = "Type the file again in a plain text editor."
        yield Diagnostic(YAML_SYNTAX, "This file has characters that are not text.", Place(file), hint)
    except _RefusedError as refused:
        yield refused.diagnostic
    return None


def _straighten_quotes(text: str) -> str:
    """Put straight quotes in place of curly ones around a value; hard spaces become spaces. No column moves."""
    text = text.replace("\u00a0", " ").replace("\u2007", " ").replace("\u202f", " ")
    quoted = _CURLY_VALUE.match(text)
    if quoted and "\\" not in quoted["value"]:
        return f'{quoted["before"]}"{quoted["value"]}"{quoted["after"]}'
    quoted = _CURLY_SINGLE.match(text)
    if quoted and "’" not in quoted["value"]:
        return f"{quoted['before']}'{quoted['value']}'{quoted['after']}"
    return text


class _Reader:
    """Builds the tree out of PyYAML's events, which know anchors and tags that its nodes have lost."""

    def __init__(self, lines: Lines[Line], file: str) -> None:
        self.lines = lines
        self.file = file

    def line(self, mark: Any) -> Line:
        number: int = mark.line
        return self.lines[min(number, len(self.lines) - 1)]

    def place(self, mark: Any, length: int = 1) -> Place:
        line = self.line(mark)
        return line.place(min(mark.column, len(line.text)), length)

    def end(self, mark: Any) -> Place:
        """Return the place after the last character of a value."""
        if mark.line >= len(self.lines):
            line = self.lines[-1]
            return line.place(len(line.text))
        return self.place(mark)

    def read(self, events: Iterator[yaml.Event]) -> DiagnosticReading[Mapping | None]:
        import yaml

        next(events), next(events)
        event = next(events, None)
        if event is None or isinstance(event, yaml.StreamEndEvent) or not self.lines:
            hint = "Type `id: ` and a name in the first line, and so on."
            yield Diagnostic(YAML_SYNTAX, "The file is empty.", Place(self.file), hint)
            return None
        node = yield from self.node(event, events, 0)
        next(events)
        after = next(events)
        if not isinstance(after, yaml.StreamEndEvent):
            place = self.place(after.start_mark, 3)
            yield Diagnostic(YAML_SYNTAX, "Here a second part of the file begins.", place, "Delete the line of dashes.")
            return None
        if isinstance(node, Mapping):
            return node
        hint = "Type a word, a colon, a space and a value on each line: `title: My course`."
        yield Diagnostic(YAML_SYNTAX, "This is not a list of words with values.", node.place, hint)
        return None

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> DiagnosticReading[Node]:
        import yaml

        start: Any = event.start_mark
        place = self.place(start)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            hint = "Put the value in quotes, or type it out in full."
            raise self.refuse(YAML_ALIAS, f"A value here starts with {sign}, which is not read.", place, hint)
        if getattr(event, "tag", None):
            raise self.refuse(YAML_TAG, "A value here starts with !, which is not read.", place, "Put the value in quotes.")
        if depth > DEPTH_LIMIT:
            message = "There are too many lists inside lists here."
            raise self.refuse(YAML_SYNTAX, message, place, "Delete the extra brackets.")
        if isinstance(event, yaml.ScalarEvent):
            end: Any = event.end_mark
            length = end.column - start.column if end.line == start.line else 1
            return Scalar(event.value, self.place(start, max(1, length)), bool(event.style), self.end(end))
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append((yield from self.node(inner, events, depth + 1)))
            return Sequence(tuple(items), place, self.end(inner.end_mark), bool(event.flow_style))
        return (yield from self.mapping(events, place, depth, in_brackets=bool(getattr(event, "flow_style", False))))

    def mapping(self, events: Iterator[yaml.Event], place: Place, depth: int, *, in_brackets: bool) -> DiagnosticReading[Mapping]:
        import yaml

        fields: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(inner := next(events), yaml.MappingEndEvent):
            key = yield from self.node(inner, events, depth + 1)
            value = yield from self.node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                raise self.refuse(YAML_SYNTAX, "There is a list here, but a word is needed.", key.place, "Type one word, then a colon.")
            if key.text in fields:
                message = f"“{key.text}” is here twice. The first is in line {fields[key.text][0].place.line}."
                yield Diagnostic(DUPLICATE_FIELD, message, key.place, "Delete one of them.")
            else:
                fields[key.text] = (key, value)
        return Mapping(tuple(fields.values()), place, self.end(inner.end_mark), in_brackets)

    def refuse(self, rule: Rule, message: str, place: Place, hint: str) -> _RefusedError:
        return _RefusedError(Diagnostic(rule, message, place, hint))

    def syntax(self, error: yaml.MarkedYAMLError) -> Diagnostic:
        problem = f"{error.context or ''} {error.problem or ''}"
        message, hint = next(((said, typed) for sign, said, typed in _PLAIN_WORDS if sign in problem), _UNKNOWN)
        never_closed = "never closed" in message or "not closed" in message
        mark = (error.context_mark if never_closed else error.problem_mark) or error.problem_mark or error.context_mark
        if mark is None:
            return Diagnostic(YAML_SYNTAX, message, Place(self.file), hint)
        word, colon, value = self.line(mark).text.strip().partition(":")
        if message == _SECOND_COLON and colon and '"' not in value:
            hint = f'Put the value in quotes: `{word}: "{value.strip()}"`.'
        return Diagnostic(YAML_SYNTAX, message, self.place(mark), hint)


_SECOND_COLON = "There is a second colon in this line."
_PLAIN_WORDS = (
    ("mapping values are not allowed", _SECOND_COLON, 'Put the value in quotes: `title: "Safe: hands"`.'),
    ("found unexpected end of stream", "A quote or bracket is opened and never closed.", "Type the closing quote or bracket."),
    ("while scanning a quoted scalar", "A quote is opened and never closed.", "Type a quote at the end of the value too."),
    ("could not find expected ':'", "A line has no colon after its first word.", "Type a colon and a space after the word: `title: My course`."),
    ("while parsing a flow sequence", "A list in square brackets is not closed, or a comma is missing.", "Type it like this: `[1.1, 1.2]`."),
    ("while parsing a flow mapping", "A curly bracket is not closed.", "Put the value in quotes, or delete the curly bracket."),
    (
        "did not find expected key",
        "This line does not match the lines above it.",
        "Start it in the same column as the lines around it. If a value has quotes inside, put the whole value in quotes.",
    ),
    ("expected <block end>", "This line does not match the lines above it.", "Start it in the same column as the lines around it."),
    ("cannot start any token", "A value starts with a sign that has another meaning.", 'Put the value in quotes: `title: "@home"`.'),
    ("while scanning a block scalar", "The sign > or | at the start of the value has another meaning.", "Put the value in quotes."),
    ("escape", "A backslash in quotes has another meaning.", "Type two backslashes, or delete the quotes."),
    ("undefined tag", "A value starts with !, which is not read.", "Put the value in quotes."),
    ("alias", "A value starts with * or &, which is not read.", "Put the value in quotes."),
)
_UNKNOWN = ("This line cannot be read.", "Type a word, a colon, a space and a value. If the value has signs in it, put it in quotes.")
