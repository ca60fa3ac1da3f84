"""The passages of YAML: of course.yaml, glossary.yaml, evaluation.yaml and the top of a session. All else in them holds in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence as Lines

from msgspec import Struct

from builder.source.translations.passage import Passage, Sort
from builder.source.tree.lines import Line
from builder.source.write.edits import Edit
from builder.source.write.yaml_edits import set_value
from builder.source.yaml.document import YamlDocument
from builder.source.yaml.nodes import Mapping, Node, Scalar, Sequence

WORDS = {
    "course": re.compile(r"(?:title|description|audience|organisation|accreditation|contact)|(?:outcomes|slots)/[^/]+|pilot/label"),
    "glossary": re.compile(r"[^/]+/(?:term|means)"),
    "evaluation": re.compile(r"title|intro|hand_in|questions/[^/]+/(?:ask|(?:items|scale)/[^/]+)"),
    "session": re.compile(r"title|summary|cover_alt"),
}
"""By the first part of a file's name: the paths whose values are words that learners read."""
_ID_OF_ITEM = re.compile(r"questions/[^/]+/id")
DECORATIVE = "decorative"


class Value(Struct, frozen=True):
    """A single value of YAML. `path`: the words that lead to it, with slashes; of an item of a list its id, or its number."""

    path: str
    node: Scalar
    edit: Edit


def passages_of_settings(document: YamlDocument, name: str) -> tuple[Passage, ...]:
    """Return the passages of a file; `name`: `course`, `glossary` or `evaluation`, which begins their ids."""
    return tuple(_passages(document.root, document.lines, name, name)) if document.root is not None else ()


def passages_of_top(root: Mapping, lines: Lines[Line], session: str) -> tuple[Passage, ...]:
    """Return the passages of the top of a session file."""
    return tuple(_passages(root, lines, "session", session))


def _passages(root: Mapping, lines: Lines[Line], name: str, prefix: str) -> Iterator[Passage]:
    for value in values_of(root, lines):
        words = value.node.text.strip()
        if WORDS[name].fullmatch(value.path) and words and not (value.path == "cover_alt" and words.lower() == DECORATIVE):
            sort: Sort = "title" if value.path == "title" else "summary" if value.path == "summary" else "setting"
            yield Passage(f"{prefix}/{value.path}", words, sort, value.edit.start, value.edit.end, value.node.place, quoted=True)


def others_of(root: Mapping, lines: Lines[Line], name: str) -> tuple[Value, ...]:
    """Return the values that are no words: what a file of another language may not hold."""
    return tuple(value for value in values_of(root, lines) if not WORDS[name].fullmatch(value.path) and not _ID_OF_ITEM.fullmatch(value.path))


def values_of(node: Node, lines: Lines[Line], path: str = "") -> Iterator[Value]:
    """Yield every single value in a mapping or a list, in order."""
    if isinstance(node, Mapping):
        for key, inner in node.fields:
            inside = f"{path}/{key.text}" if path else key.text
            if isinstance(inner, Scalar):
                yield Value(inside, inner, set_value(lines, node, key.text, ""))
            else:
                yield from values_of(inner, lines, inside)
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items, 1):
            ident = item.get("id") if isinstance(item, Mapping) else None
            inside = f"{path}/{ident.text if isinstance(ident, Scalar) and ident.text else number}"
            if isinstance(item, Scalar):
                yield Value(inside, item, Edit((item.place.line, item.place.column), (item.end.line, item.end.column), ""))
            else:
                yield from values_of(item, lines, inside)
