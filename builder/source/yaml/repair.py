"""Lines that are no YAML, as their author meant them: what is wrong with each, and the same line typed rightly.

A line is judged by its own signs (`line_forms`) and by its indent. A repair counts only if it is needed: the lines can be read with all that
is kept, and not without any one of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, takewhile
from typing import TypeAlias

from msgspec import Struct, field

from builder.diagnostics import Rule
from builder.source.retyping import changed_part
from builder.source.tree.lines import Line
from builder.source.yaml.field_names import known_fields
from builder.source.yaml.line_forms import BLOCK_TEXT, FIELD, ITEM, YAML_SYNTAX, Misspelling, judge_line
from builder.source.yaml.quoting import closing_quote

MOST_REPAIRS = 40
"""Repairs of one file that are reported, and lines over which a value in quotes or brackets may go on."""

MOST_READ = 1_000_000
"""Characters that are read again to find which repairs are needed; in a longer file with more faults, all likely ones count."""


class Repair(Struct, frozen=True):
    """A line as it must be; `text` is `None` where the line has to go. `index` counts the lines from 0."""

    index: int
    rule: Rule
    message: str
    text: str | None


Reads: TypeAlias = Callable[[Sequence[Line]], bool]


def find_repairs(lines: Sequence[Line], reads: Reads) -> tuple[Repair, ...]:
    """Return the repairs that are needed before `reads` takes the lines; all that are likely where even they are too few."""
    repairs = suggest_repairs(lines)
    characters = sum(len(line.text) for line in lines)
    if not 0 < len(repairs) * characters <= MOST_READ or not reads(apply_repairs(lines, repairs)):
        return repairs[:MOST_REPAIRS]
    needed = list(repairs)
    for repair in repairs:
        fewer = [kept for kept in needed if kept is not repair]
        if reads(apply_repairs(lines, fewer)):
            needed = fewer
    return tuple(needed)


def apply_repairs(lines: Sequence[Line], repairs: Sequence[Repair]) -> tuple[Line, ...]:
    """Return the repaired lines, in which every character that was typed keeps the place that it has on disk."""
    repaired = list(lines)
    for repair in repairs:
        repaired[repair.index] = respell(lines[repair.index], repair.text or "")
    return tuple(repaired)


def respell(line: Line, text: str) -> Line:
    """Return a line with another text. What is new has the place of the first character that it replaces."""
    start, end = changed_part(line.text, text)
    columns = line.columns or tuple(range(1, len(line.text) + 2))
    added = len(text) - (len(line.text) - (end - start))
    return Line(line.file, line.number, text, (*columns[:start], *(columns[start] for _ in range(added)), *columns[end:]), line.raw, line.end)


class _Above(Struct):
    """The lines above one: what it may belong to.

    Attributes:
        fields: columns in which words of open fields begin, the outermost first.
        items: columns of the dashes of open lists.
        indent: of the last line that was a field or an item.
        filled: that line had a value, so nothing can be indented under it.
        in_list: the last line was an item of a list, or a field without a value.

    """

    fields: list[int]
    items: list[int] = field(default_factory=list)
    indent: int = -1
    filled: bool = True
    in_list: bool = False


def suggest_repairs(lines: Sequence[Line]) -> tuple[Repair, ...]:
    """Return what may be wrong with any of the lines, each judged as if the ones above it were repaired."""
    above = _Above([_least_indent(lines)])
    repairs: list[Repair] = []
    index = 0
    while index < len(lines):
        text = lines[index].text
        last = _last_line_of_value(lines, index)
        if text.strip() and not text.lstrip().startswith("#"):
            repair = _judge(text, above) if last == index else None
            if repair is not None:
                repairs.append(Repair(index, repair.rule, repair.message, repair.text))
            _remember(text if repair is None else repair.text or "", above)
        index = last + 1
    return tuple(repairs)


def _least_indent(lines: Sequence[Line]) -> int:
    return min((len(line["indent"]) for typed in lines if (line := FIELD.match(typed.text))), default=0)


def _judge(text: str, above: _Above) -> Misspelling | None:
    """Return all that is wrong with a line as one misspelling, with the message of the first."""
    first: Misspelling | None = None
    for _ in range(3):
        misspelling = judge_line(text, in_list=above.in_list) or _judge_indent(text, above)
        if misspelling is None:
            break
        first = Misspelling(first.rule, first.message, misspelling.text) if first is not None else misspelling
        if misspelling.text is None:
            break
        text = misspelling.text
    return first


def _judge_indent(text: str, above: _Above) -> Misspelling | None:
    """Return the line with the indent that it must have; `None` where that is right or unknown."""
    indent = _indent(text)
    line, item = FIELD.match(text), ITEM.match(text)
    if line is None and item is None:
        if above.indent < 0 or indent > above.indent:
            return None
        message = "This line has no colon, and is not indented as a part of the line above."
        return Misspelling(YAML_SYNTAX, message, " " * (above.indent + 2) + text.lstrip())
    dashed = line is None or bool(line["dash"])
    if line is not None and not dashed and not _is_name(line["word"]):
        return None
    if (not above.filled and indent > above.indent) or (dashed and above.in_list and indent == above.indent):
        return None
    columns = above.items if dashed else above.fields
    if line is not None and dashed and not columns:
        return Misspelling(YAML_SYNTAX, "There is no list here, but the line begins with a dash.", line["indent"] + text[line.start("word") :])
    if indent in columns or not columns:
        return None
    outermost = line is not None and line["word"] in known_fields()
    nearest = min(columns, key=lambda column: (abs(column - indent), column if outermost else -column))
    count = abs(nearest - indent)
    message = f"This line begins with {count} {'space' if count == 1 else 'spaces'} too {'few' if nearest > indent else 'many'}."
    return Misspelling(YAML_SYNTAX, message, " " * nearest + text.lstrip())


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _is_name(word: str) -> bool:
    """Tell whether a word before a colon is a field or an id, and not the words of a text."""
    return word.lower() in known_fields() or bool(re.fullmatch(r"[a-z0-9][a-z0-9.-]*", word))


def _remember(text: str, above: _Above) -> None:
    """Note what the lines below a line may belong to."""
    line, item = FIELD.match(text), ITEM.match(text)
    if line is None and item is None:
        return
    indent = _indent(text)
    dashed = line is None or bool(line["dash"])
    above.fields = [column for column in above.fields if column < indent]
    above.items = [column for column in above.items if column < indent or (dashed and column == indent)]
    if dashed and indent not in above.items:
        above.items.append(indent)
    if line is not None:
        above.fields.append(line.start("word"))
    above.indent = line.start("word") if line is not None else indent
    above.filled = line is None or bool(line["value"])
    above.in_list = dashed or not above.filled


def _last_line_of_value(lines: Sequence[Line], index: int) -> int:
    """Return the index of the last line of the value that begins on a line: of a text in a block, in quotes or in brackets."""
    line = FIELD.match(lines[index].text) or ITEM.match(lines[index].text)
    value = (line["value"] or "") if line is not None else ""
    if BLOCK_TEXT.match(value):
        return last_line_inside(lines, index)
    if value[:1] in {'"', "'", "[", "{"}:
        following = takewhile(lambda text: not _is_known_field(text), (line.text for line in lines[index + 1 : index + MOST_REPAIRS]))
        return index + _lines_until_closed((value, *following))
    return index


def last_line_inside(lines: Sequence[Line], index: int) -> int:
    """Return the index of the last line that is indented more than a line and follows it."""
    return max(lines_inside(lines, index), default=index)


def lines_inside(lines: Sequence[Line], index: int) -> Iterator[int]:
    """Yield the indexes of the lines that follow a line and are indented more, and of blank ones between them, as they are asked for."""
    indent = lines[index].indent
    return takewhile(lambda later: lines[later].blank or lines[later].indent > indent, range(index + 1, len(lines)))


def _is_known_field(text: str) -> bool:
    line = FIELD.match(text)
    return line is not None and line["word"] in known_fields()


def _lines_until_closed(texts: Sequence[str]) -> int:
    """Return how many lines follow before a quote or a bracket at the start of the first is closed; 0 where it never is."""
    if texts[0][0] in "\"'":
        text = "\n".join(texts)
        return text.count("\n", 0, max(0, closing_quote(text, 0)))
    still_open = accumulate(text.count("[") + text.count("{") - text.count("]") - text.count("}") for text in texts)
    return next((number for number, depth in enumerate(still_open) if depth <= 0), 0)
