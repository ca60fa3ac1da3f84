"""PyYAML's events of some lines, or the place and the reason why there are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from builder.diagnostics import Rule
from builder.source.tree.lines import Line
from builder.source.yaml.line_forms import YAML_ALIAS, YAML_SYNTAX, YAML_TAG

if TYPE_CHECKING:
    import yaml

_CURLY_VALUE = re.compile(r"(?P<before>^\s*(?:-\s+)?(?:[\w.-]+:\s+)?)[“”„‟](?P<value>[^\"“”„‟]*)[“”„‟](?P<after>\s*(?:#.*)?)$")
_CURLY_SINGLE = re.compile(r"(?P<before>^\s*(?:-\s+)?(?:[\w.-]+:\s+)?)[‘’](?P<value>[^'‘]*?)[‘’](?P<after>\s*(?:#.*)?)$")


class Unreadable(Struct, frozen=True):
    """Why lines are no YAML: where reading ends, as indexes of a line and a character, and what to say of it."""

    rule: Rule
    message: str
    hint: str
    line: int
    column: int


def straighten(line: Line) -> Line:
    """Return a line with straight quotes in place of curly ones around a value, and spaces in place of hard ones. No column moves."""
    text = _straighten_quotes(line.text)
    return line if text == line.text else replace(line, text=text)


def _straighten_quotes(text: str) -> str:
    text = text.replace("\u00a0", " ").replace("\u2007", " ").replace("\u202f", " ")
    quoted = _CURLY_VALUE.match(text)
    if quoted and "\\" not in quoted["value"]:
        return f'{quoted["before"]}"{quoted["value"]}"{quoted["after"]}'
    quoted = _CURLY_SINGLE.match(text)
    if quoted and "’" not in quoted["value"]:
        return f"{quoted['before']}'{quoted['value']}'{quoted['after']}"
    return text


DEPTH_LIMIT = 10
"""Lists in lists in lists: no course file comes near, and a hostile one must not exhaust the stack."""


def parse_events(lines: Sequence[Line]) -> tuple[yaml.Event, ...] | Unreadable:
    """Return the events of one document without aliases, anchors and tags; nothing behind the first value that lies too deep."""
    import yaml

    text = "\n".join(line.text for line in lines) + "\n"
    try:
        events = tuple(_until_too_deep(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))))
    except yaml.MarkedYAMLError as error:
        return _explain(error)
    except yaml.YAMLError:
        return Unreadable(YAML_SYNTAX, "This file has characters that are not text.", "Type the file again in a plain text editor.", 0, 0)
    refused = next((refused for event in events if (refused := _refuse(event)) is not None), None)
    return refused or _second_document(events) or _no_mapping(events) or events


def _until_too_deep(events: Iterable[yaml.Event]) -> Iterator[yaml.Event]:
    """Yield events up to the first value deeper than the limit, which the reader refuses: PyYAML's work grows with the square of the depth."""
    import yaml

    depth = 0
    for event in events:
        yield event
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.NodeEvent) and depth > DEPTH_LIMIT:
            return
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1


def is_readable(lines: Sequence[Line]) -> bool:
    """Tell whether lines are YAML of the kind that is read."""
    return not isinstance(parse_events(lines), Unreadable)


def _refuse(event: yaml.Event) -> Unreadable | None:
    import yaml

    mark: Any = event.start_mark
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
        return Unreadable(YAML_ALIAS, f"A value that begins with “{sign}” is not read.", "Put the value in quotes.", mark.line, mark.column)
    if getattr(event, "tag", None):
        return Unreadable(YAML_TAG, "A value that begins with “!” is not read.", "Put the value in quotes.", mark.line, mark.column)
    return None


def _second_document(events: Sequence[yaml.Event]) -> Unreadable | None:
    import yaml

    starts: list[Any] = [event.start_mark for event in events if isinstance(event, yaml.DocumentStartEvent)]
    if len(starts) < 2:  # noqa: PLR2004 - the second of them is one too many
        return None
    return Unreadable(YAML_SYNTAX, "Here a second part of the file begins.", "Delete the line of dashes.", starts[1].line, starts[1].column)


def _no_mapping(events: Sequence[yaml.Event]) -> Unreadable | None:
    """Return what to say of a document that is a list or a text; an empty one is left to the caller."""
    import yaml

    root = next((event for event in events if isinstance(event, yaml.NodeEvent)), None)
    if root is None or isinstance(root, yaml.MappingStartEvent):
        return None
    mark: Any = root.start_mark
    hint = "Type a word, a colon, a space and a value on each line: `title: My course`."
    return Unreadable(YAML_SYNTAX, "This is not a list of words with values.", hint, mark.line, mark.column)


def _explain(error: yaml.MarkedYAMLError) -> Unreadable:
    """Say a fault of PyYAML in plain words. Where a line lacks its end, it is the line that began, not the next one."""
    problem = f"{error.context or ''} {error.problem or ''}"
    message, hint = next(((said, typed) for sign, said, typed in _PLAIN_WORDS if sign in problem), _UNKNOWN)
    begun = any(sign in problem for sign in ("unexpected end of stream", "quoted scalar", "flow", "could not find expected ':'"))
    mark = (error.context_mark if begun else None) or error.problem_mark or error.context_mark
    return Unreadable(YAML_SYNTAX, message, hint, mark.line if mark else 0, mark.column if mark else 0)


_PLAIN_WORDS = (
    ("mapping values are not allowed", "There is a second colon in this line.", 'Put the value in quotes: `title: "Safe: hands"`.'),
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
