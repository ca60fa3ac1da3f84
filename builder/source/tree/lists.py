"""Lists of ordinary text: where one ends, and its lines in the one form that Markdown reads in one way only."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from builder.source.tree import grammar
from builder.source.tree.lines import BLANKS, Line

_STEP = 5
"""Spaces a level: room for the widest bullet, `100.`; Markdown wants a list in a list to start after its parent's bullet."""

_DEEPER = 2
"""Spaces that put a list into a list (author syntax, "Ordinary text")."""


def list_end(lines: Sequence[Line], start: int, ends: Callable[[str], bool]) -> int:
    """Return the index after the last line of the list that begins at `start`.

    A blank line ends it unless a list line or an indented line follows. A change between dots and numbers at the outer level ends it.
    """
    numbered = _is_numbered(lines[start].text)
    outer = lines[start].indent
    at = start + 1
    after_blank = False
    while at < len(lines):
        line = lines[at]
        if line.blank:
            after_blank = True
        elif grammar.list_start(line.text):
            if line.indent < outer + _DEEPER and _is_numbered(line.text) != numbered:
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


def _is_numbered(text: str) -> bool:
    start = grammar.list_start(text)
    return bool(start and start["bullet"][0].isdigit())


def normal_list(lines: Sequence[str]) -> str:
    """Return a list's lines with `-` or `1.` as bullets and five spaces a level."""
    levels: list[int] = []
    normal: list[str] = []
    for text in lines:
        bare = text.strip(BLANKS)
        start = grammar.list_start(text)
        if not bare:
            normal.append("")
        elif start:
            indent = _indent(text)
            while len(levels) > 1 and indent < levels[-2] + _DEEPER:
                levels.pop()
            if not levels or indent >= levels[-1] + _DEEPER:
                levels.append(indent)
            bullet = start["bullet"] if start["bullet"][0].isdigit() else "-"
            normal.append(" " * _STEP * (len(levels) - 1) + f"{bullet.replace(')', '.')} {start['rest'].strip()}")
        else:
            normal.append(" " * _STEP * len(levels) + bare)
    return "\n".join(normal)


def _indent(text: str) -> int:
    blanks = text[: len(text) - len(text.lstrip(BLANKS))]
    return sum(4 if blank == "\t" else 1 for blank in blanks)
