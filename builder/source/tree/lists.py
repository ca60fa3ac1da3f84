"""Lists of ordinary text: where one ends, and its lines in the one form that Markdown reads in one way only."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from builder.source.tree import grammar
from builder.source.tree.lines import BLANKS, Line, strip_line
from builder.source.tree.markers import Marker, find_markers

_BRACKETS = re.compile(r"\[(?: |(?P<mark>[xX✓✔√]))?\] (?=\S)")

_STEP = 5
"""Spaces a level: room for the widest bullet, `100.`; Markdown wants a list in a list to start after its parent's bullet."""

_DEEPER = 2
"""Spaces that put a list into a list (author syntax, "Ordinary text")."""

DEEPEST_LIST = 6
"""Lists in lists that a text may have: more do not fit on a phone."""


def list_end(lines: Sequence[Line], markers: Sequence[Marker | None], start: int, ends: Callable[[str], bool]) -> int:
    """Return the index after the last line of the list that begins at `start`.

    A blank line ends it unless a list line or an indented line follows. A change between dots, numbers and letters at the outer level ends it.
    """
    outer, first = lines[start].indent, markers[start]
    at = start + 1
    after_blank = False
    while at < len(lines):
        line, marker = lines[at], markers[at]
        if line.blank:
            after_blank = True
        elif marker is not None:
            if line.indent < outer + _DEEPER and first is not None and marker.list_type != first.list_type:
                break
            after_blank = False
        elif _starts_other(line.text, ends) or (after_blank and line.indent < outer + _DEEPER):
            break
        else:
            after_blank = False
        at += 1
    while lines[at - 1].blank:
        at -= 1
    return at


def _starts_other(text: str, ends: Callable[[str], bool]) -> bool:
    patterns = (grammar.HEADING, grammar.DASHES, grammar.CODE_FENCE, grammar.QUOTE)
    return ends(text) or any(pattern.match(text) for pattern in patterns)


def list_levels(lines: Sequence[str], markers: Sequence[Marker | None]) -> list[int]:
    """Return for each line of a list how many lists it is in, at least 1. `markers` are what the lines begin with."""
    indents: list[int] = []
    levels: list[int] = []
    for text, marker in zip(lines, markers, strict=True):
        if marker is not None:
            indent = _indent(text)
            while len(indents) > 1 and indent < indents[-2] + _DEEPER:
                indents.pop()
            if not indents or indent >= indents[-1] + _DEEPER:
                indents.append(indent)
        levels.append(len(indents))
    return levels


def normal_list(lines: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return a list's lines with `-` or `1.` as bullets and five spaces a level, and the HTML type of each of its ordered lists, in order.

    No line is deeper than `DEEPEST_LIST`.
    """
    markers = find_markers(lines)
    open_types: list[str] = []
    types: list[str] = []
    normal: list[str] = []
    for text, marker, depth in zip(lines, markers, list_levels(lines, markers), strict=True):
        level = min(depth, DEEPEST_LIST)
        bare = strip_line(text)
        if not bare:
            normal.append("")
        elif marker is not None:
            del open_types[level:]
            if len(open_types) < level or open_types[-1] != marker.list_type:
                open_types[level - 1 :] = [marker.list_type]
                types += [marker.list_type] if marker.list_type else []
            bullet = f"{marker.place}." if marker.place else "-"
            words = strip_line(text[marker.rest :])
            normal.append(" " * _STEP * (level - 1) + (f"{bullet} {_with_sign(words)}" if words else bullet))
        else:
            normal.append(" " * _STEP * level + bare)
    return "\n".join(normal), tuple(types)


def _with_sign(text: str) -> str:
    """Return the text of a list line with a sign in place of a box of brackets, which mean nothing in ordinary text."""
    box = _BRACKETS.match(text)
    return f"{'☑' if box['mark'] else '☐'} {text[box.end() :]}" if box else text


def _indent(text: str) -> int:
    blanks = text[: len(text) - len(text.lstrip(BLANKS))]
    return sum(4 if blank == "\t" else 1 for blank in blanks)
