"""What `copack check --fix` writes: ids and codes that the author left out, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from builder.source.compile import read_course
from builder.source.files import Source, TextFile
from builder.source.findings import Insertion
from builder.source.lines import BYTE_ORDER_MARK

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


class FileChange(Struct, frozen=True):
    """A file before and after, both exact to the byte order mark and the line ends. `file` is relative to the course folder."""

    file: str
    old: str
    new: str


def fix(source: Source) -> tuple[FileChange, ...]:
    """Return the changed files. Files whose fences do not open and close are left alone: nobody knows what belongs together there."""
    reading = read_course(source)
    sound = {outline.file for outline in reading.outlines if outline.sound}
    wanted: dict[str, list[Insertion]] = {}
    for insertion in reading.findings.insertions:
        if insertion.place.file in sound:
            wanted.setdefault(insertion.place.file, []).append(insertion)
    return tuple(FileChange(text.path, text.raw, _write(text, wanted[text.path])) for text in source.texts() if text.path in wanted)


def _write(text: TextFile, insertions: Iterable[Insertion]) -> str:
    mark = BYTE_ORDER_MARK if text.raw.startswith(BYTE_ORDER_MARK) else ""
    pieces = [[found[1], found[2]] for found in _LINE.finditer(text.raw.removeprefix(BYTE_ORDER_MARK))]
    usual = next((end for _line, end in pieces if end), "\n")
    for insertion in sorted(insertions, key=lambda one: (one.place.line, one.place.column), reverse=True):
        piece = pieces[insertion.place.line - 1]
        if insertion.new_line:
            piece[1] = f"{piece[1] or usual}{insertion.text}{piece[1]}"
        else:
            piece[0] = _insert(piece[0], insertion.place.column - 1, insertion.text)
    return mark + "".join(line + end for line, end in pieces)


def _insert(line: str, at: int, text: str) -> str:
    """Put a text into a line, with one blank on either side where a word would touch it."""
    before, after = line[:at], line[at:]
    if before and not before[-1].isspace() and text[0] == "(" and before[-2:] != "[[":
        text = " " + text
    return before + (text.rstrip() if not after else text) + after
