"""Diagnostics as text for people."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from builder.diagnostics.diagnostic import Diagnostic, Place, by_place
from builder.diagnostics.rule import Severity

_WIDEST = 160
"""Characters of a quoted line that are shown: a paragraph in one line must not bury the message."""

_BEFORE = 60
"""Characters kept before the fault in a line that is cut."""

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.NOTE: "36;1"}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufff9-\ufffb]")
"""What could move the cursor, colour the screen or turn the direction of writing."""

_PLURALS = {Severity.ERROR: ("error", "errors"), Severity.WARNING: ("warning", "warnings"), Severity.NOTE: ("note", "notes")}


def as_text(diagnostics: Iterable[Diagnostic], lines: Callable[[str], Sequence[str]], *, colour: bool, every: bool = False) -> str:
    """Return all faults sorted by place, each with its line, a caret and a hint, and a last line that sums them up.

    Faults that one command fixes are one entry at the end (`Rule.together`).

    Args:
        diagnostics: in any order.
        lines: gives the lines of a file for quoting; nothing for a file that is not text.
        colour: whether a terminal is to show colours.
        every: whether each of those faults is an entry as well.

    """
    ordered = sorted(diagnostics, key=by_place)
    groups = {} if every else _group(ordered)
    grouped = {id(diagnostic) for group in groups.values() for diagnostic in group}
    parts = ["\n".join(_entry(diagnostic, lines, colour=colour)) for diagnostic in ordered if id(diagnostic) not in grouped]
    parts += ["\n".join(_entry_of_group(together, group, colour=colour)) for together, group in groups.items()]
    return "\n\n".join([*parts, _summary(ordered)])


def _group(ordered: Iterable[Diagnostic]) -> dict[str, list[Diagnostic]]:
    """Return the faults of which one thing is said together, where they are two or more."""
    groups: dict[str, list[Diagnostic]] = {}
    for diagnostic in ordered:
        if diagnostic.rule.together:
            groups.setdefault(diagnostic.rule.together, []).append(diagnostic)
    return {together: group for together, group in groups.items() if len(group) > 1}


def _entry_of_group(together: str, group: Sequence[Diagnostic], *, colour: bool) -> list[str]:
    counts = Counter(diagnostic.place.file for diagnostic in group if diagnostic.place is not None)
    rules = sorted({f"{diagnostic.rule.code} {diagnostic.rule.name}" for diagnostic in group})
    files = ", ".join(f"{count} in {escape_controls(file)}" for file, count in counts.items())
    return [
        _head(", ".join(rules), group[0].rule.severity, colour=colour),
        f"  {together} in {len(group)} places: {files}.",
        f"  To fix it: {escape_controls(group[0].hint)} `copack check --all` lists each place.",
    ]


def _head(name: str, severity: Severity, *, colour: bool) -> str:
    head = name if severity is Severity.ERROR else f"{name} ({severity.value})"
    return f"\x1b[{_COLOURS[severity]}m{head}\x1b[0m" if colour else head


def _entry(diagnostic: Diagnostic, lines: Callable[[str], Sequence[str]], *, colour: bool) -> list[str]:
    rule = diagnostic.rule
    head = _head(f"{rule.code} {rule.name}", rule.severity, colour=colour)
    where = _where(diagnostic.place)
    if colour:
        where = f"\x1b[1m{where}\x1b[0m" if where else ""
    entry = [f"{where} {head}" if where else head, f"  {escape_controls(diagnostic.message)}"]
    entry += _quote(diagnostic.place, lines)
    if diagnostic.hint:
        advice = "What to do" if rule.severity is Severity.NOTE else "To fix it"
        entry.append(f"  {advice}: {escape_controls(diagnostic.hint)}")
    return entry


def _where(place: Place | None) -> str:
    if place is None or not place.file:
        return ""
    numbers = "".join(f":{number}" for number in (place.line, place.column if place.line else 0) if number)
    return escape_controls(place.file) + numbers


def _quote(place: Place | None, lines: Callable[[str], Sequence[str]]) -> list[str]:
    """Return the line at fault and a row with carets under it, cut to a readable width."""
    known = lines(place.file) if place is not None and place.line else ()
    if place is None or not 1 <= place.line <= len(known) or not known[place.line - 1].strip():
        return []
    line = known[place.line - 1].replace("\t", " ")
    if not place.column:
        return [f"  | {escape_controls(line[:_WIDEST])}"]
    start = min(place.column - 1, len(line))
    first = max(0, start - _BEFORE) if len(line) > _WIDEST else 0
    shown = line[first : first + _WIDEST]
    carets = "^" * max(1, min(place.length, first + len(shown) - start))
    lead = "…" if first else ""
    tail = "…" if first + len(shown) < len(line) else ""
    gap = " " * _width(lead + shown[: start - first])
    return [f"  | {lead}{escape_controls(shown)}{tail}", f"  | {gap}{carets}"]


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes, near enough for a caret to stand under its character."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) > 0 for character in text)


def escape_controls(text: str) -> str:
    """Return a text with a sign in place of each character that could do something to a terminal."""
    return _CONTROL.sub("\ufffd", text)


def _summary(diagnostics: Sequence[Diagnostic]) -> str:
    counts = [(severity, sum(diagnostic.rule.severity is severity for diagnostic in diagnostics)) for severity in Severity]
    parts = [f"{count} {_PLURALS[severity][count != 1]}" for severity, count in counts if count]
    if not parts:
        return "No faults found."
    return f"Found {' and '.join(parts)}."
