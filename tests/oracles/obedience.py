"""Does what the hints of diagnostics say, as an author would who follows them to the letter."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from builder.diagnostics.changes import Change, Deletion, Renaming, Replacement

BYTE_ORDER_MARK = "\ufeff"
_LINE_AND_END = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def edit_text(text: str, replacements: Iterable[Replacement]) -> str:
    """Return a text with some of its parts replaced; a byte order mark at its start counts for no column."""
    bare = text.removeprefix(BYTE_ORDER_MARK)
    lines = _LINE_AND_END.findall(bare)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    def index(point: tuple[int, int]) -> int:
        return min(starts[min(point[0] - 1, len(starts) - 1)] + point[1] - 1, len(bare))

    for change in sorted(replacements, key=lambda change: (change.start, change.end), reverse=True):
        first, last = index(change.start), index(change.end)
        added = change.text if first == 0 or bare[first - 1 : first] in {"\n", "\r"} or change.start[1] > 1 else f"\n{change.text}"
        bare = bare[:first] + added + bare[last:]
    return text[: len(text) - len(text.removeprefix(BYTE_ORDER_MARK))] + bare


def obey(folder: Path, changes: Sequence[Change]) -> None:
    """Make the changes of a fix in a course folder: texts first, then names."""
    texts = [change for change in changes if isinstance(change, Replacement)]
    for file in {change.file for change in texts}:
        path = folder / file
        edited = edit_text(path.read_bytes().decode(), [change for change in texts if change.file == file])
        path.write_bytes(edited.encode())
    for change in changes:
        if isinstance(change, Renaming):
            (folder / change.new).parent.mkdir(parents=True, exist_ok=True)
            (folder / change.file).rename(folder / change.new)
        elif isinstance(change, Deletion):
            gone = folder / change.file
            shutil.rmtree(gone) if gone.is_dir() and not gone.is_symlink() else gone.unlink()
