"""Reads YAML lines as a tree, and tells in plain words where that is not possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence as Lines
from typing import TYPE_CHECKING, Any

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.diagnostics.fixes import Fix, diagnose
from builder.source.characters import canonical
from builder.source.reading import DiagnosticReading
from builder.source.retyping import changed_part, delete_line, retype_line
from builder.source.tree.lines import Line
from builder.source.yaml.escapes import find_lost_escape
from builder.source.yaml.events import DEPTH_LIMIT, Unreadable, is_readable, parse_events, straighten
from builder.source.yaml.field_fixes import delete_field
from builder.source.yaml.field_names import known_fields
from builder.source.yaml.line_forms import FIELD, ITEM, YAML_ALIAS, YAML_SYNTAX, YAML_TAG
from builder.source.yaml.nodes import Extent, Mapping, Node, Scalar, Sequence
from builder.source.yaml.repair import Repair, apply_repairs, find_repairs, respell
from builder.source.yaml.swallowed_lines import find_swallowed_lines

if TYPE_CHECKING:
    import yaml

YAML_TAB = Rule("SRC011", "yaml-tab", Severity.ERROR, "Lines that belong together must be indented with spaces. Tabs can have any width.")
DUPLICATE_FIELD = Rule("SRC014", "duplicate-field", Severity.ERROR, "The same word is there twice, so Copack cannot tell which value counts.")


class _RefusedError(Exception):
    """Reading ends here, for this reason; it never leaves this module."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def read_yaml(typed: Lines[Line], file: str) -> DiagnosticReading[Mapping | None]:
    """Read lines as one YAML mapping; `None` when that is not possible.

    Lines that are no YAML are reported, and read as their author probably meant them, so that all else is judged as well.
    """
    lines = yield from _replace_tabs([straighten(line) for line in typed])
    parsed = parse_events(lines)
    repairs: tuple[Repair, ...] = ()
    if isinstance(parsed, Unreadable):
        repairs = find_repairs(lines, is_readable)
        yield from (_report_repair(lines[repair.index], repair) for repair in repairs)
        lines = apply_repairs(lines, repairs)
        parsed = parse_events(lines)
    if isinstance(parsed, Unreadable):
        if not repairs:
            yield _report_unreadable(parsed, lines, file)
        return None
    if repairs and not _has_known_field(lines):
        return None
    swallowed = find_swallowed_lines(lines)
    if swallowed and not isinstance(again := parse_events(apply_repairs(lines, swallowed)), Unreadable):
        yield from (_report_repair(lines[repair.index], repair) for repair in swallowed)
        lines, parsed = apply_repairs(lines, swallowed), again
    try:
        return (yield from _Reader(lines, file).read(iter(parsed)))
    except _RefusedError as refused:
        yield refused.diagnostic
    return None


def _has_known_field(lines: Lines[Line]) -> bool:
    """Tell whether repaired lines are a file of Copack at all: what else is wrong with a stranger's is of no use to anybody."""
    return any(line["word"] in known_fields() for typed in lines if (line := FIELD.match(typed.text)))


def _replace_tabs(lines: Lines[Line]) -> DiagnosticReading[tuple[Line, ...]]:
    """Return the lines with two spaces in place of each tab that indents one."""
    replaced: list[Line] = []
    for line in lines:
        indent = line.text[: len(line.text) - len(line.text.lstrip())]
        spaced = indent.replace("\t", "  ") + line.text.lstrip()
        if "\t" in indent and not line.blank:
            fix = retype_line(line, spaced, "Delete the tab and type two spaces: `{}`.")
            yield diagnose(YAML_TAB, "This line is indented with a tab.", line.place(indent.index("\t")), fix)
            replaced.append(respell(line, spaced))
        else:
            replaced.append(line)
    return tuple(replaced)


def _report_repair(line: Line, repair: Repair) -> Diagnostic:
    if repair.text is None:
        return diagnose(repair.rule, repair.message, line.whole, delete_line(line))
    start, end = changed_part(line.text, repair.text)
    value = FIELD.match(line.text) or ITEM.match(line.text)
    if start == len(line.text) and value is not None and value["value"]:  # what is never closed is shown where it opens
        start = value.start("value")
    return diagnose(repair.rule, repair.message, line.place(start, max(1, end - start)), retype_line(line, repair.text))


