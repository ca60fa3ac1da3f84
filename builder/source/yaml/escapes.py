r"""Backslashes in double quotes: `"S:\apps"` is no path in YAML, but `S:`, a bell and `pps` (YAML 1.2, 5.7)."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

from builder.diagnostics import Diagnostic, Rule, Severity
from builder.diagnostics.fixes import diagnose
from builder.lazy_pattern import lazy_pattern
from builder.source.characters import CONTROLS, LINE_BREAKS, OVERRIDES
from builder.source.retyping import retype_line
from builder.source.tree.lines import Line

YAML_ESCAPE = Rule(
    "SRC115",
    "yaml-escape",
    Severity.ERROR,
    "In double quotes, a backslash and the letter after it mean one character. This one is not text, so learners would not see what you typed.",
)

_ESCAPE = lazy_pattern(r"\\(?:x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})|U(?P<U>[0-9a-fA-F]{8})|(?P<letter>.))")
_PLAIN = frozenset('"/\\ _')
"""After a backslash these stand for themselves; the last is a hard space."""

_NOT_TEXT = lazy_pattern(f"[\t\n\r{CONTROLS}{OVERRIDES}{LINE_BREAKS}\ue000-\uf8ff\ufffc\ufffd]")


def find_lost_escape(value: Iterable[tuple[Line, int, int]]) -> Diagnostic | None:
    """Return what to say of a value in double quotes whose backslashes do not mean text; `None` where all is well.

    Args:
        value: where it stands: of each of its lines the index of its first character there, and after its last one.

    """
    for line, start, end in value:
        escape = next((match for match in _ESCAPE.finditer(line.text, start, end) if not _is_text(match)), None)
        if escape is not None:
            typed = line.text[:start] + _ESCAPE.sub(_double, line.text[start:end]) + line.text[end:]
            message = f"“{escape[0]}” in double quotes is not shown as it is typed."
            return diagnose(YAML_ESCAPE, message, line.place(escape.start(), len(escape[0])), retype_line(line, typed, "Type two backslashes: `{}`."))
    return None


def _is_text(escape: re.Match[str]) -> bool:
    digits = escape["x"] or escape["u"] or escape["U"]
    if not digits:
        return escape["letter"] in _PLAIN
    return int(digits, 16) <= sys.maxunicode and not _NOT_TEXT.match(chr(int(digits, 16)))


def _double(escape: re.Match[str]) -> str:
    return escape[0] if _is_text(escape) else "\\" + escape[0]
