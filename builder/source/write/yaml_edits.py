"""Edits of YAML: a value, a field or an item of a list, in place. Nothing is ever dumped, so comments, order and quotes stay as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence as Lines

from builder.diagnostics import Place
from builder.source.tree.lines import Line
from builder.source.write.edits import Edit, edit_lines, insert, insert_line
from builder.source.yaml.document import YamlDocument
from builder.source.yaml.nodes import Mapping, Node, Scalar, Sequence, last_place

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`“”„‟‘’][^\x00-\x1f\x7f-\x9f\u2028\u2029]*")
"""A text that needs no quotes, if it holds none of the signs of `_SPECIAL`."""

_SPECIAL = re.compile(r":(?:\s|$)|\s#|\s$|[,\[\]{}]")


class NotEditableError(ValueError):
    """The file has no such value, or it is typed in a form that cannot be edited by its lines: a fault of the caller."""


def yaml_text(words: str) -> str:
    """Return a text as a YAML value: as it is where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(words) and not _SPECIAL.search(words):
        return words
    return json.dumps(words, ensure_ascii=False)


def set_value(lines: Lines[Line], mapping: Mapping, word: str, value: str) -> Edit:
    """Return the edit that gives a word of a mapping a value, whether it has one or not.

    Args:
        lines: those that the mapping was read from.
        mapping: the root of a document, or a mapping inside it.
        word: before the colon.
        value: YAML; of a text, what `yaml_text` returns.

    """
    node = mapping.get(word)
    if node is None:
        return _add(lines, mapping, f"{word}: {value}")
    if isinstance(node, Scalar) and not node.text and not node.quoted:
        return insert(node.place, f" {value}")
    if not isinstance(node, Scalar) and not node.in_brackets:
        key = next(key for key, _value in mapping.fields if key.text == word)
        return Edit(_after_colon(lines, key), _end(lines, node), f" {value}")
    return Edit((node.place.line, node.place.column), _end(lines, node), value)


def add_item(lines: Lines[Line], sequence: Sequence, value: str) -> Edit:
    """Return the edit that writes one more item at the end of a list."""
    if sequence.in_brackets:
        return insert(_before_bracket(sequence), f", {value}" if sequence.items else value)
    last = _line(lines, _end(lines, sequence)[0])
    return insert_line(last, f"{' ' * (sequence.place.column - 1)}- {value}")


def remove_field(lines: Lines[Line], mapping: Mapping, word: str) -> Edit:
    """Return the edit that takes a word and its value away, with their lines. Raises `NotEditableError`."""
    key, node = next(((key, node) for key, node in mapping.fields if key.text == word), (None, None))
    if key is None or node is None or mapping.in_brackets or _line(lines, key.place.line).raw[: key.place.column - 1].strip("\ufeff "):
        message = f"“{word}” is not on its own lines"
        raise NotEditableError(message)
    last = max(_end(lines, node)[0], key.place.line)
    return Edit((key.place.line, 1), (last + 1, 1), "")


def write_edited(document: YamlDocument, edits: list[Edit]) -> str:
    """Return the text of an edited document."""
    return document.mark + "".join(line.raw + line.end for line in edit_lines(document.lines, edits))


def _add(lines: Lines[Line], mapping: Mapping, field: str) -> Edit:
    if mapping.in_brackets:
        return insert(_before_bracket(mapping), f", {field}" if mapping.fields else field)
    last = _line(lines, _end(lines, mapping)[0])
    return insert_line(last, " " * (mapping.place.column - 1) + field)


def _before_bracket(node: Sequence | Mapping) -> Place:
    return Place(node.end.file, node.end.line, node.end.column - 1)


def _line(lines: Lines[Line], number: int) -> Line:
    return lines[number - lines[0].number]


def _after_colon(lines: Lines[Line], key: Scalar) -> tuple[int, int]:
    raw = _line(lines, key.end.line).raw
    return key.end.line, raw.index(":", key.end.column - 1) + 2


def _end(lines: Lines[Line], node: Node) -> tuple[int, int]:
    """Return the point after the last character of a node, without the blank lines and comments that may follow it."""
    end = last_place(node)
    number, column = end.line, end.column
    while number > node.place.line and _is_empty(_line(lines, number).raw[: column - 1]):
        number -= 1
        column = len(_line(lines, number).raw) + 1
    return number, column


def _is_empty(text: str) -> bool:
    return not text.strip() or text.lstrip().startswith("#")
