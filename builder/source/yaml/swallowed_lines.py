"""Lists and words with values that YAML reads as one long text, because of their signs or their indent: nothing is said of them by a parser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.source.tree.lines import Line
from builder.source.yaml.field_names import holding_fields
from builder.source.yaml.line_forms import BLOCK_TEXT, FIELD, ITEM, YAML_SYNTAX, judge_bullet, judge_colon
from builder.source.yaml.repair import Repair, last_line_inside, lines_inside


def find_swallowed_lines(lines: Sequence[Line]) -> tuple[Repair, ...]:
    """Return the lines that become part of the value above them, as lines of their own."""
    repairs: list[Repair] = []
    index = 0
    while index < len(lines):
        field, item = FIELD.match(lines[index].text), ITEM.match(lines[index].text)
        value = ((field or item) or {"value": ""})["value"] or ""
        if BLOCK_TEXT.match(value):
            index = last_line_inside(lines, index)
        elif field is None and item is not None and value and value[0] not in "-\"'[{":
            under = tuple(_items_under(lines, index))
            repairs += under
            index += len(under)
        elif field is not None and not value:
            repairs += _text_under(lines, index, field["word"].lower())
        index += 1
    return tuple(repairs)


def _items_under(lines: Sequence[Line], index: int) -> Iterator[Repair]:
    """Yield the items of a list that are indented more than the one above them."""
    indent = " " * lines[index].indent
    for later in lines_inside(lines, index):
        item = ITEM.match(lines[later].text)
        if item is None:
            return
        message = "This line of the list begins further to the right than the one above, so it becomes part of that one."
        yield Repair(later, YAML_SYNTAX, message, indent + lines[later].text.lstrip())


def _text_under(lines: Sequence[Line], index: int, word: str) -> Iterator[Repair]:
    """Yield the lines under a field that holds a list or words with values, where they are neither."""
    for later in lines_inside(lines, index):
        text = lines[later].text
        if lines[later].blank or text.lstrip().startswith("#"):
            continue
        if FIELD.match(text) or ITEM.match(text):
            return
        misspelling = judge_bullet(text, in_list=True) or judge_colon(text)
        if misspelling is None or word not in holding_fields():
            return
        yield Repair(later, misspelling.rule, misspelling.message, misspelling.text)
