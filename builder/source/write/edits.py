"""Edits of an author's file: what changes is named by its place, and everything else stays, to the last byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from builder.diagnostics import Place
from builder.source.tree.lines import Line, clean
from builder.source.tree.parse import parse_lines
from builder.source.tree.session import SessionTree

_LINE_END = re.compile(r"\r\n|\r|\n")


class Edit(Struct, frozen=True):
    """A text in place of what stands between two points of a file.

    Attributes:
        start: line and column, both 1-based, as in a `Place`: of the first character to go. Columns count the characters on disk.
        end: of the first character to stay; the same as `start` where nothing goes.
        text: what stands there instead. Its line ends are written as those of the file.

    """

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


def insert(place: Place, text: str) -> Edit:
    """Return the edit that puts a text before the character at a place."""
    return Edit((place.line, place.column), (place.line, place.column), text)


def insert_line(line: Line, text: str) -> Edit:
    """Return the edit that writes a line of its own after a line."""
    end = (line.number, len(line.raw) + 1)
    return Edit(end, end, f"\n{text}")


def replace_span(place: Place, text: str) -> Edit:
    """Return the edit that puts a text in place of the characters of a place."""
    return Edit((place.line, place.column), (place.line, place.column + place.length), text)


def remove_lines(first: Line, last: Line) -> Edit:
    """Return the edit that takes lines away, with their ends."""
    return Edit((first.number, 1), (last.number + 1, 1), "")


class OverlappingEditsError(ValueError):
    """Two edits change the same characters, or one lies outside the file: a fault of the caller."""


def apply(tree: SessionTree, edits: Iterable[Edit]) -> SessionTree:
    """Return the tree of the edited text, in which every character keeps the place that it has on disk.

    What is inserted has the place where it was inserted, so that faults in an edited tree can be shown to an author. Takes time in
    proportion to the file and the edits. Edits at one point are written in the order given. Raises `OverlappingEditsError`.
    """
    lines = edit_lines(tree.lines, edits)
    return tree if lines is tree.lines else parse_lines(tree.file, tree.mark, lines)


def edit_lines(lines: tuple[Line, ...], edits: Iterable[Edit]) -> tuple[Line, ...]:
    """Return the lines with the edits made; the very same lines where there are none. The numbers of `lines` count from 1."""
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    if not ordered:
        return lines
    _check(ordered, lines)
    usual = next((line.end for line in lines if line.end), "\n")
    edited: list[Line] = []
    done = 0
    for group in _touching(ordered):
        first, last = group[0].start[0] - 1, min(group[-1].end[0], len(lines)) - 1
        edited += lines[done:first]
        edited += _edit(lines[first : last + 1], group, usual)
        done = last + 1
    return (*edited, *lines[done:])


def _check(ordered: Sequence[Edit], lines: Sequence[Line]) -> None:
    reached = (1, 1)
    for edit in ordered:
        ends_inside = _is_inside(edit.end, lines) or edit.end == (len(lines) + 1, 1)
        if not (reached <= edit.start <= edit.end and _is_inside(edit.start, lines) and ends_inside):
            message = f"an edit from {edit.start} to {edit.end} overlaps another or lies outside the file"
            raise OverlappingEditsError(message)
        reached = edit.end


def _is_inside(point: tuple[int, int], lines: Sequence[Line]) -> bool:
    number, column = point
    return 1 <= number <= len(lines) and lines[number - 1].number == number and 1 <= column <= len(lines[number - 1].raw) + 1


def _touching(ordered: Sequence[Edit]) -> Iterator[list[Edit]]:
    """Yield edits together that begin on a line on which the one before ends."""
    group: list[Edit] = []
    for edit in ordered:
        if group and edit.start[0] > group[-1].end[0]:
            yield group
            group = []
        group.append(edit)
    yield group


class _Character(Struct, frozen=True):
    """A character, and where it stands on disk; one that is inserted, where it was inserted."""

    text: str
    line: int
    column: int


def _edit(lines: Sequence[Line], edits: Sequence[Edit], usual: str) -> Iterator[Line]:
    """Yield the lines that some neighbouring lines become."""
    typed: list[_Character] = []
    starts: dict[int, int] = {}
    for line in lines:
        starts[line.number] = len(typed)
        typed += (_Character(text, line.number, column) for column, text in enumerate(line.raw, 1))
        typed += (_Character(text, line.number, len(line.raw) + 1) for text in line.end)
    ends = {line.number: line.end for line in lines}
    edited: list[_Character] = []
    done = 0
    for edit in edits:
        start = starts[edit.start[0]] + edit.start[1] - 1
        edited += typed[done:start]
        text = _with_ends(edit.text, ends[edit.start[0]] or usual)
        edited += (_Character(letter, *edit.start) for letter in text)
        done = starts[edit.end[0]] + edit.end[1] - 1 if edit.end[0] in starts else len(typed)
    edited += typed[done:]
    yield from _part(lines[0].file, edited, lines[-1])


def _with_ends(text: str, end: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", end)


def _part(file: str, characters: Sequence[_Character], last: Line) -> Iterator[Line]:
    """Part characters into lines again; `last` is the line that they ended with before."""
    start = 0
    for line_end in _LINE_END.finditer("".join(character.text for character in characters)):
        yield _line(file, characters[start : line_end.start()], characters[line_end.start()], line_end[0])
        start = line_end.end()
    if start < len(characters) or not last.end:
        yield _line(file, characters[start:], _Character("", last.number, len(last.raw) + 1), "")


def _line(file: str, words: Sequence[_Character], end: _Character, ending: str) -> Line:
    """Return a line with the number of its first character. What came from other lines is shown at its start."""
    number = words[0].line if words else end.line
    columns = [character.column if character.line == number else 1 for character in words]
    columns.append(end.column if end.line == number else max(columns, default=0) + 1)
    return clean(file, number, "".join(character.text for character in words), ending, columns)