def _report_unreadable(reason: Unreadable, lines: Lines[Line], file: str) -> Diagnostic:
    if not lines:
        return Diagnostic(reason.rule, reason.message, Place(file), reason.hint)
    line = lines[min(reason.line, len(lines) - 1)]
    return Diagnostic(reason.rule, reason.message, line.place(min(reason.column, len(line.text))), reason.hint)


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

    def extent(self, start: Any, end: Any) -> Extent:
        line = self.line(start)
        goes_on = end.line != start.line
        stop = len(line.text) if goes_on else min(end.column, len(line.text))
        return Extent(line, min(start.column, stop), stop, goes_on)

    def spans(self, start: Any, end: Any) -> Iterator[tuple[Line, int, int]]:
        """Yield each line of a value with the indexes where its part of the value begins and ends."""
        for number in range(start.line, min(end.line + 1, len(self.lines))):
            line = self.lines[number]
            yield line, start.column if number == start.line else 0, end.column if number == end.line else len(line.text)

    def read(self, events: Iterator[yaml.Event]) -> DiagnosticReading[Mapping | None]:
        import yaml

        next(events), next(events)
        event = next(events, None)
        if event is None or isinstance(event, yaml.StreamEndEvent) or not self.lines:
            hint = "Type `id: ` and a name in the first line, and so on."
            yield Diagnostic(YAML_SYNTAX, "The file is empty.", Place(self.file), hint)
            return None
        node = yield from self.node(event, events, 0)
        assert isinstance(node, Mapping)  # or the events were refused
        return node

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> DiagnosticReading[Node]:
        import yaml

        start: Any = event.start_mark
        place = self.place(start)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            raise _RefusedError(Diagnostic(YAML_ALIAS, f"A value that begins with “{sign}” is not read.", place, "Put the value in quotes."))
        if getattr(event, "tag", None):
            raise _RefusedError(Diagnostic(YAML_TAG, "A value that begins with “!” is not read.", place, "Put the value in quotes."))
        if depth > DEPTH_LIMIT:
            message = "There are too many lists inside lists here."
            raise self.refuse(YAML_SYNTAX, message, place, "Delete the extra brackets.")
        if isinstance(event, yaml.ScalarEvent):
            end: Any = event.end_mark
            length = end.column - start.column if end.line == start.line else 1
            lost = find_lost_escape(self.spans(start, end)) if event.style == '"' else None
            if lost is not None:
                yield lost
            return Scalar(canonical(event.value), self.place(start, max(1, length)), bool(event.style), self.end(end), self.extent(start, end))
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append((yield from self.node(inner, events, depth + 1)))
            return Sequence(tuple(items), place, self.end(inner.end_mark), bool(event.flow_style), self.extent(start, inner.end_mark))
        return (yield from self.mapping(events, start, depth, in_brackets=bool(getattr(event, "flow_style", False))))

    def mapping(self, events: Iterator[yaml.Event], start: Any, depth: int, *, in_brackets: bool) -> DiagnosticReading[Mapping]:
        import yaml

        fields: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(inner := next(events), yaml.MappingEndEvent):
            key = yield from self.node(inner, events, depth + 1)
            value = yield from self.node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                raise self.refuse(YAML_SYNTAX, "There is a list here, but a word is needed.", key.place, "Type one word, then a colon.")
            if key.text in fields:
                message = f"“{key.text}” is here twice. The first is in line {fields[key.text][0].place.line}."
                fix = delete_field(key, value, "{}. Or delete the other one.") if not in_brackets else None
                yield diagnose(DUPLICATE_FIELD, message, key.place, fix or Fix("Delete one of them.", ()))
            else:
                fields[key.text] = (key, value)
        extent = self.extent(start, inner.end_mark)
        return Mapping(tuple(fields.values()), self.place(start), self.end(inner.end_mark), in_brackets, extent)

    def refuse(self, rule: Rule, message: str, place: Place, hint: str) -> _RefusedError:
        return _RefusedError(Diagnostic(rule, message, place, hint))
